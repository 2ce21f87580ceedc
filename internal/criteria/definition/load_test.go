package definition_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

const complete = `id: complete
valid_from: 2018-11-09
valid_to: 2026-12-31
title: {en: Title}
legal_basis: {en: "The *law*."}
questions:
  - id: kind
    text: {en: Kind?}
    hint: {en: Hint}
    why: {en: Why}
    type: one
    options:
      - {id: a, label: {en: A}, hint: {en: Hint of A}}
      - {id: b, label: {en: B}}
  - id: boxes
    text:
      en: >
        Which
        boxes?
    type: many
    ask: kind == "a"
    options:
      - {id: x, label: {en: X}}
      - {id: none, label: {en: None}, exclusive: true}
criteria:
  - id: c
    title: {en: C}
    guidance: {en: Guidance}
    legal_basis: {en: Law}
    applies: kind == "a"
    met: '"x" in boxes'
    unmet: '"none" in boxes'
    advice: {met: {en: Good}, unmet: {en: Bad}, open: {en: Open}}
outcomes:
  - id: yes_please
    title: {en: Yes}
    body: {en: Body}
    when: criteria.c == "met"
  - {id: otherwise, title: {en: Otherwise}}
examples:
  - answers: {kind: a, boxes: [x]}
    outcome: yes_please
    criteria: {c: met}
  - answers: {kind: b}
    criteria: {c: not_applicable}
`

