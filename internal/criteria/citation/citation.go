// Package citation parses the identifiers by which laws are cited: Juriconnect references and BWB
// ids of Dutch law (Juriconnect standaard BWB 1.3.1), ELIs (Council conclusions 2012/C 325/02) and
// CELEX numbers of EU law. It derives the address of the text where the scheme determines it.
package citation

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"baken.example/baken/internal/lazyregexp"
)

// Identifier is a parsed identifier.
type Identifier struct {
	Scheme Scheme
	// Article, Paragraph and Point are the parts of the act that it names; each may be empty.
	Article, Paragraph, Point string
	// Book is the book of a code whose articles are numbered within each book; it may be empty.
	Book string
	// Day is the day on which the version of the text that it names is in force; zero if it names
	// none.
	Day time.Time
	// URL is the address of the text, beginning with https:; empty if it doesn't follow from the
	// identifier.
	URL string
}

// Scheme is a way to identify laws.
type Scheme string

// The schemes.
const (
	Juriconnect Scheme = "juriconnect"
	BWB         Scheme = "bwb"
	ELI         Scheme = "eli"
	CELEX       Scheme = "celex"
)

// Error is a malformed identifier.
type Error struct {
	// Offset is the byte offset of the mistake in the identifier.
	Offset int
	// Message says what is wrong, Remedy what to do.
	Message, Remedy string
}

func (e *Error) Error() string { return e.Message }

// forms lists the schemes in the remedy of an identifier that is of none.
const forms = `write a Juriconnect reference (jci1.3:c:BWBR0005537&artikel=1:3), a BWB id (BWBR0005537), an ELI (eli/dir/2022/2555) or a CELEX number (32022L2555)`

var (
	bwb   = lazyregexp.New(`^BWB[RVW][0-9]{7}$`)
	celex = lazyregexp.New(`^[0-9CE][0-9]{4}[A-Z]{1,2}[0-9]{3,4}(\([0-9]{2}\))?(R\([0-9]{2}\))?(-[0-9]{8})?$`)
	// eli matches what follows the host of an ELI, or the whole of one that names no host.
	eli = lazyregexp.New(`^(/[A-Za-z0-9._~-]+)*/?eli(/[A-Za-z0-9._~!$'()*+,;=:@%-]+){2,}/?$`)
)

// Parse parses an identifier. The error is an [*Error].
func Parse(s string) (Identifier, error) {
	upper := strings.ToUpper(s)
	switch {
	case strings.HasPrefix(s, "jci"):
		return juriconnect(s)
	case bwb().MatchString(s):
		return Identifier{Scheme: BWB, URL: wetten + s}, nil
	case strings.HasPrefix(upper, "BWB"):
		return Identifier{}, &Error{0, fmt.Sprintf("%q isn't a BWB id", s), "a BWB id has seven digits: BWBR0005537"}
	case strings.HasPrefix(upper, "CELEX:"):
		return number(s[len("CELEX:"):], len("CELEX:"))
	case strings.HasPrefix(s, "http://"), strings.HasPrefix(s, "https://"), strings.HasPrefix(s, "/eli/"), strings.HasPrefix(s, "eli/"):
		return legislation(s)
	case s != "" && strings.Contains("0123456789CE", upper[:1]) && !strings.ContainsAny(s, " /:"):
		return number(s, 0)
	}
	return Identifier{}, &Error{0, fmt.Sprintf("%q isn't an identifier of a law", s), forms}
}

// number parses a CELEX number. EUR-Lex chooses the language for AUTO.
func number(s string, offset int) (Identifier, error) {
	if !celex().MatchString(s) {
		return Identifier{}, &Error{offset, fmt.Sprintf("%q isn't a CELEX number", s), "it has a sector, a year, a letter and a number, such as 32022L2555"}
	}
	return Identifier{Scheme: CELEX, URL: "https://eur-lex.europa.eu/legal-content/AUTO/?uri=CELEX:" + s}, nil
}

// legislation parses an ELI: a URI, or the part of one of EU law from eli on.
func legislation(s string) (Identifier, error) {
	const remedy = "it has eli, a type and what tells acts of that type apart, such as eli/dir/2022/2555 or https://www.legislation.gov.uk/eli/ukpga/2018/12"
	u, err := url.Parse(s)
	if err != nil || u.RawQuery != "" || u.Fragment != "" || u.User != nil || !eli().MatchString(u.EscapedPath()) {
		return Identifier{}, &Error{0, fmt.Sprintf("%q isn't an ELI", s), remedy}
	}
	switch {
	case u.Host == "", u.Host == "data.europa.eu", u.Host == "eur-lex.europa.eu":
		return Identifier{Scheme: ELI, URL: "https://eur-lex.europa.eu/" + strings.TrimPrefix(u.EscapedPath(), "/")}, nil
	case u.Scheme == "https":
		return Identifier{Scheme: ELI, URL: s}, nil
	}
	// Many publishers have ELIs that begin with http:, which no reader is sent to.
	return Identifier{Scheme: ELI}, nil
}
