package cache

import (
	"bytes"
	stdcmp "cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken.example/baken/internal/cache/snapshot"
	"baken.example/baken/internal/diag"
)

// sample is a record with all that one can have.
func sample() *Build {
	entries := snapshot.Complete([]snapshot.Entry{
		{Name: "content/page.md", Kind: snapshot.Content, Summed: true, Settled: true, Sum: snapshot.Sum{1, 2}, Stamp: snapshot.Stamp{Device: 1, Inode: 1 << 63, Size: 1 << 40, Modified: -5, Changed: 6}},
		{Name: "content/part.md", Kind: snapshot.Content, Stamp: snapshot.Stamp{Size: 3}},
		{Name: "content", Kind: snapshot.Listing, Summed: true, Sum: snapshot.Sum{3}},
		{Name: "content/é.md", Kind: snapshot.Sized, Stamp: snapshot.Stamp{Size: 7}},
		{Name: "templates"}, {Name: "."}, {Name: "a/b/c", Kind: snapshot.Directory},
		{Name: "p", Kind: snapshot.Parent, Settled: true, Stamp: snapshot.Stamp{Inode: 2, Changed: 3}},
	})
	b := &Build{
		Facts:   Facts{Inputs: "program\noptions", Site: "https://guide.test", Manifest: sha256.Sum256([]byte("manifest")), Unchanged: 300},
		Sources: entries, Output: entries[:2], Printed: "a warning\n",
	}
	b.Findings.Add("content/page.md", diag.Pos{Line: 3, Column: 4}, diag.HeadingJump, "a hint", "a message of %d lines\n", 2)
	b.Findings.Add("content/page.md", diag.Pos{}, diag.TitleShared, "", "another")
	b.Findings.About(1, "content/é.md")
	return b
}

// load returns the build with an id, or nil.
func (d *Dir) load(id string) *Build {
	r := d.Load(id)
	if r == nil {
		return nil
	}
	defer r.Close()
	return r.all()
}

// decode returns the build of a record, or nil.
func decode(text []byte) *Build {
	r, err := open(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return nil
	}
	return r.all()
}

// all returns all that a record has, or nil if a part of it can't be read.
func (r *Record) all() *Build {
	b := &Build{Facts: r.Facts}
	for _, list := range []struct {
		pieces  Entries
		entries *[]snapshot.Entry
	}{{r.Sources, &b.Sources}, {r.Output, &b.Output}} {
		for i := range list.pieces.Len() {
			text, err := list.pieces.Read(i, nil)
			if err != nil {
				return nil
			}
			entries, err := snapshot.Decode(text)
			if err != nil {
				return nil
			}
			*list.entries = append(*list.entries, entries...)
		}
		slices.SortFunc(*list.entries, func(a, b snapshot.Entry) int { return stdcmp.Compare(a.Name, b.Name) })
	}
	var findings, printed bool
	b.Findings, findings = r.Findings()
	b.Printed, printed = r.Printed()
	if !findings || !printed {
		return nil
	}
	return b
}

func TestStore(t *testing.T) {
	d := Open(filepath.Join(t.TempDir(), "baken", "builds"))
	if d.load("id") != nil {
		t.Error("there is a record at first")
	}
	want := sample()
	if err := d.Store("id", want); err != nil {
		t.Fatal(err)
	}
	got := d.load("id")
	if diff := differ(want, got); diff != "" {
		t.Error(diff)
	}
	if d.load("another") != nil {
		t.Error("another build has the record too")
	}
	if info, err := os.Stat(d.file("id")); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read the record: %v, %v", info.Mode(), err)
	}
	d.Forget("id")
	if d.load("id") != nil {
		t.Error("the record is still there")
	}
}

func TestNowhere(t *testing.T) {
	var d *Dir
	if err := d.Store("id", sample()); err != nil || d.load("id") != nil {
		t.Error("a record is kept nowhere")
	}
	d.Forget("id")
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d = Open(filepath.Join(file, "below"))
	if err := d.Store("id", sample()); err == nil || d.load("id") != nil {
		t.Error("a record is kept below a file")
	}
}

// differ returns how two builds differ, or "".
func differ(want, got *Build) string {
	all := cmp.Transformer("All", func(list diag.List) []diag.Finding { return list.All() })
	return cmp.Diff(want, got, all, cmpopts.EquateEmpty())
}

// TestRenew gives entries new stamps, and keeps the rest.
func TestRenew(t *testing.T) {
	d := Open(t.TempDir())
	if err := d.Store("id", sample()); err != nil {
		t.Fatal(err)
	}
	r := d.Load("id")
	if r == nil {
		t.Fatal("there is no record")
	}
	// The first of the others, after the only parent.
	stamp := snapshot.Stamp{Device: 7, Inode: 8, Modified: 9, Changed: 10}
	want := sample()
	for i, e := range want.Sources {
		if e.Name == "content" {
			want.Sources[i].Stamp, want.Sources[i].Settled = stamp, true
		}
	}
	piece, entry := -1, -1
	for i := range r.Sources.Len() {
		text, err := r.Sources.Read(i, nil)
		if err != nil {
			t.Fatal(err)
		}
		entries, err := snapshot.Decode(text)
		if err != nil {
			t.Fatal(err)
		}
		if at := slices.IndexFunc(entries, func(e snapshot.Entry) bool { return e.Name == "content" }); at >= 0 {
			piece, entry = i, at
		}
	}
	if err := d.Renew("id", r, []snapshot.Restamp{{Piece: piece, Entry: entry, Stamp: stamp}}, nil); err != nil {
		t.Fatal(err)
	}
	if diff := differ(want, d.load("id")); diff != "" {
		t.Error(diff)
	}
}

