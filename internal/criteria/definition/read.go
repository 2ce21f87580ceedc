package definition

import (
	"fmt"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/slug"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/condition"
	"baken.example/baken/internal/criteria/condition/tokens"
	"baken.example/baken/internal/criteria/definition/document"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/named"
)

// Bounds of a set, far above the size of one that can be answered or reviewed.
const (
	MaxQuestions   = 200
	MaxOptions     = 30
	MaxCriteria    = 200
	MaxDefinitions = 200
	MaxOutcomes    = 200
	MaxID          = tokens.MaxID
)

// reader converts a document to a set.
type reader struct {
	set       *criteria.Set
	doc       document.File
	languages []string
	list      diag.List
	// named are the named values of the site; they may be nil.
	named *named.Values
	// conditions reads the conditions. It knows which parts couldn't be read.
	conditions condition.Reader
	// incomplete reports whether an outcome has no valid id, which suppresses findings about
	// unknown names.
	incomplete bool
}

func (r *reader) add(at diag.Pos, code diag.Code, hint, format string, args ...any) {
	r.list.Add(r.set.File, at, code, hint, format, args...)
}

// read fills the set: first the named elements, then the conditions and examples that refer to
// them.
func (r *reader) read() {
	d, s := &r.doc, r.set
	s.ID, s.ValidFrom, s.ValidTo, s.LastDay = d.ID, d.ValidFrom.V, d.ValidTo.V, d.ValidTo.Pos
	if id := d.ID; id.IsSet() && (!slug.Is(id.V) || slug.IsReserved(id.V) || id.V == "schema") {
		r.add(id.Pos, diag.CriteriaID, "use a-z, 0-9 and -", "%q can't be the id of a set%s", id.V, suggestSetID(id.V))
	}
	s.Title = r.localized("title", d.ID.Pos, d.Title)
	s.Basis = r.basis(d.ID.Pos, &d.LegalBasis)
	r.note()
	if d.License.IsSet() {
		s.License = content.CheckLicense(s.File, d.License, &r.list)
	}
	r.texts()
	r.questions()
	r.constants()
	r.names()
	r.criteria()
	r.outcomes()
	r.values()
	small := r.atMost(len(d.Definitions), MaxDefinitions, "definitions")
	small = r.atMost(len(d.Questions), MaxQuestions, "questions") && small
	small = r.atMost(len(d.Criteria), MaxCriteria, "criteria") && small
	small = r.atMost(len(d.Outcomes), MaxOutcomes, "outcomes") && small
	small = r.atMost(len(d.Constants), MaxDefinitions, "constants") && small
	if small {
		r.intervals()
		r.readConditions()
		r.examples()
	}
}

func (r *reader) atMost(n, most int, what string) bool {
	if n > most {
		r.add(r.doc.ID.Pos, diag.CriteriaSize, "divide it into sets", "the set has %d %s; %d is the most", n, what, most)
	}
	return n <= most
}

func (r *reader) texts() {
	var ids names
	for _, d := range r.doc.Texts {
		r.id(&ids, d.Key, "a text")
		r.set.Texts = append(r.set.Texts, criteria.Text{ID: d.Key, Body: r.localized("texts."+d.Key.V, d.Key.Pos, d.Value)})
	}
}

func (r *reader) questions() {
	var ids names
	r.conditions.Unread.Questions = len(r.doc.Questions) == 0
	r.conditions.Unread.Options, r.conditions.Unread.Types, r.conditions.Kinds = map[int]bool{}, map[int]bool{}, map[int]criteria.Kind{}
	for i, d := range r.doc.Questions {
		r.conditions.Unread.Questions = !r.id(&ids, d.ID, question) || r.conditions.Unread.Questions
		q := criteria.Question{
			ID: d.ID, Many: d.Type == document.Many,
			Text: r.localized("text", d.ID.Pos, d.Text), Hint: r.localized("hint", d.ID.Pos, d.Hint), Why: r.localized("why", d.ID.Pos, d.Why),
			Short: r.localized("short", d.ID.Pos, d.Short), Error: r.localized("error", d.ID.Pos, d.Error),
			Basis: r.basis(d.ID.Pos, &d.LegalBasis), Scale: r.scale(&d), Unit: r.localized("unit", d.ID.Pos, d.Unit),
		}
		r.conditions.Unread.Types[i] = d.Type == document.InvalidType
		if kind, ok := kinds[d.Type]; ok {
			r.conditions.Kinds[i] = kind
			r.unsure(i, &q, r.ungrouped(&q, d.Options))
			r.conditions.Unread.Options[i] = r.conditions.Unread.Options[i] || q.Scale == nil
		} else {
			r.options(i, &q, r.ungrouped(&q, d.Options))
		}
		r.set.Questions = append(r.set.Questions, q)
	}
}

