// Package license reads how editors state the license of what a site publishes for reuse: by an
// identifier of the SPDX License List (https://spdx.org/licenses/) or by the address of a license.
package license

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/github/go-spdx/v2/spdxexp/spdxlicenses"

	"baken.example/baken/internal/diag"
)

// License is the license of a work. Its zero value is none: nothing is claimed.
type License struct {
	// ID is an identifier of the SPDX License List, or empty for a license given by its address.
	ID string
	// URL is the address of the license's text.
	URL string
}

// IsSet reports whether a license is stated.
func (l License) IsSet() bool { return l.URL != "" }

// IRI returns what identifies the license in linked data: the IRI that the SPDX License List gives
// it, or its address.
func (l License) IRI() string {
	if l.ID != "" {
		return "http://spdx.org/licenses/" + l.ID
	}
	return l.URL
}

// Error is a text that states no license.
type Error struct {
	// Message says what is wrong, Remedy what to do.
	Message, Remedy string
}

func (e *Error) Error() string { return e.Message }

const remedy = "write an SPDX identifier, such as CC0-1.0 or CC-BY-4.0 (https://spdx.org/licenses/), or the https: address of a license"

// Parse parses an SPDX identifier, in letters of any case, or an http or https address. The error
// is an [*Error].
func Parse(text string) (License, error) {
	text = strings.TrimSpace(text)
	if ok, id := spdxlicenses.IsActiveLicense(text); ok {
		return known(id), nil
	}
	if i := slices.IndexFunc(spdxlicenses.GetDeprecated(), func(id string) bool { return strings.EqualFold(id, text) }); i >= 0 {
		return known(spdxlicenses.GetDeprecated()[i]), nil
	}
	if strings.Contains(text, ":") {
		u, err := url.Parse(text)
		if err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil && !strings.ContainsAny(text, " \t\r\n\\<>\"`{}|^") {
			return License{URL: text}, nil
		}
		return License{}, &Error{fmt.Sprintf("%.80q isn't the address of a license", text), remedy}
	}
	// Operators are upper or lower case (SPDX 3.0, annex B).
	if fields := strings.Fields(text); len(fields) > 2 && slices.ContainsFunc(fields[1:len(fields)-1], func(f string) bool {
		return slices.Contains([]string{"OR", "AND", "WITH", "or", "and", "with"}, f)
	}) && slices.ContainsFunc(fields, func(f string) bool { ok, _ := spdxlicenses.IsActiveLicense(strings.Trim(f, "()")); return ok }) {
		return License{}, &Error{fmt.Sprintf("%.80q is a license expression, not one identifier", text), "name one license; where several or an exception hold, publish a page about it, and give its https: address"}
	}
	return License{}, &Error{fmt.Sprintf("%.80q isn't an SPDX identifier%s", text, suggest(text)), remedy}
}

func known(id string) License {
	return License{ID: id, URL: "https://spdx.org/licenses/" + id + ".html"}
}

// common are identifiers by the names that people use instead.
var common = map[string]string{
	"cc0": "CC0-1.0", "ccby": "CC-BY-4.0", "ccby4": "CC-BY-4.0", "ccbysa": "CC-BY-SA-4.0", "ccbysa4": "CC-BY-SA-4.0",
	"ccbync": "CC-BY-NC-4.0", "ccbynd": "CC-BY-ND-4.0", "eupl": "EUPL-1.2", "apache": "Apache-2.0", "apache2": "Apache-2.0", "publicdomain": "CC0-1.0",
	"creativecommonszero": "CC0-1.0", "odbl": "ODbL-1.0", "pddl": "PDDL-1.0", "gpl": "GPL-3.0-or-later", "ogl": "OGL-UK-3.0",
}

// suggest returns the end of a message with the identifier that may be meant, or "".
func suggest(text string) string {
	plain := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, strings.ToLower(text))
	if id := common[plain]; id != "" {
		return fmt.Sprintf("; did you mean %q?", id)
	}
	ids := spdxlicenses.GetLicenses()
	signs := strings.NewReplacer("-", "", ".", "")
	for _, id := range ids {
		if strings.EqualFold(signs.Replace(id), plain) {
			return fmt.Sprintf("; did you mean %q?", id)
		}
	}
	if len(text) > 40 {
		return "" // No identifier is as long.
	}
	return diag.DidYouMean(text, ids)
}
