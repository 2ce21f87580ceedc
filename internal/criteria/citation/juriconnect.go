package citation

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"baken.example/baken/internal/lazyregexp"
)

// wetten is the site that resolves Juriconnect references and BWB ids.
const wetten = "https://wetten.overheid.nl/"

var juriconnectHead = lazyregexp.New(`^jci1\.(0|1|2|3|31):[cv]:([^&]*)`)

// locations are the keys of a Juriconnect reference: the parts of a regulation, and the days z (of
// the view), g (in force), s and e (start and end).
var locations = []string{
	"boek", "deel", "titeldeel", "titel", "hoofdstuk", "afdeling", "paragraaf", "sub-paragraaf", "artikel", "lid", "volzin",
	"onderdeel", "o", "bijlage", "enig-artikel", "circulaire.divisie", "divisie", "aanhef", "wettekst", "taal", "z", "g", "s", "e",
}

// juriconnect parses a Juriconnect reference, such as
// jci1.3:c:BWBR0005537&hoofdstuk=1&artikel=1:3&lid=2&g=2024-01-01.
func juriconnect(s string) (id Identifier, err error) {
	head := juriconnectHead().FindStringSubmatch(s)
	if head == nil {
		return id, &Error{0, fmt.Sprintf("%q isn't a Juriconnect reference", s), "it begins with jci1.3:c: and a BWB id, such as jci1.3:c:BWBR0005537"}
	}
	if !bwb().MatchString(head[2]) {
		return id, &Error{len(head[0]) - len(head[2]), fmt.Sprintf("%q isn't a BWB id", head[2]), "a BWB id has seven digits: BWBR0005537"}
	}
	id.Scheme = Juriconnect
	offset := len(head[0])
	var seen []string
	for offset < len(s) {
		offset++ // The ampersand.
		part, _, _ := strings.Cut(s[offset:], "&")
		key, value, found := strings.Cut(part, "=")
		switch {
		case !found || value == "" || strings.ContainsAny(value, " \t\r\n\"<>=?#/\\"):
			return id, &Error{offset, fmt.Sprintf("%q isn't a part of a Juriconnect reference", part), "each part is a key, = and a value, such as &artikel=66"}
		case !slices.Contains(locations, key):
			return id, &Error{offset, fmt.Sprintf("%q isn't a key of a Juriconnect reference", key), "its keys are " + strings.Join(locations, ", ")}
		case slices.Contains(seen, key) && key != "o" && key != "onderdeel":
			return id, &Error{offset, fmt.Sprintf("%q is twice in the reference", key), "keep one of the two"}
		}
		seen = append(seen, key)
		value = strings.ReplaceAll(value, "_", " ")
		switch key {
		case "boek":
			id.Book = value
		case "artikel":
			id.Article = value
		case "lid":
			id.Paragraph = value
		case "o", "onderdeel":
			id.Point = value
		case "z", "g", "s", "e":
			day, err := time.Parse(time.DateOnly, value)
			if err != nil {
				return id, &Error{offset, fmt.Sprintf("%q isn't a day of the calendar", value), "write the day as " + key + "=YYYY-MM-DD"}
			}
			if key == "g" {
				id.Day = day
			}
		}
		offset += len(part)
	}
	if id.Article == "" && id.Paragraph != "" {
		return id, &Error{strings.Index(s, "&lid=") + 1, "the reference has a lid without an artikel", "add &artikel= before it, or take the lid out"}
	}
	id.URL = wetten + s
	return id, nil
}
