package git

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// changed returns the days of January 2026 on which the files below content/ of a site changed.
func (r repository) changed(dir string) map[string]string {
	r.Helper()
	history, err := r.open(dir).History(r.Context(), "content")
	if err != nil {
		r.Fatal(err)
	}
	out := map[string]string{}
	root := os.DirFS(filepath.Join(r.dir, filepath.FromSlash(dir)))
	for name := range history.files {
		text, err := fs.ReadFile(root, name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			r.Fatal(err)
		}
		day := history.Changed(name, text)
		if day.IsZero() {
			continue
		}
		if day != day.UTC().Truncate(24*time.Hour) {
			r.Errorf("%s: %v is no day", name, day)
		}
		out[name] = day.Format("02")
		if day.Format("2006-01") != "2026-01" {
			out[name] = day.Format(time.DateOnly)
		}
	}
	return out
}

func (r repository) want(dir string, want map[string]string) {
	r.Helper()
	if diff := cmp.Diff(want, r.changed(dir)); diff != "" {
		r.Errorf("days of files (- wanted, + got):\n%s", diff)
	}
}

func TestHistory(t *testing.T) {
	tests := map[string]struct {
		make func(r repository)
		want map[string]string
	}{
		"one after another": {func(r repository) {
			r.write("content/a.md", "1")
			r.write("content/b.md", "1")
			r.commit("01")
			r.write("content/b.md", "2")
			r.write("elsewhere.md", "2")
			r.commit("02")
			r.write("content/sub/c.md", "3")
			r.commit("03")
			r.write("elsewhere.md", "4")
			r.commit("04")
		}, map[string]string{"content/a.md": "01", "content/b.md": "02", "content/sub/c.md": "03"}},
		"a clock that was behind": {func(r repository) {
			r.write("content/a.md", "1")
			r.commit("05")
			r.write("content/a.md", "2")
			r.commit("03")
		}, map[string]string{"content/a.md": "03"}},
		"gone and back": {func(r repository) {
			r.write("content/a.md", "1")
			r.write("content/b.md", "2")
			r.commit("01")
			r.git("rm", "-q", "content/a.md")
			r.commit("02")
			r.write("content/a.md", "1")
			r.commit("03")
		}, map[string]string{"content/a.md": "03", "content/b.md": "01"}},
		"a branch that was merged": {func(r repository) {
			r.write("content/a.md", "1")
			r.write("content/b.md", "1")
			r.write("content/c.md", "1")
			r.commit("01")
			r.git("checkout", "-q", "-b", "work")
			r.write("content/a.md", "2")
			r.commit("02")
			r.git("checkout", "-q", "main")
			r.write("content/b.md", "3")
			r.commit("03")
			r.on("04")
			r.git("merge", "-q", "-m", "merge", "work")
		}, map[string]string{"content/a.md": "04", "content/b.md": "03", "content/c.md": "01"}},
		"a branch that main was merged into, which got nothing of it": {func(r repository) {
			r.write("content/a.md", "1")
			r.commit("01")
			r.git("checkout", "-q", "-b", "work")
			r.write("content/a.md", "2")
			r.commit("02")
			r.git("checkout", "-q", "main")
			r.write("content/a.md", "3")
			r.commit("03")
			r.git("checkout", "-q", "work")
			r.on("04")
			r.git("merge", "-q", "-s", "ours", "-m", "merge", "main")
		}, map[string]string{"content/a.md": "02"}},
		"moves": {func(r repository) {
			r.write("content/a.md", "text")
			r.write("content/b.md", "other text\nof\nseveral\nlines\n")
			r.write("content/away.md", "from elsewhere")
			r.commit("01")
			r.git("mv", "content/away.md", "away.md")
			r.git("mv", "content/a.md", "content/c.md")
			r.commit("02")
			r.write("content/a.md", "another of that name")
			r.commit("03")
			r.git("mv", "content/b.md", "content/d.md")
			r.write("content/d.md", "other text\nof\nseveral\nlines\nchanged\n")
			r.commit("04")
			r.git("mv", "content/c.md", "content/e.md")
			r.git("mv", "away.md", "content/away.md")
			r.commit("05")
		}, map[string]string{"content/a.md": "03", "content/d.md": "04", "content/e.md": "01", "content/away.md": "05"}},
		"a file that became two": {func(r repository) {
			r.write("content/a.md", "text")
			r.commit("01")
			r.git("mv", "content/a.md", "content/b.md")
			r.write("content/c.md", "text")
			r.write("content/d.md", "text")
			r.commit("02")
			r.git("rm", "-q", "content/b.md", "content/c.md")
			r.commit("03")
		}, map[string]string{"content/d.md": "01"}},
		"files that change places": {func(r repository) {
			r.write("content/a.md", "text")
			r.commit("01")
			r.write("content/b.md", "other")
			r.commit("02")
			r.git("mv", "content/a.md", "content/c.md")
			r.git("mv", "content/b.md", "content/a.md")
			r.git("mv", "content/c.md", "content/b.md")
			r.commit("03")
		}, map[string]string{"content/a.md": "03", "content/b.md": "03"}},
		"a file that moved, and another in its place": {func(r repository) {
			r.write("content/b.md", "text")
			r.commit("01")
			r.git("mv", "content/b.md", "content/a.md")
			r.write("content/b.md", "another")
			r.commit("02")
		}, map[string]string{"content/a.md": "01", "content/b.md": "02"}},
		"line ends of Windows": {func(r repository) {
			r.write("content/a.md", "one\ntwo\n")
			r.write("content/b.md", "one\r\ntwo\r\n")
			r.commit("01")
			r.write("content/a.md", "one\r\ntwo\r\n")
		}, map[string]string{"content/a.md": "01", "content/b.md": "01"}},
		"only the mode": {func(r repository) {
			r.write("content/a.md", "text")
			r.commit("01")
			r.git("update-index", "--chmod=+x", "content/a.md")
			r.on("02")
			r.git("commit", "-q", "-m", "mode")
			r.git("checkout", "-q", "-f", ".")
		}, map[string]string{"content/a.md": "01"}},
		"not committed": {func(r repository) {
			for _, name := range []string{"kept", "changed", "staged", "removed", "renamed", "hidden", "skipped"} {
				r.write("content/"+name+".md", name)
			}
			r.commit("01")
			r.write("content/changed.md", "2")
			r.write("content/staged.md", "2")
			r.git("add", "content/staged.md")
			r.git("mv", "content/renamed.md", "content/new.md")
			r.git("update-index", "--assume-unchanged", "content/hidden.md")
			r.write("content/hidden.md", "2")
			r.git("update-index", "--skip-worktree", "content/skipped.md")
			r.write("content/skipped.md", "2")
			r.write("content/meant.md", "2")
			r.git("add", "-N", "content/meant.md")
			r.write("content/untracked.md", "2")
			if err := os.Remove(filepath.Join(r.dir, "content", "removed.md")); err != nil {
				r.Fatal(err)
			}
		}, map[string]string{"content/kept.md": "01"}},
		"written again as it was": {func(r repository) {
			r.write("content/a.md", "text")
			r.commit("01")
			r.write("content/a.md", "text")
		}, map[string]string{"content/a.md": "01"}},
		"merges that change more": {func(r repository) {
			r.write("content/a.md", "1")
			r.write("content/empty.md", "")
			r.write("content/f.md", "text")
			r.commit("01")
			for _, name := range []string{"b", "c", "d"} {
				r.git("checkout", "-q", "-b", name, "main")
				r.write("content/"+name+".md", name)
				r.commit("02")
			}
			r.git("checkout", "-q", "main")
			r.git("commit", "-q", "--allow-empty", "-m", "nothing")
			r.git("merge", "-q", "--no-commit", "b", "c", "d")
			r.write("content/a.md", "2")
			r.git("mv", "content/f.md", "content/e.md")
			r.commit("03")
		}, map[string]string{
			"content/a.md": "03", "content/b.md": "03", "content/c.md": "03", "content/d.md": "03", "content/e.md": "01", "content/empty.md": "01",
		}},
		"nothing of it": {func(r repository) {
			r.write("elsewhere.md", "1")
			r.commit("01")
			r.write("content/a.md", "1")
		}, map[string]string{}},
		"settings that say otherwise": {func(r repository) {
			for name, value := range map[string]string{
				"log.showRoot": "false", "log.showSignature": "true", "log.diffMerges": "off", "log.date": "relative",
				"diff.renames": "copies", "diff.noprefix": "true", "diff.relative": "false", "status.relativePaths": "false",
				"log.follow": "true", "i18n.logOutputEncoding": "UTF-16",
				"core.quotePath": "true", "color.ui": "always", "format.pretty": "oneline", "core.fsmonitor": "false && exit 1",
			} {
				r.git("config", name, value)
			}
			r.write("content/é.md", "1")
			r.write("content/b.md", "1")
			r.commit("01")
			r.git("checkout", "-q", "-b", "work")
			r.write("content/b.md", "2")
			r.commit("02")
			r.git("checkout", "-q", "main")
			r.on("03")
			r.git("merge", "-q", "--no-ff", "-m", "merge", "work")
		}, map[string]string{"content/é.md": "01", "content/b.md": "03"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			r := makeRepository(t)
			test.make(r)
			r.want(".", test.want)
		})
	}
}

