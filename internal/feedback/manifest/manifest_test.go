package manifest_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/manifest"
)

func site() *manifest.Site {
	return &manifest.Site{
		Origin: "https://www.example.org", Stylesheet: "/assets/x.css",
		Languages: []manifest.Language{
			{Code: "nl", Pages: []string{"/nl/b/", "/nl/", "/nl/a%20b/", "/nl/b/#result"}, Texts: feedback.Texts{Title: "Niet <opgeslagen>"}},
			{Code: "en", Pages: nil},
		},
	}
}

func TestWrittenIsRead(t *testing.T) {
	var b bytes.Buffer
	if err := site().Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := manifest.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(site(), got); diff != "" {
		t.Error(diff)
	}
}

func TestConfigure(t *testing.T) {
	var c feedback.Config
	site().Configure(&c)
	if !site().Asks() || (&manifest.Site{Languages: site().Languages[1:]}).Asks() {
		t.Error("it isn't the pages that ask")
	}
	for _, known := range []struct {
		lang, page string
		want       bool
	}{
		{"nl", "/nl/", true}, {"nl", "/nl/b/", true}, {"nl", "/nl/a%20b/", true}, {"nl", "/nl/b/#result", true}, {"nl", "/nl/#result", false},
		{"nl", "/nl/a b/", false}, {"nl", "/en/", false}, {"en", "/nl/", false}, {"fr", "/nl/", false}, {"nl", "", false},
	} {
		if got := c.Known(known.lang, known.page); got != known.want {
			t.Errorf("%+v: %v", known, got)
		}
	}
	for want, a := range map[string]feedback.Answer{
		"/api/feedback?helpful=yes&id=0123456789abcdef&lang=nl&page=%2Fnl%2Fb%2F#feedback:yes": {ID: "0123456789abcdef", Lang: "nl", Page: "/nl/b/", Helpful: true},
		"/api/feedback?helpful=no&id=0123456789abcdef&lang=nl&page=%2Fnl%2Fb%2F#feedback:no":   {ID: "0123456789abcdef", Lang: "nl", Page: "/nl/b/"},
		"/nl/b/#feedback:sent": {Page: "/nl/b/#result", Helpful: true, Comment: "Fijn"},
		"/nl/#feedback:sent":   {Page: "/nl/", Helpful: true, Comment: "Fijn"},
	} {
		if got := c.Thanks(a); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if diff := cmp.Diff([]string{"nl", "en"}, c.Languages); diff != "" {
		t.Error(diff)
	}
	if len(c.Origins) != 1 || c.Stylesheet != "/assets/x.css" || c.Texts["nl"].Title == "" {
		t.Errorf("%+v", c)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, text := range []string{
		"", "{}", "null", "[]", `{"languages":[{}]}`, `{"languages":[],"origin":""}`,
		`{"languages":[{"code":"nl","search":"/nl/zoeken/"}]}`, `{"quorum":2,"languages":[{"code":"nl","search":"/nl/zoeken/"}]}`,
		`{"languages":[{"code":"nl"}],"pages":[]}`, `{"languages":[{"code":"nl"}]} {}`,
	} {
		if s, err := manifest.Read(strings.NewReader(text)); err == nil {
			t.Errorf("%s: %+v", text, s)
		}
	}
}

// TestSearches checks that searches without results are counted in the languages that have a page
// that searches, from the site's quorum on, and that a service is needed even if no page asks.
func TestSearches(t *testing.T) {
	s := &manifest.Site{Quorum: 7, Languages: []manifest.Language{{Code: "nl", Search: "/guide/nl/zoeken/"}, {Code: "en"}}}
	var b bytes.Buffer
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := manifest.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	if got.Quorum != 7 || got.Languages[0].Search != "/guide/nl/zoeken/" || got.Languages[1].Search != "" || !got.Asks() {
		t.Errorf("%+v", got)
	}
	var c feedback.Config
	got.Configure(&c)
	if c.Quorum != 7 || c.Unanswered("nl") != "/guide/nl/zoeken/" || c.Unanswered("en") != "" || c.Unanswered("fr") != "" {
		t.Errorf("%+v", c)
	}
	site().Configure(&c)
	if c.Quorum != 0 || c.Unanswered("nl") != "" {
		t.Error("a site that counts no searches does")
	}
}

// TestConfigureUnderPath holds that a handler knows the pages of a site under a path, and leads to
// addresses below it.
func TestConfigureUnderPath(t *testing.T) {
	s := &manifest.Site{
		Origin: "https://www.example.org", Base: "/guide", Stylesheet: "/guide/assets/x.css",
		Languages: []manifest.Language{{Code: "nl", Pages: []string{"/guide/nl/b/"}}},
	}
	var b bytes.Buffer
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	s, err := manifest.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	var c feedback.Config
	s.Configure(&c)
	if c.Action != "/guide/api/feedback" || s.Action() != c.Action || !c.Known("nl", "/guide/nl/b/") || c.Known("nl", "/nl/b/") {
		t.Errorf("%+v", c)
	}
	vote := feedback.Answer{ID: "0123456789abcdef", Lang: "nl", Page: "/guide/nl/b/"}
	if got := c.Thanks(vote); !strings.HasPrefix(got, "/guide/api/feedback?") {
		t.Error(got)
	}
	vote.Comment = "Fijn"
	if got := c.Thanks(vote); got != "/guide/nl/b/#feedback:sent" {
		t.Error(got)
	}
	if len(c.Origins) != 1 || c.Origins[0] != "https://www.example.org" {
		t.Errorf("origins %q", c.Origins)
	}
}
