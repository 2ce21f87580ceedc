package search

// Page is a page in one language, as it is indexed and as results show it.
type Page struct {
	// URL is the page's path on its host, percent-encoded.
	URL string
	// Title and Description are plain text.
	Title, Description string
	// Label is what menus call the page, "" if that is its title.
	Label string
	// Keywords are words and phrases that people may look for and that the page doesn't have.
	Keywords []string
	// Sections are in the order of the page. The first is the top of the page, down to its first
	// heading; it has neither an anchor nor a heading.
	Sections []Section
	// Key identifies the page in links of other pages.
	Key string
	// Links are those of the page to pages, with their texts.
	Links []Link
	// Text is the plain text of all sections, in UTF-8. Blocks of text are separated by line feeds.
	Text []byte
}

// Link is a link to a page or to a section of one. Its text says of the target, in few words, what
// readers come for.
type Link struct {
	// Key is that of the target, which may be none of the source.
	Key    string
	Anchor string
	Text   string
}

// Section is the part of a page from one heading to the next.
type Section struct {
	// Anchor is the id to which the fragment of a link refers, not escaped.
	Anchor string
	// Heading is the plain text of the heading.
	Heading string
	// Start and End delimit the section's part of [Page.Text].
	Start, End int
	// Later is set if the section is shown only once readers have answered questions. It counts
	// less than sections that explain.
	Later bool
}

// Reset empties a page and keeps its memory, to read another page into it.
func (p *Page) Reset() {
	*p = Page{Keywords: p.Keywords[:0], Sections: p.Sections[:0], Links: p.Links[:0], Text: p.Text[:0]}
}

// Source holds the pages of an index.
type Source interface {
	// Len returns the number of pages.
	Len() int
	// Read reads page i into p, which is empty. It may be called concurrently, with another p, and
	// reads the same page each time.
	Read(i int, p *Page)
	// Synonyms returns, for each term of the glossary, the words and phrases that stand for it.
	Synonyms() [][]string
}