func TestHistoryNames(t *testing.T) {
	r := makeRepository(t)
	names := []string{"a file.md", "é.md", "-x.md", ":(top)y.md", "commit 1.md"}
	if runtime.GOOS != "windows" {
		names = append(names, "new\nline.md", "\n.md", "tab\t.md", `"quoted\".md`)
	}
	want := map[string]string{}
	for _, name := range names {
		r.write("content/"+name, name)
		want["content/"+name] = "01"
	}
	r.commit("01")
	r.git("mv", "content/é.md", "content/ë.md")
	r.commit("02")
	delete(want, "content/é.md")
	want["content/ë.md"] = "01"
	r.want(".", want)
}

func TestHistoryInSubdirectory(t *testing.T) {
	r := makeRepository(t)
	r.write("sites/one/content/a.md", "1")
	r.write("content/a.md", "another site's")
	r.commit("01")
	r.write("content/a.md", "changed")
	r.commit("02")
	r.git("mv", "sites/one/content/a.md", "sites/one/content/b.md")
	r.commit("03")
	r.want("sites/one", map[string]string{"content/b.md": "01"})
	r.git("config", "diff.relative", "true")
	r.want("sites/one", map[string]string{"content/b.md": "01"})

	// A work tree of its own.
	other := filepath.Join(t.TempDir(), "other")
	r.git("worktree", "add", "-q", "-b", "other", other)
	repository{t, other}.want("sites/one", map[string]string{"content/b.md": "01"})
}

