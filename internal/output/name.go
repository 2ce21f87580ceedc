package output

import (
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// segments yields the elements of the slash-separated path p.
func segments(p string) iter.Seq[string] { return strings.SplitSeq(p, "/") }

// fold returns a key that is equal for names that are the same file on macOS or Windows: names that
// differ only in case or in Unicode normalization. A name in lower-case ASCII is its own key.
func fold(p string) string {
	for i := range len(p) {
		switch c := p[i]; {
		case c >= utf8.RuneSelf:
			// To upper case first, which maps both ſ and s to S, and both ς and σ to Σ.
			return norm.NFC.String(strings.ToLower(strings.ToUpper(norm.NFC.String(p))))
		case 'A' <= c && c <= 'Z':
			if isASCII(p[i:]) {
				return strings.ToLower(p)
			}
		}
	}
	return p
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// windowsName reports whether Windows can store a file of this name, by Microsoft's "Naming Files,
// Paths, and Namespaces": no control characters, none of <>:"/\|?*, no final dot or space, and no
// name of a device, whatever its extension.
func windowsName(name string) bool {
	if strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
		return false
	}
	for _, r := range name {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return false
		}
	}
	base, _, _ := strings.Cut(name, ".")
	base = strings.ToUpper(strings.TrimRight(base, " "))
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return false
	}
	number, ok := strings.CutPrefix(base, "COM")
	if !ok {
		number, ok = strings.CutPrefix(base, "LPT")
	}
	return !ok || utf8.RuneCountInString(number) != 1 || !strings.Contains("0123456789¹²³", number)
}
