package baken_test

import (
	"go/ast"
	"go/parser"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestRaceDetector holds that the Makefile runs the tests of every package that starts goroutines,
// or guards memory that they share, under the race detector: the whole package, or the tests that
// it names, which no other package has, since they aren't run without the detector.
func TestRaceDetector(t *testing.T) {
	makefile, err := os.ReadFile("Makefile")
	if err != nil {
		t.Fatal(err)
	}
	variable := func(name string) string {
		found := regexp.MustCompile(`(?m)^` + name + ` = (.*)$`).FindSubmatch(makefile)
		if found == nil {
			t.Fatalf("the Makefile has no variable %s", name)
		}
		return strings.ReplaceAll(string(found[1]), "$$", "$")
	}
	whole, racing := regexp.MustCompile(variable("concurrent")), regexp.MustCompile(variable("racing"))
	partly := strings.Fields(variable("partly"))
	tests := map[string]int{}
	named := map[string]bool{}
	for dir, files := range goFiles(t) {
		part := slices.Contains(partly, "./"+dir)
		for _, name := range files {
			file := parse(t, name, parser.SkipObjectResolution)
			if !strings.HasSuffix(name, "_test.go") {
				if concurrent(file) && !part && !whole.MatchString(module+"/"+dir) && !ofTests(dir) {
					t.Errorf("%s has goroutines or locks: add %s to concurrent or partly in the Makefile", name, dir)
				}
				continue
			}
			for _, d := range file.Decls {
				f, ok := d.(*ast.FuncDecl)
				if !ok || f.Recv != nil || !strings.HasPrefix(f.Name.Name, "Test") || !racing.MatchString(f.Name.Name) {
					continue
				}
				if !part && !whole.MatchString(module+"/"+dir) {
					t.Errorf("%s has %s, which the Makefile's racing names: add %s to partly there, or name it otherwise", name, f.Name.Name, dir)
				}
				if part {
					tests["./"+dir]++
					named[f.Name.Name] = true
				}
			}
		}
	}
	for _, dir := range partly {
		if tests[dir] == 0 {
			t.Errorf("the Makefile runs no test of %s under the race detector: racing names none", dir)
		}
	}
	for _, name := range regexp.MustCompile(`Test\w+`).FindAllString(racing.String(), -1) {
		if !named[name] {
			t.Errorf("racing in the Makefile names %s, which isn't there", name)
		}
	}
}

// concurrent reports whether a file starts goroutines, or guards memory that they share.
// [sync.OnceValue] guards what it returns by itself.
func concurrent(file *ast.File) bool {
	for _, i := range file.Imports {
		switch strings.Trim(i.Path.Value, `"`) {
		case "sync/atomic", "golang.org/x/sync/errgroup":
			return true
		}
	}
	found := false
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			found = true
		case *ast.SelectorExpr:
			if of, ok := n.X.(*ast.Ident); ok && of.Name == "sync" && n.Sel.Name != "OnceValue" {
				found = true
			}
		}
		return !found
	})
	return found
}
