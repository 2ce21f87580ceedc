package corpus

import (
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// page is a page of the corpus in all its languages. Texts are in the order of the languages.
type page struct {
	number   int
	parent   *page
	children []*page
	// index marks the page of a directory.
	index bool
	// dir is the directory of its files, empty or with a slash at its end; name is their name.
	dir, name string
	slugs     []string

	title, description []string
	// menu is nil where the title serves.
	menu   []string
	weight int
	// alias marks a page that has moved.
	alias           bool
	reviewed        time.Time
	yearly          bool
	draft           bool
	silent          bool
	publish, expire time.Time

	// size is how long each file should be, in bytes.
	size     int
	headings []heading
	// block is a directive that ends the page.
	block string
}

// heading is a heading of the text, the same in all languages.
type heading struct {
	level        int
	text, anchor []string
}

// The corpus has its own calendar: everything happened before the first and ends after the last.
var (
	today   = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	forever = time.Date(2099, time.December, 31, 0, 0, 0, 0, time.UTC)
)

// draw draws what doesn't depend on the page's place.
func (p *page) draw(s *speaker) {
	r := s.r
	p.size = size(r, 4096, 0.6, 900, 40<<10)
	if p.index {
		p.size = size(r, 1400, 0.4, 600, 8<<10)
	}
	p.description = s.one(s.Descriptions)
	p.reviewed = today.AddDate(0, 0, -1-r.IntN(500))
	p.yearly = r.IntN(3) == 0
	if !p.index {
		p.draft = r.IntN(100) == 0
		p.alias = r.IntN(20) == 0
		p.silent = r.IntN(30) == 0
		if r.IntN(10) == 0 {
			p.menu = s.one(s.Menus)
		}
		if r.IntN(50) == 0 {
			p.publish = today.AddDate(-2, 0, -r.IntN(300))
		}
		if r.IntN(50) == 0 {
			p.expire = forever
		}
	}
	p.outline(s)
}

// outline draws the headings: one for every 800 bytes, a third of them below another, no two
// with one anchor.
func (p *page) outline(s *speaker) {
	seen := map[string]bool{}
	for len(p.headings) < min(p.size/800, 20) {
		h := heading{level: 2, text: s.one(s.Headings)}
		if len(p.headings) > 0 && s.r.IntN(3) == 0 {
			h.level = 3
		}
		taken := false
		for lang, text := range h.text {
			h.anchor = append(h.anchor, anchor(text))
			taken = taken || seen[s.Languages[lang].Code+" "+h.anchor[lang]]
		}
		if taken {
			continue
		}
		for lang, a := range h.anchor {
			seen[s.Languages[lang].Code+" "+a] = true
		}
		p.headings = append(p.headings, h)
	}
}

// file is the path of the page in a language below content.
func (p *page) file(code string) string { return p.dir + p.name + "." + code + ".md" }

// href is how this page's file in a language refers to another's.
func (p *page) href(to *page, code string) string {
	if p == to {
		return ""
	}
	from := p.dir
	if from == "" {
		from = "."
	}
	// Both paths are relative and inside content: there always is a way.
	rel, _ := filepath.Rel(filepath.FromSlash(from), filepath.FromSlash(to.file(code)))
	return filepath.ToSlash(rel)
}

// section is the page of the directory that a page is in.
func (p *page) section() *page {
	if p.index || p.parent == nil {
		return p
	}
	return p.parent
}

// anchor is GitHub's anchor of a heading, for headings of letters, digits, spaces and punctuation.
func anchor(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ', r == '-':
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// slug makes a segment of an address of a title.
func slug(title string) string {
	words := strings.FieldsFunc(norm.NFD.String(strings.ToLower(title)), func(r rune) bool {
		return (r < 'a' || r > 'z') && !unicode.Is(unicode.Mn, r) && r != '’'
	})
	for i, w := range words {
		words[i] = strings.Map(func(r rune) rune {
			if r < 'a' || r > 'z' {
				return -1
			}
			return r
		}, w)
	}
	return strings.Join(words, "-")
}
