package searchpage_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/manifest"
	"baken.example/baken/internal/pipeline"
)

// TestSearchesCounted checks that the page that searches sends searches without results, and that
// the feedback service takes them, only where the site's settings say so.
func TestSearchesCounted(t *testing.T) {
	const settings = "base_url: https://example.com/guide\ntitle: {en: A}\ndescription: {en: A}\n" +
		"languages: [{code: en, name: English}]\ncontact: {name: {en: Us}, email: us@example.com}\n" +
		"security: {contact: \"mailto:us@example.com\", expires: 2027-10-01}\n"
	const page = "---\ntitle: Start\ndescription: About this.\nfeedback: false\n---\nText.\n"
	load := func(more string) *pipeline.Result {
		p, err := pipeline.Load(t.Context(), fstest.MapFS{
			"content/site.yaml": {Data: []byte(settings + more)}, "content/index.en.md": {Data: []byte(page)},
			"i18n/active.en.yaml": {Data: []byte("SearchSlug: find-it\n")},
		}, baken.Defaults, pipeline.Options{Date: content.Date{}})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for more, want := range map[string]manifest.Site{
		"":                         {Languages: []manifest.Language{{}}},
		"unanswered_searches: 3\n": {Quorum: 3, Languages: []manifest.Language{{Search: "/guide/en/find-it/"}}},
	} {
		p := load(more)
		if p.Findings.HasErrors() {
			t.Fatal(p.Findings.All())
		}
		got, err := p.Asked()
		if err != nil {
			t.Fatal(err)
		}
		if got.Quorum != want.Quorum || got.Languages[0].Search != want.Languages[0].Search || got.Asks() != (more != "") {
			t.Errorf("%q: %+v", more, got)
		}
		i := slices.IndexFunc(p.Artifacts, func(a artifact.Artifact) bool { return a.Path == "en/find-it/index.html" })
		html, err := p.Artifacts[i].Append(nil)
		if err != nil {
			t.Fatal(err)
		}
		if sends := strings.Contains(string(html), `data-unanswered="`+got.Action()+`"`); sends != (more != "") ||
			more == "" && strings.Contains(string(html), "data-unanswered") {
			t.Errorf("%q: the form sends searches: %v", more, sends)
		}
	}
	for _, more := range []string{
		"unanswered_searches: 2\n", "unanswered_searches: 1001\n", "unanswered_searches: yes\n",
		"unanswered_searches: 5\nsearch: false\n", "unanswered_searches: 5\nfeedback: false\n",
	} {
		p := load(more)
		at := slices.IndexFunc(p.Findings.All(), func(f diag.Finding) bool {
			return (f.Code == diag.YAMLValue || f.Code == diag.YAMLType) && f.Line == 7 && strings.Contains(f.Message, "unanswered_searches")
		})
		if at < 0 {
			t.Errorf("%q: %v", more, p.Findings.All())
		}
	}
	if siteconfig.MinSearchQuorum < feedback.MinQuorum {
		t.Error("the settings allow a quorum that the service refuses")
	}
}
