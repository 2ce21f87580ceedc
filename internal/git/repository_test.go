package git

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repository is a repository of a test.
type repository struct {
	*testing.T
	dir string
}

// withoutSettings removes the git settings of the user from the environment.
func withoutSettings(t *testing.T) {
	t.Helper()
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); strings.HasPrefix(name, "GIT_") {
			t.Setenv(name, "") // Setenv restores it after the test.
			if err := os.Unsetenv(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_NOSYSTEM": "1",
		"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@guide.test", "GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z",
		"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@guide.test",
	} {
		t.Setenv(name, value)
	}
}

// makeRepository makes an empty repository and ignores repositories above it.
func makeRepository(t *testing.T) repository {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git program")
	}
	withoutSettings(t)
	r := repository{t, t.TempDir()}
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(r.dir))
	r.git("init", "-q", "-b", "main")
	return r
}

func (r repository) git(args ...string) {
	r.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		r.Fatalf("git %q: %v\n%s", args, err, out)
	}
}

func (r repository) write(name, text string) {
	r.Helper()
	name = filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		r.Fatal(err)
	}
}

// on sets the day in January 2026 of the commits that follow, to a time that is on another day in
// most time zones.
func (r repository) on(day string) {
	r.Helper()
	r.Setenv("GIT_COMMITTER_DATE", "2026-01-"+day+"T23:30:00-0000")
}

// commit commits all files on a day.
func (r repository) commit(day string) {
	r.Helper()
	r.on(day)
	r.git("add", "-A")
	r.git("commit", "-q", "-m", "change")
}

// open opens the repository of a directory in it.
func (r repository) open(dir string) *Repository {
	r.Helper()
	opened, err := Open(r.Context(), filepath.Join(r.dir, filepath.FromSlash(dir)))
	if err != nil {
		r.Fatal(err)
	}
	return opened
}
