package locale_test

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/render/locale"
)

func languages(t *testing.T, codes ...string) map[string]*locale.Language {
	t.Helper()
	catalog, findings, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages(codes...)})
	if err != nil || findings.HasErrors() {
		t.Fatal(err, findings.All())
	}
	out := map[string]*locale.Language{}
	for _, code := range codes {
		out[code] = &locale.Language{Code: code, Messages: catalog.In(code)}
	}
	return out
}

func TestFileSize(t *testing.T) {
	in := languages(t, "nl", "en")
	for _, c := range []struct {
		bytes  int64
		nl, en string
	}{
		{0, "1 kB", "1 kB"},
		{1_499, "1 kB", "1 kB"},
		{1_500, "2 kB", "2 kB"},
		{999_499, "999 kB", "999 kB"},
		{999_500, "1 MB", "1 MB"},
		{1_250_000, "1,3 MB", "1.3 MB"},
		{9_949_999, "9,9 MB", "9.9 MB"},
		{9_950_000, "10 MB", "10 MB"},
		{999_500_000, "1 GB", "1 GB"},
		{1_234_000_000_000, "1.234 GB", "1,234 GB"},
	} {
		for code, want := range map[string]string{"nl": c.nl, "en": c.en} {
			want = strings.ReplaceAll(want, " ", "\u00a0")
			if got, err := in[code].FileSize(c.bytes); err != nil || got != want {
				t.Errorf("%d bytes in %s: %q, %v; want %q", c.bytes, code, got, err, want)
			}
		}
	}
}

// TestDate asks for the same days from many goroutines: pages are rendered at once.
func TestDate(t *testing.T) {
	in := languages(t, "nl", "en")
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for day := range 28 {
				d := content.Date{Time: time.Date(2026, 3, day+1, 0, 0, 0, 0, time.UTC)}
				for _, l := range in {
					if got, err := l.Date(d); err != nil || got.ISO != d.Format(time.DateOnly) {
						t.Errorf("%s in %s: %v, %v", d.Format(time.DateOnly), l.Code, got, err)
					}
				}
			}
		})
	}
	wait.Wait()
	d := content.Date{Time: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}
	for code, want := range map[string]string{"nl": "1 maart 2026", "en": "1 March 2026"} {
		first, err := in[code].Date(d)
		if err != nil || first.Text != want {
			t.Errorf("in %s: %v, %v; want %q", code, first, err, want)
		}
		if again, _ := in[code].Date(d); again != first {
			t.Errorf("in %s, the day was written twice", code)
		}
	}
}
