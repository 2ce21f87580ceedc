package criteriatest

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"strings"
)

// Hard returns sets whose functions are large as decision diagrams, as rules or as selectors. Some
// are too large to be published.
func Hard() []Shape {
	random := rand.New(rand.NewPCG(11, 2))
	return []Shape{
		{"ring of 20", Ring(20)},
		{"eight all different", AllDifferent(8)},
		{"ring of 40", Ring(40)},
		{"permutation of 12", Permutation(12)},
		{"at least 3 of 16", AtLeast(3, 16)},
		{"parity of 30", Parity(30)},
		{"random clauses", Clauses(random, 40, 90)},
		{"boxes in pairs far apart", BoxPairs(15)},
		{"parity of boxes", BoxParity(8)},
	}
}

// Ring returns a set of n yes/no questions, each with a criterion, where two neighbours in a ring
// must be met.
func Ring(n int) string {
	var when []string
	for i := range n {
		when = append(when, fmt.Sprintf(`(criteria.k%d == "met" and criteria.k%d == "met")`, i, (i+1)%n))
	}
	b := newBuilder(n, yesNo)
	for i := range n {
		b.criterion(fmt.Sprintf(`a%d == "yes"`, i))
	}
	return b.end(strings.Join(when, " or "))
}

// AllDifferent returns a set of n questions with n options, no two of which may be answered alike.
func AllDifferent(n int) string {
	var clauses []string
	for i := range n {
		for j := range i {
			for o := range n {
				clauses = append(clauses, fmt.Sprintf(`(a%d != "o%d" or a%d != "o%d")`, i, o, j, o))
			}
		}
	}
	return newBuilder(n, numbered(n)).criterion(strings.Join(clauses, " and ")).end(`criteria.k0 == "met"`)
}

// Permutation returns a set of n questions with n options, each of which must be the answer to one
// of them.
func Permutation(n int) string {
	var all []string
	for o := range n {
		var one []string
		for q := range n {
			one = append(one, fmt.Sprintf(`a%d == "o%d"`, q, o))
		}
		all = append(all, "("+strings.Join(one, " or ")+")")
	}
	return newBuilder(n, numbered(n)).criterion(strings.Join(all, " and ")).end(`criteria.k0 == "met"`)
}

// AtLeast returns a set where k of n questions must be answered yes, written out as all ways to
// choose them.
func AtLeast(k, n int) string {
	var ways []string
	var choose func(from int, chosen []string)
	choose = func(from int, chosen []string) {
		if len(chosen) == k {
			ways = append(ways, "("+strings.Join(chosen, " and ")+")")
			return
		}
		for q := from; q < n; q++ {
			choose(q+1, append(chosen[:len(chosen):len(chosen)], fmt.Sprintf(`a%d == "yes"`, q)))
		}
	}
	choose(0, nil)
	return newBuilder(n, yesNo).criterion(strings.Join(ways, " or ")).end(`criteria.k0 == "met"`)
}

// Parity returns a set where the number of questions answered yes must be odd: a criterion for
// each group of six lists the cases in which its number is odd, and the outcome combines them.
func Parity(n int) string {
	b := newBuilder(n, yesNo)
	var groups []string
	for from := 0; from < n; from += 6 {
		b.criterion(odd(from, min(from+6, n), func(q int) (string, string) {
			return fmt.Sprintf(`a%d == "yes"`, q), fmt.Sprintf(`a%d == "no"`, q)
		}))
		groups = append(groups, fmt.Sprintf("criteria.k%d", len(groups)))
	}
	return b.end(odd(0, len(groups), func(g int) (string, string) { return groups[g] + ` == "met"`, groups[g] + ` == "unmet"` }))
}

// odd returns a condition that lists the cases in which an odd number of conditions is true.
func odd(from, to int, condition func(int) (yes, no string)) string {
	var cases []string
	for chosen := range 1 << (to - from) {
		if bits.OnesCount(uint(chosen))%2 == 0 {
			continue
		}
		var one []string
		for i := from; i < to; i++ {
			yes, no := condition(i)
			if chosen>>(i-from)&1 == 0 {
				yes = no
			}
			one = append(one, yes)
		}
		cases = append(cases, "("+strings.Join(one, " and ")+")")
	}
	return strings.Join(cases, " or ")
}

// Clauses returns a set of n yes/no questions and m random clauses of three of them that must all
// hold.
func Clauses(r *rand.Rand, n, m int) string {
	var all []string
	for range m {
		var one []string
		for _, q := range r.Perm(n)[:3] {
			one = append(one, fmt.Sprintf(`a%d == "%s"`, q, []string{"yes", "no"}[r.IntN(2)]))
		}
		all = append(all, "("+strings.Join(one, " or ")+")")
	}
	return newBuilder(n, yesNo).criterion(strings.Join(all, " and ")).end(`criteria.k0 == "met"`)
}

