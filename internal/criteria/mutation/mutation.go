// Package mutation makes the mutants of a criteria set: sets with one small change in a condition,
// as an editor might write by mistake. An example kills a mutant if it fails there; the mutants
// that the examples of a set don't kill are changes which nobody would notice.
//
// A mutant differs in one option, verdict or value of a comparison, one operator, one number, one
// name of a definition or one option of a list, in the and or or between the parts of a condition,
// or in the mark of one option for readers who don't know or of one final outcome. A value moves by
// one step of its question.
package mutation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser/lexer"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// Kind is a kind of conditions, or of marks that a mutant lacks.
type Kind uint8

// The kinds, in the order in which sets have them.
const (
	Definition Kind = iota
	Ask
	SetApplies
	Applies
	Met
	Unmet
	When
	Item
	Unsure
	Final
)

// Place is a condition or a mark of a set: Index is that of its definition, question, criterion or
// outcome, Part that of the item or the option.
type Place struct {
	Kind        Kind
	Index, Part int
}

// Mutant is a change of a set.
type Mutant struct {
	Place
	// Pos is the position of the change in the file.
	Pos diag.Pos
	// Was is replaced by Is; both are empty if a mark is left out.
	Was, Is string
	// Text is the condition with the change.
	Text string
	// edits are the changes of the condition's text.
	edits []edit
}

// edit is a change of a range of a text, in runes.
type edit struct {
	from, to int
	text     string
}

// String describes the change and its place.
func (m *Mutant) String() string {
	switch m.Kind {
	case Unsure, Final:
		return fmt.Sprintf("%d: without %s", m.Pos.Line, [...]string{Unsure: "unsure", Final: "final"}[m.Kind])
	}
	return fmt.Sprintf("%d:%d: %s instead of %s", m.Pos.Line, m.Pos.Column, quoted(m.Is), quoted(m.Was))
}

// quoted puts quotation marks around a text that has none.
func quoted(text string) string {
	if strings.Contains(text, `"`) {
		return text
	}
	return `"` + text + `"`
}

// Conditions returns the conditions that a set is written with, by their places, in the order of
// [Kind] and of the set.
func Conditions(set *criteria.Set) (places []Place, conditions []*criteria.Condition) {
	add := func(c *criteria.Condition, kind Kind, index, part int) {
		if c != nil {
			places, conditions = append(places, Place{kind, index, part}), append(conditions, c)
		}
	}
	for i, d := range set.Definitions {
		add(d.Condition, Definition, i, 0)
	}
	for i, q := range set.Questions {
		add(q.Ask, Ask, i, 0)
	}
	add(set.Applies, SetApplies, 0, 0)
	for i, c := range set.Criteria {
		add(c.Applies, Applies, i, 0)
		add(c.Met, Met, i, 0)
		if !c.Otherwise {
			add(c.Unmet, Unmet, i, 0)
		}
	}
	for i, o := range set.Outcomes {
		add(o.When, When, i, 0)
		for j, item := range o.Items {
			add(item.When, Item, i, j)
		}
	}
	return places, conditions
}

// maxText bounds the conditions of all mutants of a set together, in bytes: it takes time and
// memory to read them, which grow with the square of a long condition. Those of a set of ordinary
// size have less than a tenth.
const maxText = 1 << 20

// All returns the mutants of a set, and the number of those that are left out as their conditions
// are too long together. Some may be no sets: their condition isn't valid.
func All(set *criteria.Set) (out []Mutant, left int, err error) {
	places, conditions := Conditions(set)
	all, size := 0, 0
	for _, c := range conditions {
		all += len(c.Source.V)
	}
	for i, c := range conditions {
		tokens, err := lexer.Lex(file.NewSource(c.Source.V))
		if err != nil {
			return nil, 0, err
		}
		cost := len(c.Source.V)
		if places[i].Kind == Definition {
			cost = all // All conditions are read again.
		}
		m := mutation{set: set, place: places[i], condition: c, text: []rune(c.Source.V), tokens: tokens, room: (maxText - size) / max(cost, 1)}
		for t := range tokens {
			m.at(t)
		}
		m.levels()
		out, left = append(out, m.mutants...), left+m.left
		size += cost * len(m.mutants)
	}
	for q := range set.Questions {
		for o, option := range set.Questions[q].Options {
			if option.Unsure {
				out = append(out, Mutant{Place: Place{Unsure, q, o}, Pos: option.ID.Pos})
			}
		}
	}
	for o, outcome := range set.Outcomes {
		if outcome.Final {
			out = append(out, Mutant{Place: Place{Kind: Final, Index: o}, Pos: outcome.ID.Pos})
		}
	}
	return out, left, nil
}

// mutation generates the mutants of one condition.
type mutation struct {
	set       *criteria.Set
	place     Place
	condition *criteria.Condition
	text      []rune
	tokens    []lexer.Token
	mutants   []Mutant
	// room is the number of mutants that there is room for, left that of the others.
	room, left int
}

func (m *mutation) at(i int) {
	t := m.tokens[i]
	switch {
	case (t.Kind == lexer.String || t.Kind == lexer.Number) && m.value(i):
	case t.Kind == lexer.String:
		m.literal(i)
	case t.Kind == lexer.Number || t.Kind == lexer.Identifier && m.set.Constant(t.Value) >= 0:
		m.number(i)
	case t.Kind == lexer.Identifier && m.set.Definition(t.Value) >= 0:
		m.replace(i, i, "not "+t.Value)
	case t.Kind != lexer.Operator:
	case opposites[t.Value] != "":
		m.replace(i, i, opposites[t.Value])
	case m.is(i, "in") && m.is(i-1, "not"):
		m.replace(i-1, i, "in")
	case m.is(i, "in"):
		m.replace(i, i, "not in")
	case m.is(i, "not") && !m.is(i+1, "in"):
		m.replace(i, i, "")
	}
}

