// Package slug judges and makes the names that addresses of pages consist of.
package slug

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// reserved lists the names that hosts, Baken's own paths or file systems of Windows reserve.
var reserved = []string{
	"404", "api", "assets", "feed", "healthz", "index", "metrics", "readyz",
	"aux", "con", "nul", "prn",
	"com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}

// Is reports whether s is a slug: at most 100 characters of a-z, 0-9 and '-', without a hyphen
// at either end.
func Is(s string) bool {
	if s == "" || len(s) > 100 || strings.HasPrefix(s, "-") || strings.HasSuffix(s, "-") {
		return false
	}
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return true
}

// Of returns the slug closest to a name, or "" if there is none.
func Of(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r): // The accent of a decomposed letter.
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	closest := strings.TrimSuffix(b.String(), "-")
	if !Is(closest) || IsReserved(closest) {
		return ""
	}
	return closest
}

// Reserved returns the names that can't be a segment of a page's URL, with or without an extension.
func Reserved() []string { return slices.Clone(reserved) }

// IsReserved reports whether a name is reserved and can't be a segment of a page's URL. It ignores
// case and extensions: feed.xml is reserved because feed is.
func IsReserved(s string) bool {
	stem, _, _ := strings.Cut(s, ".")
	return slices.Contains(reserved, strings.ToLower(stem))
}

// IsSegment reports whether the name of a file can be a segment of a URL: letters, marks and
// numbers of any script, '-', '_' and '.', without a dot at the end.
func IsSegment(name string) bool {
	return !strings.HasSuffix(name, ".") && !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.N, unicode.M) && r != '-' && r != '_' && r != '.'
	})
}

// Fold returns a key under which paths collide that some file system treats as equal: it folds
// letter case and normalises Unicode.
func Fold(path string) string {
	for i := range len(path) {
		if path[i] >= 0x80 {
			return norm.NFC.String(cases.Fold().String(norm.NFKC.String(path)))
		}
	}
	return strings.ToLower(path)
}
