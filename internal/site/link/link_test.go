package link_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/site"
	"baken.example/baken/internal/site/sitetest"
)

const links = `
-- index.nl.md --
-- index.en.md --
-- a/page.en.md --

## One

## Été
-- a/caf` + "e\u0301" + `.en.md --
-- a/re port.pdf --
x
-- up.en.md --
`

func TestResolve(t *testing.T) {
	s, list := sitetest.Portal(t, links, site.Options{})
	if list.HasErrors() {
		t.Fatal(list.All())
	}
	i := slices.IndexFunc(s.Pages, func(p *site.Page) bool { return p.Key == "a/page" })
	from := s.Pages[i]
	for target, want := range map[string]string{
		"":                      "content/a/page.en.md",
		"page.en.md":            "content/a/page.en.md",
		"./page.en.md":          "content/a/page.en.md",
		"../up.en.md":           "content/up.en.md",
		"../a/../up.en.md":      "content/up.en.md",
		"../index.nl.md":        "content/index.nl.md",
		"caf\u00e9.en.md":       "content/a/cafe\u0301.en.md",
		"cafe\u0301.en.md":      "content/a/cafe\u0301.en.md",
		"re port.pdf":           "content/a/re port.pdf",
		"page":                  "",
		"up.en.md":              "",
		"../site.yaml":          "",
		"../../content/x.en.md": "",
		"../../../etc/passwd":   "",
	} {
		to := s.Resolve(from.File, target)
		got := to.File
		if to.Page != nil {
			got = to.Page.File
		}
		if got != want {
			t.Errorf("%q leads to %q, want %q", target, got, want)
		}
	}
	for fragment, want := range map[string]bool{"one": true, "été": true, "One": false, "two": false, "": false} {
		if got := s.HasAnchor(from, fragment); got != want {
			t.Errorf("#%s: %v", fragment, got)
		}
	}
}

// FuzzResolve checks that any link leads to a page or file of the site or is reported, and never
// leads out of the site.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{
		"page.en.md", "../up.en.md#x", "#one", "../../x", "/en/", "//host/x", "javascript:x", "a%2F..%2Fb", "%2e%2e/up.en.md",
		"re%20port.pdf", "\\..\\up.en.md", "?q", "<a b>", "caf\u00e9.en.md", "x\x00y", "..", ".", "...", "a/./b//c",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, target string) {
		if !utf8.ValidString(target) || strings.ContainsAny(target, "\r\n\x00") {
			t.Skip("package source lets no such text through, or it isn't one line")
		}
		s, list := sitetest.Portal(t, links+"-- a/fuzz.en.md --\n\n[x]("+target+") ![x]("+target+")\n", site.Options{})
		for _, file := range append(s.Files, s.Downloads...) {
			if !strings.HasPrefix(file, "content/") || file != path.Clean(file) {
				t.Errorf("%q publishes %q", target, file)
			}
		}
		reported := map[string]bool{}
		for _, finding := range list.All() {
			reported[fmt.Sprint(finding.Pos)] = true
		}
		i := slices.IndexFunc(s.Pages, func(p *site.Page) bool { return p.Key == "a/fuzz" })
		for _, slot := range s.Text(s.Pages[i]).Body.Slots {
			if slot.Kind != hypertext.SlotHref && slot.Kind != hypertext.SlotFile && slot.Kind != hypertext.SlotImage {
				continue
			}
			to := s.Resolve(s.Pages[i].File, slot.Target)
			if to.Page == nil && to.File == "" && !reported[fmt.Sprint(slot.Pos())] {
				t.Errorf("%q leads nowhere and isn't reported", target)
			}
			if to.Page != nil && to.File != "" {
				t.Errorf("%q leads to two places", target)
			}
		}
	})
}
