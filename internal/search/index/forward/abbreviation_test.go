package forward

import (
	"slices"
	"strings"
	"testing"
)

func TestAbbreviations(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"the European Legislation Identifier (ELI), and more", "ELI"},
		{"de Wet maatschappelijke ondersteuning (Wmo)", "Wmo"},
		{"uw burgerservicenummer (BSN) en (uw) naam", "BSN"},
		{"the value-added tax (VAT) and the National Health Service (NHS)", "VAT NHS"},
		{"élevage à façon (ÉF)", "ÉF"},
		{"this is so (see below) or not (NATO)", ""},
		{"the first word counts. Identifier (ELI)", ""},
		{"European Legislation\nIdentifier (ELI)", ""},
		{"(ELI) (", ""},
		{"", ""},
		{"letters (A) and (123) and ()", ""},
		{strings.Repeat("(", 1000), ""},
		{"Universal X (UX\xff)", ""},
	} {
		var got []string
		abbreviations([]byte(test.text), func(short []byte) { got = append(got, string(short)) })
		if want := strings.Fields(test.want); !slices.Equal(got, want) {
			t.Errorf("%.40q explains %q, want %q", test.text, got, want)
		}
	}
}
