package criteriatest

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Shape is a set of criteria as YAML, in the languages nl and en.
type Shape struct {
	Name, YAML string
}

// Shapes returns sets of different shapes: deep branching, heavy merging, check boxes with an
// exclusive one, an outcome that is reached early, forty questions, counts with definitions,
// outcomes without criteria, questions about numbers, amounts and days, answers that readers don't
// know, outcomes that end the questions, results of several parts, and readers whom a set isn't
// for.
func Shapes() []Shape {
	return []Shape{
		{"branching", branching(4)},
		{"merging", Flow(15, 4, 53)},
		{"boxes", boxes},
		{"early", early},
		{"forty", Forty(40)},
		{"counting", counting},
		{"signpost", signpost},
		flow("rent-support"),
		flow("taxi-licence"),
		flow("small-trader"),
		flow("street-trees"),
		flow("market-stall"),
		flow("moving-house"),
		flow("flood"),
		flow("nis2"),
	}
}

// document builds the YAML of a set of criteria.
type document struct{ strings.Builder }

func newDocument(id string) *document {
	d := new(document)
	fmt.Fprintf(d, "id: %s\nvalid_from: 2020-01-01\nlegal_basis: %s\nquestions:\n", id, both("The basis of "+id))
	return d
}

func both(s string) string { return fmt.Sprintf(`{nl: "NL %s", en: "EN %s"}`, s, s) }

func (d *document) question(id, ask string, options ...string) {
	fmt.Fprintf(d, "  - id: %s\n    text: %s\n", id, both("Question "+id+"?"))
	if ask != "" {
		fmt.Fprintf(d, "    ask: >-\n      %s\n", ask)
	}
	d.WriteString("    options:\n")
	for _, o := range options {
		fmt.Fprintf(d, "      - {id: %s, label: %s}\n", o, both("Option "+o))
	}
}

func (d *document) criterion(id, applies, met, unmet string) {
	fmt.Fprintf(d, "  - id: %s\n    title: %s\n    guidance: %s\n", id, both("Criterion "+id), both("Guidance on "+id))
	if applies != "" {
		fmt.Fprintf(d, "    applies: >-\n      %s\n", applies)
	}
	fmt.Fprintf(d, "    met: >-\n      %s\n    unmet: >-\n      %s\n", met, unmet)
}

func (d *document) outcome(id, when string) {
	fmt.Fprintf(d, "  - id: %s\n    title: %s\n    body: %s\n", id, both("Outcome "+id), both("What to do after "+id))
	if when != "" {
		fmt.Fprintf(d, "    when: >-\n      %s\n", when)
	}
}

// branching returns a tree: each answer leads to its own question, down to depth.
func branching(depth int) string {
	d := newDocument("branching")
	var leaves []string
	var ask func(id, when string, left int)
	ask = func(id, when string, left int) {
		d.question(id, when, "a", "b")
		for _, o := range []string{"a", "b"} {
			then := fmt.Sprintf(`%s == "%s"`, id, o)
			if left == 1 {
				leaves = append(leaves, then)
			} else {
				ask(id+o, then, left-1)
			}
		}
	}
	ask("q", "", depth)
	d.WriteString("criteria:\n")
	d.criterion("left", "", `q == "a"`, `q == "b"`)
	d.WriteString("outcomes:\n")
	for i, l := range leaves {
		d.outcome(fmt.Sprintf("leaf%d", i), l)
	}
	return d.String()
}

// Flow returns a flow chart: each answer to a question leads to a later question or to its own
// outcome, and most questions have many predecessors.
func Flow(questions, options int, seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 0))
	ways := make([][]string, questions)
	var ends []string
	for q := range questions {
		for o := range options {
			way := fmt.Sprintf(`q%d == "o%d"`, q, o)
			next := q + 1 + r.IntN(4)
			if o == 0 {
				next = q + 1 // so that every question can be reached
			}
			if next >= questions || o > 1 && r.IntN(4) > 0 {
				ends = append(ends, way)
				continue
			}
			ways[next] = append(ways[next], way)
		}
	}
	d := newDocument("merging")
	names := make([]string, options)
	for o := range names {
		names[o] = fmt.Sprintf("o%d", o)
	}
	for q, w := range ways {
		d.question(fmt.Sprintf("q%d", q), strings.Join(w, " or "), names...)
	}
	d.WriteString("criteria:\n")
	d.criterion("first", "", `q0 == "o0"`, `q0 in ["o1", "o2"]`)
	d.WriteString("outcomes:\n")
	for i, e := range ends {
		d.outcome(fmt.Sprintf("end%d", i), e)
	}
	return d.String()
}

// Forty returns a list of yes/no questions in groups of five, each asked if all before it in its
// group were answered yes, with a criterion for each group.
func Forty(questions int) string {
	d := newDocument("forty")
	for q := range questions {
		ask := ""
		if q%5 > 0 {
			ask = fmt.Sprintf(`q%d == "yes"`, q-1)
		}
		d.question(fmt.Sprintf("q%d", q), ask, "yes", "no")
	}
	d.WriteString("criteria:\n")
	var met []string
	for g := 0; g < questions; g += 5 {
		var yes []string
		for q := g; q < min(g+5, questions); q++ {
			yes = append(yes, fmt.Sprintf(`q%d == "yes"`, q))
		}
		all := strings.Join(yes, " and ")
		id := fmt.Sprintf("group%d", g/5)
		d.criterion(id, "", all, "not ("+all+")")
		met = append(met, fmt.Sprintf(`criteria.%s == "met"`, id))
	}
	d.WriteString("outcomes:\n")
	d.outcome("all", strings.Join(met, " and "))
	d.outcome("some", strings.Join(met, " or "))
	d.outcome("nothing", "")
	return d.String()
}

