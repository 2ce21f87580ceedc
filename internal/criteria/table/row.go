package table

import (
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
)

// rowNames gives rows their anchors.
type rowNames struct{ taken map[string]bool }

// rowName is the number of characters of a row's name, which are of 5 bits each. Names of rows that
// are equal so far are longer.
const rowName = 5

// name returns the name of a row of a decision: a hash of the answers that it is about, by their
// ids. It stays the same whatever the row's number, its result, the language, and the order of
// questions and options. Where the answers of a row change it is another row with another name, so
// that an address never leads to a row about other answers.
func (n *rowNames) name(set *criteria.Set, of string, split *decision.Split, part *decision.Part, questions []int, rule decision.Rule) string {
	var lines []string
	add := func(question int, answers []decision.Answer) {
		q := &set.Questions[question]
		var texts []string
		for _, a := range answers {
			texts = append(texts, ids(q, "+", a.With)+ids(q, "-", a.Without))
		}
		slices.Sort(texts)
		lines = append(lines, q.ID.V+"="+strings.Join(texts, "|"))
	}
	if split != nil {
		var answers []decision.Answer
		for _, o := range part.Options {
			answers = append(answers, decision.Answer{With: []int{o}})
		}
		add(split.Question, answers)
	}
	for i, answers := range rule.Answers {
		if answers != nil {
			add(questions[i], answers)
		}
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(of + "\n" + strings.Join(lines, "\n")))
	hash := strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))
	for size := rowName; ; size++ {
		if name := hash[:size]; !n.taken[name] {
			n.taken[name] = true
			return name
		}
	}
}

// ids returns the ids of options, each after a sign.
func ids(q *criteria.Question, sign string, options []int) string {
	var out []string
	for _, o := range options {
		out = append(out, sign+q.Options[o].ID.V)
	}
	slices.Sort(out)
	return strings.Join(out, "")
}
