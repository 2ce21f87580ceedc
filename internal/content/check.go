package content

import (
	"slices"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/license"
)

// CheckLicense returns the license that a text states, and reports a text that states none.
func CheckLicense(file string, t Text, list *diag.List) license.License {
	l, err := license.Parse(t.V)
	if e, ok := err.(*license.Error); ok {
		list.Add(file, t.Pos, diag.YAMLValue, e.Remedy, "license: %s", e.Message)
	}
	return l
}

// CheckLocalized reports languages of the site that a text lacks, and languages of the text that
// the site lacks. Findings about the text as a whole are reported at the first of two positions:
// at, if it isn't zero, and the start of the text.
func CheckLocalized(file, key string, at diag.Pos, l Localized, codes []string, list *diag.List) {
	if l == nil {
		return
	}
	for _, t := range l {
		if t.IsSet() && (at.Line == 0 || t.Line < at.Line || t.Line == at.Line && t.Column < at.Column) {
			at = t.Pos
		}
	}
	for _, code := range codes {
		if t, ok := l[code]; !ok {
			list.Add(file, at, diag.YAMLMissingKey, "add "+code+": …", "%s has no text in %q", key, code)
		} else if t.IsSet() && strings.TrimSpace(t.V) == "" {
			list.Add(file, t.Pos, diag.YAMLMissingKey, "write one", "%s is empty in %q", key, code)
		} else if t.V == Unwritten {
			list.Add(file, t.Pos, diag.Placeholder, "write it before the site goes live", "the %s in %q is still to be written", key, code)
		}
	}
	for code, t := range l {
		if t.IsSet() && !slices.Contains(codes, code) {
			list.Add(file, t.Pos, diag.YAMLUnknownKey, "the languages are those in "+ConfigFile,
				"%s has a text in %q, which isn't a language of this site", key, code)
		}
	}
}
