package baken_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "baken.example/baken"

// mayImport says which of the module's packages each package may import. Data flows one way: from
// files to documents to the model to artifacts to a directory or a reader, and no stage knows the
// one that calls it.
var mayImport = map[string][]string{
	"internal/artifact":           {},
	"internal/buildinfo":          {},
	"internal/release":            {}, // A program of its own, for make release.
	"internal/systems":            {}, // A program of its own, for make lint.
	"internal/diag":               {},
	"internal/overlay":            {},
	"internal/realpath":           {},
	"internal/source":             {"diag"},
	"internal/spool":              {},
	"internal/strictyaml":         {"diag", "lazyregexp"},
	"internal/hostname":           {},
	"internal/lazyregexp":         {},
	"internal/facts":              {"diag", "strictyaml"},                                 // and the packages below it
	"internal/markdown":           {"baseurl", "diag", "facts", "hostname", "lazyregexp"}, // and the packages below it, which may import what it may
	"internal/readability":        {"diag", "markdown/plaintext", "strictyaml"},
	"internal/langdetect":         {"diag", "markdown", "markdown/plaintext", "markdown/word", "strictyaml"},
	"internal/message":            {"diag", "source", "strictyaml"}, // and the packages below it
	"internal/message/worklist":   {"message", "source"},
	"internal/baseurl":            {"hostname"},
	"internal/baseurl/rooted":     {"baseurl", "diag", "lazyregexp", "source"},
	"internal/license":            {"diag"},
	"internal/content":            {"diag", "facts", "lazyregexp", "license", "source", "spool", "strictyaml", "markdown", "markdown/hypertext", "markdown/outline", "markdown/origin", "content/excerpt", "content/include"}, // and the packages below it
	"internal/content/slug":       {},
	"internal/content/siteconfig": {"baseurl", "content", "diag", "hostname", "license", "source", "strictyaml"},
	"internal/scaffold":           {"content", "content/slug", "content/siteconfig", "lazyregexp", "message", "message/worklist", "source", "strictyaml"},
	"internal/theme":              {"asset", "content", "content/siteconfig", "diag", "source"}, // and the packages below it
	"internal/scaffold/hosts":     {"diag", "scaffold"},
	"internal/schema":             {"diag", "strictyaml", "markdown/outline", "content", "content/slug", "content/siteconfig", "criteria", "criteria/condition/tokens", "criteria/definition", "criteria/definition/document", "named"},
	"internal/schema/reference":   {"schema", "strictyaml"},
	"internal/criteria":           {"diag", "lazyregexp", "license", "source", "spreadsheet", "strictyaml", "content", "content/slug", "criteria", "markdown/constant", "named"}, // and the packages below it
	"internal/named":              {"diag", "source", "strictyaml", "content", "criteria"},
	"internal/site":               {"baseurl", "diag", "content", "content/siteconfig", "criteria", "markdown", "markdown/dialect/directive", "markdown/hypertext", "markdown/constant", "named", "source", "translation", "download/address"}, // and the packages below it
	"internal/site/anchor":        {"content", "diag", "markdown", "markdown/dialect/directive", "markdown/hypertext"},
	"internal/site/directive":     {"content", "criteria", "diag", "markdown/dialect/directive", "markdown/hypertext"},
	"internal/site/edition":       {"content", "criteria", "diag", "markdown", "markdown/dialect/directive", "markdown/hypertext"},
	"internal/site/alias":         {},
	"internal/site/link":          {"content", "diag", "markdown/hypertext", "source"},
	"internal/site/redirect":      {"content", "diag", "download/address", "source"},
	"internal/site/selfcheck":     {"criteria"},
	"internal/site/sitetest":      {"content", "content/siteconfig", "criteria/definition", "diag", "markdown", "site"},
	"internal/site/suggest":       {"diag"},
	"internal/site/tree":          {"baseurl", "diag", "content", "content/slug", "source", "translation"},
	"internal/search":             {},
	"internal/search/atoz":        {},
	"internal/search/extract":     {"content", "criteria", "criteria/phrase", "criteria/selector", "markdown/dialect/directive", "markdown/hypertext", "search", "site", "source"},
	"internal/search/index":       {"search", "search/index/forward", "search/language", "spool"},
	"internal/search/lazy":        {"artifact", "search/index", "search/language", "spool"},
	"internal/search/language":    {"search", "strictyaml", "diag"},
	"internal/search/query":       {"search", "search/language"},
	"internal/asset":              {"diag", "lazyregexp", "source", "artifact"},
	"internal/download":           {"diag", "source", "artifact", "asset"}, // and the packages below it
	"internal/download/address":   {},
	"internal/download/whole":     {},
	"internal/cachedir":           {},
	"internal/picture":            {"cachedir", "diag", "source", "artifact", "asset", "asset/raster"}, // and the packages below it
	"internal/layout":             {"baseurl", "diag", "lazyregexp", "source", "asset", "message"},
	"internal/search/index/forward": {
		"search", "search/language", "spool",
	},
	"internal/render": {
		"artifact", "asset", "content", "criteria", "criteria/compiled", "criteria/diff", "diag", "download", "hostname", "layout", "markdown/dialect/directive", "markdown/hypertext", "message", "picture",
		"search/extract", "site", "theme", "theme/icon", "theme/palette", "theme/srgb", "translation",
	},
	"internal/render/action":     {"criteria", "criteria/compiled", "layout", "site"},
	"internal/render/brand":      {"diag", "artifact", "asset", "baseurl", "source", "theme/icon"},
	"internal/render/host":       {"artifact", "asset", "content", "download", "download/address", "hostname", "render/publish", "secureheader", "site"},
	"internal/render/locale":     {"content", "criteria/quantity", "layout", "message", "site"},
	"internal/render/navigation": {"layout", "markdown/hypertext", "site"},
	"internal/render/publish": {
		"artifact", "asset", "content", "criteria", "criteria/cccev", "criteria/changes", "criteria/compiled", "criteria/decision", "criteria/diff",
		"criteria/dmn", "criteria/export", "criteria/flow", "criteria/phrase", "criteria/table", "criteria/words", "license", "markdown/dialect/directive", "markdown/hypertext", "message",
		"site",
	},
	"internal/render/searchpage": {"artifact", "asset", "diag", "layout", "markdown/hypertext", "message", "search", "search/atoz", "search/query", "site"},
	"internal/render/selfcheck": {
		"artifact", "asset", "content", "criteria", "criteria/compiled", "criteria/phrase", "criteria/quantity", "criteria/selector", "layout", "site",
	},
	"internal/render/slot": {
		"asset", "content", "criteria", "criteria/compiled", "criteria/phrase", "criteria/words", "diag", "download", "layout", "markdown/dialect/directive", "markdown/hypertext", "picture", "site",
	},
	"internal/render/trusted": {},
	"internal/pipeline": {
		"diag", "artifact", "asset", "baseurl", "baseurl/rooted", "content", "content/siteconfig", "criteria", "criteria/compiled", "criteria/definition", "criteria/diff", "criteria/quantity", "criteria/wording",
		"facts", "feedback", "feedback/manifest", "download", "langdetect", "overlay", "layout", "markdown", "markdown/typography", "markdown/plaintext", "message", "message/standin", "named", "picture", "readability", "render", "render/searchpage",
		"search/extract", "search/index", "search/lazy", "search/query", "site", "source", "spool", "theme", "translation/texts",
	},
	"internal/pipeline/kept": {"cache/packed", "content", "diag", "search/index", "search/index/forward", "spool"},
	"internal/linkcheck":     {"atomicfile", "diag"},
	"internal/git":           {},
	"internal/audit":         {"diag", "content", "content/siteconfig", "criteria", "criteria/definition", "download/address", "langdetect", "lazyregexp", "markdown", "markdown/hypertext", "markdown/word", "search", "search/extract", "search/language", "site", "source"},
	"internal/output":        {"artifact", "realpath", "source"},      // and the packages below it
	"internal/cache":         {"cachedir", "diag", "source", "spool"}, // and the packages below it
	"internal/server":        {"artifact", "asset", "secureheader"},   // and the packages below it
	"internal/hosting":       {"artifact", "asset", "baseurl", "secureheader", "server/netlify"},
	"internal/dev":           {"artifact", "diag", "secureheader", "server", "source"},
	"internal/translation":   {"content", "diag", "facts", "markdown/hypertext", "markdown/outline"},
	// These two look at the model, which is made with the package above them.
	"internal/translation/status": {"content", "criteria", "site", "translation", "translation/texts"},
	"internal/translation/accept": {"atomicfile", "content", "diag", "site", "translation"},
	"internal/translation/texts":  {"content", "content/siteconfig", "criteria", "diag", "facts", "markdown", "message", "named"},
	"internal/atomicfile":         {},
	"internal/secureheader":       {},
	"internal/spreadsheet":        {},
	// The command line. Every package of commands may import those that commands share, which know
	// none of them: Go refuses import cycles. The module itself has what is embedded in the
	// program.
	"internal/command":                         {module, "audit", "content", "content/siteconfig", "diag", "git", "message", "pipeline", "source"},
	"internal/command/usage":                   {"diag"},
	"internal/command/cliflag":                 {"baseurl", "command", "content", "pipeline"},
	"internal/command/place":                   {"diag", "git", "output/guard", "realpath"},
	"internal/command/caching":                 {"cachedir", "command", "git", "linkcheck", "output/guard", "picture", "realpath"},
	"internal/command/lastrun":                 {"cache", "cache/snapshot", "cache/trace", "cachedir", "command", "content", "diag", "output", "output/guard", "pipeline", "pipeline/kept", "realpath", "source", "spool"},
	"internal/command/criteriacommand":         {"command", "criteria/decision", "criteria/flow", "criteria/table", "criteria/words"},
	"internal/command/criteriacommand/answers": {"command", "criteria", "criteria/cases", "criteria/explanation", "criteria/quantity", "criteria/symbolic", "diag"},
	"internal/command/criteriacommand/compare": {
		"command", "content", "content/siteconfig", "criteria", "criteria/changes", "criteria/changes/report", "criteria/definition", "criteria/diff", "criteria/proof",
		"criteria/quantity", "criteria/wording", "diag", "markdown", "named",
	},
	"internal/command/criteriacommand/measure": {"command", "criteria", "criteria/definition", "criteria/examples", "criteria/selector", "criteria/symbolic", "diag", "pipeline"},
	"internal/command/criteriacommand/sets": {
		"command", "content", "content/siteconfig", "criteria", "criteria/definition", "criteria/phrase", "criteria/proof", "criteria/quantity", "criteria/symbolic", "criteria/wording",
		"diag", "message", "named", "source",
	},
	"internal/command/feedbackcommand":          {"command", "feedback", "feedback/report", "feedback/service", "pipeline"},
	"internal/command/feedbackcommand/database": {"command", "feedback", "feedback/postgres", "feedback/sqlite"},
	"internal/command/feedbackcommand/receive":  {"command", "feedback", "feedback/limit", "feedback/manifest", "feedback/service", "server", "server/connlimit"},
	"internal/command/authoring": {
		module, "command", "content", "content/siteconfig", "diag", "message", "message/worklist", "pipeline", "scaffold", "scaffold/hosts", "schema", "source", "translation/accept",
		"translation/status",
	},
	// An island: nothing of the site, so that a function of a few megabytes can hold it.
	"internal/feedback": {"feedback", "lazyregexp", "secureheader", "spreadsheet"}, // and the packages below it
}

