package browsertest

import (
	"net/http"
	"strings"
	"testing"
)

// searchCounted checks that a query that no page answers is sent to the feedback service once, and
// no other query, where the form says that the site counts these; and that nothing of it is shown
// if the service fails. [searchPrivately] checks that nothing is sent otherwise.
func searchCounted(t *testing.T, s *searched, b *browser) {
	k := s.seeker(t, b, "")
	k.ask(nowhere)
	k.says(nowhere)
	for _, r := range s.asked() {
		if !strings.HasPrefix(r, "GET /") {
			t.Errorf("a site that counts nothing is sent %s", r)
		}
	}
	k.does(`document.querySelector("form[data-search]").dataset.unanswered = "/api/feedback"`)
	k.ask(many)
	k.sees(found + `.length === 3`)
	k.ask(nowhere)
	k.says(nowhere)
	k.ask(typo)
	k.says(corrected)
	k.ask(nowhere)
	k.says(nowhere)
	k.ask(nowhere + nowhere)
	k.says(nowhere + nowhere)
	k.sees(`performance.getEntriesByType("resource").filter(e => e.name.endsWith("/api/feedback")).length === 2`)
	var posts []string
	for _, r := range s.asked() {
		if !strings.HasPrefix(r, "GET /") {
			posts = append(posts, r)
		}
	}
	want := []string{`{"lang":"nl","query":"` + nowhere + `"}`, `{"lang":"nl","query":"` + nowhere + nowhere + `"}`}
	if len(posts) != len(want) {
		t.Fatalf("%d requests that aren't GET, want %d: %q", len(posts), len(want), posts)
	}
	for i, r := range posts {
		if !strings.HasPrefix(r, http.MethodPost+" /api/feedback map[") || !strings.HasSuffix(r, want[i]) ||
			strings.Contains(r, "Referer") || strings.Contains(r, "Cookie") {
			t.Errorf("%s, want %s", r, want[i])
		}
	}
	k.clean()
}
