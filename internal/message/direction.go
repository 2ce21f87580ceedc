package message

import (
	"slices"

	"golang.org/x/text/language"
)

// rightToLeft are the scripts in modern use that are written from right to left, by their codes in
// ISO 15924.
var rightToLeft = []string{"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}

// Direction returns the direction of the script in which a language is most often written, as in
// the HTML attribute dir.
func Direction(lang string) string {
	script, _ := language.Make(lang).Script()
	if slices.Contains(rightToLeft, script.String()) {
		return "rtl"
	}
	return "ltr"
}
