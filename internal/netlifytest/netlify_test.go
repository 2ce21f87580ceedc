package netlifytest

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/nodetest"
	"baken.example/baken/internal/pipeline"
)

// repository is the path of the repository from this directory.
const repository = "../.."

// task is an element of the input of check.mjs.
type task struct {
	// Root is the directory with netlify.toml, Context the deploy context, Path the PATH of the
	// build command.
	Root    string `json:"root"`
	Context string `json:"context"`
	Path    string `json:"path"`
	// Base is the path of the site on its host, or "".
	Base string `json:"base"`
	// Aliases redirect From, as an editor wrote it, to a page.
	Aliases []alias `json:"aliases"`
	// Pages are the paths of all pages, Languages the codes of the languages with a home page.
	Pages     []string `json:"pages"`
	Languages []string `json:"languages"`
}

type alias struct {
	From string `json:"from"`
	To   string `json:"to"`
}

func contexts() []string { return []string{"production", "deploy-preview", "branch-deploy"} }

func node(t *testing.T) string { return nodetest.Path(t, "netlify-redirector") }

// path compiles Baken, and returns a PATH on which "go run ./cmd/baken" runs that binary, to avoid
// a compilation per deploy.
func path(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "baken"), "./cmd/baken")
	build.Dir = repository
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	const run = `#!/bin/sh
[ "$1 $2" = "run ./cmd/baken" ] || { echo "go $*: not in this test" >&2; exit 1; }
shift 2
exec "$(dirname "$0")/baken" "$@"
`
	if err := os.WriteFile(filepath.Join(dir, "go"), []byte(run), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir + string(os.PathListSeparator) + os.Getenv("PATH")
}

// check returns the problems of each task. A single process checks all of them, since its start
// takes longer than a check.
func check(t *testing.T, node string, tasks []task) [][]string {
	t.Helper()
	in, err := json.Marshal(tasks)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), node, "check.mjs")
	var out, log bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &out, &log
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir()) // The build command caches there.
	if err := cmd.Run(); err != nil {
		t.Fatalf("check.mjs: %v\n%s", err, &log)
	}
	var problems [][]string
	if err := json.Unmarshal(out.Bytes(), &problems); err != nil || len(problems) != len(tasks) {
		t.Fatalf("%v: %s\n%s", err, &out, &log)
	}
	return problems
}

// newTask returns the task of the site in a directory, with its aliases and pages.
func newTask(t *testing.T, dir, context, path string) task {
	t.Helper()
	return newTaskUnder(t, "", dir, context, path)
}

// newTaskUnder is newTask for a site that is published under a path of its host.
func newTaskUnder(t *testing.T, base, dir, context, path string) task {
	t.Helper()
	now := time.Now().UTC().Truncate(24 * time.Hour)
	p, err := pipeline.Load(t.Context(), os.DirFS(dir), baken.Defaults, pipeline.Options{
		Date: content.Date{Time: now}, Drafts: context != "production", BaseURL: "https://site.example" + base,
	})
	if err != nil || p.Findings.HasErrors() {
		t.Fatal(err, p.Findings.All())
	}
	k := task{Root: dir, Context: context, Path: path, Base: base, Languages: p.Model.Languages, Aliases: []alias{}}
	for _, page := range p.Model.Pages {
		k.Pages = append(k.Pages, page.URL)
		for _, a := range page.Meta.Aliases {
			k.Aliases = append(k.Aliases, alias{From: base + a.V, To: page.URL})
		}
	}
	return k
}

