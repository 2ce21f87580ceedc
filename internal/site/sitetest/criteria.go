package sitetest

import (
	"fmt"
	"strings"

	"baken.example/baken/internal/diag"
)

// set is a format of a criteria set, with verbs for its id, its dates and its guidance in English.
const set = `id: %s
valid_from: %s
questions:
  - id: large
    text: {nl: Groot?, en: "Large?"}
    why: {nl: "*Daarom*.", en: "*Because*."}
    options:
      - {id: "yes", label: {nl: Ja, en: "Yes"}}
      - {id: "no", label: {nl: Nee, en: "No"}}
criteria:
  - id: size
    title: {nl: Grootte, en: Size}
    guidance:
      nl: Over grootte.
      en: %s
    met: large == "yes"
    unmet: large == "no"
    advice:
      met: {nl: Zo., en: So.}
outcomes:
  - id: fine
    title: {nl: Goed, en: Fine}
    body: {nl: Ga door., en: Go on.}
`

// Pages returns an archive with the home pages, a draft, a download and more files.
func Pages(files ...string) string {
	return "-- index.nl.md --\n-- index.en.md --\n-- draft.en.md --\ndraft: true\n-- report.pdf --\nx\n" + strings.Join(files, "")
}

// Set returns a file of an archive with a criteria set: its name, the id, the line or lines that
// begin with its first day, and its guidance in English.
func Set(name, id, from, guidance string) string {
	return "-- criteria/" + name + ".yaml --\n" + fmt.Sprintf(set, id, from, guidance)
}

// FindingsIn returns the findings in files of a directory, as lines.
func FindingsIn(list diag.List, dir string) []string {
	weighed := list.WithSeverities(nil)
	var out []string
	for _, f := range weighed.All() {
		if strings.HasPrefix(f.File, dir) {
			out = append(out, strings.TrimPrefix(f.String(), dir))
		}
	}
	return out
}

// Versions returns three versions of the set kind, which follow each other.
func Versions() string {
	return Set("a", "kind", "2020-01-01\nvalid_to: 2025-12-31", "A.") + Set("b", "kind", "2026-01-01\nvalid_to: 2026-12-31", "B.") +
		Set("c", "kind", "2027-01-01", "C.")
}
