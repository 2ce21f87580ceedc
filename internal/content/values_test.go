package content_test

import (
	"testing"
	"time"

	"baken.example/baken/internal/content"
)

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
