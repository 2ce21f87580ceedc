package browsertest

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	baken "baken.example/baken"
)

// TestSearchMissing holds which query the field has on a page that says that an address leads
// nowhere: the words of the address, as text.
func TestSearchMissing(t *testing.T) {
	script, err := fs.ReadFile(baken.Defaults, "assets/search/missing.js")
	if err != nil {
		t.Fatal(err)
	}
	s := faultySite(t, map[string]string{"missing.js": string(script), "404.html": `<main><form role="search" action="/nl/zoeken/" method="get">` +
		`<input type="search" name="q" aria-label="q"></form></main><script type="module" src="/missing.js"></script>`})
	tab, closeTab, err := startBrowser(t).newTab(s)
	defer closeTab()
	j := &journeyer{T: t, tab: tab}
	j.do(err)
	for _, test := range []struct{ path, query string }{
		{"/nl/", ""}, {"/nl/2026/11/", ""}, {"/other/place/", "other place"}, {"/nl/thema/veilig-samenwerken.html", "thema veilig samenwerken"},
		{"/nl/a_b+c/caf%C3%A9/", "a b c café"}, {"/nl/foto%E2%80%99s/%3Cb%3E%22/", "foto’s b"}, {"/nl/%E6%BC%A2%E5%AD%97/%D7%A2%D7%91%D7%A8%D7%99%D7%AA/", "漢字 עברית"},
		{"/nl/%ff%fe-x/", "x"}, {"/nl/caf%E9-terras.ASPX", "caf terras"},
		{"/nl/index.html", ""}, {"/nl/thema/Default.aspx", "thema"}, {"/nl/foto.mp4/", "foto"}, {"/nl/indexering/", "indexering"},
		{"/nl/samenwerkings%C2%ADverband/", "samenwerkingsverband"}, {"/nl/" + strings.Repeat("a", 101) + "/", ""}, {"/nl/" + strings.Repeat("langere-", 30), strings.TrimSpace(strings.Repeat("langere ", 12))},
		{"/nl/" + strings.Repeat("lang/", 60), strings.TrimSpace(strings.Repeat("lang ", 20))},
	} {
		j.do(tab.open(page{path: test.path, status: 404}))
		query, err := chromedp.Run(tab.ctx, chromedp.Evaluate[string](`document.querySelector("[name=q]").value`))
		j.do(err)
		if query != test.query {
			t.Errorf("at %.60s the field has %q, want %q", test.path, query, test.query)
		}
	}
}
