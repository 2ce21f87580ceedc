package criteriatest

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser/lexer"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// Mutant is a set with one change in one condition.
type Mutant struct {
	// What describes the change and its place.
	What string
	YAML []byte
}

// Mutants returns the sets that differ from a set, read from src, in one literal, one operator, one
// number, one constant, one name of a definition or one option of a list in one condition, or in
// one unsure or final option.
func Mutants(set *criteria.Set, src []byte) ([]Mutant, error) {
	var out []Mutant
	for _, c := range conditions(set) {
		tokens, err := lexer.Lex(file.NewSource(c.Source.V))
		if err != nil {
			return nil, err
		}
		m := mutation{set: set, src: src, condition: c, tokens: tokens}
		for i := range tokens {
			m.at(i)
		}
		out = append(out, m.mutants...)
	}
	return append(out, withoutKeys(src)...), nil
}

// withoutKeys returns the sets that lack one key: the end of the questions, or the mark of an
// answer of readers who don't know.
func withoutKeys(src []byte) []Mutant {
	var out []Mutant
	for _, key := range []string{"\n    final: true", ", unsure: true"} {
		for from := 0; ; {
			i := bytes.Index(src[from:], []byte(key))
			if i < 0 {
				break
			}
			i += from
			from = i + len(key)
			line := 1 + bytes.Count(src[:from], []byte("\n"))
			out = append(out, Mutant{
				What: fmt.Sprintf("%d: without %q", line, strings.Trim(key, "\n ,")),
				YAML: slices.Concat(src[:i], src[from:]),
			})
		}
	}
	return out
}

func conditions(set *criteria.Set) []*criteria.Condition {
	var all []*criteria.Condition
	for _, d := range set.Definitions {
		all = append(all, d.Condition)
	}
	for i := range set.Questions {
		all = append(all, set.Questions[i].Ask)
	}
	all = append(all, set.Applies)
	for _, c := range set.Criteria {
		all = append(all, c.Applies, c.Met)
		if !c.Otherwise {
			all = append(all, c.Unmet)
		}
	}
	for _, o := range set.Outcomes {
		all = append(all, o.When)
		for _, item := range o.Items {
			all = append(all, item.When)
		}
	}
	return slices.DeleteFunc(all, func(c *criteria.Condition) bool { return c == nil })
}

// mutation generates the mutants of one condition.
type mutation struct {
	set       *criteria.Set
	src       []byte
	condition *criteria.Condition
	tokens    []lexer.Token
	mutants   []Mutant
}

func (m *mutation) at(i int) {
	t := m.tokens[i]
	switch {
	case t.Kind == lexer.String:
		for _, other := range m.alternatives(i) {
			m.replace(i, i, `"`+other+`"`)
		}
		// Remove one of several options of a list.
		if before, after := m.is(i-1, ","), m.is(i+1, ","); after {
			m.replace(i, i+1, "")
		} else if before {
			m.replace(i-1, i, "")
		}
	case t.Kind == lexer.Number:
		for _, step := range []int{-1, 1} {
			if n, err := strconv.Atoi(t.Value); err == nil {
				m.replace(i, i, strconv.Itoa(n+step))
			}
		}
	case t.Kind == lexer.Identifier && m.set.Constant(t.Value) >= 0:
		m.constant(i)
	case t.Kind == lexer.Identifier && m.set.Definition(t.Value) >= 0:
		m.replace(i, i, "not "+t.Value)
	case slices.Contains([]string{"<", "<=", ">", ">="}, t.Value) && t.Kind == lexer.Operator:
		m.replace(i, i, map[string]string{"<": "<=", "<=": "<", ">": ">=", ">=": ">"}[t.Value])
	case m.is(i, "=="):
		m.replace(i, i, "!=")
	case m.is(i, "!="):
		m.replace(i, i, "==")
	case m.is(i, "and"):
		m.replace(i, i, "or")
	case m.is(i, "or"):
		m.replace(i, i, "and")
	case m.is(i, "in") && m.is(i-1, "not"):
		m.replace(i-1, i, "in")
	case m.is(i, "in"):
		m.replace(i, i, "not in")
	case m.is(i, "not") && !m.is(i+1, "in"):
		m.replace(i, i, "")
	}
}

// constant replaces a constant by the values one step beside it.
func (m *mutation) constant(i int) {
	v := m.set.Constants[m.set.Constant(m.tokens[i].Value)].Value
	subject := i - 2 // question >= constant
	if q := m.set.Question(m.tokens[subject].Value); q >= 0 {
		s := m.set.Questions[q].Scale
		if v.Kind != criteria.Day {
			v.Units, _ = v.Rescale(s.Decimals)
		}
		for _, step := range []int64{-s.Step, s.Step} {
			text := s.Value(v.Units + step).String()
			if s.Kind == criteria.Day {
				text = `"` + text + `"`
			}
			m.replace(i, i, text)
		}
		return
	}
	for _, step := range []int64{-1, 1} { // count(…) >= constant
		m.replace(i, i, strconv.FormatInt(v.Units+step, 10))
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
		for !m.is(subject, "in") {
			subject--
		}
		if subject--; m.is(subject, "not") {
			subject--
		}
	}
	var all []string
	if m.is(subject-1, ".") {
		for _, v := range criteria.Verdicts() {
			all = append(all, v.String())
		}
	} else {
		for _, o := range m.set.Questions[m.set.Question(m.tokens[subject].Value)].Options {
			all = append(all, o.ID.V)
		}
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == m.tokens[i].Value })
}

// replace adds a mutant in which text replaces the tokens from first to last.
func (m *mutation) replace(first, last int, text string) {
	from, to := m.offset(m.tokens[first].From), m.offset(m.tokens[last].To)
	pos := m.set.PosIn(m.condition.Source, len(string([]rune(m.condition.Source.V)[:m.tokens[first].From])))
	m.mutants = append(m.mutants, Mutant{
		What: fmt.Sprintf("%d:%d: %q instead of %q", pos.Line, pos.Column, text, m.src[from:to]),
		YAML: slices.Concat(m.src[:from], []byte(text), m.src[to:]),
	})
}

// offset returns the byte offset in the source of a code point of the condition.
func (m *mutation) offset(point int) int {
	text := []rune(m.condition.Source.V)
	if point == len(text) {
		return m.offset(point-1) + len(string(text[point-1:]))
	}
	return offset(m.src, m.set.PosIn(m.condition.Source, len(string(text[:point]))))
}

func offset(src []byte, pos diag.Pos) int {
	at := 0
	for range pos.Line - 1 {
		at += bytes.IndexByte(src[at:], '\n') + 1
	}
	for range pos.Column - 1 {
		at += len(string([]rune(string(src[at:min(at+4, len(src))]))[:1]))
	}
	return at
}
