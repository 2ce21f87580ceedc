package git

import (
	"os"
	"path/filepath"
	"testing"
)

func (r repository) state() string {
	r.Helper()
	state, err := r.open(".").State(r.Context())
	if err != nil {
		r.Fatal(err)
	}
	return state
}

// TestState holds that the state is another one whenever the history may be, and the same as long
// as only files are edited.
func TestState(t *testing.T) {
	r := makeRepository(t)
	known := map[string]string{}
	other := func(what string) {
		t.Helper()
		state := r.state()
		if before := known[state]; before != "" {
			t.Errorf("%s: the state is that of %s", what, before)
		}
		known[state] = what
	}
	other("no commit")
	r.write("content/a.md", "1")
	r.commit("01")
	other("a commit")
	state := r.state()
	r.write("content/a.md", "2")
	r.write("content/b.md", "2")
	r.git("add", "content/b.md")
	if r.state() != state {
		t.Error("the state is another one while only files are edited")
	}
	r.commit("02")
	other("a second commit")
	r.git("replace", "HEAD", "HEAD~1")
	other("a replaced commit")
	r.git("replace", "-d", "HEAD")
	r.git("config", "log.follow", "true")
	other("a setting")
	r.git("config", "--unset", "log.follow")
	if err := os.MkdirAll(filepath.Join(r.dir, ".git", "info"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(r.dir, ".git", "info", "grafts"), []byte("# none\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	other("grafts")
	t.Setenv("GIT_NO_REPLACE_OBJECTS", "1")
	other("a variable")
	r.git("checkout", "-q", "HEAD~1")
	other("an earlier commit")
}