// boxes has questions whose ids, dataset and hidden, are properties of form elements in the DOM.
const boxes = `id: boxes
valid_from: 2020-01-01
legal_basis: {nl: NL basis, en: EN basis}
questions:
  - id: kinds
    text: {nl: Welke soorten?, en: Which kinds?}
    type: many
    options:
      - {id: red, label: {nl: Rood, en: Red}}
      - {id: green, label: {nl: Groen, en: Green}}
      - {id: blue, label: {nl: Blauw, en: Blue}}
      - {id: none, label: {nl: Geen, en: None}, exclusive: true}
  - id: dataset
    text: {nl: Hoe groot?, en: What size?}
    ask: '"red" in kinds or "green" in kinds'
    options:
      - {id: small, label: {nl: Klein, en: Small}}
      - {id: large, label: {nl: Groot, en: Large}}
      - {id: unknown, label: {nl: Weet ik niet, en: I don't know}}
  - id: hidden
    text: {nl: Waar?, en: Where?}
    type: many
    ask: answered(kinds) and "none" not in kinds
    options:
      - {id: inside, label: {nl: Binnen, en: Inside}}
      - {id: outside, label: {nl: Buiten, en: Outside}}
criteria:
  - id: colour
    title: {nl: Kleur, en: Colour}
    guidance: {nl: Over kleur, en: On colour}
    met: '"green" in kinds and "red" not in kinds'
    unmet: '"red" in kinds or "none" in kinds'
    advice:
      met: {nl: Goed zo, en: Well done}
      unmet: {nl: Kies groen, en: Choose green}
      open: {nl: Blauw kan, en: Blue may do}
  - id: room
    title: {nl: Ruimte, en: Room}
    guidance: {nl: Over ruimte, en: On room}
    applies: '"none" not in kinds'
    met: dataset == "small" or "outside" in hidden
    unmet: dataset == "large" and "outside" not in hidden
outcomes:
  - id: both
    title: {nl: Allebei, en: Both}
    body: {nl: Ga door, en: Go on}
    when: criteria.colour == "met" and criteria.room == "met"
  - id: neither
    title: {nl: Geen van beide, en: Neither}
    body: {nl: Vraag het, en: Ask}
    when: criteria.colour == "unmet" and criteria.room in ["unmet", "not_applicable"]
  - id: other
    title: {nl: Anders, en: Other}
    body: {nl: Bel ons, en: Call us}
examples:
  - answers: {kinds: [green], dataset: small, hidden: [inside]}
    outcome: both
    criteria: {colour: met, room: met}
  - answers: {kinds: [none]}
    outcome: neither
    criteria: {colour: unmet, room: not_applicable}
`

const early = `id: early
valid_from: 2020-01-01
legal_basis: {nl: NL basis, en: EN basis}
questions:
  - id: age
    text: {nl: Hoe oud?, en: How old?}
    options:
      - {id: child, label: {nl: Kind, en: Child}}
      - {id: adult, label: {nl: Volwassen, en: Adult}}
  - id: home
    text: {nl: Waar woon je?, en: Where do you live?}
    options:
      - {id: here, label: {nl: Hier, en: Here}}
      - {id: elsewhere, label: {nl: Elders, en: Elsewhere}}
      - {id: unknown, label: {nl: Weet ik niet, en: I don't know}}
  - id: job
    text: {nl: Werk je?, en: Do you work?}
    ask: home != "elsewhere"
    options:
      - {id: "yes", label: {nl: Ja, en: Yes}}
      - {id: "no", label: {nl: Nee, en: No}}
  - id: pay
    text: {nl: Hoeveel verdien je?, en: What do you earn?}
    ask: job == "yes" and not (home == "unknown")
    options:
      - {id: little, label: {nl: Weinig, en: Little}}
      - {id: much, label: {nl: Veel, en: Much}}
criteria:
  - id: grown
    title: {nl: Volwassen, en: Grown up}
    guidance: {nl: Over leeftijd, en: On age}
    met: age == "adult"
    unmet: age == "child"
  - id: local
    title: {nl: Uit de buurt, en: Local}
    guidance: {nl: Over wonen, en: On living}
    applies: age == "adult"
    met: home == "here"
    unmet: home == "elsewhere"
  - id: means
    title: {nl: Inkomen, en: Means}
    guidance: {nl: Over inkomen, en: On means}
    applies: age == "adult" and home == "here"
    met: job == "no" or pay == "little"
    unmet: pay == "much"
outcomes:
  - id: wait
    title: {nl: Wachten, en: Wait}
    body: {nl: Kom later terug, en: Come back later}
    when: criteria.grown == "unmet"
  - id: welcome
    title: {nl: Welkom, en: Welcome}
    body: {nl: Kom binnen, en: Come in}
    when: criteria.local == "met" and criteria.means == "met"
  - id: ask
    title: {nl: Vraag, en: Ask}
    body: {nl: Vraag het, en: Ask us}
examples:
  - answers: {age: child}
    outcome: wait
    criteria: {grown: unmet, local: not_applicable, means: not_applicable}
`
