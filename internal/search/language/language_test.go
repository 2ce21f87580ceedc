package language_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/search/language"
)

func TestOf(t *testing.T) {
	for _, test := range []struct {
		code, word, stem string
		stop, compounds  bool
	}{
		{"nl", "bestanden", "bestand", true, true},
		{"NL-BE", "bestanden", "bestand", true, true},
		{"en-GB", "permits", "permit", true, true},
		{"fr-BE", "autorisations", "autorisations", true, false},
		{"es", "autorizaciones", "autorizaciones", true, false},
		{"pt-PT", "autorizacoes", "autorizacoes", true, false},
		{"sv", "bilarna", "bil", false, false},
		{"de-AT", "genehmigungen", "genehmigung=", true, true},
		{"it-CH", "moduli", "modul", true, false},
		{"pl", "wnioskow", "wnioskow", true, false},
		{"xx", "words", "words", false, false},
		{"", "words", "words", false, false},
		{"../snowball", "words", "words", false, false},
	} {
		l, err := language.Of(test.code)
		if err != nil {
			t.Errorf("%s: %v", test.code, err)
			continue
		}
		rules := l.Rules()
		if got := l.Stem(test.word); got != test.stem {
			t.Errorf("%s: the stem of %s is %s, want %s", test.code, test.word, got, test.stem)
		}
		if (rules.Stop != "") != test.stop || (len(rules.Linking) > 0) != test.compounds {
			t.Errorf("%s: %+v", test.code, rules)
		}
		for _, w := range strings.Fields(rules.Stop) {
			if language.Fold(w) != w {
				t.Errorf("%s: the stop word %s isn't folded", test.code, w)
			}
		}
		if rules.Stem == nil || rules.Linking == nil {
			t.Errorf("%s: the manifest would hold null", test.code)
		}
	}
}
