package selector

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"baken.example/baken/internal/criteria/diagram"
	"baken.example/baken/internal/criteria/rails"
)

// FormID is the id of the form.
const FormID = "Check"

// ID returns the id of an option's input: the question in letters, the option in digits, as spreadsheets name
// cells. Ids differ by case (HTML, 3.2.6), and the anchors of headings have no capitals.
func ID(question, option int) string {
	letters := ""
	for n := question + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters + strconv.Itoa(option)
}

// writer writes functions as selectors.
type writer struct {
	*rails.Rails
	coverer *coverer
}

// selector returns the shortest of some ways to write a function, given that each of a list's selectors has
// suffix bytes more.
func (w *writer) selector(f diagram.Ref, suffix int) []string {
	switch f {
	case diagram.True:
		return []string{"*"}
	case diagram.False:
		return nil
	}
	needs, rest := w.split(f)
	negative := w.compounds(w.coverer.cover(w.Space.Diff(needs.is, rest), w.Space.Not(rest)))
	// (needs) and not (what else would make it false)
	out := []string{"#" + FormID + needs.text}
	if len(negative) > 0 {
		out[0] += ":not(" + strings.Join(negative, ",") + ")"
	}
	list := w.compounds(w.coverer.cover(f, f))
	for i := range list {
		list[i] = "#" + FormID + list[i]
	}
	cost := func(list []string) (n int) {
		for _, s := range list {
			n += len(s) + suffix + 1
		}
		return n
	}
	if cost(list) <= cost(out) {
		return list
	}
	return out
}

type needs struct {
	text string
	is   diagram.Ref
}

// split takes out of a function what it needs of each variable by itself. f is needs and rest.
func (w *writer) split(f diagram.Ref) (needs, diagram.Ref) {
	s := w.Space
	var literals cube
	is := diagram.True
	for _, v := range s.Support(f) {
		var values diagram.Values
		for value := range s.Arity(v) {
			if s.And(f, s.In(v, diagram.Of(value))) != diagram.False {
				values |= diagram.Of(value)
			}
		}
		if values != s.All(v) {
			literals = append(literals, literal{v, values})
			is = s.And(is, s.In(v, values))
		}
	}
	return needs{w.compound(literals), is}, f
}

func (w *writer) compounds(cubes []cube) []string {
	out := make([]string, len(cubes))
	for i, cu := range cubes {
		out[i] = w.compound(cu)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
	return out
}

// compound writes a cube as a compound selector without the form: what must be checked and what mustn't.
func (w *writer) compound(cu cube) string {
	var b strings.Builder
	var not []string
	for _, l := range cu {
		field := w.Form.Field(l.variable)
		switch {
		case field.Option >= 0 && l.values == diagram.Of(1):
			b.WriteString(has([]string{checked(field.Question, field.Option)}))
		case field.Option >= 0:
			not = append(not, checked(field.Question, field.Option))
		case l.values.Has(0):
			// Unanswered is allowed: it's the other options that mustn't be checked.
			not = append(not, w.options(field.Question, w.Space.All(l.variable)&^l.values)...)
		default:
			yes := has(w.options(field.Question, l.values))
			others := w.Space.All(l.variable) &^ l.values &^ 1
			any := has([]string{"[name=" + w.Set.Questions[field.Question].ID.V + "]:checked"})
			no := w.options(field.Question, others)
			if extra := len(strings.Join(no, ",")) + 1; len(any)+extra+len(":not(:has())") < len(yes) || others == 0 && len(any) < len(yes) {
				yes = any
				not = append(not, no...)
			}
			b.WriteString(yes)
		}
	}
	if len(not) > 0 {
		b.WriteString(":not(" + has(not) + ")")
	}
	return b.String()
}

// options are the checked inputs of a question's options, by the values of its variable.
func (w *writer) options(question int, values diagram.Values) (out []string) {
	for o := range w.Set.Questions[question].Options {
		if values.Has(o + 1) {
			out = append(out, checked(question, o))
		}
	}
	return out
}

func checked(question, option int) string { return "#" + ID(question, option) + ":checked" }

func has(list []string) string { return ":has(" + strings.Join(list, ",") + ")" }
