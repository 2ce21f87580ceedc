package netlifytest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fault is a single fault to inject into a correct site.
type fault struct {
	name string
	// context is the deploy context to test.
	context string
	// replace is a text in netlify.toml and its replacement.
	replace [2]string
	// want is a part of the expected problem.
	want string
}

// faults returns faults of netlify.toml and of the rules: those that Netlify's build ignores, and
// some that it reports.
func faults() []fault {
	// after appends a shell command to the build command.
	after := func(command string) [2]string {
		return [2]string{`site/pages.json"`, `site/pages.json && ` + command + `"`}
	}
	return []fault{
		// netlify.toml
		{"not TOML", "production", [2]string{"[functions]", "[functions"}, "netlify.toml: "},
		{"misspelt section", "production", [2]string{"[functions]", "[function]"}, "there is no function: "},
		{"misspelt key", "production", [2]string{"publish =", "publsh ="}, "there is no build.publsh: "},
		{"misspelt key of a context", "deploy-preview", [2]string{"[context.deploy-preview]\n  command", "[context.deploy-preview]\n  comand"}, "there is no context.deploy-preview.comand: "},
		{"misspelt context", "deploy-preview", [2]string{"[context.deploy-preview]", "[context.deploy-previw]"}, "deploy-preview: X-Robots-Tag is undefined"},
		{"no functions directory", "production", [2]string{`"cmd/functions"`, `"cmd/function"`}, "functions directory cmd/function isn't there"},
		{"more than functions", "production", [2]string{`"cmd/functions"`, `"cmd"`}, "cmd/functions isn't a function"},
		{"no such function", "production", [2]string{"functions/feedback\"", "functions/feedbak\""}, "the function feedbak, which isn't there"},
		{"no rule to the function", "production", [2]string{"[[redirects]]\n  from = \"/api/feedback\"\n  to = \"/.netlify/functions/feedback\"\n  status = 200\n", ""}, "no rule leads to the function feedback"},
		{"redirect without to", "production", [2]string{"  to = \"/.netlify/functions/feedback\"\n", ""}, `Missing "to" field`},
		{"redirect for a rewrite", "production", [2]string{"status = 200", "status = 404"}, "feedback: /api/feedback gets \"404 "},
		{"no publish directory", "production", [2]string{`publish = "public"`, `publish = "dist"`}, "dist/index.html isn't there"},
		{"unknown option", "production", [2]string{"--out public", "--output public"}, "the build command ends with"},
		{"no list of pages", "production", [2]string{"cmd/functions/feedback/site/pages.json\"", "pages.json\""}, "doesn't write"},
		{"published with drafts", "production", [2]string{"--base-url $URL --keep-going &&", "--base-url $URL --drafts &&"}, "production: X-Robots-Tag is noindex"},
		{"branch without drafts", "branch-deploy", [2]string{"[context.branch-deploy]", "[context.branch-deploys]"}, "branch-deploy: X-Robots-Tag is undefined"},
		{"preview at the site's host", "branch-deploy", [2]string{"$DEPLOY_PRIME_URL", "$URL"}, "is built for https://site.example"},
		{"with a C compiler", "production", [2]string{`CGO_ENABLED = "0"`, ""}, "CGO_ENABLED isn't 0"},
		// The rules.
		{"rule that isn't one", "production", after("echo /x >> public/_redirects"), "Could not parse redirect line"},
		{"rule for nothing", "production", after("echo /x /y/ 301 >> public/_redirects"), "leads to /y/, which isn't there"},
		{"rule twice", "production", after("echo /old.php/ /nl/ 301 >> public/_redirects"), "from /old.php/ stands there twice"},
		{"alias only encoded", "production", after("sed -i.b -e '/hi!/d' public/_redirects"), `an alias: /en/hi! gets "404 `},
		{"alias only decoded", "production", after("sed -i.b -e '/%C3%BCber/d' public/_redirects"), `an alias: /en/%C3%BCber/ gets "404 `},
		{"alias not decoded", "production", after("sed -i.b -e '/en.über/d' public/_redirects"), `an alias: /en/über/ gets "404 `},
		{"language not forced", "production", after("sed -i.b -e 's/302!/302/' public/_redirects"), `the entrance, in nl: / gets "200 /index.html"`},
		{"no 404 of a language", "production", after("sed -i.b -e '/^.nl.* 404$/d' public/_redirects"), `nothing, in nl: /nl/there/is/nothing/ gets "404 /404.html"`},
		{"no 404", "production", after("rm public/404.html"), "public/404.html isn't there"},
		{"rule before feedback", "production", after("echo '/api/* /nl/ 302' >> public/_redirects"), "feedback: /api/feedback gets"},
		{"forced rule before pages", "production", after("echo '/en/* /nl/ 302!' > public/r && cat public/_redirects >> public/r && mv public/r public/_redirects"), "a page: /en/"},
		{"too many rules", "production", after("seq -f '/old-%g /nl/ 301' 10000 >> public/_redirects"), "redirect rules, and Netlify takes 10000"},
		{"header without a name", "production", after("echo '  : x' >> public/_headers"), "Could not parse header line"},
		{"header passed over", "production", after("echo '  X-Nothing' >> public/_headers"), "is neither a path nor a header"},
		{"no policy", "production", after("sed -i.b -e '/Content-Security-Policy/d' public/_headers"), "there is no Content-Security-Policy"},
		{"preview without noindex", "deploy-preview", after("sed -i.b -e '/X-Robots-Tag/d' public/_headers"), "deploy-preview: X-Robots-Tag is undefined"},
		{"robots kept out", "deploy-preview", after("echo 'Disallow: /' >> public/robots.txt"), "keeps robots from reading"},
	}
}

// task returns the task of a copy of a site with the fault.
func (f fault) task(t *testing.T, path string) task {
	t.Helper()
	root := writeAliasSite(t)
	file := filepath.Join(root, "netlify.toml")
	config, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(config), f.replace[0]) {
		t.Fatalf("%s: netlify.toml has no %q", f.name, f.replace[0])
	}
	write(t, file, strings.ReplaceAll(string(config), f.replace[0], f.replace[1]))
	return newTask(t, root, f.context, path)
}
