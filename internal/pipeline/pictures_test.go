package pipeline_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	baken "baken.example/baken"
	"baken.example/baken/internal/picture"
	"baken.example/baken/internal/picture/picturetest"
	"baken.example/baken/internal/pipeline"
)

// TestPicturesOfSession changes pictures and what pages do with them. A session has the bytes of a
// new one each time, and decodes only pictures that are new.
func TestPicturesOfSession(t *testing.T) {
	photo := func(seed uint64) *fstest.MapFile {
		return &fstest.MapFile{Data: picturetest.JPEG(picturetest.Photo(1000, 100, seed)), ModTime: time.Unix(int64(seed), 0)}
	}
	page := func(text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: Page\ndescription: A page.\n---\n\n" + text + "\n")}
	}
	site := files(t)
	site["content/page-07.en.md"] = page("![A.](a.jpg)")
	site["content/page-08.en.md"] = page("![B.](b.jpg)")
	site["content/a.jpg"], site["content/b.jpg"] = photo(1), photo(2)
	cache, err := picture.OpenCache(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	maker := picture.NewMaker(cache)
	session := pipeline.NewSession(site, baken.Defaults)
	withPictures := func(session *pipeline.Session, m *picture.Maker, changed ...string) map[string]string {
		t.Helper()
		o := options
		o.Pictures = m
		p, err := session.Load(t.Context(), o, changed)
		if err != nil || p.Findings.HasErrors() {
			t.Fatal(err, p.Findings.All())
		}
		out := map[string]string{}
		for _, a := range p.Artifacts {
			if ext := path.Ext(a.Path); ext == ".png" || ext == ".ico" {
				continue // They take long to draw under the race detector.
			}
			text, err := a.Append(nil)
			if err != nil {
				t.Fatal(err)
			}
			out[a.Path] = string(text)
		}
		return out
	}
	hash := regexp.MustCompile(`\.[0-9a-f]{10}\.`)
	for _, step := range []struct {
		name    string
		change  func()
		changed string
		made    int
		// pictures are the files that are published, without their hashes.
		pictures string
	}{
		{"first", func() {}, ".", 2, "a-1000w.jpg a-640w.jpg a-800w.jpg b-1000w.jpg b-640w.jpg b-800w.jpg"},
		{"a caption", func() { site["content/page-07.en.md"] = page(`![A.](a.jpg "Caption")`) }, "content/page-07.en.md", 2,
			"a-1000w.jpg a-640w.jpg a-800w.jpg b-1000w.jpg b-640w.jpg b-800w.jpg"},
		{"a link", func() { site["content/page-07.en.md"] = page(`![A.](a.jpg "Caption") [A](a.jpg)`) }, "content/page-07.en.md", 2,
			"a-1000w.jpg a-640w.jpg a-800w.jpg a.jpg b-1000w.jpg b-640w.jpg b-800w.jpg"},
		{"no link", func() { site["content/page-07.en.md"] = page(`![A.](a.jpg)`) }, "content/page-07.en.md", 2,
			"a-1000w.jpg a-640w.jpg a-800w.jpg b-1000w.jpg b-640w.jpg b-800w.jpg"},
		{"another photo", func() { site["content/a.jpg"] = photo(3) }, "content/a.jpg", 3,
			"a-1000w.jpg a-640w.jpg a-800w.jpg b-1000w.jpg b-640w.jpg b-800w.jpg"},
		{"the first photo again", func() { site["content/a.jpg"] = photo(1) }, "content/a.jpg", 3,
			"a-1000w.jpg a-640w.jpg a-800w.jpg b-1000w.jpg b-640w.jpg b-800w.jpg"},
		{"no photo", func() { site["content/page-08.en.md"] = page("Text.") }, "content/page-08.en.md", 3,
			"a-1000w.jpg a-640w.jpg a-800w.jpg"},
	} {
		step.change()
		got := withPictures(session, maker, step.changed)
		if maker.Made() != step.made {
			t.Errorf("%s: %d pictures decoded, want %d", step.name, maker.Made(), step.made)
		}
		var pictures []string
		for name := range got {
			if path.Ext(name) == ".jpg" {
				pictures = append(pictures, hash.ReplaceAllString(path.Base(name), "."))
			}
		}
		if diff := cmp.Diff(step.pictures, strings.Join(slices.Sorted(slices.Values(pictures)), " ")); diff != "" {
			t.Errorf("%s: %s", step.name, diff)
		}
		want := withPictures(pipeline.NewSession(site, baken.Defaults), picture.NewMaker(cache), ".")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %.2000s", step.name, diff)
		}
	}
}
