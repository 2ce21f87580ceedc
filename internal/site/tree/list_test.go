package tree_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/growthtest"
	"baken.example/baken/internal/site"
	"baken.example/baken/internal/site/sitetest"
)

const newsIndex = "-- index.nl.md --\n\nx\n-- nieuws/index.nl.md --\nlist: news\n\nx\n"

func labels(pages []*site.Page) string {
	var out []string
	for _, p := range pages {
		out = append(out, strings.TrimSuffix(p.Label(), ".nl.md"))
	}
	return strings.Join(out, " ")
}

// TestListOrder checks that a list has the newest pages first, and those of a day by weight and
// then by file, whatever their titles; and that its neighbours follow.
func TestListOrder(t *testing.T) {
	s, _ := sitetest.Portal(t, newsIndex+`-- nieuws/item-10.nl.md --
date: 2026-01-02

x
-- nieuws/item-9.nl.md --
title: Zebra
date: 2026-01-02

x
-- nieuws/2026/licht.nl.md --
date: 2026-01-02
weight: -1

x
-- nieuws/oud.nl.md --
date: 2025-12-31

x
-- nieuws/nieuw.nl.md --
date: 2026-01-03
updated: 2026-01-04

x
-- nieuws/zonder.nl.md --

x
`, site.Options{})
	var list *site.Page
	for _, p := range s.Pages {
		if p.IsList() {
			list = p
		}
	}
	if got, want := labels(list.Children), "nieuw licht Zebra item-10 oud zonder"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if list.Next != list.Children[0] || list.Children[1].Previous != list.Children[0] {
		t.Error("the neighbours are in another order")
	}
}

// TestListPages checks the pages of lists of all sizes: each item is on one of them, in order.
func TestListPages(t *testing.T) {
	for _, c := range []struct{ items, pages int }{{0, 1}, {1, 1}, {20, 1}, {21, 2}, {40, 2}, {41, 3}} {
		p := &site.Page{URL: "/nl/nieuws/", Path: "/nl/nieuws/"}
		for range c.items {
			p.Children = append(p.Children, &site.Page{})
		}
		if got := p.ListPages(); got != c.pages {
			t.Errorf("%d items have %d pages, want %d", c.items, got, c.pages)
		}
		var all []*site.Page
		for number := 1; number <= c.pages; number++ {
			items := p.ListItems(number)
			if len(items) == 0 && c.items > 0 {
				t.Errorf("page %d of %d items is empty", number, c.items)
			}
			all = append(all, items...)
		}
		if !slices.Equal(all, p.Children) {
			t.Errorf("the pages of %d items have %d", c.items, len(all))
		}
	}
	p := &site.Page{URL: "/b/nl/%C3%BC/", Path: "/nl/ü/"}
	if p.ListURL(1) != p.URL || p.ListURL(12) != "/b/nl/%C3%BC/12/" || p.ListPath(2) != "/nl/ü/2/" {
		t.Error(p.ListURL(1), p.ListURL(12), p.ListPath(2))
	}
}

// TestListGrowth checks that lists take linear time.
func TestListGrowth(t *testing.T) {
	growthtest.Linear(t, func(size int) string {
		var b strings.Builder
		b.WriteString(newsIndex)
		for i := range size / 200 {
			fmt.Fprintf(&b, "-- nieuws/a%d.nl.md --\ndate: 2026-01-%02d\nrelated: [index.nl.md]\n\nx\n", i, 1+i%28)
		}
		return b.String()
	}, func(archive string) { sitetest.Portal(t, archive, site.Options{}) })
}
