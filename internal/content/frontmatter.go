package content

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"time"
	"unicode"

	"github.com/adrg/frontmatter"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/spool"
	"baken.example/baken/internal/strictyaml"
)

// Meta is a page's front matter. The struct tags document the keys; package schema generates the
// JSON Schema from them.
type Meta struct {
	Title       Text   `yaml:"title,required,line" jsonschema:"The page's heading."`
	Description Text   `yaml:"description,filled,line" jsonschema:"One sentence, shown below the title, in lists and in search results. Without one, the first of the text stands in for it."`
	Slug        Text   `yaml:"slug,line" jsonschema:"The page's part of its address, where that isn't the file's name; for an index file, the section's."`
	Aliases     []Text `yaml:"aliases,line" jsonschema:"Old addresses that lead here, whole: /CODE/old-name/."`
	Weight      int    `yaml:"weight" jsonschema:"The place in the section: light pages come first, pages of one weight go by title."`
	Menu        Text   `yaml:"menu,line" jsonschema:"A shorter title for navigation."`
	Layout      Text   `yaml:"layout,line" jsonschema:"The name of a template of the page's own."`
	Criteria    Text   `yaml:"criteria,line" jsonschema:"Makes the page a self-check: the id of a criteria set."`
	// CriteriaOn is zero where the version in force is checked.
	CriteriaOn  strictyaml.Value[Date]   `yaml:"criteria_on" jsonschema:"A day: the self-check uses the version of the criteria in force on that day, on all days. Without it, the one in force today."`
	Draft       bool                     `yaml:"draft" jsonschema:"True until the page may be published."`
	Publish     strictyaml.Value[Date]   `yaml:"publish" jsonschema:"The first day that the page is there."`
	Expires     strictyaml.Value[Date]   `yaml:"expires" jsonschema:"The first day that the page isn't there any more."`
	Date        strictyaml.Value[Date]   `yaml:"date" jsonschema:"The day of the page, shown on it, such as the day of a news item. Pages in a list need one."`
	Updated     strictyaml.Value[Date]   `yaml:"updated" jsonschema:"The day of the last change of substance since date, shown on the page."`
	Reviewed    strictyaml.Value[Date]   `yaml:"reviewed" jsonschema:"The day on which somebody last checked the text."`
	ReviewEvery strictyaml.Value[Period] `yaml:"review_every" jsonschema:"How long a review is good for: days, weeks, months or years."`
	// Feedback is nil if the key is absent, which means true.
	Feedback *bool `yaml:"feedback" jsonschema:"False where the page is not to ask if it helped."`
	// Search is nil if the key is absent, which means true.
	Search *bool `yaml:"search" jsonschema:"False where the site's search isn't to find the page."`
	// Keywords are words and phrases for search only: no page shows them.
	Keywords []Text `yaml:"keywords" jsonschema:"Words that readers type to find the page and that its text doesn't have, such as another name for what it is about. Only the site's search reads them."`
	NoIndex  bool   `yaml:"noindex" jsonschema:"True where search engines, feeds, the site map and the site's own search are to leave the page out."`
	List     Text   `yaml:"list,line" jsonschema:"On the index page of a section: news lists its pages by date, the newest first, with a feed."`
	Related  []Text `yaml:"related,line" jsonschema:"Pages that the end of this one leads to: their files, relative to this one, with their language, as in a link."`
	// Action is nil if the page names no page to lead its readers to.
	Action *Lead `yaml:"action" jsonschema:"What readers do next: the page that a button on this page leads to, and on the pages below it. On a home page it stands at the top."`
	// Ways is nil if the page has no ways in.
	Ways *Ways `yaml:"ways" jsonschema:"On a home page: a few ways in, such as one for each kind of reader."`
	// written is the title and the description in the file, if they hold directives.
	written [2]string
	// dated reports whether the key date is present, with a valid day or not.
	dated bool
	// Translation is nil if no source is recorded.
	Translation *Translation `yaml:"translation" jsonschema:"What the page was made from. baken translations accept writes it."`
}

// Written returns the title and the description as they are in the file, where the values of
// constants aren't put in yet.
func (m *Meta) Written() (title, description string) {
	return cmp.Or(m.written[0], m.Title.V), cmp.Or(m.written[1], m.Description.V)
}

// Absence returns the reason why a page isn't published on a day, such as "is a draft", or "" if it
// is published.
func (m *Meta) Absence(day Date) string {
	switch {
	case m.Draft:
		return "is a draft"
	case m.Publish.IsSet() && m.Publish.V.After(day.Time):
		return "isn't there before " + m.Publish.V.Format(time.DateOnly)
	case m.Expires.IsSet() && !m.Expires.V.After(day.Time):
		return "isn't there from " + m.Expires.V.Format(time.DateOnly) + " on"
	default:
		return ""
	}
}

