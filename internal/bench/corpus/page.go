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
	// dir is the directory of the page's files below content, empty or with a slash at its end.
	// name is the name of the files without language and extension.
	dir, name string
	// slugs are the last segments of the page's addresses.
	slugs []string

	title, description []string
	// menu is the title in menus, nil where it is the page's title.
	menu []string
	// weight orders the pages of a directory.
	weight int
	// moved reports whether the page has an alias, an address that it once had.
	moved    bool
	reviewed time.Time
	// reviewedYearly reports whether the page has to be reviewed every year.
	reviewedYearly bool
	draft          bool
	// noFeedback reports whether the page doesn't ask for feedback.
	noFeedback bool
	// publish and expire are the days from which and until which the page is published, zero for
	// no limit.
	publish, expire time.Time

	// size is the intended size of each file, in bytes.
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

// The days of the corpus are fixed, so that it is the same whenever it is made. Pages were reviewed
// and published before today. Whatever expires does so on the day forever.
var (
	today   = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	forever = time.Date(2099, time.December, 31, 0, 0, 0, 0, time.UTC)
)

// draw chooses at random the properties of the page that don't depend on its place in the site: its
// size, description, headings and front matter.
func (p *page) draw(s *speaker) {
	r := s.r
	p.size = size(r, 4096, 0.6, 900, 40<<10)
	if p.index {
		p.size = size(r, 1400, 0.4, 600, 8<<10)
	}
	p.description = s.one(s.Descriptions)
	p.reviewed = today.AddDate(0, 0, -1-r.IntN(500))
	p.reviewedYearly = r.IntN(3) == 0
	if !p.index {
		p.draft = r.IntN(100) == 0
		p.moved = r.IntN(20) == 0
		p.noFeedback = r.IntN(30) == 0
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

// outline chooses the headings at random: one for every 800 bytes, at most 20. A third of them are
// of level 3. No two have the same anchor in a language.
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

// file returns the path, below content, of the page's file in a language.
func (p *page) file(code string) string { return p.dir + p.name + "." + code + ".md" }

// href returns the relative link from the page's file in a language to that of another page. It is
// empty for the page itself.
func (p *page) href(to *page, code string) string {
	if p == to {
		return ""
	}
	from := p.dir
	if from == "" {
		from = "."
	}
	// Rel doesn't fail: both paths are relative and inside content.
	rel, _ := filepath.Rel(filepath.FromSlash(from), filepath.FromSlash(to.file(code)))
	return filepath.ToSlash(rel)
}

// section returns the index page of the directory that the page's files are in.
func (p *page) section() *page {
	if p.index || p.parent == nil {
		return p
	}
	return p.parent
}

// anchor returns the anchor that GitHub gives a heading. The text may have letters, digits, spaces,
// hyphens and punctuation.
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

// slug returns the segment of an address for a title: a to z without accents, and hyphens.
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
