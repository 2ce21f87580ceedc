package browsertest

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	layers "baken.example/baken/internal/overlay"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/theme/palette"
)

// brandedPortal serves the repository's own portal with a brand: lines of site.yaml, and files.
func brandedPortal(t *testing.T, brand string, files map[string]string) *site {
	t.Helper()
	settings, err := os.ReadFile(root + "/" + content.ConfigFile)
	if err != nil {
		t.Fatal(err)
	}
	upper := fstest.MapFS{content.ConfigFile: {Data: []byte(string(settings) + brand)}}
	for name, text := range files {
		upper[name] = &fstest.MapFile{Data: []byte(text)}
	}
	listener := listen(t)
	p, err := pipeline.Load(t.Context(), layers.FS{Upper: upper, Lower: os.DirFS(root)}, baken.Defaults, pipeline.Options{
		Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}, BaseURL: origin(listener),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range p.Findings.All() {
		if f.Severity == diag.Error || strings.HasPrefix(string(f.Code), "brand-") {
			t.Errorf("%+v", f)
		}
	}
	if t.Failed() {
		t.FailNow()
	}
	return serve(t, listener, p.Artifacts)
}

// faces are the pages that show everything a brand changes: a home page, guidance with a table, a
// self-check, its questions and results answered, the page that searches, and the one for addresses
// that lead nowhere.
func faces(s *site) []page {
	answered := s.page("en/self-check/index.html")
	answered.artifact = "answered"
	out := []page{answered}
	for _, name := range []string{"index.html", "en/index.html", "en/assessment/index.html", "en/assessment/table/index.html",
		"en/self-check/index.html", "en/search/index.html", "en/404.html"} {
		if slices.ContainsFunc(s.pages, func(p page) bool { return p.artifact == name }) {
			out = append(out, s.page(name))
		}
	}
	return out
}

// answerFirst answers a self-check where a page is to be looked at answered.
func answerFirst(t *tab, p page) error {
	if p.artifact != "answered" {
		return nil
	}
	for range 12 { // An answer may lead to further questions.
		if ok, err := probe[bool](t, "answer"); err != nil || !ok {
			return fmt.Errorf("answer the check: %v, %w", ok, err)
		}
	}
	return nil
}

const (
	brandLogo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path fill="#fff" d="M4 4h32v32H4zM48 10h60v6H48zM48 24h40v6H48z"/></svg>`
	brandHome = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><path fill="#111" d="M0 220l100-120 80 90 90-140 130 170v80H0z"/></svg>`
)

// TestBrands looks with axe at a portal in three brands: dark red with a logo, bright yellow with a
// logo that shows the name and a font stack, a theme in the shape of NL Design System's with a
// picture on the home page, and the theme that NL Design System publishes as its example. Each page
// is looked at in one of the views, by turns, and in the other with the next brand; with -thorough
// in all of them.
func TestBrands(t *testing.T) {
	b := startBrowser(t)
	theme, err := os.ReadFile("testdata/brand/theme.css")
	if err != nil {
		t.Fatal(err)
	}
	published, err := os.ReadFile(module(t, "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"))
	if err != nil {
		t.Fatal(err)
	}
	for i, test := range []struct {
		name, brand string
		files       map[string]string
	}{
		{"theme of the example municipality", "brand: {theme: brand/theme.css}\n", map[string]string{"brand/theme.css": string(published)}},
		{"dark red", "brand:\n  name: {nl: Wijzer, en: Pointer}\n  logo: {light: brand/logo.svg, alt: {nl: Dienst, en: Agency}}\n  colors: \"#7a0019\"\n",
			map[string]string{"brand/logo.svg": brandLogo}},
		{"bright yellow", "brand:\n  logo: {light: brand/logo.svg, alone: true}\n  colors: \"#ffd400\"\n  font: {stack: [Georgia, serif]}\n",
			map[string]string{"brand/logo.svg": strings.ReplaceAll(brandLogo, "#fff", "#111")}},
		{"NL Design System", "brand: {theme: brand/theme.css, illustration: brand/home.svg}\n", map[string]string{"brand/theme.css": string(theme), "brand/home.svg": brandHome}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := brandedPortal(t, test.brand, test.files)
			pages, views := faces(s), views()
			// The next brand is looked at in the other views. Forced colours are the reader's in
			// all of them.
			views = slices.Concat(views[i%len(views):], views[:i%len(views)])
			var forced []page
			for j, p := range pages {
				if *thorough || (i+j)%4 == 0 {
					forced = append(forced, p)
				}
			}
			b.holds(t, s, pages, unscripted(true, loadAxe(t).each(answerFirst, byTurns(pages, views...))))
			b.holds(t, s, forced, unscripted(true, loadAxe(t).after(answerFirst, deskForced)))
			in := func(views ...view) func(page) []view { return func(page) []view { return views } }
			b.holds(t, s, pages, layout(in(desk, phone), in()))
		})
	}
}

