package guard

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// mkdir makes directories, with their parents.
func mkdir(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := os.MkdirAll(name, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// want fails unless err contains the text, or is nil if that is "".
func want(t *testing.T, what string, err error, text string) {
	t.Helper()
	if (err == nil) != (text == "") || err != nil && !strings.Contains(err.Error(), text) {
		t.Errorf("%s: error %v, want %q", what, err, text)
	}
}

func TestCheck(t *testing.T) {
	base := t.TempDir()
	home := filepath.Join(base, "home")
	mkdir(t, filepath.Join(home, "content"), filepath.Join(base, "shared", "texts"), filepath.Join(base, "repository", ".git"))
	sources := []string{filepath.Join(home, "content"), filepath.Join(base, "shared", "texts")}
	linked := os.Symlink(filepath.Join(base, "elsewhere"), filepath.Join(home, "linked")) == nil
	for name, text := range map[string]string{
		"home/public": "", "elsewhere": "", "home/linked/x": "is reached through",
		"home": "is or contains the site", ".": "is or contains the site",
		"home/content": "is inside", "home/content/x/y": "is inside", "shared": "contains", "shared/texts": "is inside",
		"repository": "holds .git", "repository/.git/x": "inside a git repository's own directory",
	} {
		if name == "home/linked/x" && !linked {
			continue
		}
		want(t, name, Check(filepath.Join(base, filepath.FromSlash(name)), home, sources), text)
	}
	want(t, "without a site", Check(home, "", nil), "")
}

func TestPrivate(t *testing.T) {
	base := t.TempDir()
	home, out := filepath.Join(base, "repository", "home"), filepath.Join(base, "out")
	mkdir(t, home, filepath.Join(base, "repository", ".git"), out)
	for name, text := range map[string]string{
		"user/records": "", "repository/records": "is inside", "repository/home/x": "is inside", "out/x": "is inside the output",
	} {
		want(t, name, Private(filepath.Join(base, filepath.FromSlash(name)), home, out), text)
	}
	want(t, "without an output", Private(filepath.Join(out, "x"), home, ""), "")
	want(t, "without a site", Private(filepath.Join(home, "x"), "", out), "")
	if info, err := os.Stat(filepath.Join(base, "user", "records")); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", info, err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	open := filepath.Join(base, "open")
	mkdir(t, open)
	if err := os.Chmod(open, 0o777); err != nil {
		t.Fatal(err)
	}
	want(t, "writable by all", Private(open, home, out), "other users may write")
}

func TestRepository(t *testing.T) {
	base := t.TempDir()
	site := filepath.Join(base, "a", "b")
	mkdir(t, site)
	if got := Repository(site); got != site {
		t.Errorf("a site in no repository is in %s", got)
	}
	mkdir(t, filepath.Join(base, ".git"))
	if got := Repository(site); got != base {
		t.Errorf("the repository is %s, want %s", got, base)
	}
}
