package pipeline

import (
	"slices"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
)

// TestRenderTemplated holds that check renders what templates take part in, and doesn't draw the
// pictures of the site's brand, which took a third of its time on a small site.
func TestRenderTemplated(t *testing.T) {
	p, err := Load(t.Context(), fstest.MapFS{
		"content/site.yaml": {Data: []byte(`base_url: https://guide.test
title: {en: Guide}
description: {en: Guidance}
languages: [en]
contact: {name: {en: Editors}, email: editors@guide.test}
security: {contact: "mailto:security@guide.test", expires: 2027-09-01}
`)},
		"content/index.en.md": {Data: []byte("---\ntitle: Home\ndescription: A page.\n---\n\nText.\n")},
	}, baken.Defaults, Options{Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}})
	if err != nil {
		t.Fatal(err)
	}
	var rendered []string
	p.rendered = slices.Clone(p.rendered)
	for i, a := range p.rendered {
		p.rendered[i].Append = func(b []byte) ([]byte, error) {
			rendered = append(rendered, a.Path)
			return a.Append(b)
		}
	}
	if err := p.Render(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"index.html", "en/index.html", "en/404.html", "404.html"} {
		if !slices.Contains(rendered, path) {
			t.Errorf("%s isn't rendered: %q", path, rendered)
		}
	}
	for _, path := range []string{"en/card.png", "favicon.ico", "apple-touch-icon.png", "icon-192.png"} {
		if slices.Contains(rendered, path) {
			t.Errorf("%s is drawn", path)
		}
	}
}
