package browsertest

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"regexp"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	baken "baken.example/baken"
	"baken.example/baken/internal/asset"
)

// rightToLeftSite serves a site in Arabic and English, whose strings are those of English.
func rightToLeftSite(t *testing.T) *site {
	t.Helper()
	texts, err := fs.ReadFile(baken.Defaults, "i18n/active.en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	texts = bytes.Replace(texts, []byte("TextDirection: ltr"), []byte("TextDirection: rtl"), 1)
	texts = regexp.MustCompile(`(?m)^( +)other: (.*)$`).ReplaceAll(texts, []byte("$0\n${1}zero: $2\n${1}two: $2\n${1}few: $2\n${1}many: $2"))
	const text = "مرحبا `go build ./...` ثم https://gids.test/a/ و[C++ and Go!]{lang=en} نص، و[الدليل](https://gids.test/b).\n\n" +
		"```\nnpm install (x)\n```\n\n| أ | ب |\n|---|---|\n| https://www.gids.test/reports/digital-resilience | [ب](طلب.pdf) |\n"
	files := fstest.MapFS{
		"i18n/active.ar.yaml": {Data: texts},
		"content/site.yaml": {Data: []byte("base_url: https://gids.test\ntitle: {ar: دليل, en: Guide}\ndescription: {ar: دليل., en: A guide.}\n" +
			"languages: [{code: ar, name: العربية}, {code: en, name: English}]\ncontact: {name: {ar: فريق, en: Team}, email: team@gids.test, phone: +31 70 123 45 67}\n" +
			"security: {contact: \"mailto:team@gids.test\", expires: 2027-01-01}\nfeedback: false\n")},
		"content/طلب.pdf": {Data: []byte("%PDF-1.4")},
	}
	for name, body := range map[string]string{"index.ar": text, "index.en": "Text.\n"} {
		files["content/"+name+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: Start\ndescription: About this.\n---\n" + body)}
	}
	return serveFiles(t, files)
}

// TestOwnFiles looks at a page from right to left, on the screen and on paper, and holds that
// browsers understand the published style sheets as they understand their sources.
func TestOwnFiles(t *testing.T) {
	s, b := rightToLeftSite(t), startBrowser(t)
	tab, closeTab, err := b.newTab(s)
	if err != nil {
		t.Fatal(err)
	}
	defer closeTab()
	if err := tab.open(s.page("ar/index.html")); err != nil {
		t.Fatal(err)
	}
	holds := func(what, expression string) {
		t.Helper()
		ok, err := chromedp.Run(tab.ctx, chromedp.Evaluate[bool](`(() => {
			// at is the place of the character at an index of an element's text.
			const at = (selector, i) => {
				const text = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT).nextNode();
				const range = document.createRange();
				range.setStart(text, i < 0 ? text.data.trimEnd().length - 1 : i);
				range.setEnd(text, range.startOffset + 1);
				return range.getBoundingClientRect();
			};
			const style = (selector, pseudo) => getComputedStyle(document.querySelector(selector), pseudo);
			return `+expression+`;
		})()`))
		if err != nil || !ok {
			t.Errorf("%s: %v, %v", what, ok, err)
		}
	}
	holds("the page is from right to left", `style("main").direction === "rtl"`)
	for _, selector := range []string{"main p code", "main span[lang=en]", "main p a.bare", ".contact a[href^='tel:']", ".contact a[href^='mailto:']"} {
		holds(selector+" ends at its right", `at("`+selector+`", 0).left < at("`+selector+`", -1).left`)
	}
	holds("a block of code begins at the left",
		`at("main pre code", 0).left - document.querySelector("main pre").getBoundingClientRect().left < 60`)

	if _, err := chromedp.Call(tab.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	holds("a table has no shadows on paper", `style(".table").backgroundImage === "none"`)
	holds("an address stands there once", `[...document.querySelectorAll("a.bare")].every((a) => getComputedStyle(a, "::after").content === "none")`)
	holds("the address behind words stands there", `style("main p a:not(.bare)", "::after").content.includes("https://gids.test/b")`)

	m := asset.Minifier()
	checked := 0
	err = fs.WalkDir(baken.Defaults, "assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".css" {
			return err
		}
		source, err := fs.ReadFile(baken.Defaults, name)
		if err != nil {
			return err
		}
		published, err := m.Bytes("text/css", source)
		if err != nil {
			return err
		}
		texts, err := json.Marshal([]string{string(source), string(published)})
		if err != nil {
			return err
		}
		same, err := chromedp.Run(tab.ctx, chromedp.Evaluate[string](`(([a, b]) => {
			// White space within custom properties and conditions is as it is written.
			const rules = (text) => {
				const sheet = new CSSStyleSheet();
				sheet.replaceSync(text);
				return [...sheet.cssRules].map((rule) => rule.cssText.replace(/\s+/g, " ").replace(/([,:]) /g, "$1"));
			};
			const [x, y] = [rules(a), rules(b)];
			const i = x.findIndex((rule, i) => rule !== y[i]);
			return x.length === 0 ? "no rules" : i >= 0 || x.length !== y.length ? x[i] + " is now " + y[i] : "";
		})(`+string(texts)+`)`))
		if err != nil || same != "" {
			t.Errorf("%s: %s, %v", name, same, err)
		}
		checked++
		return nil
	})
	if err != nil || checked < 5 {
		t.Errorf("%d style sheets, %v", checked, err)
	}
}
