// Package changes describes the difference between two versions of a criteria set in the words of a
// language, for readers who know neither the file nor its conditions: who gets another result, what
// came out before and what comes out now, how large a share of the possible answers that is, what
// is new or gone, and which texts differ.
//
// It names everything by the texts that readers of the self-check see, never by an id. Shares are
// of possible sets of answers, and the document says so wherever it has one.
package changes

import (
	"math/big"
	"slices"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/criteria/diff/edits"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/quantity"
)

// Document is a comparison in the words of a language.
type Document struct {
	// Title is the title of the new version.
	Title string
	// Compared says which versions are compared.
	Compared string
	// Effect says how far the changes reach. Headline says so in words, and Summary explains it.
	Effect   diff.Effect
	Headline string
	Summary  []string
	// Sections are the parts of the document that have something to say.
	Sections []Section
	labels   labels
}

// labels holds the UI strings around the sections.
type labels struct {
	old, new, who, rows, both, all, example, tooMany, any, legend, same, colon string
}

// Section is a part of the document. Only one of Effects, Lists and Texts has elements.
type Section struct {
	ID, Heading string
	// Lead explains the section; it may be empty.
	Lead    string
	Effects []Effect
	Lists   []List
	Texts   []Texts
	// Open reports whether the texts are shown at once.
	Open bool
}

// Effect is a change of a result and whom it concerns.
type Effect struct {
	// Heading says what was and what is. Note may be empty.
	Heading, Note string
	// Share is the share of the possible sets of answers, and Lead a sentence with it.
	Share, Lead string
	Cases       Cases
}

// List is a list of changes under a heading.
type List struct {
	Heading string
	Items   []string
}

// New describes a comparison in a language. The intervals of the union must have labels. The error
// is that of a missing string.
func New(c *diff.Comparison, lang string, strings phrase.Strings, sources Sources) (*Document, error) {
	b := &builder{
		Comparison: c, lang: lang, sources: sources, rows: maxRows,
		Words: phrase.New(c.Union, lang, strings), quantities: quantity.New(lang, strings),
		old: phrase.New(c.Old, lang, strings), new: phrase.New(c.New, lang, strings),
	}
	b.name = "changes:" + c.New.ID.V
	d := &Document{Title: b.new.Title(), Effect: c.Effect()}
	b.periods(d)
	b.summary(d)
	for _, s := range []Section{b.outcomes(), b.verdicts(), b.items(), b.asked(), b.parts(), b.grounds(), b.conditions(), b.texts()} {
		if len(s.Effects)+len(s.Lists)+len(s.Texts) > 0 {
			d.Sections = append(d.Sections, s)
		}
	}
	d.labels.who, d.labels.all, d.labels.example = b.Text("ChangesFor"), b.Text("ChangesForAll"), b.Text("ChangesExample")
	d.labels.rows, d.labels.both = b.Text("ChangesForRows"), b.Text("ChangesForBoth")
	d.labels.tooMany, d.labels.same = b.Text("ChangesTooMany"), b.Text("ChangesMarkup")
	d.labels.any, d.labels.legend, d.labels.colon = b.Text("TableAny"), b.Text("ChangesLegend"), b.Colon()
	return d, b.failed()
}

// Named gives the document's sections other ids, for a page that has several documents about a set.
func (d *Document) Named(suffix string) *Document {
	named := *d
	named.Sections = slices.Clone(d.Sections)
	for i := range named.Sections {
		named.Sections[i].ID += ":" + suffix
	}
	return &named
}

// builder makes a document. Its words are those of the union of both versions.
type builder struct {
	*diff.Comparison
	*phrase.Words
	quantities *quantity.Words
	// old and new are the words for each side.
	old, new *phrase.Words
	lang     string
	name     string
	sources  Sources
	// rows is the number of rows of tables that the document may still have.
	rows int
	err  error
}

