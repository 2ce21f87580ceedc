package edits

import (
	"maps"
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// TextChange is a text, or the text of a condition, that differs.
type TextChange struct {
	Place
	// Key is the key in the file: title, text, hint, short, error, why, label, heading, guidance,
	// body, legal_basis, advice.met; of conditions ask, applies, met, unmet, when, definition.
	Key string
	// Lang is the language; empty for conditions.
	Lang string
	// Old and New are the texts, as they are written; empty where there is none.
	Old, New string
	// OldPos and NewPos are their positions in the files, or those of the part where there is none.
	OldPos, NewPos diag.Pos
}

// languages returns the languages of texts, sorted.
func languages(all ...content.Localized) []string {
	seen := map[string]bool{}
	for _, l := range all {
		for lang := range l {
			seen[lang] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// texts finds the texts and the conditions that differ.
func (c *comparison) texts() {
	set := at{c, Place{PartSet, "", c.New.ID.V}, c.Old.ID.Pos, c.New.ID.Pos}
	set.text("title", c.Old.Title, c.New.Title)
	set.text("legal_basis", c.Old.LegalBasis, c.New.LegalBasis)
	set.condition("applies", c.Old.Applies, c.New.Applies)
	for i := range c.New.Texts {
		n := &c.New.Texts[i]
		if o := c.Old.Text(n.ID.V); o >= 0 {
			at{c, Place{PartText, "", n.ID.V}, c.Old.Texts[o].ID.Pos, n.ID.Pos}.text("text", c.Old.Texts[o].Body, n.Body)
		}
	}
	for i := range c.New.Definitions {
		n := &c.New.Definitions[i]
		if o := c.Old.Definition(n.ID.V); o >= 0 {
			old := &c.Old.Definitions[o]
			at{c, Place{PartDefinition, "", n.ID.V}, old.ID.Pos, n.ID.Pos}.condition("definition", old.Condition, n.Condition)
		}
	}
	for i := range c.New.Questions {
		if o := c.Old.Question(c.New.Questions[i].ID.V); o >= 0 {
			c.questionTexts(&c.Old.Questions[o], &c.New.Questions[i])
		}
	}
	for i := range c.New.Criteria {
		n := &c.New.Criteria[i]
		o := c.Old.Criterion(n.ID.V)
		if o < 0 {
			continue
		}
		old := &c.Old.Criteria[o]
		a := at{c, Place{PartCriterion, "", n.ID.V}, old.ID.Pos, n.ID.Pos}
		a.text("title", old.Title, n.Title)
		a.text("guidance", old.Guidance, n.Guidance)
		a.text("legal_basis", old.LegalBasis, n.LegalBasis)
		for _, v := range criteria.Verdicts() {
			a.text("advice."+v.String(), old.Advice[v], n.Advice[v])
		}
		a.condition("applies", old.Applies, n.Applies)
		a.condition("met", old.Met, n.Met)
		a.condition("unmet", old.Unmet, n.Unmet)
	}
	for i := range c.New.Outcomes {
		if o := c.Old.Outcome(c.New.Outcomes[i].ID.V); o >= 0 {
			c.outcomeTexts(&c.Old.Outcomes[o], &c.New.Outcomes[i])
		}
	}
}

func (c *comparison) questionTexts(old, n *criteria.Question) {
	a := at{c, Place{PartQuestion, "", n.ID.V}, old.ID.Pos, n.ID.Pos}
	a.text("text", old.Text, n.Text)
	a.text("hint", old.Hint, n.Hint)
	a.text("short", old.Short, n.Short)
	a.text("error", old.Error, n.Error)
	a.text("why", old.Why, n.Why)
	a.text("legal_basis", old.LegalBasis, n.LegalBasis)
	a.condition("ask", old.Ask, n.Ask)
	for i := range n.Options {
		now := &n.Options[i]
		o := old.Option(now.ID.V)
		if o < 0 {
			continue
		}
		was := &old.Options[o]
		b := at{c, Place{PartOption, n.ID.V, now.ID.V}, was.ID.Pos, now.ID.Pos}
		if old.HasLabel(o) || n.HasLabel(i) {
			b.text("label", was.Label, now.Label)
		}
		b.text("hint", was.Hint, now.Hint)
		b.text("short", was.Short, now.Short)
		b.text("guidance", was.Guidance, now.Guidance)
		b.text("heading", heading(old, o), heading(n, i))
	}
}

// heading returns the heading of the group that an option is the first of.
func heading(q *criteria.Question, option int) content.Localized {
	for _, g := range q.Groups {
		if g.First == option {
			return g.Heading
		}
	}
	return nil
}

func (c *comparison) outcomeTexts(old, n *criteria.Outcome) {
	a := at{c, Place{PartOutcome, "", n.ID.V}, old.ID.Pos, n.ID.Pos}
	a.text("title", old.Title, n.Title)
	a.text("body", old.Body, n.Body)
	a.text("legal_basis", old.LegalBasis, n.LegalBasis)
	a.condition("when", old.When, n.When)
	for i := range n.Items {
		now := &n.Items[i]
		if o := old.Item(now.ID.V); o >= 0 {
			was := &old.Items[o]
			b := at{c, Place{PartItem, n.ID.V, now.ID.V}, was.ID.Pos, now.ID.Pos}
			b.text("text", was.Text, now.Text)
			b.condition("when", was.When, now.When)
		}
	}
}

// at adds the differences of a part.
type at struct {
	*comparison
	place    Place
	old, new diag.Pos
}

func (a at) text(key string, old, new content.Localized) {
	for _, lang := range languages(old, new) {
		was, now := written(a.Old, old[lang]), written(a.New, new[lang])
		if was != now {
			a.Texts = append(a.Texts, TextChange{a.place, key, lang, was, now, position(old[lang], a.old), position(new[lang], a.new)})
		}
	}
}

// written returns a text with the directives of values, as the file has it.
func written(s *criteria.Set, t content.Text) string {
	if in, ok := s.Inserted[t]; ok {
		return in.Written
	}
	return t.V
}

func (a at) condition(key string, old, new *criteria.Condition) {
	var was, now content.Text
	if old != nil {
		was = old.Source
	}
	if new != nil {
		now = new.Source
	}
	if was.V != now.V {
		a.Conditions = append(a.Conditions, TextChange{a.place, key, "", was.V, now.V, position(was, a.old), position(now, a.new)})
	}
}

func position(t content.Text, otherwise diag.Pos) diag.Pos {
	if t.IsSet() {
		return t.Pos
	}
	return otherwise
}