// TestHistoryInHook reads the history within a hook, whose environment has variables of the
// repository.
func TestHistoryInHook(t *testing.T) {
	r := makeRepository(t)
	r.write("site/content/a.md", "1")
	r.write("content/a.md", "2")
	r.commit("01")
	r.write("content/a.md", "1")
	r.commit("02")
	for _, dir := range []string{".git", filepath.Join(r.dir, ".git")} {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Setenv("GIT_DIR", dir)
			t.Setenv("GIT_PREFIX", "content/")
			repository{t, r.dir}.want("site", map[string]string{"content/a.md": "01"})
		})
	}
	t.Setenv("GIT_DIR", filepath.Join(r.dir, ".git"))
	t.Setenv("GIT_WORK_TREE", filepath.Join(r.dir, "site"))
	r.want("site", map[string]string{"content/a.md": "02"}) // content/ is that of the repository.
}

// TestHead makes commits without a log. Git removes the lock last.
func TestHead(t *testing.T) {
	r := makeRepository(t)
	r.git("config", "core.logAllRefUpdates", "false")
	head := r.open(".").Head()
	seen := filepath.Join(t.TempDir(), "seen")
	hook := "#!/bin/sh\n[ \"$1\" != prepared ] || ls -d"
	for _, file := range head[1:] { // HEAD itself is always there.
		hook += " '" + filepath.ToSlash(file) + "'"
	}
	r.write(".git/hooks/reference-transaction", hook+" >>'"+filepath.ToSlash(seen)+"' 2>/dev/null || true\n")
	if err := os.Chmod(filepath.Join(r.dir, ".git", "hooks", "reference-transaction"), 0o777); err != nil {
		t.Fatal(err)
	}
	r.write("content/a.md", "1")
	r.commit("01")
	if text, err := os.ReadFile(seen); err != nil || len(text) == 0 {
		t.Errorf("nothing but %s tells of a commit: %q, %v", head[0], text, err)
	}
}

func TestHistoryLinks(t *testing.T) {
	r := makeRepository(t)
	r.write("content/a.md", "1")
	if err := os.Symlink("a.md", filepath.Join(r.dir, "content", "link.md")); err != nil {
		t.Skip(err)
	}
	r.commit("01")
	r.write("content/a.md", "2")
	r.commit("02")
	r.want(".", map[string]string{"content/a.md": "02"})
}