func (r *reader) options(question int, q *criteria.Question, options []document.Option) {
	var ids names
	switch {
	case len(options) == 0:
		r.conditions.Unread.Options[question] = true
		if q.ID.IsSet() && !r.conditions.Unread.Types[question] {
			r.add(q.ID.Pos, diag.YAMLMissingKey, "add a line options: …, or say with type: which kind of value is the answer", "options is missing in the question %q", q.ID.V)
		}
	case len(options) == 1:
		r.add(options[0].ID.Pos, diag.YAMLValue, "add another option, such as one for those who don't know",
			"the question %q has one option, so there is nothing to choose", q.ID.V)
	case len(options) > MaxOptions:
		r.add(q.ID.Pos, diag.CriteriaSize, "take related options together, and ask further",
			"the question %q has %d options, and nobody reads more than %d", q.ID.V, len(options), MaxOptions)
	}
	for _, d := range options {
		if !r.id(&ids, d.ID, "an option") {
			r.conditions.Unread.Options[question] = true
		}
		if d.Exclusive.V && !q.Many && !r.conditions.Unread.Types[question] {
			r.add(d.Exclusive.Pos, diag.YAMLValue, "take the key out, or write type: many with the question",
				"exclusive says nothing here: of this question one option can be chosen")
		}
		q.Options = append(q.Options, r.option(&d, q.Many))
	}
	r.decisive(q)
}

// decisive reports a question that decides nothing, whatever the answer.
func (r *reader) decisive(q *criteria.Question) {
	if len(q.Options) > 0 && !slices.ContainsFunc(q.Options, func(o criteria.Option) bool { return !o.Unsure }) {
		r.add(q.Options[0].ID.Pos, diag.YAMLValue, "add options for those who do", "every option of the question %q is for those who don't know", q.ID.V)
	}
}

// option reads an option. One for those who don't know excludes the others.
func (r *reader) option(d *document.Option, many bool) criteria.Option {
	return criteria.Option{
		ID: d.ID, Exclusive: d.Exclusive.V || many && d.Unsure.V, Unsure: d.Unsure.V,
		Label: r.localized("label", d.ID.Pos, d.Label), Hint: r.localized("hint", d.ID.Pos, d.Hint),
		Short: r.localized("short", d.ID.Pos, d.Short), Guidance: r.localized("guidance", d.ID.Pos, d.Guidance),
	}
}

// unsure reads the option of a question of type number, money or date for readers who don't know.
func (r *reader) unsure(question int, q *criteria.Question, options []document.Option) {
	var ids names
	for i, d := range options {
		if !r.id(&ids, d.ID, "an option") {
			r.conditions.Unread.Options[question] = true
		}
		if !d.Unsure.V {
			r.add(d.ID.Pos, diag.YAMLValue, "add unsure: true if it is for those who don't know, or take it out",
				"the answer to %q is a value, so an option can only be for those who don't know it", q.ID.V)
		} else if i > 0 {
			r.add(d.ID.Pos, diag.YAMLValue, "keep one of them", "the question %q has two options for those who don't know", q.ID.V)
		}
		if d.Exclusive.V {
			r.add(d.Exclusive.Pos, diag.YAMLValue, "take the key out", "exclusive says nothing here: of this question one option can be chosen")
		}
		q.Options = append(q.Options, r.option(&d, false))
	}
}

func (r *reader) criteria() {
	var ids names
	r.conditions.Unread.Criteria = len(r.doc.Criteria) == 0
	for _, d := range r.doc.Criteria {
		r.conditions.Unread.Criteria = !r.id(&ids, d.ID, "a criterion") || r.conditions.Unread.Criteria
		c := criteria.Criterion{
			ID: d.ID, Title: r.localized("title", d.ID.Pos, d.Title), Advice: map[criteria.Verdict]content.Localized{},
			Guidance: r.localized("guidance", d.ID.Pos, d.Guidance), Basis: r.basis(d.ID.Pos, &d.LegalBasis),
		}
		for _, a := range []struct {
			verdict criteria.Verdict
			text    content.Localized
		}{{criteria.Met, d.Advice.Met}, {criteria.Unmet, d.Advice.Unmet}, {criteria.Open, d.Advice.Open}} {
			if text := r.localized("advice."+a.verdict.String(), d.ID.Pos, a.text); text != nil {
				c.Advice[a.verdict] = text
			}
		}
		r.set.Criteria = append(r.set.Criteria, c)
	}
}

func (r *reader) outcomes() {
	var ids names
	r.incomplete = len(r.doc.Outcomes) == 0
	for _, d := range r.doc.Outcomes {
		r.incomplete = !r.id(&ids, d.ID, "an outcome") || r.incomplete
		o := criteria.Outcome{
			ID: d.ID, Title: r.localized("title", d.ID.Pos, d.Title), Body: r.localized("body", d.ID.Pos, d.Body),
			Basis: r.basis(d.ID.Pos, &d.LegalBasis), Final: d.Final.V,
		}
		var items names
		for _, item := range d.Items {
			r.id(&items, item.ID, "an item")
			o.Items = append(o.Items, criteria.Item{ID: item.ID, Text: r.localized("text", item.ID.Pos, item.Text)})
		}
		r.set.Outcomes = append(r.set.Outcomes, o)
	}
	r.ends()
}

