package location

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	base, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(base, "absent", "public")
	l, err := Find(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := Location{Dir: dir, keptPrefix: filepath.Join(base, "absent", ".public.baken-kept")}
	want.Next = filepath.Join(base, "absent", ".public.baken-next")
	want.Old = filepath.Join(base, "absent", ".public.baken-old")
	want.Lock = filepath.Join(base, "absent", ".public.baken-lock")
	if l != want {
		t.Errorf("%+v, want %+v", l, want)
	}
	if l.Entry("nl/a") != filepath.Join(dir, "nl", "a") || l.Staged("nl/a") != filepath.Join(l.Next, "nl", "a") {
		t.Error(l.Entry("nl/a"), l.Staged("nl/a"))
	}
	t.Chdir(base)
	if got, err := Find("public"); err != nil || got != Of(filepath.Join(base, "public")) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := Find(string(filepath.Separator)); err == nil || !strings.Contains(err.Error(), "is the root of a file system") {
		t.Error(err)
	}
	if err := os.Symlink("public", filepath.Join(base, "link")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if _, err := Find("link"); err == nil || !strings.Contains(err.Error(), "a directory that doesn't exist") {
		t.Error(err)
	}
	if err := os.Mkdir("public", 0o755); err != nil {
		t.Fatal(err)
	}
	if got, err := Find("link"); err != nil || got != Of(filepath.Join(base, "public")) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestClaim(t *testing.T) {
	base := t.TempDir()
	l := Of(filepath.Join(base, "a", "b", "public"))
	for _, failed := range []bool{true, false} {
		release, err := l.Claim(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := release(failed); err != nil {
			t.Error(err)
		}
		if _, err := os.Lstat(filepath.Join(base, "a")); errors.Is(err, fs.ErrNotExist) != failed {
			t.Errorf("failed: %t; the parents: %v", failed, err)
		}
		if _, err := os.Lstat(l.Lock); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the lock is left: %v", err)
		}
	}
	if err := os.WriteFile(filepath.Join(base, "file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Of(filepath.Join(base, "file", "a", "public")).Claim(t.Context(), nil); err == nil {
		t.Error("no error where a file is in the way")
	}
}

func TestKeptName(t *testing.T) {
	l := Of(filepath.Join(t.TempDir(), "public"))
	for n := range MaxKept {
		name, err := l.KeptName()
		if want := filepath.Join(filepath.Dir(l.Dir), fmt.Sprint(".public.baken-kept-", n+1)); err != nil || name != want {
			t.Fatalf("%s, %v; want %s", name, err, want)
		}
		if err := os.Mkdir(name, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if name, err := l.KeptName(); err == nil || !strings.Contains(err.Error(), "take out what is needed") {
		t.Error(name, err)
	}
}
