package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// checkout makes a module with the layout of this one in a new repository, with one commit, and
// changes to its root.
func checkout(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(t.TempDir(), "config"))
	t.Setenv("GIT_CONFIG_SYSTEM", os.DevNull)
	for name, text := range map[string]string{
		"go.mod": "module example.org/m\n\ngo 1.26\n", "go.sum": "", "LICENSE": "All rights are everybody's.\n", "README.md": "Read.\n",
		"embed.go":          "package m\n\nimport \"embed\"\n\n//go:embed all:assets\nvar Files embed.FS\n",
		"assets/a.css":      "a{}\n",
		"cmd/baken/main.go": "package main\n\nimport _ \"example.org/m\"\n\nfunc main() {}\n",
	} {
		write(t, name, text)
	}
	git(t, "init", "-q")
	git(t, "add", ".")
	git(t, "commit", "-qm", "all")
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

func git(t *testing.T, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// TestRefused checks that a release is refused, before anything is built, of a checkout whose build
// would have other files than the commit, however that is hidden from the status of git, or whose
// commit Go doesn't record.
func TestRefused(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git here")
	}
	for name, test := range map[string]struct {
		change func(t *testing.T)
		want   string
	}{
		"changed":   {func(t *testing.T) { write(t, "assets/a.css", "b{}\n") }, "differs from its commit"},
		"untracked": {func(t *testing.T) { write(t, "assets/b.css", "b{}\n") }, "differs from its commit"},
		"untracked files hidden": {func(t *testing.T) {
			git(t, "config", "status.showUntrackedFiles", "no")
			write(t, "assets/b.css", "b{}\n")
		}, "differs from its commit"},
		"ignored in .git/info": {func(t *testing.T) {
			write(t, ".git/info/exclude", "*.css\n*.swp\n")
			write(t, "assets/sub/.b.swp", "b{}\n")
		}, "assets/sub/.b.swp isn't in the commit"},
		"ignored by the user": {func(t *testing.T) {
			write(t, os.Getenv("GIT_CONFIG_GLOBAL"), "[core]\nexcludesFile = "+filepath.ToSlash(os.Getenv("GIT_CONFIG_GLOBAL"))+".ignore\n")
			write(t, os.Getenv("GIT_CONFIG_GLOBAL")+".ignore", "local*\n")
			write(t, "cmd/baken/local.go", "package main\n")
		}, "cmd/baken/local.go isn't in the commit"},
		"assumed unchanged": {func(t *testing.T) {
			git(t, "update-index", "--assume-unchanged", "assets/a.css")
			write(t, "assets/a.css", "b{}\n")
		}, "assets/a.css has other bytes"},
		"skipped": {func(t *testing.T) {
			git(t, "update-index", "--skip-worktree", "LICENSE")
			write(t, "LICENSE", "Mine.\n")
		}, "LICENSE has other bytes"},
		"line ends": {func(t *testing.T) {
			git(t, "config", "core.autocrlf", "true")
			write(t, "assets/a.css", "a{}\r\n")
			git(t, "add", "assets/a.css")
		}, "assets/a.css has other bytes"},
		"worktree": {func(t *testing.T) {
			git(t, "worktree", "add", "-q", "tree")
			t.Chdir("tree")
		}, "build in a clone"},
		"below the root": {func(t *testing.T) { t.Chdir("cmd") }, "build in its root"},
	} {
		t.Run(name, func(t *testing.T) {
			checkout(t)
			test.change(t)
			out := t.TempDir()
			err := run(t.Context(), []string{"-out", out, "-targets", "linux/amd64"}, io.Discard)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
			if entries, err := os.ReadDir(out); err != nil || len(entries) > 0 {
				t.Errorf("written: %v, %v", entries, err)
			}
		})
	}
}

// TestCommitted checks that a checkout that is as its commit is accepted.
func TestCommitted(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git here")
	}
	checkout(t)
	if err := recorded(t.Context()); err != nil {
		t.Error(err)
	}
	if err := committed(t.Context(), buildEnv("linux", "amd64")); err != nil {
		t.Error(err)
	}
}