// shownPair is a colour on a ground as the probe reports it.
type shownPair struct{ Kind, Front, Ground, Where string }

// TestPairsInUse holds that the style sheets use no two colours beside each other that
// palette.Pairs hasn't: in a brand in which every token has a colour of its own, it looks at the
// pages of the portal, light and dark, and with the focus on each control.
func TestPairsInUse(t *testing.T) {
	b := startBrowser(t)
	tokens := map[string]string{} // by colour
	var brand strings.Builder
	brand.WriteString("brand:\n  colors:\n")
	for n, scheme := range []string{"light", "dark"} {
		fmt.Fprintf(&brand, "    %s:\n", scheme)
		for i, token := range palette.Tokens() {
			color := fmt.Sprintf("#%02x%02x%02x", 10*i+5, 100+n, 250-10*i)
			tokens[color] = token
			fmt.Fprintf(&brand, "      %s: %q\n", token, color)
		}
	}
	settings := strings.Replace(brand.String(), "brand:", "severity: {brand-contrast: off}\nbrand:", 1)
	s := brandedPortal(t, settings, nil)
	type two struct{ front, ground string }
	declared := map[two]float64{}
	for _, p := range palette.Pairs() {
		declared[two{p.Front, p.Ground}] = max(declared[two{p.Front, p.Ground}], p.Ratio)
		declared[two{p.Ground, p.Front}] = declared[two{p.Front, p.Ground}]
	}
	seen := map[two]bool{}
	pages := append(faces(s), s.each(func(p page) bool { return p.lang == s.languages[0] })...)
	tab, closeTab, err := b.newTab(s)
	if err != nil {
		t.Fatal(err)
	}
	defer closeTab()
	if err := tab.blockScripts(true); err != nil {
		t.Fatal(err)
	}
	problems := map[string]bool{}
	for _, p := range pages {
		if err := tab.open(p); err != nil {
			t.Fatal(err)
		}
		if err := answerFirst(tab, p); err != nil {
			t.Fatal(err)
		}
		for _, v := range []view{desk, phoneDark} {
			if err := tab.look(v); err != nil {
				t.Fatal(err)
			}
			shown, err := probe[[]shownPair](tab, "pairs")
			if err != nil {
				t.Fatal(err)
			}
			for _, pair := range shown {
				front, ground := tokens[pair.Front], tokens[pair.Ground]
				least := map[string]float64{"text": palette.OfText, "mark": palette.OfMarks}[pair.Kind]
				if pair.Kind == "line" {
					// Only lines in these colours mean something.
					if !slices.Contains([]string{palette.Signal, palette.Error, palette.Focus, palette.BandSignal}, front) {
						continue
					}
					least = palette.OfMarks
				}
				seen[two{front, ground}], seen[two{ground, front}] = true, true
				if front == ground && pair.Kind != "text" {
					continue // A border of a filled button.
				}
				if declared[two{front, ground}] < least {
					problems[fmt.Sprintf("%s %q (%s) on %q (%s): %s", pair.Kind, front, pair.Front, ground, pair.Ground, pair.Where)] = true
				}
			}
		}
	}
	for _, problem := range slices.Sorted(maps.Keys(problems)) {
		t.Errorf("palette.Pairs doesn't have %s", problem)
	}
	for _, p := range palette.Pairs() {
		if !seen[two{p.Front, p.Ground}] {
			t.Errorf("no page shows %s on %s", p.Front, p.Ground)
		}
	}
}
