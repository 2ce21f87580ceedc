package pipeline_test

import (
	"bytes"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	baken "baken.example/baken"
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/pipeline/kept"
	"baken.example/baken/internal/spool"
)

// keeping loads sites, and keeps each for the next load.
type keeping struct {
	*testing.T
	options pipeline.Options
	// elsewhere reports whether more than pages has changed, and relisted are the directories that
	// have other files.
	elsewhere bool
	relisted  []string
	texts     []*spool.File
	pages     string
}

func newKeeping(t *testing.T) *keeping {
	return &keeping{T: t, options: pipeline.Options{Date: content.Date{Time: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)}}}
}

// load loads a site, of which some files have changed since the last load, and keeps it.
func (k *keeping) load(site fs.FS, changed ...string) *pipeline.Result {
	k.Helper()
	o := k.options
	if k.pages != "" {
		earlier, err := kept.Read(k.pages, k.texts, 2)
		if err != nil {
			k.Fatal(err)
		}
		o.Earlier = &pipeline.Earlier{Site: earlier, Changed: changed, Relisted: k.relisted, Written: !k.elsewhere}
	}
	var err error
	if o.Spool, err = spool.Create(k.TempDir(), "", ".texts"); err != nil {
		k.Fatal(err)
	}
	p, err := pipeline.Load(k.Context(), site, baken.Defaults, o)
	if err != nil {
		k.Fatal(err)
	}
	var pages bytes.Buffer
	k.texts = append(k.texts, o.Spool)
	w := kept.NewWriter(&pages, k.texts)
	p.Keep(w)
	if p.Artifacts, err = p.Published(k.Context()); err != nil || w.Err() != nil {
		k.Fatal(err, w.Err())
	}
	k.pages = pages.String()
	if err := o.Spool.Keep(); err != nil {
		k.Fatal(err)
	}
	k.Cleanup(func() { _ = o.Spool.Close() }) // The artifacts have their texts from it.
	opened, err := spool.Open(o.Spool.Name())
	if err != nil {
		k.Fatal(err)
	}
	k.Cleanup(func() { _ = opened.Close() })
	k.texts[len(k.texts)-1] = opened
	return p
}

