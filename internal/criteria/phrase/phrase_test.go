package phrase_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/message"
)

func text(nl, en string) content.Localized {
	return content.Localized{"nl": {V: nl}, "en": {V: en}}
}

func option(nl, en string) criteria.Option { return criteria.Option{Label: text(nl, en)} }

var (
	yes = is(0, 0)
	no  = is(0, 1)
)

func is(question int, options ...int) criteria.Expr {
	return criteria.Is{Question: question, Options: options}
}
func has(option int) criteria.Expr                { return criteria.Has{Question: 2, Option: option} }
func not(x criteria.Expr) criteria.Expr           { return criteria.Not{X: x} }
func all(terms ...criteria.Expr) criteria.Expr    { return criteria.And{Terms: terms} }
func either(terms ...criteria.Expr) criteria.Expr { return criteria.Or{Terms: terms} }
func verdict(v ...criteria.Verdict) criteria.Expr {
	return criteria.VerdictIs{Criterion: 0, Verdicts: v}
}

// set returns a set that always asks "Open?", asks "Colour?" if the answer is yes, and has check
// boxes.
func set() *criteria.Set {
	return &criteria.Set{
		ID: content.Text{V: "set"},
		Questions: []criteria.Question{
			{Text: text("Open?", "Open?"), Options: []criteria.Option{option("Ja", "Yes"), option("Nee", "No"), option("Geen idee", "No idea")}},
			{Text: text("Kleur?", "Colour?"), Ask: &criteria.Condition{Root: yes},
				Options: []criteria.Option{option("Rood", "Red"), option("Blauw", "Blue"), option("A & B", "A & B")}},
			{Text: text("Wat?", "What?"), Many: true, Options: []criteria.Option{option("Dit", "This"), option("Dat", "That"), option("Iets", "Else"),
				{Label: text("Geen", "None"), Exclusive: true}, {Label: text("Geen idee", "Don't know"), Exclusive: true}}},
		},
		Criteria: []criteria.Criterion{{Title: text("Taak", "Task")}},
	}
}

func catalog(t *testing.T) *message.Catalog {
	t.Helper()
	c, findings, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("nl", "en")})
	if err != nil || findings.Len() > 0 {
		t.Fatal(findings.All(), err)
	}
	return c
}

