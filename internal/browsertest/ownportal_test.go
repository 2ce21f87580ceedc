package browsertest

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
)

// ownPortal serves a site in five languages with a logo and a picture of its own, each with a
// variant of another shape for dark screens.
func ownPortal(t *testing.T) *site {
	t.Helper()
	languages := []string{"pt", "fr", "de", "es", "pl"}
	texts := func(text string) string {
		var in []string
		for _, lang := range languages {
			in = append(in, lang+": "+text+" "+lang)
		}
		return "{" + strings.Join(in, ", ") + "}"
	}
	drawing := func(width, height int) *fstest.MapFile {
		return &fstest.MapFile{Data: fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d"><path d="M0 0h8v8z"/></svg>`, width, height)}
	}
	files := fstest.MapFS{
		"brand/logo.svg": drawing(120, 40), "brand/logo-night.svg": drawing(40, 40),
		"brand/quay.svg": drawing(400, 200), "brand/quay-night.svg": drawing(200, 300),
		"content/site.yaml": {Data: []byte("base_url: https://portal.test\ntitle: " + texts("Portal") + "\ndescription: " + texts("About") +
			"\nlanguages: [" + strings.Join(languages, ", ") + "]\ncontact: {name: " + texts("Us") + ", email: us@portal.test}\n" +
			"security: {contact: \"mailto:us@portal.test\", expires: 2100-01-01}\n" +
			"brand:\n  colors: \"#00695c\"\n  logo: {light: brand/logo.svg, dark: brand/logo-night.svg}\n" +
			"  illustration: {light: brand/quay.svg, dark: brand/quay-night.svg}\n")},
	}
	for _, lang := range languages {
		files["content/index."+lang+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: Portal " + lang + "\ndescription: About.\n---\n\nText.\n")}
		files["content/page."+lang+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: Page " + lang + "\ndescription: About.\n---\n\nText.\n")}
	}
	p, err := pipeline.Load(t.Context(), files, baken.Defaults, pipeline.Options{Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}})
	if err != nil {
		t.Fatal(err)
	}
	if p.Findings.HasErrors() {
		t.Fatal(p.Findings.All())
	}
	return serve(t, listen(t), p.Artifacts)
}

// TestLanguageList opens the list of more than four languages with the keyboard, without scripts:
// it leads to each language, closes with Escape, and gives the focus back to its button.
func TestLanguageList(t *testing.T) {
	b, s := startBrowser(t), ownPortal(t)
	tablet := view{name: "light, 768 px", width: 768, height: 900, zoom: 1}
	homes := s.each(func(p page) bool { return p.path == "/pt/" || p.path == "/pl/" })
	// Not on a home page: axe takes its opening for what covers the list.
	pages := s.each(func(p page) bool { return p.path == "/pt/page/" })
	t.Run("axe", func(t *testing.T) { b.holds(t, s, pages, loadAxe(t).in(desk, deskDark, phone, phoneDark, deskForced)) })
	for _, v := range []view{phone, tablet, desk} {
		t.Run(v.name, func(t *testing.T) {
			b.holds(t, s, homes, keyboard(v))
			b.holds(t, s, homes[:1], withoutScripts(v, func(tab *tab, p page) ([]string, error) {
				if err := tab.open(p); err != nil {
					return nil, err
				}
				const list = "page:languages"
				if _, err := tab.tabTo("the button of the list", func(s stop) bool { return s.Opens == list }); err != nil {
					return nil, err
				}
				shown := func() (bool, error) {
					return chromedp.Run(tab.ctx, chromedp.Evaluate[bool](`document.getElementById("`+list+`").matches(":popover-open")`))
				}
				if err := tab.press(kb.Enter); err != nil {
					return nil, err
				}
				if ok, err := shown(); err != nil || !ok {
					return []string{"Enter doesn't open the list"}, err
				}
				if _, err := tab.tabTo("a language in the list", func(s stop) bool { return s.Popover == list && s.Hreflang == "de" }); err != nil {
					return nil, err
				}
				if err := tab.press(kb.Escape); err != nil {
					return nil, err
				}
				if ok, err := shown(); err != nil || ok {
					return []string{"Escape doesn't close the list"}, err
				}
				back, err := chromedp.Run(tab.ctx, chromedp.Evaluate[bool](`document.activeElement.matches("[popovertarget='`+list+`']")`))
				if err != nil || !back {
					return []string{"the focus isn't on the button after Escape"}, err
				}
				return nil, tab.followFrom(list, "/de/")
			}))
		})
	}
}

// TestDarkPictures holds that a logo and a picture of the home page follow the reader's scheme
// without scripts, in the shape of each.
func TestDarkPictures(t *testing.T) {
	b, s := startBrowser(t), ownPortal(t)
	homes := s.each(func(p page) bool { return p.path == "/pt/" })
	for _, c := range []struct {
		view
		logo, quay string
	}{
		{desk, "logo. 3.00", "quay. 2.00"},
		{deskDark, "logo-night. 1.00", "quay-night. 0.67"},
		{phone, "logo. 3.00", "quay. 2.00"},
		{phoneDark, "logo-night. 1.00", "quay-night. 0.67"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.holds(t, s, homes, withoutScripts(c.view, func(tab *tab, p page) (problems []string, err error) {
				if err := tab.open(p); err != nil {
					return nil, err
				}
				for in, want := range map[string]string{".brand": c.logo, ".hero": c.quay} {
					look := `(() => { const i = document.querySelector("` + in + ` img"), r = i.getBoundingClientRect();
						return i.currentSrc.match(/([a-z-]+\.)[0-9a-f]+\.svg$/)[1] + " " + (r.width / r.height).toFixed(2); })()`
					got, err := chromedp.Run(tab.ctx, chromedp.Evaluate[string](look))
					if err != nil {
						return nil, err
					}
					if got != want {
						problems = append(problems, fmt.Sprintf("in %s is %s, want %s", in, got, want))
					}
				}
				return problems, nil
			}))
		})
	}
}
