package snapshot_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/cache/snapshot"
)

// tree is a directory of a test.
type tree struct {
	*testing.T
	dir string
}

func (r tree) must(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

func (r tree) file(name string) string { return filepath.Join(r.dir, filepath.FromSlash(name)) }

func (r tree) write(name, text string) {
	r.Helper()
	r.must(os.MkdirAll(filepath.Dir(r.file(name)), 0o777))
	r.must(os.WriteFile(r.file(name), []byte(text), 0o666))
}

// taken returns entries of the tree, which say all that there is to say, with stamps that prove
// what they can for a clock that may be behind by tick.
func (r tree) taken(tick time.Duration) []snapshot.Entry {
	r.Helper()
	listing := func(name string) snapshot.Entry {
		entries, err := os.ReadDir(r.file(name))
		r.must(err)
		sum, linked := snapshot.ListingOf(entries)
		if linked {
			r.Fatal("a symbolic link at first")
		}
		return snapshot.Entry{Name: name, Kind: snapshot.Listing, Summed: true, Sum: sum}
	}
	content := func(name string) snapshot.Entry {
		text, err := os.ReadFile(r.file(name))
		r.must(err)
		info, err := os.Stat(r.file(name))
		r.must(err)
		return snapshot.Entry{
			Name: name, Kind: snapshot.Content, Summed: true, Sum: snapshot.SumOf(text),
			Stamp: snapshot.Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano()},
		}
	}
	entries := snapshot.Complete([]snapshot.Entry{
		content("a/b/page"), content("a/other"), listing("a/b"), {Name: "c/none"}, {Name: "none"},
		{Name: "e/f/g", Kind: snapshot.Directory},
		{Name: "a/sized", Kind: snapshot.Sized, Stamp: snapshot.Stamp{Size: 4}},
	})
	r.must(snapshot.Stamped(r.Context(), r.dir, entries, tick, 2))
	return entries
}

func grow(t *testing.T) tree {
	r := tree{t, t.TempDir()}
	r.write("a/b/page", "text of a page")
	r.write("a/b/d/below", "text")
	r.write("a/other", "another text")
	r.write("a/sized", "four")
	r.must(os.MkdirAll(r.file("e/f/g"), 0o777))
	return r
}

// once verifies entries, and gives them their new stamps.
func (r tree) once(entries []snapshot.Entry, tick time.Duration) (same, stamped bool) {
	r.Helper()
	all := snapshot.Encode(entries)
	same, stamps, err := snapshot.Verify(r.Context(), r.dir, all, tick, 2)
	r.must(err)
	known := map[string]snapshot.Entry{}
	for i, p := range all {
		text, err := snapshot.Restamped(p.Text, snapshot.OfPiece(stamps, i))
		r.must(err)
		decoded, err := snapshot.Decode(text)
		r.must(err)
		for _, e := range decoded {
			known[e.Name] = e
		}
	}
	if len(known) != len(entries) {
		r.Errorf("%d entries are encoded, and %d decoded", len(entries), len(known))
	}
	for i, e := range entries {
		entries[i] = known[e.Name]
	}
	return same, len(stamps) > 0
}

// verify verifies entries twice: what was read the first time holds the second time too.
func (r tree) verify(entries []snapshot.Entry, tick time.Duration) (same, read bool) {
	r.Helper()
	same, read = r.once(entries, tick)
	if again, _ := r.once(entries, tick); again != same {
		r.Errorf("%t the first time and %t the second", same, again)
	}
	return same, read
}

// secretly changes a file, of which neither size nor modification time tell.
func (r tree) secretly(name, text string) {
	info, err := os.Stat(r.file(name))
	r.must(err)
	r.write(name, text)
	r.must(os.Chtimes(r.file(name), info.ModTime(), info.ModTime()))
}