func TestPlain(t *testing.T) {
	messages := catalog(t)
	for _, c := range []struct {
		e      criteria.Expr
		nl, en string
	}{
		{yes, "het antwoord op “Open?” is “Ja”", "the answer to “Open?” is “Yes”"},
		{is(0, 0, 2), "het antwoord op “Open?” is “Ja” of “Geen idee”", "the answer to “Open?” is “Yes” or “No idea”"},
		{is(0, 0, 1, 2), "het antwoord op “Open?” is “Ja”, “Nee” of “Geen idee”", "the answer to “Open?” is “Yes”, “No” or “No idea”"},
		{not(yes), "het antwoord op “Open?” is niet “Ja”", "the answer to “Open?” is not “Yes”"},
		{not(is(0, 0, 1)), "het antwoord op “Open?” is geen van deze: “Ja” en “Nee”", "the answer to “Open?” is none of these: “Yes” and “No”"},
		{has(0), "bij “Wat?” is “Dit” aangekruist", "the answers to “What?” include “This”"},
		{not(has(0)), "bij “Wat?” is “Dit” niet aangekruist", "the answers to “What?” do not include “This”"},
		{criteria.Answered{Question: 1}, "op “Kleur?” is een antwoord gegeven", "“Colour?” has an answer"},
		{not(criteria.Answered{Question: 1}), "de vraag “Kleur?” wordt niet gesteld", "the question “Colour?” is not asked"},
		{criteria.Count{Terms: []criteria.Expr{yes, has(0), has(1)}, Least: 2, Most: 3},
			"ten minste 2 van deze voorwaarden: het antwoord op “Open?” is “Ja”; bij “Wat?” is “Dit” aangekruist; bij “Wat?” is “Dat” aangekruist",
			"at least 2 of these conditions: the answer to “Open?” is “Yes”; the answers to “What?” include “This”; the answers to “What?” include “That”"},
		{not(criteria.Count{Terms: []criteria.Expr{yes, has(0), has(1)}, Least: 2, Most: 3}),
			"hoogstens 1 van deze voorwaarden: het antwoord op “Open?” is “Ja”; bij “Wat?” is “Dit” aangekruist; bij “Wat?” is “Dat” aangekruist",
			"at most 1 of these conditions: the answer to “Open?” is “Yes”; the answers to “What?” include “This”; the answers to “What?” include “That”"},
		{criteria.Count{Terms: []criteria.Expr{yes, all(has(0), has(1))}, Least: 1, Most: 1},
			"precies 1 van deze voorwaarden: het antwoord op “Open?” is “Ja”; (bij “Wat?” is “Dit” aangekruist, en bij “Wat?” is “Dat” aangekruist)",
			"exactly 1 of these conditions: the answer to “Open?” is “Yes”; (the answers to “What?” include “This”, and the answers to “What?” include “That”)"},
		// One of all, all, and none have shorter words.
		{criteria.Count{Terms: []criteria.Expr{yes, has(0)}, Least: 1, Most: 2},
			"het antwoord op “Open?” is “Ja”, of bij “Wat?” is “Dit” aangekruist", "the answer to “Open?” is “Yes”, or the answers to “What?” include “This”"},
		{criteria.Count{Terms: []criteria.Expr{yes, has(0)}, Least: 2, Most: 2},
			"het antwoord op “Open?” is “Ja”, en bij “Wat?” is “Dit” aangekruist", "the answer to “Open?” is “Yes”, and the answers to “What?” include “This”"},
		{criteria.Count{Terms: []criteria.Expr{yes, has(0)}, Most: 0},
			"het antwoord op “Open?” is niet “Ja”, en bij “Wat?” is “Dit” niet aangekruist", "the answer to “Open?” is not “Yes”, and the answers to “What?” do not include “This”"},
		{verdict(criteria.Met), "aan “Taak” is voldaan", "“Task” is met"},
		{verdict(criteria.Met, criteria.NotApplicable), "aan “Taak” is voldaan of “Taak” is niet van toepassing", "“Task” is met or “Task” does not apply"},
		{not(verdict(criteria.Met, criteria.NotApplicable)), "aan “Taak” is niet voldaan of “Taak” is nog niet te beoordelen", "“Task” is not met or “Task” can’t be assessed yet"},
		{all(yes, has(1)), "het antwoord op “Open?” is “Ja”, en bij “Wat?” is “Dat” aangekruist", "the answer to “Open?” is “Yes”, and the answers to “What?” include “That”"},
		{not(either(not(yes), has(1))), "het antwoord op “Open?” is “Ja”, en bij “Wat?” is “Dat” niet aangekruist", "the answer to “Open?” is “Yes”, and the answers to “What?” do not include “That”"},
		{all(has(0), either(has(1), has(2))), "bij “Wat?” is “Dit” aangekruist, en (bij “Wat?” is “Dat” aangekruist, of bij “Wat?” is “Iets” aangekruist)",
			"the answers to “What?” include “This”, and (the answers to “What?” include “That”, or the answers to “What?” include “Else”)"},
		// Duplicates are rendered once.
		{either(yes, either(no, yes)), "het antwoord op “Open?” is “Ja” of “Nee”", "the answer to “Open?” is “Yes” or “No”"},
		{not(either(yes, no)), "het antwoord op “Open?” is geen van deze: “Ja” en “Nee”", "the answer to “Open?” is none of these: “Yes” and “No”"},
		// A question that isn't always asked.
		{not(is(1, 0)), "het antwoord op “Kleur?” is niet “Rood” (of die vraag wordt niet gesteld)", "the answer to “Colour?” is not “Red” (or that question is not asked)"},
		{all(yes, not(is(1, 0))), "het antwoord op “Open?” is “Ja”, en het antwoord op “Kleur?” is niet “Rood”", "the answer to “Open?” is “Yes”, and the answer to “Colour?” is not “Red”"},
	} {
		for lang, want := range map[string]string{"nl": c.nl, "en": c.en} {
			w := phrase.New(set(), lang, messages.In(lang))
			if got := w.Plain(&criteria.Condition{Root: c.e}); got != want || w.Err() != nil {
				t.Errorf("%v: %v\ngot  %s\nwant %s", c.e, w.Err(), got, want)
			}
		}
	}
}

