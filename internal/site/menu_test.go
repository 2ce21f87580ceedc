package site_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/site"
	"baken.example/baken/internal/site/sitetest"
)

// TestTop checks that the site map begins with the pages of the menu, in its order, and leaves out
// what leads elsewhere.
func TestTop(t *testing.T) {
	s, list := sitetest.Portal(t, `-- site.yaml --
`+sitetest.Settings+`menu: [c/below, c, {url: "https://elders.test/", title: {nl: Elders, en: Elsewhere}}, b]
-- index.nl.md --

x
-- a.nl.md --

x
-- b.nl.md --

x
-- c/index.nl.md --
title: c

x
-- c/below.nl.md --

x
`, site.Options{})
	var labels []string
	for _, p := range s.Top("nl") {
		labels = append(labels, strings.TrimSuffix(p.Label(), ".nl.md"))
	}
	if got, want := strings.Join(labels, " "), "c b a"; got != want {
		t.Errorf("%s, want %s: %v", got, want, list.All())
	}
	if len(s.Menu["nl"]) != 4 || s.Menu["nl"][2].Page != nil || s.Menu["nl"][2].Title != "Elders" {
		t.Errorf("the menu is %v", s.Menu["nl"])
	}
	if s.Top("en") != nil {
		t.Error("a language without a home page has a top")
	}
}