func TestVerify(t *testing.T) {
	for name, test := range map[string]struct {
		change func(r tree)
		same   bool
	}{
		"nothing":                     {func(tree) {}, true},
		"a file changed":              {func(r tree) { r.write("a/other", "another TEXT") }, false},
		"a file changed secretly":     {func(r tree) { r.secretly("a/b/page", "text of A page") }, false},
		"a file grew":                 {func(r tree) { r.write("a/other", "another text and more") }, false},
		"a file went":                 {func(r tree) { r.must(os.Remove(r.file("a/other"))) }, false},
		"a file that wasn't there":    {func(r tree) { r.write("none", "") }, false},
		"one below what wasn't there": {func(r tree) { r.write("c/none", "") }, false},
		"a directory for it":          {func(r tree) { r.must(os.Mkdir(r.file("c"), 0o777)) }, true},
		"a name in a listing":         {func(r tree) { r.write("a/b/new", "") }, false},
		"a name in another directory": {func(r tree) { r.write("a/new", "") }, true},
		"a name that came and went": {func(r tree) {
			r.write("a/b/new", "")
			r.must(os.Remove(r.file("a/b/new")))
		}, true},
		"another type in a listing": {func(r tree) {
			r.must(os.RemoveAll(r.file("a/b/d")))
			r.write("a/b/d", "now a file")
		}, false},
		"touched": {func(r tree) {
			now := time.Now().Add(time.Hour)
			r.must(os.Chtimes(r.file("a/b/page"), now, now))
		}, true},
		"written again": {func(r tree) {
			r.write("a/again", "text of a page")
			r.must(os.Rename(r.file("a/again"), r.file("a/b/page")))
		}, true},
		"size only: other text":  {func(r tree) { r.write("a/sized", "FOUR") }, true},
		"size only: other size":  {func(r tree) { r.write("a/sized", "fourth") }, false},
		"a directory for a file": {func(r tree) { r.must(os.Remove(r.file("a/other"))); r.must(os.Mkdir(r.file("a/other"), 0o777)) }, false},
		"a link to the same file": {func(r tree) {
			r.must(os.Rename(r.file("a/other"), r.file("moved")))
			r.must(os.Symlink("../moved", r.file("a/other")))
		}, false},
		"a link to the same directory": {func(r tree) {
			r.must(os.Rename(r.file("a"), r.file("moved")))
			r.must(os.Symlink("moved", r.file("a")))
		}, false},
		"a link in a listing": {func(r tree) { r.must(os.Symlink("page", r.file("a/b/link"))) }, false},
		"a link to a directory in a directory": {func(r tree) {
			r.must(os.Rename(r.file("a/b"), r.file("a/moved")))
			r.must(os.Symlink("moved", r.file("a/b")))
		}, false},
		"a link to an empty directory": {func(r tree) {
			r.must(os.Remove(r.file("e/f/g")))
			r.must(os.Symlink("../../a", r.file("e/f/g")))
		}, false},
		"a directory in the place of another": {func(r tree) {
			r.must(os.Remove(r.file("e/f/g")))
			r.must(os.Mkdir(r.file("e/f/g"), 0o777))
		}, true},
		"a file in a directory of directories": {func(r tree) { r.write("e/f/new", "") }, true},
		"all of it went":                       {func(r tree) { r.must(os.RemoveAll(r.dir)) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			// Stamps that are believed, where the file system has them, and stamps that never are.
			for _, tick := range []time.Duration{-time.Hour, time.Hour} {
				r := grow(t)
				entries := r.taken(tick)
				if same, stamped := r.verify(entries, tick); !same || stamped != (tick < 0 && snapshot.Local(r.dir)) {
					t.Errorf("with a tick of %v at first: %t, with other stamps %t", tick, same, stamped)
				}
				if tick < 0 && runtime.GOOS == "linux" {
					// Changes are made in another tick of the clock than that of the stamps.
					r.await(entries)
				}
				test.change(r)
				if same, _ := r.verify(entries, tick); same != test.same {
					t.Errorf("with a tick of %v the same: %t, want %t", tick, same, test.same)
				}
			}
		})
	}
}

// await waits until the file system's clock has gone on since the entries were stamped.
func (r tree) await(entries []snapshot.Entry) {
	r.Helper()
	latest := slices.MaxFunc(entries, func(a, b snapshot.Entry) int { return int(a.Stamp.Changed - b.Stamp.Changed) }).Stamp.Changed
	name := filepath.Join(r.TempDir(), "clock")
	for {
		r.must(os.WriteFile(name, []byte("."), 0o666))
		f, err := os.Open(name)
		r.must(err)
		now := snapshot.OfFile(f).Changed
		r.must(f.Close())
		if now > latest {
			return
		}
	}
}