// failed returns the first error of all words.
func (b *builder) failed() error {
	for _, err := range []error{b.err, b.Err(), b.old.Err(), b.new.Err()} {
		if err != nil {
			return err
		}
	}
	return nil
}

// value renders a value. An error is recorded.
func (b *builder) value(v criteria.Value, unit string) string {
	s, err := b.quantities.Measure(v, unit)
	if err != nil && b.err == nil {
		b.err = err
	}
	return s
}

// day renders a day.
func (b *builder) day(d content.Date) string {
	const day = 24 * time.Hour
	return b.value(criteria.Value{Kind: criteria.Day, Units: d.Unix() / int64(day/time.Second)}, "")
}

// periods names the two versions: by their days or, where one has none that tells them apart, as
// old and new.
func (b *builder) periods(d *Document) {
	until, from := b.Old.ValidTo, b.New.ValidFrom
	if until.IsZero() || from.IsZero() || !until.Before(from.Time) {
		d.labels.old, d.labels.new = b.Text("ChangesOld"), b.Text("ChangesNew")
		d.Compared = b.Text("ChangesCompared")
		return
	}
	days := struct{ Until, From string }{b.day(until), b.day(from)}
	d.labels.old, d.labels.new = b.Format("ChangesUntil", days), b.Format("ChangesFrom", days)
	d.Compared = b.Format("ChangesComparedDays", days)
}

// summary says how far the changes reach.
func (b *builder) summary(d *Document) {
	if d.Effect == diff.Results {
		b.shares(d)
		return
	}
	d.Headline = b.Text("ChangesNobody")
	grounds := slices.ContainsFunc(b.Values, func(v edits.Value) bool { return v.Kind == edits.LegalReference }) ||
		slices.ContainsFunc(b.Texts, func(t edits.TextChange) bool { return t.Key == keyBasis })
	id := "ChangesOnlyTexts"
	switch {
	case d.Effect == diff.None:
		d.Headline, id = b.Text("ChangesNothing"), "ChangesSameTexts"
	case d.Effect == diff.Form:
		id = "ChangesOnlyForm"
	case grounds:
		id = "ChangesOnlyGrounds"
	}
	d.Summary = append(d.Summary, b.Text("ChangesSame"), b.Text(id), b.Format("ChangesTotal", struct{ Total string }{b.total()}))
}

// shares says for how large a share of the possible answers results differ, apart from answers that
// only one side has.
func (b *builder) shares(d *Document) {
	added, gone := new(big.Int), new(big.Int)
	for i := range b.Comparison.Outcomes {
		switch p := &b.Comparison.Outcomes[i]; {
		case p.Old == diff.NoResult:
			added.Add(added, p.Count)
		case p.New == diff.NoResult:
			gone.Add(gone, p.Count)
		}
	}
	one := new(big.Int).Add(added, gone)
	changed, affected := new(big.Int).Sub(b.Changed, one), new(big.Int).Sub(b.Affected, one)
	switch {
	case affected.Sign() > 0:
		d.Headline = b.Text("ChangesSome")
	case gone.Sign() > 0:
		d.Headline = b.Text("ChangesAnswersGone")
	default:
		d.Headline = b.Text("ChangesAnswersNew")
	}
	if affected.Sign() == 0 {
		d.Summary = append(d.Summary, b.Text("ChangesSame"))
	}
	for _, s := range []struct {
		id string
		n  *big.Int
	}{{"ChangesShareOutcome", changed}, {"ChangesShareAffected", affected}, {"ChangesShareNew", added}, {"ChangesShareGone", gone}} {
		if s.n.Sign() > 0 && (s.n != affected || affected.Cmp(changed) != 0) {
			d.Summary = append(d.Summary, b.Format(s.id, struct{ Share string }{b.share(s.n)}))
		}
	}
	d.Summary = append(d.Summary, b.Text("ChangesNote"))
}

func (b *builder) id(section string) string { return b.name + ":" + section }
