// Package report writes what differs between two versions of a criteria set for those who review
// the change: as text for a terminal, as Markdown for a pull request, and as JSON for programs.
//
// Text and Markdown say in the words of a language who is affected, and list every text that
// changed, in all languages, with its key and its line in the file. JSON has the ids of the file.
package report

import (
	"fmt"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/changes"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/criteria/diff/edits"
	"baken.example/baken/internal/diag"
)

// Strings are the UI strings of a language.
type Strings interface {
	Text(id string) (string, error)
	Format(id string, data any) (string, error)
}

// Report is a comparison in the words of a language.
type Report struct {
	// Old and New name the sides: a file, a version or a revision.
	Old, New   string
	Comparison *diff.Comparison
	Document   *changes.Document
	Strings    Strings
}

// labels are the UI strings around the changes.
type labels struct {
	forThese, forAll, forRows, forBoth, tooMany, example, any, texts, conditions, grounds, old, new, colon string
}

func (r *Report) labels() (l labels, err error) {
	for _, s := range []struct {
		to *string
		id string
	}{
		{&l.forThese, "ChangesFor"}, {&l.forAll, "ChangesForAll"}, {&l.forRows, "ChangesForRows"}, {&l.forBoth, "ChangesForBoth"},
		{&l.tooMany, "ChangesTooMany"}, {&l.example, "ChangesExample"}, {&l.any, "TableAny"}, {&l.texts, "ChangesTexts"},
		{&l.conditions, "ChangesConditions"}, {&l.grounds, "ChangesGrounds"}, {&l.old, "ChangesOld"}, {&l.new, "ChangesNew"}, {&l.colon, "Colon"},
	} {
		if *s.to, err = r.Strings.Text(s.id); err != nil {
			return l, err
		}
	}
	return l, nil
}

// share says how large a share of the possible sets of answers is.
func (r *Report) share(share string) (string, error) {
	return r.Strings.Format("ChangesShare", struct{ Share string }{share})
}

// rewritten is a text that changed.
type rewritten struct {
	// key is the path of the key in the file, old and new are the texts, and at says where they
	// stand.
	key, old, new, at string
}

// list is a list of texts under a heading.
type list struct {
	heading string
	texts   []rewritten
}

// lists returns the texts that changed: references to laws, conditions and texts.
func (r *Report) lists(l labels) []list {
	c := r.Comparison
	grounds, conditions, texts := list{heading: l.grounds}, list{heading: l.conditions}, list{heading: l.texts}
	for _, v := range c.Values {
		if v.Kind == edits.LegalReference {
			grounds.texts = append(grounds.texts, rewritten{path(v.Place, "legal_basis", ""), lines(v.Old), lines(v.New), r.at(v.OldPos, v.NewPos)})
		}
	}
	for _, t := range c.Conditions {
		conditions.texts = append(conditions.texts, rewritten{path(t.Place, t.Key, ""), t.Old, t.New, r.at(t.OldPos, t.NewPos)})
	}
	for _, t := range c.Texts {
		texts.texts = append(texts.texts, rewritten{path(t.Place, t.Key, t.Lang), t.Old, t.New, r.at(t.OldPos, t.NewPos)})
	}
	var out []list
	for _, l := range []list{grounds, conditions, texts} {
		if l.texts != nil {
			out = append(out, l)
		}
	}
	return out
}

// lines puts each of several references on a line.
func lines(references string) string { return strings.ReplaceAll(references, "; ", "\n") }

// at says where a text stands in the file, or in both files.
func (r *Report) at(old, new diag.Pos) string {
	was, is := place(r.Comparison.Old, old), place(r.Comparison.New, new)
	if was == is {
		return is
	}
	return was + " → " + is
}

func place(set *criteria.Set, pos diag.Pos) string { return fmt.Sprintf("%s:%d", set.File, pos.Line) }

// path returns the path of a key in the file, with the ids of the parts that it is in.
func path(p edits.Place, key, lang string) string {
	var out []string
	switch p.Kind {
	case edits.PartSet:
	case edits.PartOption:
		out = []string{"questions", p.Owner, "options", p.ID}
	case edits.PartItem:
		out = []string{"outcomes", p.Owner, "items", p.ID}
	default:
		plural := map[edits.PartKind]string{
			edits.PartQuestion: "questions", edits.PartCriterion: "criteria", edits.PartOutcome: "outcomes",
			edits.PartText: "texts", edits.PartConstant: "constants", edits.PartDefinition: "definitions",
		}
		out = []string{plural[p.Kind], p.ID}
	}
	if p.Kind != edits.PartText && p.Kind != edits.PartDefinition {
		out = append(out, strings.Split(key, ".")...)
	}
	if lang != "" {
		out = append(out, lang)
	}
	return strings.Join(out, ".")
}