// TestStampsSpareReading holds that files whose stamps prove it aren't read, and that reading makes
// stamps that do.
func TestStampsSpareReading(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("other file systems may have no stamps")
	}
	r := grow(t)
	if !snapshot.Local(r.dir) {
		t.Skip("temporary files are on another machine")
	}
	entries := r.taken(time.Hour)
	if same, read := r.verify(entries, time.Hour); !same || read {
		t.Errorf("with stamps that prove nothing: the same %t, other stamps %t", same, read)
	}
	if same, read := r.verify(entries, -time.Hour); !same || !read {
		t.Errorf("with stamps that could prove something: the same %t, other stamps %t", same, read)
	}
	for i := range entries {
		entries[i].Sum[0] ^= 1 // It isn't needed any more.
	}
	if same, read := r.verify(entries, -time.Hour); !same || read {
		t.Errorf("with stamps that prove it: the same %t, other stamps %t", same, read)
	}
}

// TestFewRead verifies two thousand files of which one, and then three, have to be read.
func TestFewRead(t *testing.T) {
	r := grow(t)
	if !snapshot.Local(r.dir) {
		t.Skip("temporary files are on another machine")
	}
	r.write("file", "text")
	info, err := os.Stat(r.file("file"))
	r.must(err)
	entries := make([]snapshot.Entry, 2000)
	for i := range entries {
		name := fmt.Sprintf("many/%04d", i)
		r.write(name, "text")
		r.must(os.Chtimes(r.file(name), info.ModTime(), info.ModTime()))
		entries[i] = snapshot.Entry{
			Name: name, Kind: snapshot.Content, Summed: true, Sum: snapshot.SumOf([]byte("text")),
			Stamp: snapshot.Stamp{Size: 4, Modified: info.ModTime().UnixNano()},
		}
	}
	entries = snapshot.Complete(entries)
	r.must(snapshot.Stamped(t.Context(), r.dir, entries, -time.Hour, 2))
	for unsettled, want := range map[int]bool{1: false, 3: true} {
		for i := range unsettled {
			entries[500*i+5].Settled = false
		}
		if same, stamped := r.once(entries, -time.Hour); !same || stamped != want {
			t.Errorf("of %d files that are read: the same %t, stamps worth keeping %t", unsettled, same, stamped)
		}
	}
}

// TestModifiedMeanwhile stamps a file that has been modified since its sum was known.
func TestModifiedMeanwhile(t *testing.T) {
	r := grow(t)
	entries := r.taken(-time.Hour)
	r.write("a/other", "another TEXT")
	now := time.Now().Add(time.Second)
	r.must(os.Chtimes(r.file("a/other"), now, now))
	r.must(snapshot.Stamped(t.Context(), r.dir, entries, -time.Hour, 1))
	if same, _ := r.verify(entries, -time.Hour); same {
		t.Error("the stamp of another text proves the text before it")
	}
}

// TestStampedParents stamps directories, one of which may have become a symbolic link since the
// files in it were written.
func TestStampedParents(t *testing.T) {
	for name, linked := range map[string]bool{"directories": false, "a link": true} {
		t.Run(name, func(t *testing.T) {
			r := grow(t)
			entries := slices.DeleteFunc(r.taken(time.Hour), func(e snapshot.Entry) bool { return e.Kind == snapshot.Listing })
			if linked {
				r.must(os.Rename(r.file("e/f/g"), r.file("moved")))
				r.must(os.Symlink("../../moved", r.file("e/f/g")))
			}
			r.must(snapshot.Stamped(t.Context(), r.dir, entries, -time.Hour, 2))
			for _, e := range entries {
				if want := snapshot.Local(r.dir) && (e.Name != "e/f" || !linked); e.Kind == snapshot.Parent && e.Settled != want {
					t.Errorf("the stamp of %s proves something: %t", e.Name, e.Settled)
				}
			}
			if same, read := r.verify(entries, -time.Hour); same == linked || read && snapshot.Local(r.dir) {
				t.Errorf("the same: %t, with other stamps: %t", same, read)
			}
		})
	}
}