func TestHistoryInShallowClone(t *testing.T) {
	r := makeRepository(t)
	r.write("content/a.md", "1")
	r.commit("01")
	r.write("content/b.md", "2")
	r.commit("02")
	clone := repository{t, filepath.Join(t.TempDir(), "clone")}
	r.git("clone", "-q", "--depth", "1", "file://"+filepath.ToSlash(r.dir), clone.dir)
	if history, err := clone.open(".").History(t.Context(), "content"); !errors.Is(err, ErrShallow) || history != nil {
		t.Error(history, err)
	}
	// A preview watches the file with the boundary of the shallow clone.
	head := clone.open(".").Head()
	shallow := head[len(head)-1]
	if _, err := os.Stat(shallow); err != nil {
		t.Error(err)
	}
	clone.git("fetch", "-q", "--unshallow")
	if _, err := os.Stat(shallow); err == nil {
		t.Errorf("%s is there all the same", shallow)
	}
	clone.want(".", map[string]string{"content/a.md": "01", "content/b.md": "02"})
}

func TestHistoryOfNothing(t *testing.T) {
	r := makeRepository(t)
	r.write("content/a.md", "1")
	if history, err := r.open(".").History(t.Context(), "content"); err != nil || history.Commit != "" || len(history.files) > 0 {
		t.Error("before the first commit:", history)
	}
	r.commit("01")
	opened := r.open(".")
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if history, err := opened.History(ctx, "content"); !errors.Is(err, context.Canceled) {
		t.Error("cancelled:", history, err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Open(t.Context(), r.dir); !errors.Is(err, exec.ErrNotFound) {
		t.Error("no program:", err)
	}
	if history, err := opened.History(t.Context(), "content"); !errors.Is(err, exec.ErrNotFound) {
		t.Error("no program:", history, err)
	}
}

// TestHistoryIsTheSameElsewhere clones a history with every kind of change and compares the two.
func TestHistoryIsTheSameElsewhere(t *testing.T) {
	r := makeRepository(t)
	for _, day := range []string{"01", "02", "03", "04"} {
		r.write("content/"+day+".md", day)
		r.write("content/last.md", day)
		r.commit(day)
	}
	before := r.changed(".")
	clone := repository{t, filepath.Join(t.TempDir(), "clone")}
	t.Setenv("TZ", "Pacific/Auckland")
	r.git("clone", "-q", r.dir, clone.dir)
	if after := clone.changed("."); !maps.Equal(before, after) {
		t.Error(before, after)
	}
}

func TestHistoryOfOtherObjects(t *testing.T) {
	r := makeRepository(t)
	if err := os.RemoveAll(filepath.Join(r.dir, ".git")); err != nil {
		t.Fatal(err)
	}
	r.git("init", "-q", "-b", "main", "--object-format=sha256")
	r.write("content/a.md", "1")
	r.commit("01")
	r.write("content/a.md", "2")
	r.write("content/b.md", "2")
	r.commit("02")
	r.want(".", map[string]string{"content/a.md": "02", "content/b.md": "02"})
}

// TestHistoryOfPartialClone reads the history of a clone without blobs of earlier commits.
func TestHistoryOfPartialClone(t *testing.T) {
	r := makeRepository(t)
	r.git("config", "uploadpack.allowFilter", "true")
	r.write("content/a.md", "1")
	r.write("content/b.md", "1 and more\nlines\n")
	r.commit("01")
	r.write("content/a.md", "2")
	r.git("mv", "content/b.md", "content/c.md")
	r.commit("02")
	r.write("content/a.md", "3")
	r.commit("03")
	clone := repository{t, filepath.Join(t.TempDir(), "clone")}
	r.git("clone", "-q", "--filter=blob:none", "file://"+filepath.ToSlash(r.dir), clone.dir)
	clone.want(".", map[string]string{"content/a.md": "03", "content/c.md": "01"})
}

// TestHistoryInOddDirectory reads the history of a work tree of its own whose name, and that of the
// repository, have line ends.
func TestHistoryInOddDirectory(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no name has line ends")
	}
	r := makeRepository(t)
	r.write("content/a.md", "1")
	r.commit("01")
	odd := repository{t, filepath.Join(t.TempDir(), "in\ntwo\n")}
	r.git("worktree", "add", "-q", "-b", "odd", odd.dir)
	odd.want(".", map[string]string{"content/a.md": "01"})
	clone := repository{t, filepath.Join(t.TempDir(), "a\nclone\n")}
	r.git("clone", "-q", r.dir, clone.dir)
	clone.want(".", map[string]string{"content/a.md": "01"})
	opened := clone.open(".")
	if _, err := os.Stat(filepath.Join(opened.commonDir, "HEAD")); err != nil || opened.gitDir != opened.commonDir {
		t.Errorf("%q, %q: %v", opened.gitDir, opened.commonDir, err)
	}
}
