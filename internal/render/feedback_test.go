package render_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/pipeline"
)

// testFeedback checks that pages that ask for feedback have its form, and that all other pages
// don't.
func testFeedback(t *testing.T, files map[string][]byte) {
	asking := 0
	for name, page := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		fields := map[string]string{}
		for _, e := range elements(t, page) {
			switch {
			case e.attr["id"] == "feedback:form":
				asking++
				if e.Data != "form" || e.attr["method"] != "post" || e.attr["action"] != feedback.DefaultAction {
					t.Errorf("%s: %v", name, e.attr)
				}
			case e.in("feedback:form") && e.has("name"):
				fields[e.attr["name"]] += e.attr["value"] + " "
			}
		}
		if len(fields) == 0 {
			continue
		}
		lang, _, _ := strings.Cut(name, "/")
		want := map[string]string{
			"page": "/" + strings.TrimSuffix(name, "index.html") + " ", "lang": lang + " ",
			"helpful": "yes no yes no ", "comment": " ", "website": " ",
		}
		if !maps.Equal(fields, want) {
			t.Errorf("%s sends %v, want %v", name, fields, want)
		}
	}
	if asking < 20 {
		t.Errorf("%d pages ask", asking)
	}
	for _, name := range []string{"index.html", "404.html", "nl/404.html", "en/privacy/index.html"} {
		if page := files[name]; len(page) == 0 || strings.Contains(string(page), "feedback") {
			t.Errorf("%s asks, or isn't there", name)
		}
	}
}

// TestWhoAsks checks which pages ask for feedback, and that the content security policy allows
// exactly their forms.
func TestWhoAsks(t *testing.T) {
	const settings = "base_url: https://example.com\ntitle: {en: A, nl: B}\ndescription: {en: A, nl: B}\n" +
		"languages: [{code: en, name: English}, {code: nl, name: Nederlands}]\n" +
		"search: false\n" + // Its form is sent to the site as well.
		"contact: {name: {en: Us, nl: Wij}, email: us@example.com}\n" +
		"security: {contact: \"mailto:us@example.com\", expires: 2027-10-01}\n"
	const (
		form = "form-action 'self'"
		none = "form-action 'none'"
	)
	for _, test := range []struct {
		name, settings, page string
		// asks lists the pages that ask, en and nl the form-action of the policy of these
		// languages.
		asks   []string
		en, nl string
	}{
		{"by itself", "", "", []string{"/en/", "/en/page/"}, form, none},
		{"a page doesn't", "", "feedback: false\n", []string{"/en/"}, form, none},
		{"by settings", "feedback: true\n", "feedback: true\n", []string{"/en/", "/en/page/"}, form, none},
		{"the site doesn't", "feedback: false\n", "feedback: true\n", []string{}, none, none},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := pipeline.Load(t.Context(), fstest.MapFS{
				"content/site.yaml":   {Data: []byte(settings + test.settings)},
				"content/index.en.md": {Data: []byte("---\ntitle: A\ndescription: A\n---\n")},
				"content/index.nl.md": {Data: []byte("---\ntitle: B\ndescription: B\nfeedback: false\n---\n")},
				"content/page.en.md":  {Data: []byte("---\ntitle: C\ndescription: C\n" + test.page + "---\n")},
			}, baken.Defaults, pipeline.Options{Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}})
			if err != nil || p.Findings.HasErrors() {
				t.Fatal(err, p.Findings.All())
			}
			var headers string
			asks := []string{}
			for _, a := range p.Artifacts {
				b, err := a.Append(nil)
				if err != nil {
					t.Fatal(err)
				}
				if a.Path == "_headers" {
					headers = string(b)
				}
				if strings.Contains(string(b), `action="`+feedback.DefaultAction+`"`) {
					asks = append(asks, "/"+strings.TrimSuffix(a.Path, "index.html"))
				}
			}
			if !slices.Equal(asks, test.asks) {
				t.Errorf("%q ask", asks)
			}
			for rule, want := range map[string]string{"/*": none, "/en/*": test.en, "/nl/*": test.nl} {
				_, policy, own := strings.Cut(headers, "\n"+rule+"\n")
				if rule == "/*" {
					policy, own = headers, true
				}
				policy, _, _ = strings.Cut(policy, "\n/")
				if own != (want == form || rule == "/*") || own && !strings.Contains(policy, want) ||
					strings.Contains(policy, "connect-src") != (want == form) {
					t.Errorf("%s: want %s, the headers are\n%s", rule, want, headers)
				}
			}
		})
	}
}