// TestGiven holds that conditions that are known to hold aren't repeated.
func TestGiven(t *testing.T) {
	w := phrase.New(set(), "en", catalog(t).In("en"))
	red := &criteria.Condition{Root: not(is(1, 0))}
	for _, given := range []criteria.Expr{yes, all(has(0), yes)} {
		if got, want := w.Plain(red, nil, &criteria.Condition{Root: given}), "the answer to “Colour?” is not “Red”"; got != want {
			t.Errorf("given %v: %s", given, got)
		}
	}
	if got := w.Plain(red, &criteria.Condition{Root: is(0, 0, 1)}); !strings.HasSuffix(got, "(or that question is not asked)") {
		t.Error(got)
	}
	if got := w.Plain(nil); got != "always" {
		t.Error(got)
	}
}

func TestHTML(t *testing.T) {
	w := phrase.New(set(), "en", catalog(t).In("en"))
	for _, c := range []struct {
		e    criteria.Expr
		want string
	}{
		{is(1, 2), "the answer to “Colour?” is “A &amp; B”"},
		{all(yes, has(1)), "the answer to “Open?” is “Yes”, and the answers to “What?” include “That”"},
		{all(yes, has(1), has(2)), "all of the following is true:<ul><li>the answer to “Open?” is “Yes”</li>" +
			"<li>the answers to “What?” include “That”</li><li>the answers to “What?” include “Else”</li></ul>"},
		{either(yes, all(has(1), not(has(2)))), "at least one of the following is true:<ul><li>the answer to “Open?” is “Yes”</li>" +
			"<li>the answers to “What?” include “That”, and the answers to “What?” do not include “Else”</li></ul>"},
	} {
		if got := w.HTML(&criteria.Condition{Root: c.e}); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestAnswers(t *testing.T) {
	w := phrase.New(set(), "en", catalog(t).In("en"))
	for _, c := range []struct {
		question int
		answers  []decision.Answer
		want     string
	}{
		{0, []decision.Answer{{With: []int{2}}}, "No idea"},
		{0, []decision.Answer{{With: []int{0}}, {With: []int{2}}}, "“Yes” or “No idea”"},
		{2, []decision.Answer{{With: []int{0, 1}, Without: []int{2}}}, "with “This” and “That”, without “Else”"},
		{2, []decision.Answer{{With: []int{0}}, {Without: []int{1, 2}}}, "with “This”, or without “That” or “Else”"},
		{2, []decision.Answer{{With: []int{0}, Without: []int{1}}, {With: []int{2}, Without: []int{1}}}, "with “This” or “Else”, without “That”"},
		{2, []decision.Answer{{With: []int{3}}}, "None"},
		{2, []decision.Answer{{With: []int{3}}, {With: []int{4}}}, "“None” or “Don't know”"},
		{2, []decision.Answer{{With: []int{0}}, {With: []int{3}}}, "with “This” or “None”"},
	} {
		if got := w.Answers(c.question, c.answers); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

type broken struct{}

func (broken) Text(string) (string, error)        { return "", errors.New("no strings") }
func (broken) Format(string, any) (string, error) { return "", errors.New("no strings") }

func TestWithoutStrings(t *testing.T) {
	w := phrase.New(set(), "en", broken{})
	if got := w.Plain(&criteria.Condition{Root: all(yes, has(1))}); got != "" || w.Err() == nil {
		t.Errorf("%q, %v", got, w.Err())
	}
}
