package searchpage_test

import (
	"context"
	"html"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
)

// TestAnswer asks without a script what nobody means to ask: the page repeats it as text that can't
// change what stands around it, and finds what the script finds.
func TestAnswer(t *testing.T) {
	files := fstest.MapFS{
		"content/site.yaml": {Data: []byte("base_url: https://example.com\ntitle: {en: A}\ndescription: {en: A}\n" +
			"languages: [{code: en, name: English}]\nfeedback: false\ncontact: {name: {en: Us}, email: us@example.com}\n" +
			"security: {contact: \"mailto:us@example.com\", expires: 2027-10-01}\n")},
		"content/index.en.md":    {Data: []byte("---\ntitle: Start\ndescription: About this.\n---\nText.\n")},
		"content/passport.en.md": {Data: []byte("---\ntitle: Passport\ndescription: For travel.\n---\n## Cost\n\nA passport costs 80 pounds.\n")},
		"content/draft.en.md":    {Data: []byte("---\ntitle: Passport drafted\ndescription: Not yet.\ndraft: true\n---\nA passport.\n")},
		"content/old.en.md":      {Data: []byte("---\ntitle: Passport expired\ndescription: Not now.\nexpires: 2020-01-01\n---\nA passport.\n")},
		"content/hidden.en.md":   {Data: []byte("---\ntitle: Passport hidden\ndescription: Not here.\nsearch: false\n---\nA passport.\n")},
	}
	p, err := pipeline.Load(t.Context(), files, baken.Defaults, pipeline.Options{Date: content.Date{Time: time.Date(2026, time.November, 28, 0, 0, 0, 0, time.UTC)}})
	if err != nil || p.Findings.HasErrors() {
		t.Fatal(err, p.Findings.All())
	}
	answer, err := p.Answers(context.WithoutCancel(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		query string
		// shown is the query as the page repeats it, and found whether the page was found.
		shown string
		found bool
	}{
		{"passport", "passport", true},
		{"pass\u00adport", "passport", true},
		{"pass\u200cport \u200b", "passport", true},
		{"\u202epassport\u202c", "passport", true},
		{"pas\u0301sport", "pas\u0301sport", true},
		{"passport\x00\x07cost", "passport cost", true},
		{"passport\n\tcost", "passport cost", true},
		{"\xed\xa0\x80passport\xff", "passport", true},
		{"<script>passport</script>", "<script>passport</script>", true},
		{"\"passport\" onload=x", "\"passport\" onload=x", true},
		{"passport" + strings.Repeat(" x", 5000), "passport" + strings.Repeat(" x", 96), true},
		{strings.Repeat("x", 10000), strings.Repeat("x", 200), false},
		{"(a|b)*[^", "(a|b)*[^", false},
		{"?!… -", "?!… -", false},
		{"the of", "the of", false},
		{"\U0001F600", "\U0001F600", false},
	} {
		a, ok := answer("en/search/index.html", url.Values{"q": {test.query}}.Encode())
		if !ok {
			t.Errorf("%.40q has no answer", test.query)
			continue
		}
		b, err := a.Append(nil)
		if err != nil {
			t.Fatal(err)
		}
		page := string(b)
		_, status, _ := strings.Cut(page, `id="search:status">`)
		status, _, _ = strings.Cut(status, "</p>")
		if !strings.Contains(html.UnescapeString(status), "“"+test.shown+"”") {
			t.Errorf("%.40q is repeated in %q", test.query, status)
		}
		if strings.Contains(page, `href="/en/passport/`) != test.found {
			t.Errorf("%.40q: the page was found: %t", test.query, !test.found)
		}
		for _, never := range []string{"<script>pass", `" onload`, "/en/draft/", "/en/old/", "/en/hidden/", "\u202e", "\x00", "\ufffd"} {
			if strings.Contains(page, never) {
				t.Errorf("%.40q: the page has %q", test.query, never)
			}
		}
	}
}