// ofTests reports whether a directory holds no part of the program.
func ofTests(dir string) bool {
	return strings.HasPrefix(dir, "internal/bench") || strings.HasPrefix(dir, "internal/browsertest") ||
		strings.HasPrefix(dir, "internal/netlifytest") || dir == "internal/opendatatest" || dir == "internal/growthtest" || dir == "internal/nodetest" ||
		dir == "internal/hostingtest" || dir == "internal/thoroughtest" ||
		dir == "internal/search/searchtest" || dir == "internal/search/scripttest"
}

// goFiles returns the module's Go files by directory.
func goFiles(t *testing.T) map[string][]string {
	t.Helper()
	files := map[string][]string{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && name != ".") {
			return fs.SkipDir
		}
		if filepath.Ext(name) == ".go" {
			name = filepath.ToSlash(name)
			files[path.Dir(name)] = append(files[path.Dir(name)], name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func parse(t *testing.T, file string, mode parser.Mode) *ast.File {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, mode)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestImportsPointOneWay(t *testing.T) {
	for dir, files := range goFiles(t) {
		if dir == "." || strings.HasPrefix(dir, "cmd/") || ofTests(dir) {
			continue // They may know everything.
		}
		stage := strings.Join(strings.SplitN(dir, "/", 3)[:2], "/")
		allowed, listed := mayImport[dir]
		if !listed {
			allowed, listed = mayImport[stage]
		}
		if !listed {
			t.Errorf("%s: say in this test what it may import", dir)
			continue
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, spec := range parse(t, file, parser.ImportsOnly).Imports {
				name := strings.Trim(spec.Path.Value, `"`)
				if name != module && !strings.HasPrefix(name, module+"/") {
					continue
				}
				p := strings.TrimPrefix(name, module+"/internal/")
				if !slices.Contains(allowed, p) && !strings.HasPrefix(name, module+"/"+stage+"/") {
					t.Errorf("%s imports %s, against the flow of data", file, name)
				}
			}
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	for dir, files := range goFiles(t) {
		documented := false
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") {
				documented = documented || parse(t, file, parser.PackageClauseOnly|parser.ParseComments).Doc != nil
			}
		}
		if !documented {
			t.Errorf("%s has no package comment", dir)
		}
	}
}

// TestNoSetGoesUnchecked holds that nothing but tests takes a criteria set for proven.
func TestNoSetGoesUnchecked(t *testing.T) {
	for _, files := range goFiles(t) {
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			ast.Inspect(parse(t, file, 0), func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "Unchecked" {
					if x, ok := s.X.(*ast.Ident); ok && x.Name == "proof" {
						t.Errorf("%s calls proof.Unchecked, which is for tests only", file)
					}
				}
				return true
			})
		}
	}
}

func TestNothingHappensAtInit(t *testing.T) {
	for _, files := range goFiles(t) {
		for _, file := range files {
			for _, d := range parse(t, file, 0).Decls {
				if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
					t.Errorf("%s has an init function", file)
				}
			}
		}
	}
}

