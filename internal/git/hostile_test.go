package git

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// plant makes a directory a bare repository, as a contributor can with a few files. Its settings
// start a program that writes a file, whose name plant returns.
func (r repository) plant(dir string) (trace string) {
	r.Helper()
	trace = filepath.Join(r.TempDir(), "trace")
	other := repository{r.T, r.TempDir()}
	other.git("init", "-q", "-b", "main")
	other.write("content/a.md", "planted")
	other.commit("30")
	r.git("clone", "-q", "--bare", other.dir, filepath.Join(r.dir, dir, "planted.git"))
	for _, name := range []string{"HEAD", "objects", "refs", "packed-refs"} {
		if err := os.Rename(filepath.Join(r.dir, dir, "planted.git", name), filepath.Join(r.dir, dir, name)); err != nil && name != "packed-refs" {
			r.Fatal(err)
		}
	}
	if err := os.RemoveAll(filepath.Join(r.dir, dir, "planted.git")); err != nil {
		r.Fatal(err)
	}
	r.write(dir+"/config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = \"touch "+trace+"\"\n"+
		"\tsshCommand = \"touch "+trace+"\"\n\tpager = \"touch "+trace+"\"\n[remote \"origin\"]\n\turl = \"ext::touch "+trace+"\"\n\tpromisor = true\n"+
		"[protocol \"ext\"]\n\tallow = always\n[alias]\n\trev-parse = \"!touch "+trace+"\"\n")
	return trace
}

func absent(t *testing.T, file string) {
	t.Helper()
	if _, err := os.Lstat(file); err == nil {
		t.Error("a program was started that a stranger named")
	}
}

// TestPlantedRepository has a bare repository in the site's directory, which git itself would read.
func TestPlantedRepository(t *testing.T) {
	r := makeRepository(t)
	r.write("site/content/a.md", "1")
	r.write("a/b/content/a.md", "1")
	r.write("content/a.md", "1")
	r.commit("01")
	r.write("site/content/b.md", "2")
	r.commit("02")
	for name, dir := range map[string]string{"in the site": "site", "above it": "a", "at the top": "."} {
		trace := r.plant(dir)
		site := map[string]string{"site": "site", "a": "a/b", ".": "."}[dir]
		// Check the attack itself: git accepts the first two.
		want := map[string]string{"content/a.md": "01"}
		if site == "site" {
			want["content/b.md"] = "02"
		}
		r.want(site, want)
		if got := r.tree(site, "HEAD"); got["content/a.md"] != "1" {
			t.Errorf("%s: the tree is %q", name, got)
		}
		absent(t, trace)
		for _, planted := range []string{"HEAD", "config", "objects", "refs", "packed-refs"} {
			if err := os.RemoveAll(filepath.Join(r.dir, dir, planted)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestPlantedRepositoryAlone has a bare repository in a site that isn't in a repository.
func TestPlantedRepositoryAlone(t *testing.T) {
	r := makeRepository(t)
	dir := repository{t, t.TempDir()}
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir.dir))
	r.write("content/a.md", "1")
	dir.write("content/a.md", "1")
	trace := dir.plant(".")
	for _, site := range []string{".", "content"} {
		if _, err := Open(t.Context(), filepath.Join(dir.dir, site)); !errors.Is(err, ErrNone) {
			t.Errorf("%s: %v", site, err)
		}
	}
	// An empty directory named .git doesn't change that, and doesn't hide the repository above it.
	if err := os.Mkdir(filepath.Join(dir.dir, ".git"), 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir.dir); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
	absent(t, trace)
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(r.dir))
	r.write("site/content/a.md", "1")
	r.write("site/.git/description", "")
	r.commit("01")
	inner := r.open("site")
	if want := filepath.Join(r.dir, ".git"); inner.gitDir != want {
		t.Errorf("%s, not %s", inner.gitDir, want)
	}
}

// TestOpenElsewhere opens a work tree beside the repository's own, a submodule, a site behind a
// symbolic link, and stops where the environment says.
func TestOpenElsewhere(t *testing.T) {
	r := makeRepository(t)
	r.write("site/content/a.md", "1")
	r.commit("01")
	tree := filepath.Join(t.TempDir(), "tree")
	r.git("worktree", "add", "-q", tree)
	t.Setenv("GIT_CEILING_DIRECTORIES", "")
	repository{t, tree}.want("site", map[string]string{"content/a.md": "01"})
	beside := repository{t, tree}.open("site")
	if want := filepath.Join(r.dir, ".git"); beside.commonDir != want {
		t.Errorf("%s, not %s", beside.commonDir, want)
	}
	over := repository{t, t.TempDir()}
	over.git("init", "-q", "-b", "main")
	over.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", r.dir, "inner")
	over.want("inner/site", map[string]string{"content/a.md": "01"})
	if runtime.GOOS != "windows" {
		link := filepath.Join(t.TempDir(), "link")
		if err := os.Symlink(filepath.Join(r.dir, "site"), link); err != nil {
			t.Fatal(err)
		}
		repository{t, link}.want(".", map[string]string{"content/a.md": "01"})
	}
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Join(r.dir, "nothing")+string(filepath.ListSeparator)+r.dir)
	if _, err := Open(t.Context(), filepath.Join(r.dir, "site")); !errors.Is(err, ErrNone) {
		t.Errorf("beyond a ceiling: %v", err)
	}
}

// TestNoFetch reads texts that only the remote of a clone has, by each protocol that starts a
// program.
func TestNoFetch(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the programs are shell scripts")
	}
	r := makeRepository(t)
	r.git("config", "uploadpack.allowFilter", "true")
	r.git("config", "uploadpack.allowAnySHA1InWant", "true")
	r.write("content/a.md", "1")
	r.commit("01")
	r.write("content/a.md", "2")
	r.commit("02")
	scratch := t.TempDir()
	trace, program := filepath.Join(scratch, "trace"), filepath.Join(scratch, "program")
	if err := os.WriteFile(program, []byte("#!/bin/sh\ntouch "+trace+"\nexec git-upload-pack \"$@\"\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	for i, settings := range [][]string{
		{"remote.origin.uploadpack", program},
		{"remote.origin.url", "ext::" + program},
		{"remote.origin.url", "ssh://host.test/site"},
	} {
		clone := repository{t, filepath.Join(scratch, "clone"+strings.Repeat("+", i))}
		r.git("clone", "-q", "--filter=blob:none", "file://"+filepath.ToSlash(r.dir), clone.dir)
		clone.git("config", settings[0], settings[1])
		clone.git("config", "core.sshCommand", program)
		for _, protocol := range []string{"file", "ext", "ssh"} {
			clone.git("config", "protocol."+protocol+".allow", "always")
		}
		// A list of allowed protocols in the environment doesn't allow fetching.
		t.Setenv("GIT_ALLOW_PROTOCOL", "file:ext:ssh")
		_, err := clone.open(".").Tree(t.Context(), "HEAD~1", "content", ".md")
		if err == nil || !strings.Contains(err.Error(), "partial clone") {
			t.Errorf("%q: %v", settings, err)
		}
		absent(t, trace)
		clone.want(".", map[string]string{"content/a.md": "02"})
		absent(t, trace)
		if i > 0 {
			continue
		}
		// Check the attack itself: git starts the program if the protocol is allowed.
		clone.git("cat-file", "-p", "HEAD~1:content/a.md")
		if _, err := os.Lstat(trace); err != nil {
			t.Fatal("the test can't fail: ", err)
		}
		if err := os.Remove(trace); err != nil {
			t.Fatal(err)
		}
	}
}