const fence = "---"

// Unwritten is the placeholder for a text that is still to be written.
const Unwritten = "…"

// lines is a reader that yields at most one line at a time until it is stopped: whoever reads the
// front matter from it doesn't copy the text that follows.
type lines struct {
	rest    []byte
	stopped bool
}

func (l *lines) Read(b []byte) (int, error) {
	if l.stopped || len(l.rest) == 0 {
		return 0, io.EOF
	}
	end := bytes.IndexByte(l.rest, '\n') + 1
	if end == 0 {
		end = len(l.rest)
	}
	n := copy(b, l.rest[:end])
	l.rest = l.rest[n:]
	return n, nil
}

// scratch holds what reading a page takes, reused for the next.
type scratch struct {
	files  *source.Reader
	lines  lines
	header *bufio.Reader
	// src is for the file, html for its HTML, which texts keeps.
	src, html []byte
	texts     *spool.Writer
}

// newScratch returns a scratch for pages of fsys, or for front matter alone if that is nil.
func newScratch(fsys fs.FS) *scratch {
	return &scratch{files: source.NewReader(fsys), header: bufio.NewReader(nil)}
}

// frontMatter is the front matter of a page with its position in the file.
type frontMatter struct {
	*Meta
	// yaml is nil if the front matter isn't valid YAML.
	yaml *strictyaml.Node
	// opening is the line of the opening fence, counted from 1; end is the offset of the text
	// behind the closing fence.
	opening, end int
}

// parse parses the front matter of a page. It returns nil if the page has none or it is invalid.
func (s *scratch) parse(file string, src []byte) (*frontMatter, diag.List) {
	var list diag.List
	first := bytes.TrimLeftFunc(src, unicode.IsSpace)
	f := &frontMatter{Meta: new(Meta), opening: 1 + bytes.Count(src[:len(src)-len(first)], []byte("\n"))}
	format := frontmatter.NewFormat(fence, fence, func(yaml []byte, v any) error {
		s.lines.stopped = true
		var findings diag.List
		f.yaml, findings = strictyaml.Parse(file, yaml, f.opening+1)
		list.Join(findings)
		if f.yaml != nil {
			list.Join(strictyaml.Decode(file, f.yaml, v))
		}
		return nil
	})
	s.lines = lines{rest: src}
	s.header.Reset(&s.lines)
	text, err := frontmatter.MustParse(s.header, f.Meta, format)
	switch line, _, _ := bytes.Cut(first, []byte("\n")); {
	case errors.Is(err, frontmatter.ErrNotFound) && string(bytes.TrimSpace(line)) == "+++":
		list.Add(file, diag.Pos{Line: 1}, diag.FrontMatterMissing,
			`write --- for both lines +++, and title: … for title = "…"`, "the front matter is TOML, as Hugo has it: Baken reads YAML")
		return nil, list
	case errors.Is(err, frontmatter.ErrNotFound) && string(bytes.TrimSpace(line)) != fence:
		list.Add(file, diag.Pos{Line: 1}, diag.FrontMatterMissing,
			"begin the file with ---, title: …, description: … and another ---", "the page has no front matter")
		return nil, list
	case errors.Is(err, frontmatter.ErrNotFound): // The library doesn't tell an unclosed header from none.
		list.Add(file, diag.Pos{Line: f.opening}, diag.FrontMatterUnclosed,
			"put --- on a line of its own after the last key", "the front matter that opens here is never closed")
		return nil, list
	case err != nil:
		list.Add(file, diag.Pos{Line: f.opening}, diag.FrontMatterUnclosed, "", "the front matter can't be read: %v", err)
		return nil, list
	case f.yaml == nil:
		return nil, list
	}
	f.end = len(src) - len(s.lines.rest) - len(text)
	meta := f.Meta
	for _, t := range []struct {
		key  string
		text Text
	}{{"title", meta.Title}, {"description", meta.Description}} {
		if t.text.V == Unwritten {
			list.Add(file, t.text.Pos, diag.Placeholder, "write it before the page goes live", "the %s is still to be written", t.key)
		}
	}
	if p, e := meta.Publish, meta.Expires; p.IsSet() && e.IsSet() && !e.V.After(p.V.Time) {
		list.Add(file, e.Pos, diag.DateOrder, "put a later day here: expires is the first day that the page isn't there any more",
			"the page expires on or before the day it is published")
	}
	meta.dated = f.yaml.Get("date") != nil
	meta.checkDated(file, &list)
	return f, list
}