func TestLoad(t *testing.T) {
	sets, list := load(t, map[string]string{"complete.yaml": complete})
	if len(sets) != 1 || list.Len() > 0 {
		t.Fatal(said(list))
	}
	s := sets[0]
	q, c, x := s.Questions[1], s.Criteria[0], s.Examples[0]
	got := []any{
		s.File, s.ID.V, s.ValidFrom.Format(time.DateOnly), s.ValidTo.Format(time.DateOnly), s.Title.In("en"), s.LegalBasis.In("en"),
		s.Questions[0].Hint.In("en"), s.Questions[0].Why.In("en"), s.Questions[0].Many, s.Questions[0].Ask == nil, s.Questions[0].Options[0].Hint.In("en"),
		q.ID.V, q.Text.In("en"), q.Many, show(q.Ask.Root), q.Options[0].Exclusive, q.Options[1].Exclusive, q.Options[1].Label.In("en"),
		c.Title.In("en"), c.Guidance.In("en"), c.LegalBasis.In("en"), show(c.Applies.Root), show(c.Met.Root), show(c.Unmet.Root),
		len(c.Advice), c.Advice[criteria.Met].In("en"), c.Advice[criteria.Unmet].In("en"), c.Advice[criteria.Open].In("en"),
		s.Outcomes[0].Title.In("en"), s.Outcomes[0].Body.In("en"), show(s.Outcomes[0].When.Root), s.Outcomes[1].When == nil,
		x.Pos, x.Answers, x.Outcome, x.Verdicts, s.Examples[1].Outcome, s.Examples[1].Verdicts,
		s.Question("boxes"), s.Question("c"), s.Criterion("c"), s.Criterion("d"), s.Outcome("otherwise"), s.Outcome(""), q.Option("none"), q.Option("y"),
	}
	want := []any{
		"content/criteria/complete.yaml", "complete", "2018-11-09", "2026-12-31", "Title", "The *law*.",
		"Hint", "Why", false, true, "Hint of A",
		"boxes", "Which boxes?", true, "0=[0]", false, true, "None",
		"C", "Guidance", "Law", "0=[0]", "1 has 0", "1 has 1",
		3, "Good", "Bad", "Open",
		"Yes", "Body", "c0=[met]", true,
		diag.Pos{Line: 41, Column: 5}, criteria.Answers{0: {0}, 1: {0}}, 0, map[int]criteria.Verdict{0: criteria.Met}, -1, map[int]criteria.Verdict{0: criteria.NotApplicable},
		1, -1, 0, -1, 1, -1, 1, -1,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// flaws maps edits of the complete set to their findings.
var flaws = []struct {
	old, new string
	want     []string
}{
	// Ids.
	{"id: complete", "id: Complete set", []string{
		`f.yaml:1:5: "Complete set" can't be the id of a set; did you mean "complete-set"? [criteria-id] | use a-z, 0-9 and -`,
	}},
	{"id: complete", "id: schema", []string{
		`f.yaml:1:5: "schema" can't be the id of a set [criteria-id] | use a-z, 0-9 and -`,
	}},
	{"id: boxes", "id: kind", []string{
		`f.yaml:15:9: "kind" is the id of a question already, on line 7 [criteria-id] | give each an id of its own`,
	}},
	{"id: boxes\n", "id: answered\n", []string{
		`f.yaml:15:9: "answered" can't be an id: it means something in conditions [criteria-id] | choose another word`,
	}},
	{"{id: b,", "{id: a,", []string{
		`f.yaml:14:14: "a" is the id of an option already, on line 13 [criteria-id] | give each an id of its own`,
	}},
	{"{id: b,", "{id: B-1,", []string{
		`f.yaml:14:14: "B-1" can't be the id of an option; did you mean "b_1"? [criteria-id] | use a-z, 0-9 and _, 100 of them at most, and begin with a letter`,
	}},
	{"{id: b,", "{id: é,", []string{
		`f.yaml:14:14: "é" can't be the id of an option; did you mean "e"? [criteria-id] | use a-z, 0-9 and _, 100 of them at most, and begin with a letter`,
	}},
	{"{id: b,", "{id: nil,", []string{
		`f.yaml:14:14: "nil" can't be an id: it means something in conditions [criteria-id] | choose another word`,
	}},
	{"{id: otherwise,", "{id: yes_please,", []string{
		`f.yaml:39:10: "yes_please" is the id of an outcome already, on line 35 [criteria-id] | give each an id of its own`,
	}},
	{"{id: otherwise,", "{id: 7th,", []string{
		`f.yaml:39:10: "7th" can't be the id of an outcome [criteria-id] | use a-z, 0-9 and _, 100 of them at most, and begin with a letter`,
	}},
	{"{id: otherwise,", "{id: " + strings.Repeat("x", 101) + ",", []string{
		`f.yaml:39:10: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" can't be the id of an outcome [criteria-id] | use a-z, 0-9 and _, 100 of them at most, and begin with a letter`,
	}},
	{"  - id: c\n", "  - {id: c, title: {en: C}, met: kind == \"a\", unmet: kind == \"b\"}\n  - id: c\n", []string{
		`f.yaml:27:9: "c" is the id of a criterion already, on line 26 [criteria-id] | give each an id of its own`,
	}},
	// Keys and types.
	{"valid_from: 2018-11-09\n", "", nil},
	{"valid_from: 2018-11-09\nvalid_to: 2026-12-31\n", "", []string{
		`f.yaml:1:1: valid_from is missing [yaml-missing-key] | add a line valid_from: …`,
	}},
	{"valid_from: 2018-11-09", "valid_from: 2018-11-31", []string{
		`f.yaml:2:13: valid_from: "2018-11-31" isn't a date of the calendar; write YYYY-MM-DD [yaml-value] | `,
	}},
	{"type: many", "type: multiple", []string{
		`f.yaml:20:11: type: "multiple" isn't a type of question; write one, many where several options may be chosen, or number, money or date where a value is the answer [yaml-value] | `,
	}},
	{"type: many", "typ: many", []string{
		`f.yaml:20:5: unknown key "typ"; did you mean "type"? [yaml-unknown-key] | the keys are id, text, hint, short, error, why, legal_basis, type, min, max, step, unit, currency, intervals, ask, options`,
		`f.yaml:24:50: exclusive says nothing here: of this question one option can be chosen [yaml-value] | take the key out, or write type: many with the question`,
		`f.yaml:31:11: "boxes" has one answer, so "in" says nothing of it [criteria-condition] | write boxes == "x"`,
		`f.yaml:32:13: "boxes" has one answer, so "in" says nothing of it [criteria-condition] | write boxes == "none"`,
	}},
	{"exclusive: true", "exclusive: yes", []string{
		`f.yaml:24:50: exclusive takes true or false, not "yes" [yaml-type] | write true or false, without quotes`,
	}},
	{"    met: '\"x\" in boxes'\n", "", []string{
		`f.yaml:26:5: met is missing in criteria [yaml-missing-key] | add a line met: …`,
	}},
	{"'\"x\" in boxes'", "\"x\" in boxes", []string{
		`f.yaml:31:14: not YAML: text goes on after the closing quotation mark " [yaml-syntax] | put the whole value between ' and ', or write \" for a quotation mark in the text`,
	}},
	{"ask: kind == \"a\"", "ask:", []string{
		`f.yaml:21:5: ask has no value [yaml-type] | give it a value or take the key out`,
	}},
	{"ask: kind == \"a\"", "ask: true", []string{
		`f.yaml:21:10: "true" isn't part of a condition [criteria-condition] | a condition compares answers: question == "option"; an ask, applies or when that always holds is left out`,
	}},
	{"met: '\"x\" in boxes'", "met: 3", []string{
		`f.yaml:31:10: "3" can't stand in a condition [criteria-condition] | compare a question with one of its options, between quotation marks: question == "option"`,
	}},
	{"open: {en: Open}", "pending: {en: Open}", []string{
		`f.yaml:33:49: unknown key "pending" [yaml-unknown-key] | the keys are met, unmet, open`,
	}},
	{"questions:", "question:", []string{
		`f.yaml:6:1: unknown key "question"; did you mean "questions"? [yaml-unknown-key] | the keys are id, valid_from, valid_to, title, legal_basis, legal_note, license, texts, constants, definitions, questions, applies, criteria, outcomes, examples`,
	}},
	{"legal_basis: {en: \"The *law*.\"}", "legal_basis: The law.", []string{
		`f.yaml:5:14: legal_basis takes a mapping (key: value), not "The law." [yaml-type] | `,
	}},
	// Languages.
	{"title: {en: C}", "title: {nl: C}", []string{
		`f.yaml:27:17: title has no text in "en" [yaml-missing-key] | add en: …`,
		`f.yaml:27:17: title has a text in "nl", which isn't a language of this site [yaml-unknown-key] | the languages are those in content/site.yaml`,
	}},
	{"why: {en: Why}", "why: {}", []string{
		`f.yaml:7:9: why has no text in "en" [yaml-missing-key] | add en: …`,
	}},
	{"met: {en: Good}", "met: {en: \" \"}", []string{
		`f.yaml:33:24: advice.met is empty in "en" [yaml-missing-key] | write one`,
	}},
	// Options.
	{"type: many", "type: one", []string{
		`f.yaml:24:50: exclusive says nothing here: of this question one option can be chosen [yaml-value] | take the key out, or write type: many with the question`,
		`f.yaml:31:11: "boxes" has one answer, so "in" says nothing of it [criteria-condition] | write boxes == "x"`,
		`f.yaml:32:13: "boxes" has one answer, so "in" says nothing of it [criteria-condition] | write boxes == "none"`,
	}},
	{"      - {id: b, label: {en: B}}\n", "", []string{
		`f.yaml:13:14: the question "kind" has one option, so there is nothing to choose [yaml-value] | add another option, such as one for those who don't know`,
		`f.yaml:43:21: the question "kind" has no option "b" [criteria-reference] | the options are a`,
	}},
	{"title: {en: Otherwise}", "title: {en: …}", []string{
		`f.yaml:39:33: the title in "en" is still to be written [placeholder] | write it before the site goes live`,
	}},
	// Conditions.
	{"kind == \"a\"\n    options", "knd == \"a\"\n    options", []string{
		`f.yaml:21:10: there is no question "knd"; did you mean "kind"? [criteria-reference] | the questions above it are kind`,
	}},
	{"met: '\"x\" in boxes'", "met: '  ''x'' in  boxs'", []string{
		`f.yaml:31:23: there is no question "boxs"; did you mean "boxes"? [criteria-reference] | the questions are kind, boxes`,
	}},
	{"when: criteria.c == \"met\"", "when: \"not \\x63riteria.c\\\n      \\ == \\\"mett\\\" or\n\n      kind\"", []string{
		`f.yaml:38:12: "not" belongs to criteria.c alone here, not to the comparison [criteria-condition] | write criteria.c != "mett"`,
		`f.yaml:41:7: the question "kind" alone is neither true nor false [criteria-condition] | compare it with one of its options, kind == "option", or ask answered(kind)`,
	}},
	{"when: criteria.c == \"met\"", "when: criteria.c ==\n      \"mett\"", []string{
		`f.yaml:39:7: there is no verdict "mett"; did you mean "met"? [criteria-reference] | the verdicts are not_applicable, met, unmet, open`,
	}},
	{"when: criteria.c == \"met\"", "when: >-\n      criteria.c == \"met\" and\n\n        (kind == \"c\" or\n      criteria.d == \"met\")", []string{
		`f.yaml:41:18: the question "kind" has no option "c" [criteria-reference] | the options are a, b`,
		`f.yaml:42:16: there is no criterion "d" [criteria-reference] | the criteria are c`,
	}},
	// Examples.
	{"answers: {kind: a, boxes: [x]}", "answers: {knd: a, boxes: [y]}", []string{
		`f.yaml:41:15: there is no question "knd"; did you mean "kind"? [criteria-reference] | the questions are kind, boxes`,
		`f.yaml:41:31: the question "boxes" has no option "y" [criteria-reference] | the options are x, none`,
	}},
	{"answers: {kind: a, boxes: [x]}", "answers: {kind: [a, b], boxes: []}", []string{
		`f.yaml:41:21: of the question "kind" one option can be chosen, not 2 [criteria-example] | name one of them, or write type: many with the question`,
		`f.yaml:41:36: an empty list is no answer to "boxes" [criteria-example] | name an option, or take the question out`,
	}},
	{"answers: {kind: a, boxes: [x]}", "answers: {kind: a, boxes: [x, none]}", []string{
		`f.yaml:41:31: this is no answer to "boxes": one of the options is exclusive [criteria-example] | leave out either that option or the others`,
	}},
	{"answers: {kind: a, boxes: [x]}", "answers: {kind: a, boxes: [x, x]}", []string{
		`f.yaml:41:35: "x" stands in the answer twice [criteria-example] | keep one of the two`,
	}},
	{"answers: {kind: a, boxes: [x]}", "answers: {kind: a, boxes: none}", []string{
		`f.yaml:42:14: the outcome of these answers is "otherwise", not "yes_please" [criteria-example] | correct the example if people agreed on something else, and the conditions if they didn't`,
		`f.yaml:43:19: the verdict on "c" is "unmet", not "met" [criteria-example] | correct the example if people agreed on something else, and the conditions if they didn't`,
	}},
	{"answers: {kind: a, boxes: [x]}", "answers: {kind: a}", []string{
		`f.yaml:42:14: these answers don't lead to an outcome before "boxes" is answered [criteria-example] | answer that question too`,
		`f.yaml:43:19: the verdict on "c" isn't known before "boxes" is answered [criteria-example] | answer that question too`,
	}},
	{"answers: {kind: a, boxes: [x]}", "answers: {}", []string{
		`f.yaml:41:14: answers is empty [yaml-missing-key] | write one`,
	}},
	{"answers: {kind: b}", "answers: {kind: b, boxes: x}", []string{
		`f.yaml:44:24: the question "boxes" isn't asked with these answers [criteria-example] | take the answer out, or correct those before it`,
	}},
	{"answers: {kind: b}", "answers: {kind: a, boxes: none}", []string{
		`f.yaml:45:19: the verdict on "c" is "unmet", not "not_applicable" [criteria-example] | correct the example if people agreed on something else, and the conditions if they didn't`,
	}},
	{"outcome: yes_please\n    criteria: {c: met}", "outcome: yes\n    criteria: {d: met, c: mett}", []string{
		`f.yaml:42:14: there is no outcome "yes" [criteria-reference] | the outcomes are yes_please, otherwise`,
		`f.yaml:43:16: there is no criterion "d" [criteria-reference] | the criteria are c`,
		`f.yaml:43:27: there is no verdict "mett"; did you mean "met"? [criteria-reference] | the verdicts are not_applicable, met, unmet, open`,
	}},
	{"outcome: yes_please\n    criteria: {c: met}", "outcome: otherwise\n    criteria: {c: open}", []string{
		`f.yaml:42:14: the outcome of these answers is "yes_please", not "otherwise" [criteria-example] | correct the example if people agreed on something else, and the conditions if they didn't`,
		`f.yaml:43:19: the verdict on "c" is "met", not "open" [criteria-example] | correct the example if people agreed on something else, and the conditions if they didn't`,
	}},
	{"    criteria: {c: not_applicable}\n", "", []string{
		`f.yaml:44:5: the example doesn't say what must come of it [yaml-missing-key] | add a line outcome: …, or criteria: {…: …}`,
	}},
	{
		"when: criteria.c == \"met\"\n  - {id: otherwise, title: {en: Otherwise}}",
		"when: criteria.c == \"open\"\n  - {id: otherwise, title: {en: Otherwise}, when: kind == \"b\"}", []string{
			`f.yaml:42:14: no outcome holds for these answers [criteria-example] | correct the example if people agreed on something else, and the conditions if they didn't`,
		},
	},
	// What follows from something else isn't said.
	{"- id: boxes", "- di: boxes", []string{
		`f.yaml:15:5: unknown key "di"; did you mean "id"? [yaml-unknown-key] | the keys are id, text, hint, short, error, why, legal_basis, type, min, max, step, unit, currency, intervals, ask, options`,
	}},
	{"{id: x, label", "{label", []string{
		`f.yaml:23:10: id is missing in options [yaml-missing-key] | add a line id: …`,
	}},
	{"  - id: c\n", "  - title: {en: No id}\n    met: kind == \"a\"\n    unmet: kind == \"b\"\n  - name: c\n", []string{
		`f.yaml:26:5: id is missing in criteria [yaml-missing-key] | add a line id: …`,
		`f.yaml:29:5: id is missing in criteria [yaml-missing-key] | add a line id: …`,
		`f.yaml:29:5: unknown key "name" [yaml-unknown-key] | the keys are id, title, guidance, legal_basis, applies, met, unmet, advice`,
	}},
	{"id: yes_please\n", "id: [yes]\n", []string{
		`f.yaml:35:9: id takes text, not a list [yaml-type] | `,
	}},
}

func TestFlaws(t *testing.T) {
	for _, c := range flaws {
		if strings.Count(complete, c.old) != 1 {
			t.Fatalf("%q isn't in the set once", c.old)
		}
		sets, list := load(t, map[string]string{"f.yaml": strings.Replace(complete, c.old, c.new, 1)})
		if list.HasErrors() == (len(sets) == 1) {
			t.Errorf("%q: %d sets", c.new, len(sets))
		}
		if got := said(list); !cmp.Equal(c.want, got) {
			t.Errorf("%q\n%s", c.new, strings.Join(got, "\n"))
		}
	}
}