func TestWithoutSum(t *testing.T) {
	r := grow(t)
	entries := r.taken(time.Hour) // No stamp proves anything.
	for i := range entries {
		if entries[i].Name == "a/other" {
			entries[i].Summed = false
		}
	}
	if same, _ := r.verify(entries, time.Hour); same {
		t.Error("a file is the same of which neither stamp nor sum is known")
	}
}

func TestCanceled(t *testing.T) {
	r := grow(t)
	entries := r.taken(time.Hour)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if same, _, err := snapshot.Verify(ctx, r.dir, snapshot.Encode(entries), time.Hour, 2); same || !errors.Is(err, context.Canceled) {
		t.Error(same, err)
	}
}

func TestSettled(t *testing.T) {
	at := time.Unix(1000, 0)
	for _, test := range []struct {
		stamp snapshot.Stamp
		want  bool
	}{
		{snapshot.Stamp{}, false},
		{snapshot.Stamp{Inode: 1, Modified: at.Add(-3 * time.Second).UnixNano(), Changed: at.Add(-3 * time.Second).UnixNano()}, true},
		{snapshot.Stamp{Inode: 1, Modified: at.Add(-3 * time.Second).UnixNano(), Changed: at.Add(-time.Second).UnixNano()}, false},
		// Times in whole seconds, of which each stands for all of that second.
		{snapshot.Stamp{Inode: 1, Modified: at.Add(-2*time.Second).UnixNano() + 1, Changed: at.Add(-2*time.Second).UnixNano() + 1}, true},
		{snapshot.Stamp{Inode: 1, Modified: at.Add(-2 * time.Second).UnixNano(), Changed: at.Add(-2 * time.Second).UnixNano()}, false},
		{snapshot.Stamp{Inode: 1, Modified: at.Add(time.Hour).UnixNano(), Changed: at.Add(-2 * time.Second).UnixNano()}, false},
	} {
		if got := test.stamp.Settled(at, time.Second); got != test.want {
			t.Errorf("%+v: %t", test.stamp, got)
		}
	}
}

// TestUnknownKind verifies an entry that no version of this package makes.
func TestUnknownKind(t *testing.T) {
	r := grow(t)
	if same, _ := r.verify([]snapshot.Entry{{Name: "a", Kind: 9}}, 0); same {
		t.Error("an unknown kind of entry holds")
	}
}

// FuzzDecode decodes pieces as a program with a mistake would write them. Those that can be read
// are read alike when they are written again.
func FuzzDecode(f *testing.F) {
	for _, p := range snapshot.Encode([]snapshot.Entry{
		{Name: "a", Kind: snapshot.Parent, Settled: true, Stamp: snapshot.Stamp{Device: 1, Inode: 2, Modified: -3, Changed: 4}},
		{Name: "a/b", Kind: snapshot.Directory}, {Name: "a/none"}, {Name: "b", Kind: snapshot.Sized, Stamp: snapshot.Stamp{Size: 5}},
		{Name: "b/c", Kind: snapshot.Content, Summed: true, Sum: snapshot.Sum{6}, Stamp: snapshot.Stamp{Device: 7, Size: 8}},
	}) {
		f.Add(p.Text)
	}
	f.Add([]byte{0, 1, 0, 0})
	f.Add([]byte{1, 0, 0})
	f.Add([]byte{0, 0xff, 0xff, 0xff, 0xff, 0x7f})
	f.Fuzz(func(t *testing.T, text []byte) {
		entries, err := snapshot.Decode(text)
		if err != nil {
			return
		}
		again, err := snapshot.Restamped(text, nil)
		if err != nil {
			t.Fatal(err)
		}
		if decoded, err := snapshot.Decode(again); err != nil || !slices.Equal(decoded, entries) {
			t.Errorf("%+v\n%+v", entries, decoded)
		}
		for _, e := range entries {
			if strings.Contains(e.Name, "\x00") {
				t.Errorf("the name %q has a zero byte", e.Name)
			}
		}
	})
}
