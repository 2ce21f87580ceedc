package content

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// reserved are names that hosts, or Windows' file systems, keep for themselves.
var reserved = []string{
	"404", "api", "assets", "feed", "healthz", "index", "metrics", "readyz",
	"aux", "con", "nul", "prn",
	"com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}

// IsSlug tells whether s can be a segment of a URL: letters a to z, digits and single hyphens.
func IsSlug(s string) bool {
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

// Slug returns the slug that a name was probably meant to be, or "".
func Slug(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r): // The accent of the letter before it.
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	slug := strings.TrimSuffix(b.String(), "-")
	if !IsSlug(slug) || IsReserved(slug) {
		return ""
	}
	return slug
}

// Reserved returns the names that can't be a page's segment, whatever follows a dot in them.
func Reserved() []string { return slices.Clone(reserved) }

// IsReserved tells whether a name can't be a page's segment because it means something else. What
// follows a dot makes no difference: feed.xml is as reserved as feed.
func IsReserved(s string) bool {
	stem, _, _ := strings.Cut(s, ".")
	return slices.Contains(reserved, strings.ToLower(stem))
}

// IsSegment tells whether the name of a file can be a segment of a URL: letters and digits of any script, their marks,
// and - _ . between them.
func IsSegment(name string) bool {
	return !strings.HasSuffix(name, ".") && !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.N, unicode.M) && r != '-' && r != '_' && r != '.'
	})
}

// Fold returns what two paths have in common if some file system or reader takes them for one:
// letter case and Unicode normalisation don't count.
func Fold(path string) string {
	for i := range len(path) {
		if path[i] >= 0x80 {
			return norm.NFC.String(cases.Fold().String(norm.NFKC.String(path)))
		}
	}
	return strings.ToLower(path)
}