// ends reads whom the set is for. It reports final outcomes behind ones that aren't: these don't
// end the questions before the others are settled.
func (r *reader) ends() {
	if id := r.doc.Applies.Otherwise; id.IsSet() {
		r.set.Otherwise = r.set.Outcome(id.V)
		if r.set.Otherwise < 0 {
			r.set.Otherwise = 0
			if !r.incomplete {
				ids := r.set.OutcomeIDs()
				r.add(id.Pos, diag.CriteriaReference, "the outcomes are "+diag.ListNames(ids), "there is no outcome %q%s", id.V, diag.DidYouMean(id.V, ids))
			}
		}
	}
	open := ""
	for i, d := range r.doc.Outcomes {
		if !d.Final.V {
			open = d.ID.V
		} else if open != "" {
			r.add(d.Final.Pos, diag.CriteriaFinal, "move it above the outcomes that aren't final, if the law allows that order",
				"the outcome %q waits until it is settled that %q isn't reached, so it may end the questions late", r.set.Outcomes[i].ID.V, open)
		}
	}
}

// readConditions reads the conditions: those of questions, criteria and outcomes may refer to
// definitions, and those of outcomes to criteria.
func (r *reader) readConditions() {
	s, c := r.set, &r.conditions
	all := condition.Scope{Questions: len(s.Questions)}
	for i, d := range r.doc.Definitions {
		c.Define(i, text(d.Value), all)
		all.Definitions++
	}
	for i, d := range r.doc.Questions {
		s.Questions[i].Ask = c.Read(text(d.Ask), condition.Scope{Questions: i, Definitions: all.Definitions})
	}
	for i, d := range r.doc.Criteria {
		to := &s.Criteria[i]
		to.Applies, to.Met = c.Read(text(d.Applies), all), c.Read(text(d.Met), all)
		if to.Otherwise = strings.TrimSpace(string(d.Unmet.V)) == "otherwise"; to.Otherwise {
			to.Unmet = c.Otherwise(text(d.Unmet), to.Met)
		} else {
			to.Unmet = c.Read(text(d.Unmet), all)
		}
	}
	s.Applies = c.Read(text(r.doc.Applies.When), all)
	all.Verdicts = true
	for i, d := range r.doc.Outcomes {
		s.Outcomes[i].When = c.Read(text(d.When), all)
		for j, item := range d.Items {
			s.Outcomes[i].Items[j].When = c.Read(text(item.When), all)
		}
	}
	c.Unused()
}

// text returns the text of a condition.
func text(d document.Condition) content.Text {
	return content.Text{V: string(d.V), Pos: d.Pos}
}

// localized returns a text without surrounding white space, or nil if it is missing. It reports the
// languages of the site that the text lacks.
func (r *reader) localized(key string, at diag.Pos, l content.Localized) content.Localized {
	for code, t := range l {
		if t.IsSet() {
			at = diag.Pos{} // The text has a place of its own.
		}
		t.V = strings.TrimSpace(t.V)
		l[code] = t
	}
	content.CheckLocalized(r.set.File, key, at, l, r.languages, &r.list)
	return l
}

// names maps the ids of one kind of element to their lines.
type names map[string]int

// id reports whether an id is valid and new among seen. If not it adds a finding.
func (r *reader) id(seen *names, id content.Text, what string) bool {
	if *seen == nil {
		*seen = names{}
	}
	first := (*seen)[id.V]
	switch {
	case !id.IsSet(): // The decoder has reported it.
		return false
	case first > 0:
		r.add(id.Pos, diag.CriteriaID, "give each an id of its own", "%q is the id of %s already, on line %d", id.V, what, first)
		return false
	case slices.Contains(tokens.Words(), id.V):
		r.add(id.Pos, diag.CriteriaID, "choose another word", "%q can't be an id: it means something in conditions", id.V)
	case slices.Contains(tokens.Reserved(), id.V) && (what == question || what == aDefinition || what == aConstant):
		r.add(id.Pos, diag.CriteriaID, "choose another word", "%q can't be an id: it means something in conditions", id.V)
		return false
	case !tokens.IsName(id.V):
		r.add(id.Pos, diag.CriteriaID, fmt.Sprintf("use a-z, 0-9 and _, %d of them at most, and begin with a letter", MaxID),
			"%q can't be the id of %s%s", id.V, what, suggestID(id.V))
	}
	(*seen)[id.V] = id.Line
	return tokens.IsName(id.V) && !slices.Contains(tokens.Words(), id.V)
}

// suggestSetID and suggestID return a suggestion for an invalid id, as the end of a message.
func suggestSetID(written string) string {
	if id := slug.Of(written); id != "" && id != written {
		return fmt.Sprintf("; did you mean %q?", id)
	}
	return ""
}

func suggestID(written string) string {
	if id := strings.ReplaceAll(slug.Of(written), "-", "_"); tokens.IsName(id) && !slices.Contains(tokens.Words(), id) {
		return fmt.Sprintf("; did you mean %q?", id)
	}
	return ""
}
