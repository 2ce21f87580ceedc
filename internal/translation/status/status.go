// Package status reports the translation status of all pages of a site to editors, as text, JSON
// and HTML. The HTML is in a language of the site; the rest, like findings, in English.
package status

import "baken.example/baken/internal/translation"

// Report is the translation status of a site.
type Report struct {
	Languages []Language
	Pages     []Page
	// Texts are the files of texts that have their languages side by side: criteria, the glossary,
	// and other ones with notes. They don't count in the shares.
	Texts []Page
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
	// Title and URL are those of the published page, "" where there is none.
	Title, URL string
	// File is the version's file, or the one that is missing.
	File string
	// Original is the language of the version's original, or "".
	Original string
	Notes    []Note
}

// Note is a change or a difference because of which a version isn't in step.
type Note struct {
	// Section is the heading of the section concerned in the version; "" outside of sections.
	Section string
	Message string
	// Change reports whether the note is a change of the original, not a difference in structure.
	Change bool
}

// Title returns the title of the first version that has one, and its language.
func (p Page) Title() (title, lang string) {
	for _, v := range p.Versions {
		if v.Title != "" {
			return v.Title, v.Lang
		}
	}
	return "", ""
}

// Notes reports whether any version of a page has notes.
func (p Page) Notes() bool {
	for _, v := range p.Versions {
		if len(v.Notes) > 0 {
			return true
		}
	}
	return false
}