// BoxPairs returns a set with one question of 2n boxes, where a box of the first half and its
// counterpart in the second must be ticked.
func BoxPairs(n int) string {
	var pairs []string
	for i := range n {
		pairs = append(pairs, fmt.Sprintf(`("o%d" in a0 and "o%d" in a0)`, i, i+n))
	}
	b := &yamlBuilder{many: true}
	return b.start(1, numbered(2*n)).criterion(strings.Join(pairs, " or ")).end(`criteria.k0 == "met"`)
}

// BoxParity returns a set with one question of n boxes, where an odd number of them must be ticked.
func BoxParity(n int) string {
	b := &yamlBuilder{many: true}
	b.start(1, numbered(n))
	return b.criterion(odd(0, n, func(o int) (string, string) {
		return fmt.Sprintf(`"o%d" in a0`, o), fmt.Sprintf(`"o%d" not in a0`, o)
	})).end(`criteria.k0 == "met"`)
}

var yesNo = []string{"yes", "no"}

func numbered(n int) (out []string) {
	for o := range n {
		out = append(out, fmt.Sprintf("o%d", o))
	}
	return out
}

// yamlBuilder builds the YAML of a set.
type yamlBuilder struct {
	text     strings.Builder
	many     bool
	criteria []string
}

func newBuilder(questions int, options []string) *yamlBuilder {
	return (&yamlBuilder{}).start(questions, options)
}

func (h *yamlBuilder) start(questions int, options []string) *yamlBuilder {
	h.text.WriteString("id: hard\nvalid_from: 2026-01-01\ntitle: {nl: T, en: T}\nlegal_basis: {nl: L, en: L}\nquestions:\n")
	for q := range questions {
		fmt.Fprintf(&h.text, "  - id: a%d\n    text: {nl: \"a%d?\", en: \"a%d?\"}\n", q, q, q)
		if h.many {
			h.text.WriteString("    type: many\n")
		}
		h.text.WriteString("    options:\n")
		for _, o := range options {
			fmt.Fprintf(&h.text, "      - {id: %q, label: {nl: %q, en: %q}}\n", o, o, o)
		}
	}
	h.text.WriteString("criteria:\n")
	return h
}

func (h *yamlBuilder) criterion(met string) *yamlBuilder {
	fmt.Fprintf(&h.text, "  - id: k%d\n    title: {nl: k, en: k}\n    guidance: {nl: g, en: g}\n", len(h.criteria))
	fmt.Fprintf(&h.text, "    met: %s\n    unmet: not (%s)\n", quoted(met), met)
	h.text.WriteString("    advice: {met: {nl: m, en: m}, unmet: {nl: u, en: u}}\n")
	h.criteria = append(h.criteria, met)
	return h
}

// quoted returns a condition as a YAML scalar, quoted if it begins with a quotation mark.
func quoted(condition string) string {
	if strings.HasPrefix(condition, `"`) {
		return "'" + condition + "'"
	}
	return condition
}

func (h *yamlBuilder) end(when string) string {
	h.text.WriteString("outcomes:\n  - id: good\n    title: {nl: good, en: good}\n    body: {nl: b, en: b}\n    when: " + quoted(when) + "\n")
	h.text.WriteString("  - id: bad\n    title: {nl: bad, en: bad}\n    body: {nl: b, en: b}\n")
	return h.text.String()
}

// Wide returns a set of questions about numbers, each divided into intervals by limits, with a
// criterion for each three: counts of comparisons. Half of the criteria must be met, in groups.
func Wide(questions, intervals int) string {
	random := rand.New(rand.NewPCG(19, 60))
	d := newDocument("wide")
	limits := make([][]int, questions)
	for q := range questions {
		fmt.Fprintf(d, "  - {id: q%d, type: number, min: 0, max: 1000, text: %s}\n", q, both(fmt.Sprintf("Question %d?", q)))
		limits[q] = random.Perm(999)[:intervals-1]
	}
	d.WriteString("criteria:\n")
	var groups []string
	for c := range questions / 3 {
		var counts []string
		for from := 0; from < intervals-1; from += 4 {
			var parts []string
			for q := 3 * c; q < 3*c+3; q++ {
				for _, limit := range limits[q][from:min(from+4, intervals-1)] {
					parts = append(parts, fmt.Sprintf("q%d >= %d", q, limit+1))
				}
			}
			counts = append(counts, fmt.Sprintf("count(%s) >= %d", strings.Join(parts, ", "), len(parts)/2))
		}
		d.criterion(fmt.Sprintf("k%d", c), "", strings.Join(counts, " and "), "otherwise")
		groups = append(groups, fmt.Sprintf(`criteria.k%d == "met"`, c))
	}
	d.WriteString("outcomes:\n")
	d.outcome("good", fmt.Sprintf("count(%s) >= %d", strings.Join(groups, ", "), len(groups)/2))
	d.outcome("bad", "")
	return d.String()
}
