package git

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tree returns the names and texts of the files in content/ at a revision.
func (r repository) tree(dir, rev string) map[string]string {
	r.Helper()
	fsys, err := r.open(dir).Tree(r.Context(), rev, "content", ".md")
	if err != nil {
		r.Fatal(err)
	}
	out := map[string]string{}
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		out[name] = string(text)
		return err
	})
	if err != nil {
		r.Fatal(err)
	}
	return out
}

func TestTree(t *testing.T) {
	r := makeRepository(t)
	r.write("site/content/a.md", "1")
	r.write("site/content/é b/c.md", "")
	r.write("site/content/picture.svg", "not read")
	r.write("site/content/large.md", strings.Repeat("x", maxText+1))
	r.write("site/elsewhere.md", "1")
	r.write("content/other.md", "another site's")
	links := map[string]string{}
	for name, to := range map[string]string{
		"link.md": "a.md", "twice.md": "link.md", "up.md": "../elsewhere.md", "out.md": "/etc/passwd", "round.md": "round.md", "gone.md": "nothing.md",
	} {
		if err := os.Symlink(to, filepath.Join(r.dir, "site", "content", name)); err != nil {
			links = nil
			break
		}
	}
	want := map[string]string{"content/a.md": "1", "content/é b/c.md": "", "content/picture.svg": "", "content/large.md": ""}
	if links != nil {
		want["content/link.md"], want["content/twice.md"] = "1", "1" // All other links are broken.
	}
	r.commit("01")
	r.git("tag", "-a", "-m", "first", "first")
	r.write("site/content/a.md", "2")
	r.commit("02")
	r.write("site/content/a.md", "3")
	if diff := cmp.Diff(want, r.tree("site", "first")); diff != "" {
		t.Errorf("at the tag:\n%s", diff)
	}
	want["content/a.md"] = "2"
	if links != nil {
		want["content/link.md"], want["content/twice.md"] = "2", "2"
	}
	if diff := cmp.Diff(want, r.tree("site", "HEAD")); diff != "" {
		t.Errorf("at the last commit:\n%s", diff)
	}
	if diff := cmp.Diff(map[string]string{"content/other.md": "another site's"}, r.tree(".", "main")); diff != "" {
		t.Errorf("of the site above it:\n%s", diff)
	}
}

// TestTreeWhereBranchLeft reads the merge base of two branches.
func TestTreeWhereBranchLeft(t *testing.T) {
	r := makeRepository(t)
	r.write("content/a.md", "1")
	r.commit("01")
	r.git("checkout", "-q", "-b", "work")
	r.write("content/a.md", "2")
	r.commit("02")
	r.git("checkout", "-q", "main")
	r.write("content/b.md", "3")
	r.commit("03")
	r.git("checkout", "-q", "work")
	if diff := cmp.Diff(map[string]string{"content/a.md": "1"}, r.tree(".", "main")); diff != "" {
		t.Error(diff)
	}
	// Unrelated histories have no merge base.
	r.git("checkout", "-q", "--orphan", "other")
	r.git("rm", "-rf", "-q", ".")
	r.write("content/c.md", "4")
	r.commit("04")
	if diff := cmp.Diff(map[string]string{"content/a.md": "1", "content/b.md": "3"}, r.tree(".", "main")); diff != "" {
		t.Error(diff)
	}
}

func TestTreeOfNothing(t *testing.T) {
	r := makeRepository(t)
	r.write("content/a.md", "1")
	r.commit("01")
	r.write("content/a.md", "2")
	r.commit("02")
	clone := repository{t, filepath.Join(t.TempDir(), "clone")}
	r.git("tag", "first", "HEAD^")
	r.git("clone", "-q", "--depth", "1", "file://"+filepath.ToSlash(r.dir), clone.dir)
	for _, test := range []struct {
		of        *Repository
		rev, says string
	}{
		{r.open("."), "", `"" can't be the name of a revision`},
		{r.open("."), "--all", `"--all" can't be the name of a revision`},
		{r.open("."), "HEAD; touch x", `git knows no revision "HEAD; touch x"`},
		{r.open("."), "HEAD:content", `git knows no revision "HEAD:content"`},
		{clone.open("."), "first", `revision "first" isn't in this shallow clone`},
	} {
		_, err := test.of.Tree(t.Context(), test.rev, "content", ".md")
		if err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%q: %v, not %s", test.rev, err, test.says)
		}
	}
}

func TestOpenNoRepository(t *testing.T) {
	r := makeRepository(t)
	dir := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	_, err := Open(t.Context(), dir)
	if err == nil || err.Error() != "git rev-parse: the site isn't in a git repository" {
		t.Error(err)
	}
	if r.open(".").Shallow(t.Context()) {
		t.Error("a repository with all its history is called shallow")
	}
}
