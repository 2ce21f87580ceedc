package main

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// typeCheck type-checks packages and their imports, from source, and returns the problems. The
// files of the packages on this system are in here, by package ID.
//
// The bodies of functions are read in packages of the module alone, and once: with the package's
// tests, unless it has other files here. If it has the same ones, go build has shown here that
// nothing in them needs a test.
func typeCheck(ctx context.Context, loaded []*packages.Package, here map[string][]string, all *sources) (problems []string) {
	initial := map[*packages.Package]bool{}
	tested := map[string]bool{} // Packages that have tests in the same package, by path.
	for _, p := range loaded {
		initial[p] = true
		if p.ForTest == p.PkgPath {
			tested[p.PkgPath] = true
		}
	}
	checked := map[*packages.Package]*types.Package{}
	packages.Visit(loaded, nil, func(p *packages.Package) {
		if ctx.Err() != nil {
			return
		}
		if p.PkgPath == "unsafe" {
			checked[p] = types.Unsafe
			return
		}
		for _, e := range p.Errors {
			problems = append(problems, strings.TrimPrefix(e.Error(), "-: "))
		}
		again := p.ForTest == "" && tested[p.PkgPath] && slices.Equal(here[p.ID], slices.Sorted(slices.Values(p.GoFiles)))
		var files []*ast.File
		for _, name := range p.CompiledGoFiles {
			file, err := all.parse(name, initial[p] || inModule(p))
			problems = append(problems, messages(err)...)
			if file != nil {
				files = append(files, file)
			}
		}
		config := &types.Config{
			Importer:         imports{p, checked},
			Sizes:            p.TypesSizes,
			IgnoreFuncBodies: !initial[p] || again,
			Error:            func(err error) { problems = append(problems, messages(err)...) },
		}
		if p.Module != nil && p.Module.GoVersion != "" {
			config.GoVersion = "go" + p.Module.GoVersion
		}
		checked[p] = types.NewPackage(p.PkgPath, p.Name)
		_ = types.NewChecker(config, &all.positions, checked[p], nil).Files(files) // It is among the problems.
	})
	return problems
}

// inModule reports whether a package belongs to the module that is checked.
func inModule(p *packages.Package) bool {
	return p.Module != nil && p.Module.Main
}

// imports resolves the imports of a package to packages that have been type-checked.
type imports struct {
	of      *packages.Package
	checked map[*packages.Package]*types.Package
}

func (i imports) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p := i.checked[i.of.Imports[path]]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("there is no package %s", path)
}

// messages returns the messages of an error of the parser or the type checker, with positions.
func messages(err error) (out []string) {
	var list scanner.ErrorList
	var of types.Error
	switch {
	case err == nil:
	case errors.As(err, &list):
		for _, e := range list {
			out = append(out, e.Error())
		}
	case errors.As(err, &of):
		out = append(out, fmt.Sprintf("%s: %s", of.Fset.Position(of.Pos), of.Msg))
	default:
		out = append(out, err.Error())
	}
	return out
}

// sources has the files that have been parsed. Most are compiled for every system, and those of a
// package are also compiled with its tests.
type sources struct {
	positions token.FileSet
	files     map[string]parsed
}

// parsed is a file with the error of its parser.
type parsed struct {
	*ast.File
	err error
}

// parse parses a file, once. The bodies of its functions are kept only if asked for.
func (s *sources) parse(name string, bodies bool) (*ast.File, error) {
	if known, ok := s.files[name]; ok {
		return known.File, known.err
	}
	file, err := parser.ParseFile(&s.positions, name, nil, parser.AllErrors|parser.SkipObjectResolution)
	if file != nil && !bodies {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
				f.Body.List = nil
			}
		}
	}
	if s.files == nil {
		s.files = map[string]parsed{}
	}
	s.files[name] = parsed{file, err}
	return file, err
}
