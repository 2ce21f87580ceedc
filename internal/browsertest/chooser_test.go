package browsertest

import (
	"net/http"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestChooser holds that the language chooser leads to the language that a reader prefers among
// those of the site, on a host that doesn't look at Accept-Language, and else stays.
func TestChooser(t *testing.T) {
	own := ownSite(t)
	s := serveThrough(t, listen(t), own.artifacts, func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Header.Del("Accept-Language")
			h.ServeHTTP(w, r)
		})
	})
	b := startBrowser(t)
	for _, test := range []struct{ preferences, path string }{
		{"de,en-GB,nl", "/en/"},
		{"nl-BE,en", "/nl/"},
		{"de,fr", "/"},
	} {
		tab, closeTab, err := b.newTab(s)
		if err != nil {
			t.Fatal(err)
		}
		j := &journeyer{T: t, tab: tab}
		_, err = chromedp.Call(tab.ctx, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{
			UserAgent: "Mozilla/5.0", AcceptLanguage: test.preferences,
		})
		j.do(err)
		j.do(chromedp.Do(tab.ctx, chromedp.Navigate(s.origin+"/")))
		if !tab.becomes(`document.readyState === "complete" && location.pathname === "` + test.path + `"`) {
			t.Errorf("who prefers %s doesn't come to %s", test.preferences, test.path)
		}
		closeTab()
	}
}
