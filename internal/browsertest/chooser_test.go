package browsertest

import (
	"io/fs"
	"net/http"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
)

// TestChooser holds that the language chooser leads to the language that a reader prefers among
// those of the site, on a host that doesn't look at Accept-Language, and else stays.
func TestChooser(t *testing.T) {
	own := ownSite(t)
	leadReaders(t, serveThrough(t, listen(t), own.artifacts, withoutPreferences), []preferred{
		{"de,en-GB,nl", "/en/"},
		{"nl-BE,en", "/nl/"},
		{"de,fr", "/"},
	})
}

// withoutPreferences makes a server a host that doesn't look at Accept-Language.
func withoutPreferences(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Del("Accept-Language")
		h.ServeHTTP(w, r)
	})
}

// preferred is a list of languages, and the path that it leads to.
type preferred struct{ preferences, path string }

// leadReaders holds that the chooser of a site leads readers to the languages that they prefer.
func leadReaders(t *testing.T, s *site, tests []preferred) {
	t.Helper()
	b := startBrowser(t)
	for _, test := range tests {
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

// TestChooserByScript holds that a reader is led to a language of another region, but not to one in
// another script.
func TestChooserByScript(t *testing.T) {
	words, err := fs.ReadFile(baken.Defaults, "i18n/active.en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"content/site.yaml": {Data: []byte(`base_url: https://guide.test
title: {en-GB: Guide, uz-Cyrl: Guide}
description: {en-GB: Words., uz-Cyrl: Words.}
languages: [{code: en-GB, name: English}, {code: uz-Cyrl, name: Ўзбекча}]
contact: {name: {en-GB: Us, uz-Cyrl: Us}, email: us@guide.test}
security: {contact: "mailto:us@guide.test", expires: 2027-10-01}
feedback: false
`)}}
	for _, code := range []string{"en-GB", "uz-Cyrl"} {
		files["i18n/active."+code+".yaml"] = &fstest.MapFile{Data: words}
		files["content/index."+code+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: Home\ndescription: Words.\n---\n\nWords.\n")}
	}
	day := content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}
	p, err := pipeline.Load(t.Context(), files, baken.Defaults, pipeline.Options{Date: day})
	if err != nil || p.Findings.HasErrors() {
		t.Fatal(err, p.Findings.All())
	}
	leadReaders(t, serveThrough(t, listen(t), p.Artifacts, withoutPreferences), []preferred{
		{"de,en-US", "/en-GB/"},
		{"fr,en", "/en-GB/"},
		{"uz-Cyrl-UZ,en-US", "/uz-Cyrl/"},
		{"uz,en-AU", "/en-GB/"},
		{"uz-Latn,de", "/"},
	})
}
