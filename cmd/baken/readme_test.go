package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// console matches a block of commands, each behind $, and what they print.
var console = regexp.MustCompile("(?ms)^```console\n(.*?)^```$")

// TestReadmeRuns runs the commands of the README's "A portal of your own" one after the other, as a
// new user does in an empty directory, and compares what they print with what the README says.
func TestReadmeRuns(t *testing.T) {
	_, section, _ := strings.Cut(documents(t)[filepath.Join(root, "README.md")], "\n## A portal of your own\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var script strings.Builder
	n := 0
	for _, block := range console.FindAllStringSubmatch(section, -1) {
		for _, step := range strings.Split("\n"+block[1], "\n$ ")[1:] {
			command, answer, _ := strings.Cut(strings.TrimSuffix(step, "\n"), "\n")
			lines, err := stepOf(command)
			if err != nil {
				t.Fatal(err)
			}
			n++
			file := filepath.Join(t.TempDir(), "answer")
			if err := os.WriteFile(file, []byte(answer), 0o666); err != nil {
				t.Fatal(err)
			}
			script.WriteString(strings.ReplaceAll(lines, "ANSWER", "'"+file+"'") + "\n")
		}
	}
	for _, needed := range []string{"new site ", "check", "dev", "build"} {
		if !strings.Contains(section, "\n$ baken "+needed) {
			t.Errorf("the README doesn't say baken %s", needed)
		}
	}
	if n < 6 {
		t.Fatalf("only %d commands", n)
	}
	file := filepath.Join(t.TempDir(), "readme.txtar")
	if err := os.WriteFile(file, []byte(script.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Files: []string{file},
		Setup: func(env *testscript.Env) error {
			env.Values[processKey{}] = new(process)
			env.Values[runnerKey{}] = &runner{programs: true}
			caches := t.TempDir()
			for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
				env.Setenv(name, caches)
			}
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"baken": runBaken, "preview": startPreview, "stop": stopServer, "says": saysAnswer,
		},
	})
}

// stepOf returns the lines of a script that run a command of the README and compare what it prints
// with the file ANSWER.
func stepOf(command string) (string, error) {
	name, rest, _ := strings.Cut(command, " ")
	switch {
	case command == "baken dev": // It runs until it is stopped, at a port that may be taken here.
		return "preview\nsays ANSWER\nstop", nil
	case name == "baken":
		return command + "\nsays ANSWER", nil
	case name == "cd":
		return command, nil
	case command == "go install ./cmd/baken": // The test's own program is what that makes.
		if _, err := os.Stat(filepath.Join(root, "cmd", "baken", "main.go")); err != nil {
			return "", err
		}
		return "# " + rest, nil
	}
	return "", fmt.Errorf("README.md: this test can't run %q: add it to stepOf", command)
}

// saysAnswer is the script command "says FILE": the last command printed what is in a file, where
// a line … stands for any lines, … in a line for any text, and the port of an address for any.
func saysAnswer(ts *testscript.TestScript, _ bool, args []string) {
	want := ts.ReadFile(args[0])
	pattern := "^"
	for line := range strings.Lines(want) {
		if line = strings.TrimSuffix(line, "\n"); line == "…" {
			pattern += `(.*\n)*`
			continue
		}
		line = port.ReplaceAllString(regexp.QuoteMeta(line), `$1[0-9]+/`)
		pattern += strings.ReplaceAll(line, "…", ".*") + `\n`
	}
	got := ts.ReadFile("stdout") + ts.ReadFile("stderr")
	if !regexp.MustCompile(pattern + "$").MatchString(got) {
		ts.Fatalf("README.md says\n%s\nbut it prints\n%s", want, got)
	}
}

// port matches an address of a preview, as a pattern quotes it.
var port = regexp.MustCompile(`(http://127\\\.0\\\.0\\\.1:)[0-9]+/`)
