// Package words writes a set out in plain sentences, for the people who approve it: when each
// criterion is met and when it isn't, when each question is asked, and when each outcome comes out,
// with the legal basis of each. Every part has an anchor that stays the same for as long as its id
// does, in all languages and versions, and the line of the file that it is written in.
//
// The sentences are composed of UI strings and of the texts of the set; the package itself knows no
// language. What they say holds for complete and incomplete answers, as [criteria] defines it.
package words

import (
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/phrase"
)

// Document is a set in the words of a language.
type Document struct {
	// Title is the set's title, File the path of its file.
	Title, File string
	Sections    []Section

	words *phrase.Words
}

// Section is a number of entries under a heading.
type Section struct {
	Anchor, Heading string
	// Lead says how to read them; it may be empty.
	Lead    string
	Entries []Entry
}

// Entry is a part of the set.
type Entry struct {
	// Anchor is its anchor in a page, Line its line in the set's file; 0 if it isn't known.
	Anchor string
	Line   int
	// Title names it; empty for the only entry of a section. Name reports whether that is a name
	// from the file rather than words.
	Title string
	Name  bool
	// Short is a short form of the title; empty if it has none.
	Short string
	// Sentences say what holds for it, in the order in which they decide.
	Sentences []Sentence
	// Answers are the answers to a question, or the texts of its intervals. Parts are the items of
	// an outcome.
	Answers []Answer
	Parts   []Item
	// Value is the value of a constant.
	Value string
	// Grounds is its own legal basis.
	Grounds Grounds
	// Counts are the parts of the set that depend on it.
	Counts []Link
}

// Sentence is a sentence of which the end may be a list.
type Sentence struct {
	// Verdict is the verdict that it is about, Pending if it is about none.
	Verdict criteria.Verdict
	// Text is the sentence, or the line above the parts. Result is the part of it that names the
	// result; it may be empty.
	Text, Result string
	// Links are the quoted parts of the text that have an entry.
	Links []Link
	Parts []Sentence
}

// Link is a text that names an entry.
type Link struct{ Text, Anchor string }

// Answer is an answer to a question.
type Answer struct {
	// Label is its label in full, Note says how it counts; it may be empty.
	Label, Note string
}

// Item is an item of an outcome.
type Item struct {
	Anchor string
	Line   int
	// Text is Markdown.
	Text content.Localized
	When Sentence
}

// Grounds is a legal basis.
type Grounds struct {
	References []Reference
	// Prose is Markdown; it may be nil.
	Prose content.Localized
}

// Reference is a reference to the law in words, with its URL if it has one.
type Reference struct{ Text, URL string }

// New writes out the set of the diagrams, in the language of w, which must be words for the same
// set. The error is that of [phrase.Words.Err].
func New(d *decision.Decisions, w *phrase.Words) (*Document, error) {
	b := builder{set: d.Set, decisions: d, words: w, uses: map[string][]Link{}}
	doc := &Document{Title: w.Title(), File: d.Set.File, words: w}
	b.findUses()
	for _, s := range []Section{b.basis(), b.applies(), b.criteria(), b.outcomes(), b.questions(), b.definitions(), b.constants()} {
		if s.Entries != nil {
			doc.Sections = append(doc.Sections, s)
		}
	}
	return doc, w.Err()
}

// builder writes out a set.
type builder struct {
	set       *criteria.Set
	decisions *decision.Decisions
	words     *phrase.Words
	// uses holds the parts that depend on another one, by the anchor of that.
	uses map[string][]Link
}

func (b *builder) in(l content.Localized) string { return l.In(b.words.Lang()) }

// basis is about what the whole set rests on.
func (b *builder) basis() Section {
	if !b.set.HasBasis() {
		return Section{}
	}
	line := b.set.LegalBasis[b.words.Lang()].Line
	if len(b.set.References) > 0 {
		line = b.set.References[0].Line
	}
	return Section{Anchor: criteria.AnchorBasis, Heading: b.words.Text("CriteriaBasis"), Entries: []Entry{{
		Anchor: criteria.AnchorBasis, Line: line, Grounds: b.grounds(&b.set.Basis),
	}}}
}

// applies is about the readers that the set is for.
func (b *builder) applies() Section {
	if b.set.Applies == nil {
		return Section{}
	}
	other := &b.set.Outcomes[b.set.Otherwise]
	title := b.words.Quote(b.in(other.Title))
	return Section{Anchor: criteria.AnchorApplies, Heading: b.words.Text("WordsApplies"), Entries: []Entry{{
		Anchor: criteria.AnchorApplies, Line: b.set.Applies.Source.Line,
		Sentences: []Sentence{
			b.sentence(criteria.Pending, b.words.Text("WordsSetApplies"), b.set.Applies),
			{Text: b.words.Format("WordsSetOtherwise", struct{ Outcome string }{title}), Links: []Link{{title, other.Anchor()}}},
		},
	}}}
}

// definitions is about the named conditions.
func (b *builder) definitions() Section {
	s := Section{Anchor: criteria.AnchorDefinitions, Heading: b.words.Text("WordsDefinitions"), Lead: b.words.Text("WordsDefinitionsLead")}
	for i := range b.set.Definitions {
		d := &b.set.Definitions[i]
		if d.Condition == nil {
			continue
		}
		s.Entries = append(s.Entries, Entry{
			Anchor: d.Anchor(), Line: d.ID.Line, Title: d.ID.V, Name: true,
			Sentences: []Sentence{b.sentence(criteria.Pending, b.words.Text("WordsTrue"), d.Condition)},
			Counts:    b.uses[d.Anchor()],
		})
	}
	return s
}

// constants is about the named values.
func (b *builder) constants() Section {
	s := Section{Anchor: criteria.AnchorConstants, Heading: b.words.Text("WordsConstants"), Lead: b.words.Text("WordsConstantsLead")}
	for i := range b.set.Constants {
		c := &b.set.Constants[i]
		s.Entries = append(s.Entries, Entry{
			Anchor: c.Anchor(), Line: c.ID.Line, Title: c.ID.V, Name: true,
			Value: b.words.Measure(c.Value, ""), Counts: b.uses[c.Anchor()],
		})
	}
	return s
}

func (b *builder) grounds(basis *criteria.Basis) Grounds {
	g := Grounds{Prose: basis.LegalBasis}
	for i := range basis.References {
		ref := &basis.References[i]
		g.References = append(g.References, Reference{b.words.Reference(ref), ref.URL})
	}
	return g
}