// contentOf returns the content of an artifact.
func contentOf(t *testing.T, a artifact.Artifact) []byte {
	t.Helper()
	if a.Open == nil {
		b, err := a.Append(nil)
		if err != nil {
			t.Error(a.Path, err)
		}
		return b
	}
	f, err := a.Open()
	if err != nil {
		t.Fatal(a.Path, err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Error(a.Path, err)
	}
	return b
}

// made returns the pages that don't stand, by path.
func (k *keeping) made(p *pipeline.Result) (paths []string) {
	for _, a := range p.Artifacts {
		if !a.Standing && path.Ext(a.Path) == ".html" {
			paths = append(paths, a.Path)
		}
	}
	return paths
}

// agree compares the findings and the bytes of all artifacts, standing or not, with those of a load
// of the site from scratch.
func (k *keeping) agree(site fs.FS, got *pipeline.Result) {
	k.Helper()
	want, err := pipeline.Load(k.Context(), site, baken.Defaults, k.options)
	if err != nil {
		k.Fatal(err)
	}
	if want.Artifacts, err = want.Published(k.Context()); err != nil {
		k.Fatal(err)
	}
	if diff := cmp.Diff(want.Findings.All(), got.Findings.All()); diff != "" {
		k.Error(diff)
	}
	all := map[string][]byte{}
	for _, a := range want.Artifacts {
		all[a.Path] = contentOf(k.T, a)
	}
	for _, a := range got.Artifacts {
		if b, found := all[a.Path]; !found || !bytes.Equal(b, contentOf(k.T, a)) {
			k.Errorf("%s (there %t, standing %t) is another one", a.Path, found, a.Standing)
		}
		delete(all, a.Path)
	}
	if len(all) > 0 {
		k.Errorf("missing: %q", slices.Collect(maps.Keys(all)))
	}
}

// TestEarlier loads this repository's site, and again after an earlier load: unchanged, after a
// change of a text, after a change of a title, unchanged again, and after other changes.
func TestEarlier(t *testing.T) {
	site := fstest.MapFS{}
	for _, dir := range []string{"content", "brand", "i18n", "templates", "assets"} {
		root := os.DirFS("../..")
		err := fs.WalkDir(root, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := fs.ReadFile(root, name)
			site[name] = &fstest.MapFile{Data: text}
			return err
		})
		if err != nil && dir == "content" {
			t.Fatal(err)
		}
	}
	k := newKeeping(t)
	first := k.load(site)
	if made := k.made(first); len(made) < 50 {
		t.Errorf("of the first load only %d pages are new", len(made))
	}
	k.agree(site, first)

	same := k.load(site)
	if made := k.made(same); len(made) > 0 {
		t.Errorf("nothing has changed, and new are %q", made)
	}
	k.agree(site, same)

	const file = "content/why.en.md"
	if site[file] == nil {
		t.Fatal("there is no page ", file)
	}
	site[file] = &fstest.MapFile{Data: append(bytes.Clone(site[file].Data), "\nA paragraph about zebras.\n"...)}
	text := k.load(site, file)
	// A translation says whether it is in step.
	if made := k.made(text); !slices.Equal(made, []string{"en/why-work-together/index.html", "nl/waarom-samenwerken/index.html"}) {
		t.Errorf("after a change of one text, new are %q", made)
	}
	k.agree(site, text)

	site[file] = &fstest.MapFile{Data: bytes.Replace(site[file].Data, []byte("\ntitle: "), []byte("\ntitle: Anew: "), 1)}
	k.agree(site, k.load(site, file))
	k.agree(site, k.load(site))

	k.elsewhere = true
	for _, step := range []struct {
		name   string
		change func()
		reused bool
	}{
		{"a day, and drafts", func() {
			k.options.Date, k.options.Drafts = content.Date{Time: k.options.Date.AddDate(0, 0, 3)}, true
		}, true},
		{"a page more", func() {
			k.relisted = []string{"content", "content/recipients"}
			site["content/recipients/new.en.md"] = &fstest.MapFile{Data: []byte("---\ntitle: New\ndescription: It is new.\n---\n\nText.\n")}
		}, true},
		{"a directory less", func() {
			maps.DeleteFunc(site, func(name string, _ *fstest.MapFile) bool { return strings.HasPrefix(name, "content/recipients/") })
		}, true},
		{"addresses", func() { k.options.Addresses = true }, false},
	} {
		step.change()
		got := k.load(site)
		if got.Reused != step.reused {
			t.Errorf("after %s pages are reused: %t", step.name, got.Reused)
		}
		if got.Artifacts != nil && len(k.made(got)) < 20 {
			t.Errorf("after %s only %q are new", step.name, k.made(got))
		}
		k.agree(site, got)
	}
}

// TestKeptDamaged reads kept sites that are damaged.
func TestKeptDamaged(t *testing.T) {
	site := newReplaced(t, "page", "other").site
	k := newKeeping(t)
	k.load(site)
	whole := 0
	for i := range k.pages {
		if _, err := kept.Read(k.pages[:i], k.texts, 1); err == nil {
			whole++ // Parts at the end are missing, which only the checksum of the file shows.
		}
		b := []byte(k.pages)
		b[i] ^= 0x41
		_, _ = kept.Read(string(b), k.texts, 1) // It mustn't panic.
	}
	if whole > 4 {
		t.Errorf("%d beginnings of %d bytes could be read", whole, len(k.pages))
	}
	name := k.texts[0].Name()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range text {
		text[i] ^= 1
	}
	if err := os.WriteFile(name, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := kept.Read(k.pages, k.texts, 1); err == nil {
		t.Error("a text is another one, and nobody says so")
	}
	if _, err := kept.Read(k.pages, nil, 1); err == nil {
		t.Error("the texts are missing, and nobody says so")
	}
}
