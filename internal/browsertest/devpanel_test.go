package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// panel is an expression for the panel of dev at the bottom of the page.
const panel = `document.querySelector("baken-dev").shadowRoot.querySelector("section")`

// mistakes are more links to nowhere than a screen has room for.
var mistakes = strings.Repeat("[a page](nothing-of-a-rather-long-name-that-has-no-end.en.md)\n\n", 30)

// TestDevPanel looks at the panel on all screens: it is readable, leaves the page its room, and can
// be put away.
func TestDevPanel(t *testing.T) {
	w := startWriting(t)
	w.save("content/long.en.md", front+long+mistakes)
	w.becomes("it is full", panel+`.innerText.startsWith("content/long.en.md") && `+panel+`.innerText.includes("30 errors")`)
	axe := loadAxe(t)
	if err := chromedp.Do(w.tab.ctx, chromedp.Evaluate[chromedp.Void](string(axe))); err != nil {
		t.Fatal(err)
	}
	for _, v := range []view{phone, phoneDark, desk, deskDark, deskForced, zoomed} {
		if err := w.tab.look(v); err != nil {
			t.Fatal(err)
		}
		w.becomes(v.name+": nothing is wider than the screen",
			`document.documentElement.scrollWidth <= innerWidth && `+panel+`.scrollWidth <= `+panel+`.clientWidth`)
		w.becomes(v.name+": half of the screen is the page's", panel+`.getBoundingClientRect().top >= innerHeight / 2 - 1`)
		w.becomes(v.name+": the page ends above it",
			`(scrollTo({top: 1e6, behavior: "instant"}), document.querySelector("footer").getBoundingClientRect().bottom <= `+panel+`.getBoundingClientRect().top + 1)`)
		w.becomes(v.name+": keys reach it", panel+`.tabIndex === 0`)
		w.becomes(v.name+": its button stays", `(`+panel+`.scrollTo(0, 1e6), (([a, b]) => a.top >= b.top && a.bottom <= b.bottom)([`+
			panel+`.querySelector("button").getBoundingClientRect(), `+panel+`.getBoundingClientRect()]))`)
		found, _, err := axe.run(w.tab, v, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			t.Errorf("%s: %s", v.name, f)
		}
	}
}

// TestDevPanelAway puts the panel away with the keyboard, and has it come back.
func TestDevPanelAway(t *testing.T) {
	w := startWriting(t)
	press := func(key string) {
		t.Helper()
		if err := w.tab.press(key); err != nil {
			t.Fatal(err)
		}
	}
	const (
		away  = panel + `.querySelector("button").getAttribute("aria-expanded") === "false" && ` + panel + `.offsetHeight < 60`
		there = panel + `.querySelector("button").getAttribute("aria-expanded") === "true" && ` + panel + `.innerText.includes("content/")`
		focus = `(` + panel + `.querySelector("button").focus(), document.activeElement.localName === "baken-dev")`
	)
	w.becomes("it is there", there)
	w.becomes("it has the focus", focus)
	press(kb.Enter)
	w.becomes("it is put away", away)
	if err := w.tab.open(page{path: "/nl/long/", status: 200}); err != nil {
		t.Fatal(err)
	}
	w.becomes("it is away on the next page as well", away)

	w.save("content/long.en.md", front+"[a page](nothing.en.md)\n")
	w.becomes("an error brings it back", there+` && `+panel+`.innerText.includes("1 error.")`)
	w.becomes("it has the focus", focus)
	press(kb.Escape)
	w.becomes("it is away, with the error", away+` && `+panel+`.innerText.endsWith("1 error")`)
	w.becomes("it still has the focus", panel+`.getRootNode().activeElement?.localName === "button"`)
	if err := w.tab.open(page{path: "/nl/long/", status: 200}); err != nil {
		t.Fatal(err)
	}
	w.becomes("it stays away while that is the error", away+` && `+panel+`.innerText.endsWith("1 error")`)
	w.save("content/long.en.md", front+"[a page](nothing.en.md) and [another](nowhere.en.md)\n")
	w.becomes("another error brings it back", there+` && `+panel+`.innerText.includes("2 errors.")`)

	w.save("content/long.en.md", front+long)
	w.becomes("where there are none it is away as before", away)
	w.becomes("it has the focus", focus)
	press(" ")
	w.becomes("it is back", there)

	w.save("content/draft.en.md", strings.Replace(front, "title", "draft: true\ntitle", 1)+"Text.\n")
	w.save("content/index.en.md", front+"[A draft](draft.en.md)\n")
	if err := w.tab.open(page{path: "/en/", status: 200}); err != nil {
		t.Fatal(err)
	}
	w.becomes("a link to a draft", `document.querySelector('main a[href="/en/draft/"]')?.click() === undefined && location.pathname === "/en/draft/"`)
	w.becomes("it says that the page is a draft", there+` && `+panel+`.innerText.includes("Only here: this page is a draft.")`)
}
