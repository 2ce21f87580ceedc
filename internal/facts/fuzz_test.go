package facts_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/facts"
)

// FuzzRead checks that no text makes the reader fail, that a text is read alike twice, that every
// fact stands in the text, and that a text differs in nothing from itself.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"op 15 augustus 2026 om 17.00 uur", "€ 2.000,- of 2 miljoen", "artikel 16(2), tweede lid", "+31 (0)70 751 55 55", "1.2.3 2016/679 1 234 567",
		"August 15–20, 2026", "vijf en twintig", "1,", "0", "(0)", "5.", "12.", "2e", "1:", "12:3", "10%–", "§§ 5", "é1", "1\u202f000", "²", "10-", "00", "+1", "9h", "9 h 3",
	} {
		f.Add(seed)
	}
	var readers []*facts.Reader
	for _, lang := range []string{"nl", "en", "fr", "de", "es"} {
		r, err := facts.New(lang)
		if err != nil {
			f.Fatal(err)
		}
		readers = append(readers, r)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		for _, r := range readers {
			list := r.Read(facts.Text{Text: []byte(text)})
			again := r.Read(facts.Text{Text: []byte(text)})
			if list.Len() != again.Len() {
				t.Fatalf("%d facts, then %d", list.Len(), again.Len())
			}
			if d := facts.Compare(&list, &again, 0, 0, true); len(d) > 0 {
				t.Fatalf("%q differs from itself: %s", text, d[0].Message("it"))
			}
		}
	})
}
