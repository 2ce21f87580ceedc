package content_test

import (
	"testing"
	"time"

	"baken.example/baken/internal/content"
)

func TestSlugs(t *testing.T) {
	for name, want := range map[string]string{
		"how-to-start": "how-to-start", "How to start?": "how-to-start", "  Één  café ": "een-cafe",
		"a/b": "a-b", "../up": "up", "2026": "2026", "ﬁne": "fine", "ß": "", "–": "", "": "", "Assets": "", "con": "",
	} {
		if got := content.Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]bool{
		"a": true, "a-b-2": true, "": false, "-a": false, "a-": false, "a b": false, "A": false, "é": false, "a/b": false, "..": false,
	} {
		if got := content.IsSlug(name); got != want {
			t.Errorf("IsSlug(%q) = %v", name, got)
		}
	}
	for name, want := range map[string]bool{
		"assets": true, "ASSETS": true, "con": true, "Com1": true, "feed.xml": true, "con.txt": true,
		"console": false, "asset": false, "feeds": false, "": false,
	} {
		if got := content.IsReserved(name); got != want {
			t.Errorf("IsReserved(%q) = %v", name, got)
		}
	}
}

func TestDates(t *testing.T) {
	for text, ok := range map[string]bool{
		"2026-11-23": true, "2024-02-29": true,
		"2026-02-29": false, "2026-11-31": false, "23-11-2026": false, "2026-1-1": false, "2026-11-23T00:00:00Z": false, "": false,
	} {
		var d content.Date
		if err := d.UnmarshalText([]byte(text)); (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestPeriods(t *testing.T) {
	from := content.Date{Time: time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)}
	for text, want := range map[string]string{
		"1 day": "2026-02-01", "90 days": "2026-05-01", "2 weeks": "2026-02-14", "6 months": "2026-07-31", "1 year": "2027-01-31",
		"": "", "days": "", "0 days": "", "-1 day": "", "1": "", "1 decade": "", "1001 days": "", "1.5 years": "", "one year": "",
	} {
		var p content.Period
		err := p.UnmarshalText([]byte(text))
		switch {
		case (err == nil) != (want != ""):
			t.Errorf("%q: %v", text, err)
		case err == nil && p.After(from).Format(time.DateOnly) != want:
			t.Errorf("%q after %s is %s, want %s", text, from.Format(time.DateOnly), p.After(from).Format(time.DateOnly), want)
		}
	}
}
