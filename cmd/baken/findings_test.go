package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"baken.example/baken/internal/diag"
)

// printed matches a finding as check prints it: its severity and its code.
var printed = regexp.MustCompile(`(?m)^\S.*: (error|warning): .* \[([a-z-]+)\]$`)

// TestEveryCodeIsExplained compares docs/findings.md with the codes. Each has a heading,
// what it means, and an example that a script has seen printed; no heading is without a code.
func TestEveryCodeIsExplained(t *testing.T) {
	text, err := os.ReadFile(filepath.FromSlash("../../docs/findings.md"))
	if err != nil {
		t.Fatal(err)
	}
	var explained []string
	for i, part := range strings.Split(string(text), "\n### ") {
		if i == 0 {
			continue
		}
		code, body, _ := strings.Cut(part, "\n")
		explained = append(explained, code)
		if !diag.Code(code).Known() {
			t.Errorf("%s is no code", code)
			continue
		}
		body, _, _ = strings.Cut(body, "\n## ")
		m := printed.FindStringSubmatch(body)
		switch {
		case m == nil:
			t.Errorf("%s has no example of what is printed", code)
		case m[2] != code:
			t.Errorf("the example of %s is one of %s", code, m[2])
		case m[1] != diag.Code(code).Severity().String():
			t.Errorf("%s is shown as %s", code, m[1])
		}
	}
	said := map[string]bool{}
	for _, file := range scripts(t, scriptDir) {
		script, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range printed.FindAllString(string(script), -1) {
			said[line] = true
		}
	}
	for _, line := range printed.FindAllString(string(text), -1) {
		if !said[line] {
			t.Errorf("docs/findings.md shows what no script does: %s", line)
		}
	}
	var codes []string
	for _, c := range diag.Codes() {
		codes = append(codes, string(c))
	}
	for _, c := range codes {
		if n := len(slices.DeleteFunc(slices.Clone(explained), func(e string) bool { return e != c })); n != 1 {
			t.Errorf("%s has %d headings in docs/findings.md", c, n)
		}
	}
}

// TestEveryCodeHasAScript compares the scripts with the codes: each script of findings is named
// after a code and expects it, and each code has one.
func TestEveryCodeHasAScript(t *testing.T) {
	shown := map[string]bool{}
	codes := diag.Codes()
	for _, file := range scripts(t, scriptDir+"/findings") {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, f := range archive.Files {
			if f.Name == "want" {
				for _, m := range printed.FindAllStringSubmatch(string(f.Data), -1) {
					found = append(found, m[2])
				}
			}
		}
		// Findings about a file that isn't part of the site stand where no result is expected.
		comment := string(archive.Comment)
		if !strings.Contains(comment, "\ncmp stdout want\n") && !strings.Contains(comment, "\ncmp stderr want\n") {
			t.Errorf("%s compares nothing", name)
		}
		i := slices.IndexFunc(codes, func(c diag.Code) bool {
			return name == string(c) || strings.HasPrefix(name, string(c)+"-") && slices.Contains(found, string(c))
		})
		if i < 0 || !slices.Contains(found, string(codes[i])) {
			t.Errorf("%s shows %q", name, found)
			continue
		}
		shown[string(codes[i])] = true
	}
	for _, c := range codes {
		if !shown[string(c)] {
			t.Errorf("no script shows %s", c)
		}
	}
}