// notLanguages are strings that are the code of a language and mean something else: pt is a point,
// a unit of length.
var notLanguages = map[string]string{"internal/asset/vector/size.go": "pt"}

// TestNoLanguageIsSpecial looks for the codes of the languages that Baken ships with, which only
// content and UI strings may know.
func TestNoLanguageIsSpecial(t *testing.T) {
	var codes []string
	names, err := filepath.Glob("i18n/active.*.yaml")
	if err != nil || len(names) < 2 {
		t.Fatal(err, names)
	}
	for _, n := range names {
		code, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(n), "active."), ".")
		codes = append(codes, code)
	}
	for dir, files := range goFiles(t) {
		if ofTests(dir) {
			continue // They make content.
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			ast.Inspect(parse(t, file, 0), func(n ast.Node) bool {
				if s, ok := n.(*ast.BasicLit); ok && s.Kind == token.STRING && slices.Contains(codes, strings.Trim(s.Value, "\"`")) &&
					strings.Trim(s.Value, "\"`") != notLanguages[file] {
					t.Errorf("%s names the language %s", file, s.Value)
				}
				return true
			})
		}
	}
}

// TestTrustedHTML holds that one package makes HTML that templates don't escape, so that one has to
// be looked at.
func TestTrustedHTML(t *testing.T) {
	for dir, files := range goFiles(t) {
		if dir == "internal/render/trusted" || ofTests(dir) {
			continue
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			ast.Inspect(parse(t, file, 0), func(n ast.Node) bool {
				c, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				if s, ok := c.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "HTML" {
					if x, ok := s.X.(*ast.Ident); ok && x.Name == "template" {
						t.Errorf("%s converts to template.HTML: call package trusted", file)
					}
				}
				return true
			})
		}
	}
}

// TestNothingLargeIsKept holds that no file of the repository is so large that it must be something
// that was made, such as a compiled program: it would be in every clone for ever.
func TestNothingLargeIsKept(t *testing.T) {
	const most = 256 << 10
	list, err := exec.Command("git", "ls-files", "-z").Output()
	if err != nil {
		t.Skip("this is no repository, or there is no git: ", err)
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(list), "\x00"), "\x00") {
		info, err := os.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // It is being removed.
		}
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > most {
			t.Errorf("%s has %d bytes", name, info.Size())
		}
	}
}