// opposites are the operators that replace others.
var opposites = map[string]string{
	"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "and": "or", "or": "and",
}

// levels replaces all operators between two brackets: one and alone that becomes or stands beside
// the others, which conditions don't allow.
func (m *mutation) levels() {
	open := [][]edit{nil}
	end := func() {
		last := len(open) - 1
		if edits := open[last]; len(edits) > 1 {
			m.change(edits, string(m.text[edits[0].from:edits[0].to]), edits[0].text)
		}
		open[last] = nil
	}
	for i, t := range m.tokens {
		switch {
		case t.Kind == lexer.Bracket && strings.Contains("([{", t.Value):
			open = append(open, nil)
		case t.Kind == lexer.Bracket && len(open) > 1:
			end()
			open = open[:len(open)-1]
		case m.is(i, ","):
			end()
		case m.is(i, "and") || m.is(i, "or"):
			last := len(open) - 1
			open[last] = append(open[last], edit{t.From, t.To, opposites[t.Value]})
		}
	}
	end()
}

// value moves a value, or a constant, that a question is compared with by one step. It reports
// whether it is one.
func (m *mutation) value(i int) bool {
	q := m.subject(i)
	if q < 0 || m.set.Questions[q].Scale == nil {
		return false
	}
	s := m.set.Questions[q].Scale
	v, ok := criteria.ParseValue(m.tokens[i].Value)
	if c := m.set.Constant(m.tokens[i].Value); c >= 0 && m.tokens[i].Kind == lexer.Identifier {
		v, ok = m.set.Constants[c].Value, true
	}
	if !ok {
		return false
	}
	units := v.Units
	if v.Kind != criteria.Day {
		if units, ok = v.Rescale(s.Decimals); !ok {
			return false
		}
	}
	for _, step := range []int64{-s.Step, s.Step} {
		text := s.Value(units + step).Short()
		if s.Kind == criteria.Day {
			text = `"` + text + `"`
		}
		m.replace(i, i, text)
	}
	return true
}

// subject returns the question that the value at a token is compared with, or -1.
func (m *mutation) subject(i int) int {
	if i < 2 || m.tokens[i-1].Kind != lexer.Operator || !slices.Contains([]string{"<", "<=", ">", ">=", "==", "!="}, m.tokens[i-1].Value) {
		return -1
	}
	return m.set.Question(m.tokens[i-2].Value)
}

// number changes the number that a count is compared with by one.
func (m *mutation) number(i int) {
	t := m.tokens[i]
	if t.Kind == lexer.Identifier && m.value(i) {
		return
	}
	v, ok := criteria.ParseValue(t.Value)
	if t.Kind == lexer.Identifier {
		v, ok = m.set.Constants[m.set.Constant(t.Value)].Value, true
	}
	n, whole := v.Rescale(0)
	if !ok || !whole {
		return
	}
	for _, step := range []int64{-1, 1} {
		m.replace(i, i, fmt.Sprint(n+step))
	}
}

// literal replaces an option or a verdict by the others, and takes it out of a list.
func (m *mutation) literal(i int) {
	for _, other := range m.alternatives(i) {
		m.replace(i, i, `"`+other+`"`)
	}
	if before, after := m.is(i-1, ","), m.is(i+1, ","); after {
		m.replace(i, i+1, "")
	} else if before {
		m.replace(i-1, i, "")
	}
}

func (m *mutation) is(i int, operator string) bool {
	return i >= 0 && i < len(m.tokens) && m.tokens[i].Is(lexer.Operator, operator)
}

// alternatives returns replacements for the literal at i: the other options of its question, or the
// other verdicts.
func (m *mutation) alternatives(i int) []string {
	subject := i - 2 // subject == "literal"
	switch {
	case m.is(i+1, "in"):
		subject = i + 2
	case m.is(i+1, "not"):
		subject = i + 3
	case !m.is(i-1, "==") && !m.is(i-1, "!="):
		for subject > 0 && !m.is(subject, "in") {
			subject--
		}
		if subject--; m.is(subject, "not") {
			subject--
		}
	}
	if subject < 0 || subject >= len(m.tokens) {
		return nil
	}
	var all []string
	if m.is(subject-1, ".") {
		for _, v := range criteria.Verdicts() {
			all = append(all, v.String())
		}
	} else if q := m.set.Question(m.tokens[subject].Value); q >= 0 {
		for o, option := range m.set.Questions[q].Options {
			if s := m.set.Questions[q].Scale; s == nil || o >= len(s.Intervals) {
				all = append(all, option.ID.V)
			}
		}
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == m.tokens[i].Value })
}

// replace adds a mutant in which text replaces the tokens from first to last.
func (m *mutation) replace(first, last int, text string) {
	from, to := m.tokens[first].From, m.tokens[last].To
	m.change([]edit{{from, to, text}}, string(m.text[from:to]), text)
}

func (m *mutation) change(edits []edit, was, is string) {
	if len(m.mutants) >= m.room {
		m.left++
		return
	}
	edits = slices.SortedFunc(slices.Values(edits), func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var text strings.Builder
	at := 0
	for _, e := range edits {
		text.WriteString(string(m.text[at:e.from]) + e.text)
		at = e.to
	}
	text.WriteString(string(m.text[at:]))
	m.mutants = append(m.mutants, Mutant{
		Place: m.place, Pos: m.set.PosIn(m.condition.Source, len(string(m.text[:edits[0].from]))),
		Was: was, Is: is, Text: text.String(), edits: edits,
	})
}
