package selector

import (
	"math"
	"strconv"
	"strings"

	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/selector/cover"
	"baken.example/baken/internal/criteria/symbolic"
)

// FormID is the id of the form.
const FormID = "Check"

// ID returns the id of an option's input: the question in letters, the option in digits, as
// spreadsheets name cells. Ids differ by case (HTML, 3.2.6), and the anchors of headings have no
// capitals.
func ID(question, option int) string {
	letters := ""
	for n := question + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters + strconv.Itoa(option)
}

// writer converts functions to selectors.
type writer struct {
	*symbolic.Functions
	coverer  *cover.Coverer
	formulas map[mdd.Ref]*formula
	// failed holds the functions whose formulas are all too long.
	failed map[mdd.Ref]bool
	leaves map[cover.Literal]*formula
	// effort is the number of cuts that are left to try, room the number of bytes left for
	// formulas.
	effort, room int
	// plain reports whether formulas follow the conditions as they are written, if possible.
	plain bool
	// factored reports whether plain formulas are factored.
	factored bool
}

// selector returns a selector list that matches where f is true, for a style sheet that appends
// suffix bytes to each. When no formula is short enough it exceeds the limit of the space.
func (w *writer) selector(f mdd.Ref, suffix int) []string {
	switch f {
	case mdd.True:
		return []string{"*"}
	case mdd.False:
		return nil
	}
	g := w.formula(f)
	if w.factored {
		// Functions may have become known after f was first written.
		for _, h := range []*formula{w.beside(f), w.opposite(w.beside(w.Space.Not(f)))} {
			if h != nil && (g == nil || len(h.text) < len(g.text)) {
				g = h
			}
		}
	}
	if g == nil {
		w.Space.Spend(math.MaxInt32)
	}
	return w.selectors(g, suffix)
}

// compound returns a cube as a compound selector without the form's: the inputs that must be
// checked, and the inputs that must not.
func (w *writer) compound(cu cover.Cube) string {
	var b strings.Builder
	var not []string
	for _, l := range cu {
		field := w.Form.Field(l.Variable)
		switch {
		case field.Option >= 0 && l.Values == mdd.Of(1):
			b.WriteString(has([]string{checked(field.Question, field.Option)}))
		case field.Option >= 0:
			not = append(not, checked(field.Question, field.Option))
		case l.Values.Has(0):
			// Unanswered is allowed: it's the other options that mustn't be checked.
			not = append(not, w.options(field.Question, w.Space.All(l.Variable).Minus(l.Values))...)
		default:
			yes := has(w.options(field.Question, l.Values))
			others := w.Space.All(l.Variable).Minus(l.Values).Minus(mdd.Of(0))
			any := has([]string{"[name=" + w.Set.Questions[field.Question].ID.V + "]:checked"})
			no := w.options(field.Question, others)
			if extra := len(strings.Join(no, ",")) + 1; len(any)+extra+len(":not(:has())") < len(yes) || others.IsEmpty() && len(any) < len(yes) {
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

// options returns selectors of the checked inputs for values of a question's variable.
func (w *writer) options(question int, values mdd.Values) (out []string) {
	for o := range w.Set.Questions[question].Options {
		if values.Has(o + 1) {
			out = append(out, checked(question, o))
		}
	}
	return out
}

func checked(question, option int) string { return "#" + ID(question, option) + ":checked" }

func has(list []string) string { return ":has(" + strings.Join(list, ",") + ")" }
