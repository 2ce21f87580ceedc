package cache

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
		Inputs: "program\noptions", Site: "https://guide.test", Manifest: sha256.Sum256([]byte("manifest")), Unchanged: 300,
		Sources: entries, Output: entries[:2],
	}
	b.Findings.Add("content/page.md", diag.Pos{Line: 3, Column: 4}, diag.HeadingJump, "a hint", "a message of %d lines\n", 2)
	b.Findings.Add("content/page.md", diag.Pos{}, diag.TitleShared, "", "another")
	b.Findings.About(1, "content/é.md")
	return b
}

func TestStore(t *testing.T) {
	d := Open(filepath.Join(t.TempDir(), "baken", "builds"))
	if d.Load("id") != nil {
		t.Error("there is a record at first")
	}
	want := sample()
	if err := d.Store("id", want); err != nil {
		t.Fatal(err)
	}
	got := d.Load("id")
	if got == nil || !got.DecodeRest() || !slices.Equal(got.Findings.All(), want.Findings.All()) {
		t.Fatalf("%+v, want %+v", got, want)
	}
	got.Findings, want.Findings = diag.List{}, diag.List{}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(diag.List{}, Build{})); diff != "" {
		t.Error(diff)
	}
	if d.Load("another") != nil {
		t.Error("another build has the record too")
	}
	if info, err := os.Stat(d.file("id")); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read the record: %v, %v", info.Mode(), err)
	}
	d.Forget("id")
	if d.Load("id") != nil {
		t.Error("the record is still there")
	}
}

func TestNowhere(t *testing.T) {
	var d *Dir
	if err := d.Store("id", sample()); err != nil || d.Load("id") != nil {
		t.Error("a record is kept nowhere")
	}
	d.Forget("id")
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d = Open(filepath.Join(file, "below"))
	if err := d.Store("id", sample()); err == nil || d.Load("id") != nil {
		t.Error("a record is kept below a file")
	}
}

// TestStoreAgain stores a record of which nobody has asked for the rest.
func TestStoreAgain(t *testing.T) {
	d := Open(t.TempDir())
	if err := d.Store("id", sample()); err != nil {
		t.Fatal(err)
	}
	before := d.Load("id")
	if err := d.Store("id", before); err != nil {
		t.Fatal(err)
	}
	if got := d.Load("id"); got == nil || !got.DecodeRest() || !slices.Equal(got.Output, sample().Output) {
		t.Errorf("%+v", got)
	}
}

// TestDamage changes each bit of a record, and cuts it off at each place.
func TestDamage(t *testing.T) {
	whole := sample().encode()
	if _, err := decode(whole); err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 1 << (i % 8)
		if _, err := decode(damaged); err == nil {
			t.Errorf("byte %d may be another one", i)
		}
		if _, err := decode(whole[:i]); err == nil {
			t.Errorf("%d bytes are enough", i)
		}
	}
	if _, err := decode(append(bytes.Clone(whole), 0)); err == nil {
		t.Error("a byte more is no damage")
	}
	// The checksum has been checked by then; a program with a mistake could have written it.
	var e encoder
	e.findings(&sample().Findings)
	e.entries(sample().Output)
	for n, want := range map[int]bool{0: true, -1: false, 1: false} {
		b := &Build{pending: append(bytes.Clone(e.b), make([]byte, max(n, 0))...)}
		b.pending = b.pending[:len(e.b)+n]
		if got := b.DecodeRest(); got != want {
			t.Errorf("the rest is decoded from %d bytes more: %t", n, got)
		}
	}
}

// FuzzDecode decodes records with a checksum that is right, as a program with a mistake would write
// them: they take no more memory than they have bytes for, and those that are read are read alike
// when they are written again.
func FuzzDecode(f *testing.F) {
	f.Add(sample().encode()[len(heading)+sha256.Size:])
	f.Add([]byte{0, 0})
	f.Add(append(make([]byte, 34), 0xff, 0xff, 0xff, 0xff, 0x7f))
	f.Fuzz(func(t *testing.T, rest []byte) {
		sum := sha256.Sum256(rest)
		b, err := decode(slices.Concat([]byte(heading), sum[:], rest))
		if err != nil {
			return
		}
		first := b.encode()
		if !b.DecodeRest() {
			return
		}
		again, err := decode(b.encode())
		if err != nil || !again.DecodeRest() || !bytes.HasPrefix(first, []byte(heading)) {
			t.Fatal(err)
		}
		if !bytes.Equal(b.encode(), again.encode()) {
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
	if d.Load("0") == nil { // It is used, and so it is one of the last.
		t.Fatal("a record is gone that there is room for")
	}
	if err := d.Store("3", b); err != nil {
		t.Fatal(err)
	}
	var left []string
	for i := range 4 {
		if d.Load(fmt.Sprint(i)) != nil {
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
	if d.Load("id") != nil {
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
