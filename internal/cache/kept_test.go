package cache

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/spool"
)

// keep keeps pages and a text beside a record, after the texts of an earlier build.
func keep(t *testing.T, d *Dir, id, pages string, earlier ...*spool.File) Kept {
	t.Helper()
	texts, err := d.NewTexts(id)
	if err != nil {
		t.Fatal(err)
	}
	w := texts.NewWriter()
	w.Add([]byte("text of " + id))
	w.Flush()
	k, err := d.NewKeeper(id, append(earlier, texts))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Write([]byte(pages)); err != nil {
		t.Fatal(err)
	}
	kept, err := k.Finish()
	if err := errors.Join(err, texts.Close(), d.Store(id, &Build{Facts: Facts{Inputs: id, Kept: kept}})); err != nil {
		t.Fatal(err)
	}
	return kept
}

// inDir returns the names of the files in a directory of records.
func inDir(t *testing.T, d *Dir) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(d.name)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestKeep(t *testing.T) {
	d := Open(t.TempDir())
	keep(t, d, "one", "pages of one")
	keep(t, d, "two", "pages of two")
	k := d.load("one").Kept
	pages, texts, err := d.Open(k)
	if err != nil || pages != "pages of one" || len(texts) != 1 || !k.Continues() {
		t.Fatalf("%q, %v, %v", pages, texts, err)
	}
	// The next build takes over the texts, and replaces the pages.
	again := keep(t, d, "one", "other pages", texts...)
	if again.Texts[0] != k.Texts[0] || len(again.Texts) != 2 {
		t.Errorf("kept are %q, were %q", again.Texts, k.Texts)
	}
	if names := inDir(t, d); len(names) != 4+3 || slices.Contains(names, k.Pages) {
		t.Errorf("there are %q", names)
	}
	if err := closeAll(texts); err != nil {
		t.Error(err)
	}
	// One that keeps nothing removes them all.
	if err := d.Store("one", sample()); err != nil {
		t.Fatal(err)
	}
	if names := inDir(t, d); len(names) != 1+3 {
		t.Errorf("there are %q", names)
	}
	d.Forget("two")
	if names := inDir(t, d); len(names) != 1 {
		t.Errorf("there are %q", names)
	}
}

// TestKeepTwice has two runs with one id at a time: the record of the later one has its files, those
// of the earlier one go, and so do those of a run that was killed long ago.
func TestKeepTwice(t *testing.T) {
	d := Open(t.TempDir())
	killed, err := d.NewTexts("one")
	if err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-2 * time.Hour)
	if err := errors.Join(killed.Keep(), killed.Close(), os.Chtimes(killed.Name(), long, long)); err != nil {
		t.Fatal(err)
	}
	slow, err := d.NewTexts("one")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := d.NewKeeper("one", []*spool.File{slow})
	if err != nil {
		t.Fatal(err)
	}
	quick := keep(t, d, "one", "pages of the quick one")
	w := slow.NewWriter()
	w.Add([]byte("a text"))
	w.Flush()
	if _, err := pages.Write([]byte("pages of the slow one")); err != nil {
		t.Fatal(err)
	}
	k, err := pages.Finish()
	if err := errors.Join(err, slow.Close(), d.Store("one", &Build{Facts: Facts{Kept: k}})); err != nil {
		t.Fatal(err)
	}
	text, texts, err := d.Open(d.load("one").Kept)
	if err := errors.Join(err, closeAll(texts)); err != nil || text != "pages of the slow one" {
		t.Errorf("%q, %v", text, err)
	}
	if names := inDir(t, d); len(names) != 3 || slices.Contains(names, quick.Pages) {
		t.Errorf("there are %q", names)
	}
}

func TestContinues(t *testing.T) {
	for n, want := range map[int]bool{0: true, 1: true, maxTexts - 1: true, maxTexts: false, maxTexts + 1: false} {
		if got := (Kept{Pages: "x", Texts: make([]string, n)}).Continues(); got != want {
			t.Errorf("after %d files with texts: %t", n, got)
		}
	}
	if (Kept{}).Continues() {
		t.Error("nothing can be taken over")
	}
}

// TestKeptDamaged has pages and texts that aren't as they were.
func TestKeptDamaged(t *testing.T) {
	for name, damage := range map[string]func(pages, texts string) error{
		"other pages": func(pages, _ string) error { return os.WriteFile(pages, []byte("pages of two"), 0o600) },
		"cut off":     func(pages, _ string) error { return os.Truncate(pages, 3) },
		"no pages":    func(pages, _ string) error { return os.Remove(pages) },
		"no texts":    func(_, texts string) error { return os.Remove(texts) },
		"a directory": func(_, texts string) error { return errors.Join(os.Remove(texts), os.Mkdir(texts, 0o700)) },
	} {
		d := Open(t.TempDir())
		k := keep(t, d, "one", "pages of one")
		if err := damage(filepath.Join(d.name, k.Pages), filepath.Join(d.name, k.Texts[0])); err != nil {
			t.Fatal(err)
		}
		if _, _, err := d.Open(k); err == nil {
			t.Errorf("%s: it could be opened", name)
		}
	}
}

// TestKeepTooMuch has pages that are larger than may be kept.
func TestKeepTooMuch(t *testing.T) {
	d := Open(t.TempDir())
	k, err := d.NewKeeper("id", nil)
	if err != nil {
		t.Fatal(err)
	}
	k.size = maxKept
	if _, err := k.Write([]byte("x")); err == nil {
		t.Error("too much was written")
	}
	if _, err := k.Finish(); err == nil {
		t.Error("too much was kept")
	}
	if k, err = d.NewKeeper("id", nil); err != nil {
		t.Fatal(err)
	}
	k.Abandon()
	if names := inDir(t, d); len(names) > 0 {
		t.Errorf("left: %q", names)
	}
}

// TestTrimKept removes records with the files beside them, and files of builds that were killed.
func TestTrimKept(t *testing.T) {
	d := Open(t.TempDir())
	d.most = 3000
	for i := range 4 {
		id := fmt.Sprint("id ", i)
		keep(t, d, id, strings.Repeat("p", 1000))
		at := time.Now().Add(time.Duration(i-10) * time.Minute)
		if err := os.Chtimes(d.file(id), at, at); err != nil {
			t.Fatal(err)
		}
	}
	orphan := filepath.Join(d.name, key("gone")+"-1.texts")
	fresh := filepath.Join(d.name, key("gone")+"-2.texts")
	long := time.Now().Add(-2 * time.Hour)
	if err := errors.Join(os.WriteFile(orphan, nil, 0o600), os.Chtimes(orphan, long, long), os.WriteFile(fresh, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	keep(t, d, "last", "pages")
	for id, want := range map[string]bool{"id 0": false, "id 1": false, "id 2": true, "id 3": true, "last": true} {
		b := d.load(id)
		if (b != nil) != want {
			t.Errorf("%s: there is a record: %t, want %t", id, b != nil, want)
		}
		if b != nil {
			_, texts, err := d.Open(b.Kept)
			if err := errors.Join(err, closeAll(texts)); err != nil {
				t.Errorf("%s: %v", id, err)
			}
		}
	}
	if names := inDir(t, d); len(names) != 3*3+1 {
		t.Errorf("there are %q", names)
	}
}
