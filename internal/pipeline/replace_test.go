package pipeline_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"weak"

	"github.com/google/go-cmp/cmp"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
)

// replaced is a session of a small site whose texts are changed.
type replaced struct {
	*testing.T
	site    fstest.MapFS
	session *pipeline.Session
}

func newReplaced(t *testing.T, pages ...string) *replaced {
	r := &replaced{t, fstest.MapFS{"content/site.yaml": {Data: []byte(`base_url: https://guide.test
title: {en: Guide}
description: {en: Guidance}
languages: [{code: en, name: English}]
contact: {name: {en: Editors}, email: editors@guide.test}
security: {contact: "mailto:security@guide.test", expires: 2100-01-01}
`)}}, nil}
	for _, name := range append(pages, "index") {
		r.write(name, "Text.")
	}
	r.session = pipeline.NewSession(r.site, baken.Defaults)
	return r
}

// write writes the text of a page and returns its file.
func (r *replaced) write(name, text string) (file string) {
	file = "content/" + name + ".en.md"
	r.site[file] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: The %[1]s\ndescription: About the %[1]s.\n---\n\n%[2]s\n", name, text)}
	return file
}

// TestReplacedHeadings changes texts so that the index from A to Z gets a page of its own, more of
// them, and none again. After each change the session has the artifacts of a new one.
func TestReplacedHeadings(t *testing.T) {
	r := newReplaced(t, "page")
	load(t, r.session)
	headings := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "## %c %d\n\nText.\n\n", "ABC"[i%3], i)
		}
		return b.String()
	}
	for _, n := range []int{3, 30, 31, 700, 5, 0} {
		got := load(t, r.session, r.write("page", headings(n)))
		want := load(t, pipeline.NewSession(r.site, baken.Defaults), ".")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d headings: %.2000s", n, diff)
		}
	}
}

// TestReplacedForgotten changes the texts of pages in turn. What a page was made from before is
// garbage then, also where other pages have been rendered since.
func TestReplacedForgotten(t *testing.T) {
	r := newReplaced(t, "a", "b", "c")
	change := func(name, text string) weak.Pointer[content.Document] {
		file := r.write(name, text)
		p, err := r.session.Load(t.Context(), options, []string{file})
		if err != nil || p.Findings.HasErrors() {
			t.Fatal(err, p.Findings.All())
		}
		for _, d := range p.Documents.Pages {
			if d.File == file {
				return weak.Make(d)
			}
		}
		panic("no such page")
	}
	change("a", "## A heading\n\nThe index from A to Z is of the site as it is now.")
	first := change("b", "The first.")
	change("a", "## A heading\n\nIn between.")
	change("c", "In between.")
	change("b", "The second.")
	runtime.GC()
	if first.Value() != nil {
		t.Error("a text that has been replaced is still there")
	}
	runtime.KeepAlive(r.session)
}
