package browsertest

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
)

// boats serves a site in two languages whose pages have all blocks with names, buttons, a caption
// and videos.
func boats(t *testing.T) *site {
	t.Helper()
	p, err := pipeline.Load(t.Context(), os.DirFS("testdata/components"), baken.Defaults, pipeline.Options{
		Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)},
	})
	if err != nil {
		t.Fatal(err)
	}
	if p.Findings.Len() > 0 {
		t.Fatal(p.Findings.All())
	}
	return serve(t, listen(t), p.Artifacts)
}

// TestComponents looks at the pages of such a site as at those of the portal, plays the video, and
// reads the text that opens where it is led to and on paper.
func TestComponents(t *testing.T) {
	b, s := startBrowser(t), boats(t)
	pages := s.each(func(p page) bool {
		return p.lang != "" && (p.path == "/"+p.lang+"/" || strings.HasSuffix(p.path, "/weather/"))
	})
	if len(pages) != 4 {
		t.Fatalf("%d pages: %+v", len(pages), pages)
	}
	t.Run("axe", func(t *testing.T) {
		b.holds(t, s, pages, loadAxe(t).each(asItIs, func(p page) []view {
			switch { // Each page is looked at in all views, in one language or the other.
			case *thorough:
				return []view{desk, deskDark, phone, phoneDark}
			case p.lang == s.languages[0]:
				return []view{desk, phoneDark}
			}
			return []view{deskDark, phone}
		}))
	})
	t.Run("axe in forced colours", func(t *testing.T) {
		// Colours are the reader's own then, in all languages.
		some := slices.DeleteFunc(slices.Clone(pages), func(p page) bool { return !*thorough && p.lang != s.languages[0] })
		b.holds(t, s, some, loadAxe(t).in(deskForced))
	})
	t.Run("axe opened", func(t *testing.T) {
		open := func(tab *tab, _ page) error {
			return chromedp.Do(tab.ctx, chromedp.Evaluate[chromedp.Void](`for (const d of document.querySelectorAll("details")) d.open = true`))
		}
		b.holds(t, s, pages, loadAxe(t).each(open, s.byLanguage(desk, phoneDark)))
	})
	t.Run("layout", func(t *testing.T) { b.holds(t, s, pages, layout(always(phone, desk, zoomed), always(phone))) })
	t.Run("keyboard", func(t *testing.T) { b.holds(t, s, pages, keyboard(phone)) })
	for _, lang := range s.languages {
		t.Run(lang, func(t *testing.T) { s.useComponents(t, b, lang) })
	}
}

// useComponents reads the page with all blocks in a language.
func (s *site) useComponents(t *testing.T, b *browser, lang string) {
	tab, closeTab, err := b.newTab(s)
	if err != nil {
		t.Fatal(err)
	}
	defer closeTab()
	becomes := func(what, expression string) {
		t.Helper()
		if !tab.becomes(expression) {
			t.Errorf("%s: %s never holds", what, expression)
		}
	}
	if err := tab.open(s.page(lang + "/index.html")); err != nil {
		t.Fatal(err)
	}
	// The policy lets the page load its video and the captions, in the language of the page.
	start := `(() => { const v = document.querySelector("video"); v.muted = true; v.preload = "auto"; v.load(); v.textTracks[0].mode = "showing"; })()`
	if err := chromedp.Do(tab.ctx, chromedp.Evaluate[chromedp.Void](start)); err != nil {
		t.Fatal(err)
	}
	becomes("the video", `document.querySelector("video").readyState >= 2`)
	becomes("the captions", `document.querySelector("video").textTracks[0].cues?.length === 1`)
	becomes("their language", `document.querySelector("track").srclang === document.documentElement.lang`)
	becomes("its name", `document.getElementById(document.querySelector("video").getAttribute("aria-labelledby")).textContent !== ""`)
	becomes("the caption", `getComputedStyle(document.querySelector("table > caption")).display !== "none"`)
	// A fragment leads into text that is closed: the browser opens it.
	becomes("closed", `!document.getElementById("fnref:1").closest("details").open`)
	if err := chromedp.Do(tab.ctx, chromedp.Evaluate[chromedp.Void](`location.hash = "#fnref:1"`)); err != nil {
		t.Fatal(err)
	}
	becomes("opened", `document.getElementById("fnref:1").closest("details").open`)
	if err := tab.open(s.page(lang + "/index.html")); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(tab.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	becomes("on paper the text", `[...document.querySelectorAll("details p")].every(p => p.checkVisibility({contentVisibilityAuto: true}) && p.getBoundingClientRect().height > 0)`)
	becomes("on paper the video", `getComputedStyle(document.querySelector("video")).display === "none"`)
	becomes("on paper its address", `getComputedStyle(document.querySelector(".video figcaption a"), "::after").content.includes("https://boats.test/files/film.webm")`)
	if _, err := chromedp.Call(tab.ctx, cdppage.PrintToPDF, cdppage.PrintToPDFParams{}); err != nil {
		t.Error(err)
	}
}
