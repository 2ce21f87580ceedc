package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"

	"baken.example/baken/internal/thoroughtest"
)

// programEvery is how many scripts there are to one whose commands run as programs of their own.
// The others call [run] within the test, which takes half the processor time: a program
// initializes its packages and asks the system for all of its memory anew. With THOROUGH=true all
// of them run programs.
const programEvery = 8

// fixed are the variables that Go, or the C library, reads once in a process.
var fixed = []string{"GODEBUG", "GOMAXPROCS", "HTTP_PROXY", "LANG", "LC_ALL", "TZ", "http_proxy"}

// runner runs the commands of a script.
type runner struct {
	programs bool
	// variables are those of the script's environment, as NAME=VALUE, where values are only the first.
	variables []string
}

type runnerKey struct{}

// runners returns the runners of scripts, by the names of their directories. Commands of a script
// run as programs also where they get an input.
func runners(t *testing.T, scripts []string) map[string]*runner {
	t.Helper()
	all := make(map[string]*runner, len(scripts))
	for i, script := range scripts {
		archive, err := txtar.ParseFile(script)
		if err != nil {
			t.Fatal(err)
		}
		r := &runner{programs: thoroughtest.Asked() || i%programEvery == 0}
		for line := range strings.Lines(string(archive.Comment)) {
			words := strings.Fields(line)
			switch {
			case len(words) == 0:
			case words[0] == "stdin":
				r.programs = true
			case words[0] == "env":
				r.variables = append(r.variables, words[1:]...)
			}
		}
		name := "script-" + strings.TrimSuffix(filepath.Base(script), ".txtar")
		for n := 1; all[name] != nil; n++ { // As testscript tells them apart.
			name = fmt.Sprintf("%s#%d", strings.TrimSuffix(name, fmt.Sprintf("#%d", n-1)), n)
		}
		all[name] = r
	}
	return all
}

// streams is what a run of baken printed.
type streams struct{ stdout, stderr string }

// run runs baken and returns its exit code.
func (r *runner) run(ts *testscript.TestScript, args []string) (streams, int) {
	own := func(name string) bool { return ts.Getenv(name) != "" && ts.Getenv(name) != os.Getenv(name) }
	if !r.programs && !slices.ContainsFunc(fixed, own) {
		return r.call(ts, args)
	}
	code := exitDone
	err := ts.Exec(program, args...)
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	return streams{ts.ReadFile("stdout"), ts.ReadFile("stderr")}, code
}

// one holds that the commands of one script at a time have the directory and the environment of the
// process. The tests that run at the same time are scripts too, and name files from the root.
var one sync.Mutex

// call calls run in the script's directory and environment.
func (r *runner) call(ts *testscript.TestScript, args []string) (streams, int) {
	one.Lock()
	defer one.Unlock()
	before, err := os.Getwd()
	ts.Check(err)
	dir := ts.MkAbs(".")
	restore := []func(){setenv("PWD", dir)}
	for _, v := range r.variables {
		name, _, _ := strings.Cut(v, "=")
		restore = append(restore, setenv(name, ts.Getenv(name)))
	}
	defer func() {
		for _, f := range slices.Backward(restore) {
			f()
		}
		if err := os.Chdir(before); err != nil {
			panic(err) // Each other test would fail.
		}
	}()
	ts.Check(os.Chdir(dir))
	var stdout, stderr bytes.Buffer
	code := exitCode(run(context.Background(), args, &stdout, &stderr, time.Now), &stderr)
	return streams{stdout.String(), stderr.String()}, code
}

// setenv sets a variable, or removes one that is "", and returns a function that restores it.
func setenv(name, value string) func() {
	before, was := os.LookupEnv(name)
	if value == "" {
		_ = os.Unsetenv(name)
	} else if err := os.Setenv(name, value); err != nil {
		panic(err)
	}
	return func() {
		if was {
			_ = os.Setenv(name, before)
		} else {
			_ = os.Unsetenv(name)
		}
	}
}

// exits runs baken, and fails unless it exits with a code. Whatever happens, nobody is shown a stack
// trace.
func exits(ts *testscript.TestScript, code int, args ...string) streams {
	out, got := ts.Value(runnerKey{}).(*runner).run(ts, args)
	if got != code {
		out.show(ts)
		ts.Fatalf("baken %s: exit code %d, want %d", strings.Join(args, " "), got, code)
	}
	for _, text := range []string{out.stdout, out.stderr} {
		if strings.Contains(text, "goroutine ") || strings.Contains(text, "panic") {
			out.show(ts)
			ts.Fatalf("a stack trace")
		}
	}
	return out
}

// show keeps what was printed for the script's next commands.
func (r streams) show(ts *testscript.TestScript) {
	_, err := io.WriteString(ts.Stdout(), r.stdout)
	ts.Check(err)
	_, err = io.WriteString(ts.Stderr(), r.stderr)
	ts.Check(err)
}
