// Package direction knows the direction in which the scripts of languages are written.
package direction

import (
	"slices"

	"golang.org/x/text/language"
)

// rightToLeft are the ISO 15924 codes of scripts that are in use and written from right to left
// (Unicode Character Database, Bidi_Class R and AL).
var rightToLeft = []string{"Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}

// RightToLeft reports whether a language, as a BCP 47 tag, is written from right to left, by the
// script in the tag or else the likely one of the language (CLDR).
func RightToLeft(tag string) bool {
	t, err := language.Parse(tag)
	if err != nil {
		return false
	}
	script, _ := t.Script()
	return slices.Contains(rightToLeft, script.String())
}
