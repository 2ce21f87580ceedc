package extract

import (
	"testing"
	"unicode/utf8"

	"baken.example/baken/internal/search"
)

// FuzzScan scans any HTML. The sections delimit the text, and text stays valid.
func FuzzScan(f *testing.F) {
	for _, seed := range []string{
		"<p>a &amp; b</p>", "<h2 id=\"a\">A</h2><p>b", "<div id=csirt><dt>x</dt>", "<ul class='index'><li>", "<!-- ", "<a href=\"", "</", "<",
		"<section role=\"doc-endnotes\" aria-label=\"x\">", "&#x41;&copy;&nosuch;&", "<pre>a\n b</pre>", "<img alt=\"&lt;\"/>", "<h2 id=a><h2 id=b></h2>",
	} {
		f.Add([]byte(seed), false)
		f.Add([]byte(seed), true)
	}
	f.Fuzz(func(t *testing.T, html []byte, glossary bool) {
		var p search.Page
		var c scanner
		c.reset(&Source{terms: map[string]string{"csirt": "CSIRT"}}, &p)
		c.glossary = glossary
		c.scan(html)
		c.finish()
		at := 0
		for _, s := range p.Sections {
			if s.Start < at || s.End < s.Start || s.End > len(p.Text) {
				t.Fatalf("%q: the section %+v follows %d, of %d bytes", html, s, at, len(p.Text))
			}
			at = s.End
		}
		if utf8.Valid(html) && !utf8.Valid(p.Text) {
			t.Fatalf("%q: the text %q isn't valid", html, p.Text)
		}
	})
}
