package readability

import (
	"fmt"
	"testing"
)

func TestSyllables(t *testing.T) {
	for lang, words := range map[string]map[string]int{
		"nl": {"beoordeling": 4, "vertrouwelijk": 4, "zien": 1, "ideeën": 3, "bureau": 2, "mooie": 2, "nieuwe": 2, "criterium": 4, "tijd": 1},
		"en": {"information": 4, "table": 2, "made": 1, "asked": 1, "wanted": 2, "organisation": 5, "places": 2, "be": 1, "question": 2, "the": 1},
		"fr": {"information": 4, "question": 2, "politique": 3, "vue": 1, "partie": 2, "année": 2, "eau": 1, "langue": 1, "bureau": 2, "commune": 2, "rien": 1, "le": 1},
		"es": {"información": 4, "ciudad": 2, "país": 2, "día": 2, "que": 1, "guerra": 2, "bueno": 2, "estudiáis": 3, "y": 1, "rey": 1, "vergüenza": 3, "ayuntamiento": 5},
		"pt": {"informação": 4, "condições": 3, "país": 2, "quem": 1, "guerra": 2, "dinheiro": 3, "mãe": 1, "dia": 2, "câmara": 3, "água": 2, "muito": 2},
		"de": {"voraussetzung": 4, "vertraulich": 3, "häuser": 2, "information": 4, "anspruchsvoraussetzungen": 7, "die": 1, "quelle": 2, "bayern": 2},
		"it": {"informazione": 5, "vuoi": 1, "più": 1, "chiaro": 2, "cittadino": 4, "perché": 2, "buono": 2, "autovalutazione": 7, "riservato": 4},
		"pl": {"informacja": 4, "wniosek": 2, "miesiąc": 2, "świadczenie": 3, "dziecko": 2, "złożyć": 2, "pięćdziesiąt": 3, "że": 1, "autor": 2},
	} {
		l, err := languageOf(lang)
		if err != nil {
			t.Fatal(err)
		}
		for word, want := range words {
			if got := l.syllables(word); got != want {
				t.Errorf("%s: %d syllables, want %d", word, got, want)
			}
		}
	}
}

// TestScore checks the formulas for 10 words in a sentence and 1.5 syllables in a word,
// a tenth of them long.
func TestScore(t *testing.T) {
	m := counts{sentences: 10, words: 100, read: 100, syllables: 150, long: 10}
	var got string
	for _, lang := range []string{"nl", "en", "fr", "es", "pt", "de", "it", "pl"} {
		l, err := languageOf(lang)
		if err != nil {
			t.Fatal(err)
		}
		got += fmt.Sprintln(lang, m.score(l))
	}
	if want := "nl 82\nen 70\nfr 86\nes 103\npt 112\nde 82\nit 114\npl 68\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