// copyFiles copies files and directories of the repository to a directory.
func copyFiles(t *testing.T, to string, names ...string) {
	t.Helper()
	for _, name := range names {
		from := filepath.Join(repository, filepath.FromSlash(name))
		info, err := os.Stat(from)
		if err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(to, filepath.FromSlash(name))
		if info.IsDir() {
			if err := os.CopyFS(target, os.DirFS(from)); err != nil {
				t.Fatal(err)
			}
			continue
		}
		text, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		write(t, target, string(text))
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestNetlify checks the deploys of this repository's own portal and of a site with every kind of
// alias, which must have no problems, and injects every fault, each of which must be reported.
func TestNetlify(t *testing.T) {
	node := node(t)
	path := path(t)
	var tasks []task
	var names []string
	for _, context := range contexts() {
		portal := newTask(t, copyPortal(t), context, path)
		if len(portal.Pages) < 10 {
			t.Errorf("only %d pages", len(portal.Pages))
		}
		aliasSite := newTask(t, writeAliasSite(t), context, path)
		if len(aliasSite.Aliases) != len(aliases()) {
			t.Errorf("%d aliases", len(aliasSite.Aliases))
		}
		under := writeAliasSite(t)
		moveUnder(t, under, "/guide")
		tasks = append(tasks, portal, aliasSite, newTaskUnder(t, "/guide", under, context, path))
		names = append(names, "own/"+context, "aliases/"+context, "under a path/"+context)
	}
	sound := len(tasks)
	faults := faults()
	for _, f := range faults {
		tasks = append(tasks, f.task(t, path))
	}
	problems := check(t, node, tasks)
	for i, name := range names {
		t.Run(name, func(t *testing.T) {
			for _, problem := range problems[i] {
				t.Error(problem)
			}
		})
	}
	for i, f := range faults {
		t.Run("broken/"+f.name, func(t *testing.T) {
			if found := problems[sound+i]; !slices.ContainsFunc(found, func(p string) bool { return strings.Contains(p, f.want) }) {
				t.Errorf("%q isn't among the problems: %q", f.want, found)
			}
		})
	}
}

// moveUnder changes the netlify.toml of a site as docs/under-a-path.md says.
func moveUnder(t *testing.T, root, base string) {
	t.Helper()
	name := filepath.Join(root, "netlify.toml")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.NewReplacer(
		"--out public --base-url $URL --keep-going", "--out dist"+base+" --base-url $URL"+base+" --keep-going && mv dist"+base+"/_headers dist"+base+"/_redirects dist/ && cp dist"+base+"/404.html dist/",
		"--out public --base-url $DEPLOY_PRIME_URL --drafts", "--out dist"+base+" --base-url $DEPLOY_PRIME_URL"+base+" --drafts && mv dist"+base+"/_headers dist"+base+"/_redirects dist/ && cp dist"+base+"/404.html dist/",
		"--base-url $URL", "--base-url $URL"+base, "--base-url $DEPLOY_PRIME_URL", "--base-url $DEPLOY_PRIME_URL"+base,
		`publish = "public"`, `publish = "dist"`, `from = "/api/feedback"`, `from = "`+base+`/api/feedback"`,
	).Replace(string(text))
	write(t, name, changed)
}

// copyPortal copies the files that Netlify needs of this repository's portal, and returns the
// directory.
func copyPortal(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	copyFiles(t, root, "netlify.toml", "netlify", "content", "templates", "assets", "i18n", "cmd/functions/feedback/main.go", "cmd/functions/feedback/site/README.md")
	return root
}

// aliases returns aliases of a page with every kind of character.
func aliases() []string {
	return []string{
		"/en/plain/", "/old.php", "/en/file.html", "/en/UPPER/", "/en/a.b", "/en/hi!", "/en/hi%21there", "/en/it's/", "/en/a(1)/", "/en/%28b)",
		"/en/[c]", "/en/d|e", "/en/%5bf%5d", "/en/über/", "/en/caf%C3%A9", "/en/stra%c3%9fe", "/en/日本/", "/en/é(1)[2]|3!'/", "/en/e\u0301", "/en/😀",
		"/en/a%20b", "/en/100%25", "/en/a+b", "/en/a&b=c;d,e@f$g~h", "/en/a:b", "/en/a^b", "/en/{c}", "/en/d`e", "/en/%22%3C%3E%23%3F",
		"/en/nb%C2%A0sp", "/en/%EF%BB%BFbom", "/en/%FFé", "/en/%7Eu", "/%C3%BC/deep/er/", "/en/q%2Br",
	}
}

// writeAliasSite writes a site in two languages with all aliases, and returns its directory.
func writeAliasSite(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	copyFiles(t, root, "netlify.toml", "netlify", "cmd/functions/feedback/main.go", "cmd/functions/feedback/site/README.md")
	write(t, filepath.Join(root, "content/site.yaml"), `base_url: https://site.example
title: {nl: Gids, en: Guide}
description: {nl: Uitleg., en: Guidance.}
languages: [{code: nl, name: Nederlands}, {code: en, name: English}]
contact: {name: {nl: Redactie, en: Editors}, email: editors@site.example}
security: {contact: "mailto:security@site.example", expires: 2099-01-01}
`)
	write(t, filepath.Join(root, "content/index.nl.md"), "---\ntitle: Welkom\ndescription: Begin.\n---\n")
	write(t, filepath.Join(root, "content/index.en.md"), "---\ntitle: Welcome\ndescription: Start.\n---\n")
	write(t, filepath.Join(root, "content/hidden.en.md"), "---\ntitle: Hidden\ndescription: Not yet.\ndraft: true\n---\n")
	var list strings.Builder
	for _, a := range aliases() {
		quoted, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		list.WriteString("  - " + string(quoted) + "\n")
	}
	write(t, filepath.Join(root, "content/start.en.md"), "---\ntitle: Start\ndescription: First.\naliases:\n"+list.String()+"---\n")
	return root
}