// TestDamage changes each bit of a record, and cuts it off at each place.
func TestDamage(t *testing.T) {
	whole := sample().encode()
	if decode(whole) == nil {
		t.Fatal("it can't be read")
	}
	for i := range whole {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 1 << (i % 8)
		if decode(damaged) != nil {
			t.Errorf("byte %d may be another one", i)
		}
		if decode(whole[:i]) != nil {
			t.Errorf("%d bytes are enough", i)
		}
	}
	if decode(append(bytes.Clone(whole), 0)) != nil {
		t.Error("a byte more is no damage")
	}
}

// TestLarge has a record whose head is longer than what is read at first, and pieces in number.
func TestLarge(t *testing.T) {
	want := sample()
	want.Inputs = strings.Repeat("input\n", begin)
	for i := range 3000 {
		want.Output = append(want.Output, snapshot.Entry{Name: fmt.Sprintf("z/%05d", i), Kind: snapshot.Content, Stamp: snapshot.Stamp{Inode: uint64(i)}})
	}
	d := Open(t.TempDir())
	if err := d.Store("id", want); err != nil {
		t.Fatal(err)
	}
	if diff := differ(want, d.load("id")); diff != "" {
		t.Error(diff)
	}
}

// FuzzOpen opens records whose head has a checksum that is right, as a program with a mistake would
// write them: they take no more memory than they have bytes for.
func FuzzOpen(f *testing.F) {
	whole := sample().encode()
	f.Add(whole[preface:], uint64(len(whole)-preface))
	f.Add(whole[preface:], binary.LittleEndian.Uint64(whole[preface-8:]))
	f.Add([]byte{0, 0}, uint64(2))
	f.Add(append(make([]byte, 34), 0xff, 0xff, 0xff, 0xff, 0x7f), uint64(39))
	f.Fuzz(func(t *testing.T, rest []byte, length uint64) {
		sum := sha256.Sum256(rest[:min(length, uint64(len(rest)))])
		text := slices.Concat([]byte(heading), sum[:], binary.LittleEndian.AppendUint64(nil, length), rest)
		b := decode(text)
		if b == nil {
			return
		}
		if again := decode(b.encode()); again == nil || !bytes.Equal(b.encode(), again.encode()) {
			t.Errorf("%+v\n%+v", b, again)
		}
	})
}

// TestTrim keeps the records that were used last, and what another process is writing.
func TestTrim(t *testing.T) {
	d := Open(t.TempDir())
	b := sample()
	d.most = int64(3 * len(b.encode()))
	age := func(name string, days int) {
		then := time.Now().AddDate(0, 0, -days)
		if err := os.Chtimes(name, then, then); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"being.new", "left.new", "other"} {
		if err := os.WriteFile(filepath.Join(d.name, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	age(filepath.Join(d.name, "left.new"), 1)
	for i := range 3 {
		if err := d.Store(fmt.Sprint(i), b); err != nil {
			t.Fatal(err)
		}
		age(d.file(fmt.Sprint(i)), 10-i)
	}
	if d.load("0") == nil { // It is used, and so it is one of the last.
		t.Fatal("a record is gone that there is room for")
	}
	if err := d.Store("3", b); err != nil {
		t.Fatal(err)
	}
	var left []string
	for i := range 4 {
		if d.load(fmt.Sprint(i)) != nil {
			left = append(left, fmt.Sprint(i))
		}
	}
	if got := strings.Join(left, " "); got != "0 2 3" {
		t.Errorf("left are %s", got)
	}
	for name, want := range map[string]bool{"being.new": true, "left.new": false, "other": true} {
		if _, err := os.Stat(filepath.Join(d.name, name)); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTooLarge(t *testing.T) {
	d := Open(t.TempDir())
	b := sample()
	if err := d.Store("id", b); err != nil {
		t.Fatal(err)
	}
	b.Inputs = strings.Repeat("x", maxRecord)
	if err := d.Store("id", b); err != nil {
		t.Fatal(err)
	}
	if d.load("id") != nil {
		t.Error("a record of an earlier build, or one that is too large, was kept")
	}
}

func TestProgram(t *testing.T) {
	one, err := Program()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := Program(); err != nil || again != one {
		t.Errorf("%q, then %q, %v", one, again, err)
	}
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if id := buildID(f); id != "" && !strings.HasPrefix(one, id+"\n") {
		t.Errorf("the program is %q and its build id %q", one, id)
	}
	if id := buildID(strings.NewReader("no executable")); id != "" {
		t.Errorf("a text has the build id %q", id)
	}
}
