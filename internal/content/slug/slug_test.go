package slug_test

import (
	"testing"

	"baken.example/baken/internal/content/slug"
)

func TestSlugs(t *testing.T) {
	for name, want := range map[string]string{
		"how-to-start": "how-to-start", "How to start?": "how-to-start", "  Één  café ": "een-cafe",
		"a/b": "a-b", "../up": "up", "2026": "2026", "ﬁne": "fine", "ß": "", "–": "", "": "", "Assets": "", "con": "",
	} {
		if got := slug.Of(name); got != want {
			t.Errorf("Of(%q) = %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]bool{
		"a": true, "a-b-2": true, "": false, "-a": false, "a-": false, "a b": false, "A": false, "é": false, "a/b": false, "..": false,
	} {
		if got := slug.Is(name); got != want {
			t.Errorf("Is(%q) = %v", name, got)
		}
	}
	for name, want := range map[string]bool{
		"assets": true, "ASSETS": true, "con": true, "Com1": true, "feed.xml": true, "con.txt": true,
		"console": false, "asset": false, "feeds": false, "": false,
	} {
		if got := slug.IsReserved(name); got != want {
			t.Errorf("IsReserved(%q) = %v", name, got)
		}
	}
}
