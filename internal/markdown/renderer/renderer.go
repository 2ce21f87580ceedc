// Package renderer renders the syntax tree of a text as HTML with slots, in one descent. It reports
// what it can't render, or what readers couldn't use.
package renderer

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/markdown/constant"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/direction"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/origin"
	"baken.example/baken/internal/markdown/outline"
	"baken.example/baken/internal/markdown/position"
	"baken.example/baken/internal/markdown/prose"
	"baken.example/baken/internal/markdown/rawhtml"
	"baken.example/baken/internal/markdown/typography"
)

// Options are the options of a [Renderer].
type Options struct {
	// Language is a BCP 47 tag.
	Language string
	// Quotes replace the straight quotes. An empty one leaves the straight quote as it is.
	Quotes typography.Quotes
	// Colon is the colon after a word, with the space that the language puts before it.
	Colon string
	// Terms are the terms of the glossary in this language. If they are nil, no terms are marked,
	// and a span that marks one is a finding.
	Terms []Term
	// Strings are the UI strings of [Strings] by id, as plain text.
	Strings map[string]string
	// Base is where the site is published: links to a path of the site are put below it.
	Base baseurl.URL
	// Addresses requests [hypertext.Body.Addresses].
	Addresses bool
	// Values are the constants that texts may use.
	Values constant.Values
}

// Term is a term of the glossary.
type Term struct {
	ID string
	// Forms are its spellings. A form with an upper-case letter is matched exactly, one without
	// also matches with a capital.
	Forms []string
}

// Strings returns the ids of the UI strings that occur in the HTML.
func Strings() []string {
	ids := []string{"Footnotes", "FootnoteBack", "TableLabel", "VideoCaptions", "VideoDownload", "VideoElsewhere"}
	for _, c := range callouts {
		ids = append(ids, c.title)
	}
	return ids
}

// Renderer has what the renderings of a language share. It is immutable.
type Renderer struct {
	language string
	// rightToLeft reports whether the language is written from right to left.
	rightToLeft bool
	prose       *prose.Language
	// strings are the UI strings, escaped.
	strings map[string]string
	// terms are the ids of the terms, and numbers maps them to their indexes.
	terms      []string
	numbers    map[string]int
	marksTerms bool
	base       baseurl.URL
	// collectsAddresses reports whether [hypertext.Body.Addresses] is requested.
	collectsAddresses bool
}

// New returns a renderer for a language. It indexes the terms, so that a renderer should be reused.
func New(o Options) *Renderer {
	r := &Renderer{
		language:          o.Language,
		rightToLeft:       direction.RightToLeft(o.Language),
		strings:           make(map[string]string, len(o.Strings)),
		numbers:           make(map[string]int, len(o.Terms)),
		marksTerms:        o.Terms != nil,
		base:              o.Base,
		collectsAddresses: o.Addresses,
	}
	for id, text := range o.Strings {
		r.strings[id] = string(escape.Attribute(nil, []byte(text)))
	}
	var forms [][]string
	for i, t := range o.Terms {
		if _, twice := r.numbers[t.ID]; !twice {
			r.numbers[t.ID] = i
		}
		r.terms = append(r.terms, t.ID)
		forms = append(forms, t.Forms)
	}
	r.prose = prose.NewLanguage(o.Quotes, o.Colon, r.terms, forms, o.Values)
	return r
}

// Text is a text that has been parsed by package dialect.
type Text struct {
	// Title is what the headings aren't to repeat.
	Title    string
	Src      []byte
	Document ast.Node
	// Bounds are the counts of the text, to which those of the rendering are added.
	Bounds *dialect.Bounds
	// Origins are the files that the text was put together from: links are relative to these.
	Origins origin.List
}

// Render renders a text and adds to its findings. The body lacks what isn't HTML: its outline and
// its facts. It doesn't refer to the text, and its HTML is written to buf if that has the capacity.
// The error is a [NodeError].
func (r *Rendering) Render(with *Renderer, t Text, buf []byte, findings *position.Findings) (*hypertext.Body, error) {
	*r = Rendering{
		Renderer: with,
		Writer: prose.Writer{
			Writer:   hypertext.Writer{HTML: buf[:0], Slots: r.Slots[:0]},
			Language: with.prose, Src: t.Src, Findings: findings, Scratch: r.Scratch[:0],
		},
		origins: t.Origins, pageTitle: t.Title, bounds: t.Bounds,
		headings: r.headings[:0], starts: r.starts[:0],
		rightToLeft: with.rightToLeft,
		html:        rawhtml.Checker{Src: t.Src, Findings: findings},
	}
	r.blocks(t.Document)
	if r.Unknown != nil {
		return nil, NodeError{r.Unknown.Kind(), dialect.OffsetOf(r.Unknown, len(t.Src))}
	}
	slices.Sort(r.anchors)
	return &hypertext.Body{
		HTML:      r.HTML,
		Slots:     exact(r.Slots),
		Headings:  exact(r.headings),
		Anchors:   r.anchors,
		Addresses: r.addresses,
		Values:    r.usedValues(),
		Tables:    r.tables,
		Figures:   r.figures,
		Rare:      r.rare,

		Components: r.components, Videos: r.videos > 0,
	}, nil
}

// Starts returns the starts of the sections of the outline of the last text, until it is released.
func (r *Rendering) Starts() []outline.Start { return r.starts }

// Release ends the use of the last text, so that memory can be reused that r still refers to.
func (r *Rendering) Release() {
	clear(r.Slots)
	clear(r.headings)
	clear(r.starts)
	*r = Rendering{
		Writer:   prose.Writer{Writer: hypertext.Writer{Slots: r.Slots}, Scratch: r.Scratch},
		headings: r.headings, starts: r.starts,
	}
}

// NodeError is a node that isn't one of the dialect's where it stands. Goldmark or an extension
// made it, so that it holds text of the editor's which would silently be left out.
type NodeError struct {
	Kind ast.NodeKind
	// Offset is that of the node in the source, or of the nearest one around it that has one.
	Offset int
}

func (e NodeError) Error() string {
	return fmt.Sprintf("there is no HTML for a node of kind %v", e.Kind)
}

// exact returns a copy of a slice without spare capacity, which all pages together would retain.
func exact[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return append(make([]T, 0, len(s)), s...)
}

// usedValues returns the constants that the text uses, each place once: headings are read several
// times.
func (r *Rendering) usedValues() []hypertext.ValueUse {
	slices.SortStableFunc(r.Uses, func(a, b hypertext.ValueUse) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) })
	return slices.CompactFunc(r.Uses, func(a, b hypertext.ValueUse) bool { return a.Pos == b.Pos })
}
