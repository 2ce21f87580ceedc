package picture

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/picture/picturetest"
)

// entries returns the files of a cache.
func entries(t *testing.T, c *Cache) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(c.dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestDamaged damages the only entry of a cache in each of its parts, cuts it off, and replaces it
// with that of another picture. Sizes are what they were each time, whether the damage is there
// when they are looked up or comes before they are read.
func TestDamaged(t *testing.T) {
	fsys, c := photos(), cache(t)
	for name := range fsys {
		if name != "photo 0.jpg" && name != "photo 1.jpg" {
			delete(fsys, name)
		}
	}
	set, _ := makeAll(t, NewMaker(c), fsys)
	want := published(t, set.Artifacts())
	names := entries(t, c)
	if len(names) != 2 {
		t.Fatal(names)
	}
	whole := map[string][]byte{}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		whole[name] = b
	}
	first, other := whole[names[0]], whole[names[1]]
	changed := func(i int) []byte {
		b := append([]byte{}, first...)
		b[i] ^= 1
		return b
	}
	for kind, damaged := range map[string][]byte{
		"heading": changed(0), "key": changed(40), "size": changed(100), "data": changed(len(first) - 5), "empty": {},
		"cut off": first[:len(first)-1], "longer": append(first[:len(first):len(first)], 0), "no data": first[:200], "another's": other, "missing": nil,
	} {
		damage := func() {
			if err := os.WriteFile(names[0], damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			if damaged == nil {
				if err := os.Remove(names[0]); err != nil {
					t.Fatal(err)
				}
			}
		}
		damage()
		set, _ := makeAll(t, NewMaker(c), fsys)
		if diff := cmp.Diff(want, published(t, set.Artifacts())); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
		if mended, err := os.ReadFile(names[0]); err != nil || string(mended) != string(first) {
			t.Errorf("%s: the entry isn't mended: %v", kind, err)
		}
		damage()
		if diff := cmp.Diff(want, published(t, set.Artifacts())); diff != "" {
			t.Errorf("%s, later: %s", kind, diff)
		}
	}
}

// TestChanged changes a picture after its sizes were looked up, and loses its entry: no other bytes
// are published under their address.
func TestChanged(t *testing.T) {
	fsys, c := photos(), cache(t)
	set, _ := makeAll(t, NewMaker(c), fsys)
	for _, name := range entries(t, c) {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	for name := range fsys {
		fsys[name] = file(picturetest.JPEG(picturetest.Photo(1000, 700, 99)))
	}
	for _, a := range set.Artifacts() {
		if _, err := a.Append(nil); err == nil {
			t.Errorf("%s: no error", a.Path)
		}
	}
}

// TestFull makes sizes where nothing can be written.
func TestFull(t *testing.T) {
	fsys, c := photos(), cache(t)
	if err := os.RemoveAll(c.dir); err != nil {
		t.Fatal(err)
	}
	set, _ := makeAll(t, NewMaker(c), fsys)
	if got := published(t, set.Artifacts()); len(got) != 12 {
		t.Errorf("%d sizes", len(got))
	}
}

// TestTrim checks that a cache which is too large loses the entries that weren't used for longest,
// and what killed processes left, but nothing that is in use, and nothing else.
func TestTrim(t *testing.T) {
	c := cache(t)
	c.most = 250
	write := func(name string, age time.Duration) {
		t.Helper()
		name = filepath.Join(c.dir, name)
		if err := os.WriteFile(name, make([]byte, 100), 0o600); err != nil {
			t.Fatal(err)
		}
		then := time.Now().Add(-age)
		if err := os.Chtimes(name, then, then); err != nil {
			t.Fatal(err)
		}
	}
	name := func(digit string) string { return strings.Repeat(digit, 64) }
	for i, digit := range []string{"a", "b", "c", "d"} {
		write(name(digit), time.Duration(4-i)*time.Hour)
	}
	write("1.new", 2*time.Hour)
	write("2.new", time.Minute)
	write("holiday.jpg", 5*time.Hour)
	c.trim(map[string]bool{filepath.Join(c.dir, name("a")): true})
	var got []string
	for _, name := range entries(t, c) {
		got = append(got, filepath.Base(name))
	}
	if diff := cmp.Diff([]string{"2.new", name("a"), name("d"), "holiday.jpg"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestUsed checks that an entry that is used is young again.
func TestUsed(t *testing.T) {
	fsys, c := photos(), cache(t)
	makeAll(t, NewMaker(c), fsys)
	then := time.Now().Add(-48 * time.Hour)
	for _, name := range entries(t, c) {
		if err := os.Chtimes(name, then, then); err != nil {
			t.Fatal(err)
		}
	}
	makeAll(t, NewMaker(c), fsys)
	for _, name := range entries(t, c) {
		if info, err := os.Stat(name); err != nil || time.Since(info.ModTime()) > time.Hour {
			t.Error(info, err)
		}
	}
}

// TestOpenCache refuses a directory that other users may write to.
func TestOpenCache(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("permissions are others there")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenCache(dir); err == nil {
		t.Error("opened")
	}
	if _, err := OpenCache(filepath.Join(os.DevNull, "a")); err == nil {
		t.Error("opened a directory in a file")
	}
}

// TestDeletedConcurrent makes sizes again and again while the cache is deleted: the bytes stay the
// same.
func TestDeletedConcurrent(t *testing.T) {
	fsys, c := photos(), cache(t)
	set, _ := makeAll(t, NewMaker(nil), fsys)
	want := published(t, set.Artifacts())
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
				_ = os.RemoveAll(c.dir)
				_ = os.Mkdir(c.dir, 0o700)
			}
		}
	})
	for range 5 {
		set, found := makeAll(t, NewMaker(c), fsys)
		if diff := cmp.Diff(want, published(t, set.Artifacts())); diff != "" || len(found) > 0 {
			t.Error(diff, found)
		}
	}
	close(done)
	wg.Wait()
}
