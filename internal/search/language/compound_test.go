package language_test

import (
	"slices"
	"testing"

	"baken.example/baken/internal/search/language"
)

func TestParts(t *testing.T) {
	for _, code := range []string{"nl", "en", "de"} {
		t.Run(code, func(t *testing.T) {
			lang, err := language.Of(code)
			if err != nil {
				t.Fatal(err)
			}
			words := lines(t, code+".compounds")
			known := make(map[string]bool)
			for _, line := range words {
				for _, w := range line {
					known[w] = true
				}
			}
			// Words that look like parts of others.
			for _, w := range lines(t, code+".lookalikes") {
				for _, w := range w {
					known[w] = true
				}
			}
			right, wrong, all := 0, 0, 0
			for _, line := range words {
				got := lang.Parts(line[0], func(w string) bool { return known[w] })
				want := line[1:]
				if len(want) == 1 { // A part is too short to be told.
					want = nil
				}
				if len(want) > 0 {
					all++
				}
				switch {
				case slices.Equal(got, want) && len(want) > 0:
					right++
				case len(got) > 0:
					wrong++
					t.Logf("%s: %q, want %q", line[0], got, want)
				case len(want) > 0:
					t.Logf("%s isn't a compound", line[0])
				}
			}
			precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(all)
			t.Logf("precision %.3f, recall %.3f of %d compounds among %d words", precision, recall, all, len(words))
			if precision < 0.97 || recall < 0.9 {
				t.Errorf("precision %.3f, recall %.3f", precision, recall)
			}
		})
	}
}

// TestTail holds which words end with one of the site though what is in front of it is none.
func TestTail(t *testing.T) {
	lang, err := language.Of("nl")
	if err != nil {
		t.Fatal(err)
	}
	known := func(w string) bool {
		return slices.Contains([]string{"gesprek", "stukken", "vergunning", "gunning", "werken", "stelling", "bijstand", "kaart", "lijk"}, w)
	}
	for word, want := range map[string][2]string{
		"buurtgesprek": {"gesprek", ""}, "bewijsstukken": {"stukken", "bewijs"}, "parkeervergunning": {"vergunning", ""},
		"vergunning": {}, "verwerken": {}, "instelling": {}, "landkaart": {}, "gesprek": {}, "vriendelijk": {}, "éénkaart": {},
	} {
		tail, verb, ok := lang.Tail(word, known)
		if got := [2]string{tail, verb}; got != want || ok != (want[0] != "") {
			t.Errorf("%s: %q, %v, want %q", word, got, ok, want)
		}
	}
	english, err := language.Of("en")
	if err != nil {
		t.Fatal(err)
	}
	if tail, _, ok := english.Tail("misconduct", func(w string) bool { return w == "conduct" }); ok {
		t.Errorf("misconduct has the tail %q", tail)
	}
}
