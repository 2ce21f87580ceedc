// Systems type-checks the module for other systems than the one it runs on, and vets what is
// compiled for them alone.
//
//	go run ./internal/systems darwin windows
//
// It reads everything from source, dependencies without the bodies of their functions. So it finds
// whatever keeps a package or its tests from being compiled there, in a quarter of the time that
// compiling them for go vet takes. A file that this system compiles too is vetted here; go vet is
// therefore run, for each other system, on the packages that have further files there.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, ".", os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "systems:", err)
		os.Exit(1)
	}
}

// run checks the module in dir for systems, and prints what is wrong with it. Then it returns an
// error.
func run(ctx context.Context, dir string, systems []string, out io.Writer) error {
	here, err := files(ctx, dir)
	if err != nil {
		return err
	}
	var all sources
	wrong := 0
	for _, system := range systems {
		n, err := one(ctx, dir, system, here, &all, out)
		if err != nil {
			return err
		}
		wrong += n
	}
	if wrong > 0 {
		return fmt.Errorf("%d problems", wrong)
	}
	return nil
}

// one checks the module in dir for a system, prints its problems, and returns their number.
func one(ctx context.Context, dir, system string, here map[string][]string, all *sources, out io.Writer) (wrong int, err error) {
	env := append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system) // Without C no compiler for it is needed.
	problems, further, err := check(ctx, dir, env, here, all)
	if err != nil {
		return 0, err
	}
	for _, p := range problems {
		fmt.Fprintf(out, "%s: %s\n", system, p)
	}
	if len(further) == 0 || len(problems) > 0 { // Vet would find the same.
		return len(problems), nil
	}
	vet := exec.CommandContext(ctx, "go", append([]string{"vet"}, further...)...)
	vet.Dir, vet.Env, vet.Stdout, vet.Stderr = dir, env, out, out
	if err := vet.Run(); err != nil {
		fmt.Fprintf(out, "%s: go vet: %v\n", system, err)
		return 1, nil
	}
	return 0, nil
}

// files returns the files of each package of the module in dir, by its ID, that are compiled on
// this system, tests included.
func files(ctx context.Context, dir string) (map[string][]string, error) {
	loaded, err := packages.Load(&packages.Config{
		Context: ctx, Dir: dir, Mode: packages.NeedName | packages.NeedFiles, Tests: true,
	}, "./...")
	if err != nil {
		return nil, err
	}
	here := map[string][]string{}
	for _, p := range loaded {
		here[p.ID] = slices.Sorted(slices.Values(p.GoFiles))
	}
	return here, nil
}

// check type-checks the packages of the module in dir, with their tests, in an environment that
// names a system. It returns what is wrong with them or with what they import, and the paths of
// those that have further files than those that are compiled here.
func check(ctx context.Context, dir string, env []string, here map[string][]string, all *sources) (problems, further []string, err error) {
	loaded, err := packages.Load(&packages.Config{
		Context: ctx, Dir: dir, Env: env, Tests: true,
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports |
			packages.NeedDeps | packages.NeedModule | packages.NeedTypesSizes | packages.NeedForTest,
	}, "./...")
	if err != nil {
		return nil, nil, err
	}
	if len(loaded) == 0 {
		return []string{"there are no packages"}, nil, nil
	}
	problems = typeCheck(ctx, loaded, here, all)
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	compiled := map[string]bool{}
	for _, list := range here {
		for _, f := range list {
			compiled[f] = true
		}
	}
	for _, p := range loaded {
		if strings.HasSuffix(p.PkgPath, ".test") { // Its main function is generated.
			continue
		}
		if slices.ContainsFunc(p.GoFiles, func(f string) bool { return !compiled[f] }) {
			further = append(further, strings.TrimSuffix(p.PkgPath, "_test"))
		}
	}
	slices.Sort(problems)
	slices.Sort(further)
	return slices.Compact(problems), slices.Compact(further), nil
}
