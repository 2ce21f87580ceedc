// Package manifest says what a feedback service must know of a site: on which pages it asks whether
// they helped, in which languages, and with what words it tells a reader of a problem. The service
// in the process that serves the site gets it as a value. One that runs elsewhere, such as a
// function, gets it as a JSON document that was written with the site.
package manifest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"baken.example/baken/internal/feedback"
)

// Site is what a service must know of a site.
type Site struct {
	// Origin is the scheme and host that the site is published at, whose pages may send answers.
	Origin string `json:"origin"`
	// Stylesheet is the path of the style sheet of the page that tells a person of a problem, or "".
	Stylesheet string `json:"stylesheet,omitempty"`
	// Preview says that the site isn't the published one: what is said of it doesn't belong among the
	// answers about that.
	Preview bool `json:"preview,omitempty"`
	// Languages are those of the site, in its order.
	Languages []Language `json:"languages"`
}

// Language is what a service must know of a language of a site.
type Language struct {
	// Code is a BCP 47 tag.
	Code string `json:"code"`
	// Texts are what is said to a reader whose answer can't be accepted.
	Texts feedback.Texts `json:"texts"`
	// Pages are the paths of the pages that ask, sorted.
	Pages []string `json:"pages"`
}

// Asks tells whether there is a page that asks.
func (s *Site) Asks() bool {
	return slices.ContainsFunc(s.Languages, func(l Language) bool { return len(l.Pages) > 0 })
}

// Configure fills in what the configuration of a handler takes from a site.
func (s *Site) Configure(c *feedback.Config) {
	texts := make(map[string]feedback.Texts, len(s.Languages))
	pages := make(map[string][]string, len(s.Languages))
	c.Languages = nil
	for _, l := range s.Languages {
		c.Languages = append(c.Languages, l.Code)
		texts[l.Code] = l.Texts
		pages[l.Code] = slices.Sorted(slices.Values(l.Pages))
	}
	c.Texts, c.Stylesheet = texts, s.Stylesheet
	c.Known = func(lang, page string) bool {
		_, known := slices.BinarySearch(pages[lang], page)
		return known
	}
	c.Thanks = thanks
	if s.Origin != "" {
		c.Origins = append(c.Origins, s.Origin)
	}
}

// thanks leads, for an answer, to the service's page that has room for a comment on it, and for a
// comment back to the page of the site, which has thanks that only show when they are led to. Their
// name is in templates/partials/feedback.html.
func thanks(a feedback.Answer) string {
	if a.Comment != "" {
		return a.Page + "#feedback:sent"
	}
	return feedback.ThanksAddress(feedback.DefaultAction, a)
}

// Write writes what Read reads.
func (s *Site) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(s)
}

// Read reads what Write has written, and nothing else.
func Read(r io.Reader) (*Site, error) {
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	s := new(Site)
	if err := d.Decode(s); err != nil {
		return nil, fmt.Errorf("read what the site asks: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("read what the site asks: something follows it")
	}
	if len(s.Languages) == 0 {
		return nil, errors.New("read what the site asks: it has no language")
	}
	for _, l := range s.Languages {
		if l.Code == "" {
			return nil, errors.New("read what the site asks: a language without its code")
		}
	}
	return s, nil
}
