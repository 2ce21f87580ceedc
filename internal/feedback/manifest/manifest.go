// Package manifest describes a site for a feedback service: the pages that ask whether they helped,
// the languages, and the texts of the service's own pages. A service in the process that serves the
// site gets it as a value. A service elsewhere, such as a function, reads it as a JSON document
// that the site's build writes.
package manifest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"baken.example/baken/internal/feedback"
)

// Site describes a site.
type Site struct {
	// Origin is the scheme and host of the published site, whose pages may send answers.
	Origin string `json:"origin"`
	// Base is the path of the site on its host, without a slash at the end, or "". The paths of
	// pages begin with it, and so does that of the handler.
	Base string `json:"base,omitempty"`
	// Stylesheet is the path of the style sheet of the service's own pages, or "".
	Stylesheet string `json:"stylesheet,omitempty"`
	// Preview reports whether the site is a preview, whose answers must not be mixed with those
	// about the published site.
	Preview bool `json:"preview,omitempty"`
	// Quorum is the number of visitors of a day from which a search without results is kept; 0 if
	// none is.
	Quorum int `json:"quorum,omitempty"`
	// Languages are the languages of the site, in its order.
	Languages []Language `json:"languages"`
}

// ResultPart follows the path of a self-check in votes on its result.
const ResultPart = "#result"

// Language describes a language of a site.
type Language struct {
	// Code is a BCP 47 tag.
	Code string `json:"code"`
	// Texts are the texts of the service's own pages.
	Texts feedback.Texts `json:"texts"`
	// Pages are the paths of the pages that ask, sorted. The result of a self-check is a page of
	// its own: the path of the self-check with [ResultPart].
	Pages []string `json:"pages"`
	// Search is the path of the page that searches, whose searches without results are counted; ""
	// if they aren't.
	Search string `json:"search,omitempty"`
}

// Asks reports whether any page asks for feedback, or sends the searches without results.
func (s *Site) Asks() bool {
	return slices.ContainsFunc(s.Languages, func(l Language) bool { return len(l.Pages) > 0 || l.Search != "" })
}

// Configure sets the fields of a handler's configuration that depend on the site.
func (s *Site) Configure(c *feedback.Config) {
	texts := make(map[string]feedback.Texts, len(s.Languages))
	pages := make(map[string][]string, len(s.Languages))
	searches := make(map[string]string, len(s.Languages))
	c.Languages = nil
	for _, l := range s.Languages {
		c.Languages = append(c.Languages, l.Code)
		texts[l.Code] = l.Texts
		pages[l.Code] = slices.Sorted(slices.Values(l.Pages))
		searches[l.Code] = l.Search
	}
	c.Texts, c.Stylesheet = texts, s.Stylesheet
	c.Known = func(lang, page string) bool {
		_, known := slices.BinarySearch(pages[lang], page)
		return known
	}
	c.Unanswered = func(lang string) string { return searches[lang] }
	c.Quorum = s.Quorum
	c.Action = s.Action()
	c.Thanks = s.thanks
	if s.Origin != "" {
		c.Origins = append(c.Origins, s.Origin)
	}
}

// Action returns the path that answers are sent to.
func (s *Site) Action() string { return s.Base + feedback.DefaultAction }

// thanks returns the redirect of a stored answer: a vote leads to the service's page with a form
// for a comment, a comment back to the site's page, at the anchor of thanks that are hidden unless
// they are the target. The anchor is in templates/partials/feedback.html.
func (s *Site) thanks(a feedback.Answer) string {
	if a.Comment != "" {
		return strings.TrimSuffix(a.Page, ResultPart) + "#feedback:sent"
	}
	return feedback.ThanksAddress(s.Action(), a)
}

// Write writes the site as JSON, for Read.
func (s *Site) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(s)
}

// Read reads the output of Write. It refuses unknown fields and trailing data.
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
		if l.Search != "" && s.Quorum < feedback.MinQuorum {
			return nil, fmt.Errorf("read what the site asks: searches are counted from a quorum of %d, %d is the least", s.Quorum, feedback.MinQuorum)
		}
	}
	return s, nil
}
