package lazyregexp_test

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"baken.example/baken/internal/lazyregexp"
)

func TestNew(t *testing.T) {
	word := lazyregexp.New(`^\w+$`)
	if compiled := word(); !compiled.MatchString("word") || word() != compiled {
		t.Error("the expression isn't compiled, or more than once")
	}
	wrong := lazyregexp.New(`(`)
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	wrong()
}

// TestExpressions compiles the expressions of the module, of which some are needed for rare texts
// only: a mistake in one is to show here, and not there.
func TestExpressions(t *testing.T) {
	found := 0
	err := filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		constants := map[string]ast.Expr{}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Names) == len(spec.Values) {
				for i, name := range spec.Names {
					constants[name.Name] = spec.Values[i]
				}
			}
			return true
		})
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || types.ExprString(call.Fun) != "lazyregexp.New" {
				return true
			}
			found++
			at := set.Position(call.Pos())
			value, err := types.Eval(set, nil, token.NoPos, types.ExprString(written(call.Args[0], constants)))
			if err != nil || value.Value == nil {
				t.Errorf("%s: the expression isn't constant: %v", at, err)
			} else if _, err := regexp.Compile(constant.StringVal(value.Value)); err != nil {
				t.Errorf("%s: %v", at, err)
			}
			return true
		})
		return nil
	})
	if err != nil || found < 100 {
		t.Errorf("%d expressions: %v", found, err)
	}
}

// written returns a sum of strings with the constants of the same file written out.
func written(e ast.Expr, constants map[string]ast.Expr) ast.Expr {
	switch e := e.(type) {
	case *ast.Ident:
		if value := constants[e.Name]; value != nil {
			return written(value, constants)
		}
	case *ast.BinaryExpr:
		return &ast.BinaryExpr{X: written(e.X, constants), Op: e.Op, Y: written(e.Y, constants)}
	}
	return e
}
