package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestRun checks modules that have mistakes for one system alone: in a package, in a test, in
// what only vet finds, in a function that exists elsewhere, and in none of them.
func TestRun(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("SKIPPED: this is the system that the modules are checked for")
	}
	const sound = "package p\n\nfunc F() {}\n"
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"sound":       {map[string]string{"p.go": sound, "p_windows.go": "package p\n"}, ""},
		"a package":   {map[string]string{"p.go": sound, "p_windows.go": "package p\n\nvar x int = \"\"\n"}, "p_windows.go:3:"},
		"the body":    {map[string]string{"p.go": sound, "p_windows.go": "package p\n\nfunc g() { var s string = 1; _ = s }\n"}, "p_windows.go:3:"},
		"a test":      {map[string]string{"p.go": sound, "p_test.go": "package p_test\n\nimport \"syscall\"\n\nvar _ = syscall.Getrusage\n"}, "p_test.go:5:"},
		"a constant":  {map[string]string{"p.go": sound, "q/q.go": "package q\n\nimport \"syscall\"\n\nconst Q = syscall.SIGSTOP\n"}, "q.go:5:"},
		"an import":   {map[string]string{"p.go": sound, "p_windows.go": "package p\n\nimport _ \"example.com/p/missing\"\n"}, "missing"},
		"syntax":      {map[string]string{"p.go": sound, "p_windows.go": "package p\n\nfunc {\n"}, "p_windows.go:3:"},
		"vet":         {map[string]string{"p.go": sound, "p_windows.go": "package p\n\nimport \"fmt\"\n\nfunc G() { fmt.Printf(\"%d\", \"\") }\n"}, "p_windows.go:5:"},
		"vet, a test": {map[string]string{"p.go": sound, "p_windows_test.go": "package p_test\n\nimport \"fmt\"\n\nfunc G() { fmt.Printf(\"%d\", \"\") }\n"}, "p_windows_test.go:5:"},
		"not there":   {map[string]string{"p.go": sound, "p_linux.go": "package p\n\nfunc L() {}\n", "q/q.go": "package q\n\nimport \"example.com/p\"\n\nvar _ = p.L\n"}, "q.go:5:"},
		"nothing":     {map[string]string{}, "no packages"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			test.files["go.mod"] = "module example.com/p\n\ngo 1.26.0\n"
			for name, text := range test.files {
				file := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var out bytes.Buffer
			err := run(t.Context(), dir, []string{"windows"}, &out)
			if (err != nil) != (test.want != "") || !strings.Contains(out.String(), test.want) {
				t.Errorf("%v:\n%swant %q", err, &out, test.want)
			}
		})
	}
}
