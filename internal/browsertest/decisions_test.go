package browsertest

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	baken "baken.example/baken"
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/pipeline"
)

// Screens between a desk and a phone, on which tables change their form.
var (
	tablet = view{name: "light, 768 px", width: 768, height: 1024, zoom: 1}
	small  = view{name: "dark, 960 px", width: 960, height: 700, zoom: 1, dark: true}
	wide   = view{name: "light, 1920 px", width: 1920, height: 1080, zoom: 1}
)

// decisions serves a site with the words, the decision tables and the diagrams of sets of different
// shapes.
func decisions(t *testing.T) *site {
	t.Helper()
	artifacts, err := makeDecisions()
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, listen(t), artifacts)
}

// makeDecisions makes the site of [decisions], once for all tests.
var makeDecisions = sync.OnceValues(func() ([]artifact.Artifact, error) {
	files := fstest.MapFS{
		"content/site.yaml": {Data: []byte(`base_url: https://example.com
title: {nl: Beslissingen, en: Decisions}
description: {nl: Beslissingen van allerlei vormen., en: Decisions of all shapes.}
languages: [{code: nl, name: Nederlands}, {code: en, name: English}]
contact: {name: {nl: Wij, en: Us}, email: someone@example.com}
security: {contact: "mailto:someone@example.com", expires: 2027-10-01}
edit_url: https://forge.example/edit/
`)},
	}
	add := func(name, yaml string) {
		files["content/criteria/"+name+".yaml"] = &fstest.MapFile{Data: []byte(yaml)}
	}
	var sets []string
	for _, shape := range criteriatest.Shapes() {
		if shape.Name != "forty" { // It has neither table nor diagram.
			add(shape.Name, shape.YAML)
		}
	}
	for _, file := range []string{"testdata/long-words.yaml", root + "/content/criteria/collaboration-cbw.yaml"} {
		yaml, err := os.ReadFile(filepath.FromSlash(file))
		if err != nil {
			return nil, err
		}
		add(filepath.Base(file[:len(file)-len(".yaml")]), withoutLinks(string(yaml)))
	}
	values, err := os.ReadFile(filepath.Join(root, "content", "values.yaml")) // Of the portal's own set.
	if err != nil {
		return nil, err
	}
	files["content/values.yaml"] = &fstest.MapFile{Data: values}
	for name := range files {
		if id := filepath.Base(name); filepath.Dir(name) == "content/criteria" {
			sets = append(sets, id[:len(id)-len(".yaml")])
		}
	}
	slices.Sort(sets)
	for _, lang := range []string{"nl", "en"} {
		files["content/index."+lang+".md"] = markdown("Decisions", "")
		for _, set := range sets {
			id := set
			if set == "collaboration-cbw" {
				id = "collaboration"
			}
			for _, kind := range []string{"table", "diagram"} {
				files["content/"+kind+"-"+set+"."+lang+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil,
					"---\ntitle: The %s of %s\ndescription: About it.\n---\n\n## The %[1]s\n\n::decision-%[1]s{set=%[3]s}\n", kind, set, id)}
			}
			files["content/words-"+set+"."+lang+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil,
				"---\ntitle: The words of %s\ndescription: About it.\n---\n\n::conditions{set=%s}\n", set, id)}
		}
	}
	p, err := pipeline.Load(context.Background(), fs.FS(files), baken.Defaults, pipeline.Options{
		Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}})
	if err != nil {
		return nil, err
	}
	if p.Findings.HasErrors() {
		return nil, fmt.Errorf("the decisions have errors: %v", p.Findings.All())
	}
	return p.Artifacts, nil
})

// TestDecisions looks at decision tables and diagrams on every screen, and on paper.
func TestDecisions(t *testing.T) {
	b := startBrowser(t)
	s := decisions(t)
	pages := s.each(func(p page) bool { return p.lang == "en" && p.path != "/en/" })
	tables := slices.DeleteFunc(slices.Clone(pages), func(p page) bool { return !strings.HasPrefix(p.path, "/en/table-") })
	for _, test := range []struct {
		name  string
		pages []page
		check func(*testing.T) check
	}{
		{"layout", pages, func(*testing.T) check {
			return layout(inPairs(pages, desk, phone, zoomed, tablet, small, wide), inPairs(pages, phone, desk))
		}},
		{"paper", pages, func(*testing.T) check { return paper }},
		{"axe", oneKind(pages, 0), func(t *testing.T) check {
			return loadAxe(t).each(leadRows, byTurns(oneKind(pages, 0), views()...))
		}},
		{"keyboard", oneKind(pages, 1), func(*testing.T) check { return keyboardAfter(leadRows, desk) }},
		{"rows", tables, func(*testing.T) check { return rowAddresses }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			b.holds(t, s, test.pages, test.check(t))
		})
	}
}

// rowAddresses is a check that the rows of a table have addresses that lead to them.
func rowAddresses(t *tab, p page) ([]string, error) {
	if err := t.open(p); err != nil {
		return nil, err
	}
	return t.inViews("", []view{desk, phone}, "rowaddress")
}

// mostRows is the number of rows of a table that axe looks at, and that are reached with the
// keyboard: it takes a minute for the longest one, whose rows are made alike.
const mostRows = 15

// leadRows leaves out what is behind the first rows of the tables of a page, unless all of them are
// looked at.
func leadRows(t *tab, p page) error {
	_, err := probe[int](t, "rows", unless(mostRows, 100_000))
	return err
}

// paper is a check that nothing is cut off or missing on sheets of A4.
func paper(t *tab, p page) ([]string, error) {
	if err := t.open(p); err != nil {
		return nil, err
	}
	// 190 mm, the width of a sheet between its margins.
	if err := t.look(view{width: 718, height: 1032, zoom: 1}); err != nil {
		return nil, err
	}
	if _, err := chromedp.Call(t.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		return nil, err
	}
	return probe[[]string](t, "decisionpaper")
}
