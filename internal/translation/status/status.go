// Package status says of all pages of a site whether their translations are in step, for editors: as text,
// JSON and HTML. Like findings, it is in English.
package status

import "baken.example/baken/internal/translation"

// Report is the status of a site.
type Report struct {
	Languages []Language
	Pages     []Page
}

// Language is a language of the site, with its share of pages that are in step.
type Language struct {
	Code, Name string
	translation.Share
}

// Page is a page in all languages. Versions are in the order of the site's languages.
type Page struct {
	Key      string
	Versions []Version
}

// Version is a page in a language.
type Version struct {
	Lang  string
	State translation.State
	// File is the one that there is or that could be written.
	File string
	// Original is the language that the version is held against, or "".
	Original string
	Notes    []Note
}

// Note is something that isn't in step.
type Note struct {
	// Section is the heading below which to look in the version; "" outside of sections.
	Section string
	Message string
	// Change tells that it is a change of the original, not a difference in structure.
	Change bool
}

// Notes tells whether there is anything to say of a page beyond its states.
func (p Page) Notes() bool {
	for _, v := range p.Versions {
		if len(v.Notes) > 0 {
			return true
		}
	}
	return false
}
