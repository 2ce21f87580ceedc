package record

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/output/portable"
)

// TestBuild reads the record at each step of a build, as the next build would after a kill.
func TestBuild(t *testing.T) {
	records, out, home := filepath.Join(t.TempDir(), "records"), t.TempDir(), t.TempDir()
	open := func() *Record {
		t.Helper()
		r := Open(records, home, "site", out)
		if r.Err() != nil {
			t.Fatal(r.Err())
		}
		return r
	}
	old, text := []byte("old"), []byte("new")
	page, large := manifest.File{Path: "nl/a", Sum: manifest.SumOf([]byte("a"))}, manifest.File{Path: "b", Sum: manifest.SumOf([]byte("b"))}
	open().Settle(old)
	r := open()
	if !r.Settled(sha256.Sum256(old)) || r.Settled(sha256.Sum256(text)) || !r.Wrote(old) || r.Wrote(text) || r.Building() || r.Exchanging() {
		t.Errorf("before the build: %+v", r)
	}
	r.Begin()
	r.Begin()
	if now := open(); !now.Building() || now.Exchanging() || now.Settled(sha256.Sum256(old)) || !now.Wrote(old) {
		t.Errorf("begun: %+v", now)
	}
	var wg sync.WaitGroup
	for _, f := range []manifest.File{page, large} {
		wg.Go(func() { r.PlanFiles([]manifest.File{f}) })
	}
	wg.Wait()
	r.PlanFiles(nil)
	if now := open(); !now.Files().HasFile(page) || !now.Files().HasFile(large) || now.Files().Len() != 2 {
		t.Errorf("files: %+v", now)
	}
	r.PlanManifest(text)
	r.PlanExchange()
	if now := open(); !now.Building() || !now.Exchanging() || !now.Wrote(old) || !now.Wrote(text) || !r.Wrote(text) {
		t.Errorf("exchanging: %+v", now)
	}
	if Open(records, home, "another site", out).Wrote(old) || Open(records, t.TempDir(), "site", out).Wrote(old) || Open(records, home, "site", t.TempDir()).Wrote(old) {
		t.Error("the record of another site, directory or output was taken")
	}
	r.Close()
	// The next build fails, after it has removed what this one left, and the one after it succeeds.
	next := open()
	next.Begin()
	next.Abandon()
	if now := open(); now.Building() || now.Exchanging() || !now.Wrote(old) || !now.Wrote(text) || now.Files().Len() != 2 {
		t.Errorf("abandoned: %+v", now)
	}
	last := open()
	last.Settle(text)
	if now := open(); !now.Settled(sha256.Sum256(text)) || now.Wrote(old) {
		t.Errorf("settled: %+v", now)
	}
	// What a kill left of a line says nothing.
	list, err := os.ReadDir(records)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	f, err := os.OpenFile(filepath.Join(records, list[0].Name()), os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteString("building\nexchanging")
		f.Close()
	}
	if now := open(); err != nil || !now.Building() || now.Exchanging() {
		t.Errorf("half a line: %+v, %v", now, err)
	}
}

func TestVouches(t *testing.T) {
	r := Open(t.TempDir(), "", "site", t.TempDir())
	for site, want := range map[string]bool{"site": true, "another": false} {
		m, err := manifest.Parse(manifest.New(site).Text())
		if err != nil {
			t.Fatal(err)
		}
		if r.Vouches(m) {
			t.Errorf("vouches for what Baken didn't write, of %s", site)
		}
		r.PlanManifest(m.Raw())
		if r.Vouches(m) != want {
			t.Errorf("vouches for the manifest of %s: %t", site, !want)
		}
	}
}

// TestUnrecorded has no directory for records: nothing fails, and nothing is known.
func TestUnrecorded(t *testing.T) {
	r := Open("", "", "site", t.TempDir())
	r.Begin()
	r.PlanFiles([]manifest.File{{Path: "a"}})
	r.PlanManifest([]byte("text"))
	r.PlanExchange()
	r.Settle([]byte("text"))
	if r.Err() == nil || r.Settled(sha256.Sum256([]byte("text"))) || r.Building() {
		t.Errorf("%+v", r)
	}
}

// FuzzRecord reads any text as a record. It never vouches for a path that no artifact can have.
func FuzzRecord(f *testing.F) {
	r := Open(f.TempDir(), "", "", filepath.FromSlash("/srv/public"))
	f.Add(r.head)
	f.Add(append(bytes.Clone(r.head), "building\nfile 00000000000000000000000000000000 nl/a\nmanifest 00\nexchanging"...))
	f.Fuzz(func(t *testing.T, text []byte) {
		got := &Record{head: r.head, manifests: r.manifests, files: manifest.New("")}
		got.parse(text)
		for file := range got.files.Files() {
			if portable.Check(file.Path) != nil || manifest.Reserved(file.Path) {
				t.Errorf("%q", file.Path)
			}
		}
	})
}
