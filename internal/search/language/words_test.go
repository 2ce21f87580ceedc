package language_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/language"
)

// place is a word and its place in bytes. In JSON it is an array.
type place struct {
	start, end int
	word       string
}

func (p *place) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&p.start, &p.end, &p.word})
}

func places(text string) []place {
	var found []place
	language.Words([]byte(text), func(start, end int, word []byte) {
		found = append(found, place{start, end, string(word)})
	})
	return found
}

func TestWords(t *testing.T) {
	b, err := os.ReadFile("testdata/words.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Text  string
		Words []place
	}
	if err := json.Unmarshal(b, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if got := places(c.Text); !slices.Equal(got, c.Words) {
			t.Errorf("%q: %v\nwant %v", c.Text, got, c.Words)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"", "E-mail", "i.v.m. het", "l’aide-mémoire", "foto's", "a-'b.c", "漢字 and ½", "e\u0301-\u0301", "\xff-a\xc3", "ﷺ-가"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := place{}
		for _, p := range places(text) {
			if p.start < last.start {
				t.Errorf("%v follows %v", p, last)
			}
			if p.start < 0 || p.end <= p.start || p.end > len(text) {
				t.Fatalf("%v isn't in the text", p)
			}
			if p.word == "" || utf8.RuneCountInString(p.word) > search.MaxWord {
				t.Errorf("a word of %d characters", utf8.RuneCountInString(p.word))
			}
			if folded := language.Fold(p.word); folded != p.word {
				t.Errorf("%q isn't folded: %q", p.word, folded)
			}
			last = p
		}
	})
}

func BenchmarkWords(b *testing.B) {
	for _, bench := range []struct{ name, text string }{
		{"ascii", "Wat moet u doen als uw organisatie een melding wil doen bij het meldpunt? Lees eerst de voorwaarden, en vul daarna het formulier in. "},
		{"accents", "Lees één keer de privé-gegevens van de geïnteresseerde patiënten, en vul daarna het formulier in voor alle coördinatoren. "},
	} {
		b.Run(bench.name, func(b *testing.B) {
			text := []byte(strings.Repeat(bench.text, 100))
			n := 0
			b.ReportAllocs()
			for b.Loop() {
				n = 0
				language.Words(text, func(int, int, []byte) { n++ })
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/word")
		})
	}
}
