package phrase_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/quantity"
)

// typed returns a set that asks for an age (under 18, 18 to 64, 65, 66 or more, or unsure) and, if
// that is 18 or more, for an income (at most €1,000, up to €31,250, more).
func typed(t *testing.T) *criteria.Set {
	t.Helper()
	set := &criteria.Set{Questions: []criteria.Question{
		{Text: text("Leeftijd", "Age"), Unit: text("jaar", "years"),
			Scale: &criteria.Scale{Max: 120, Step: 1, Intervals: []criteria.Interval{
				{High: 17, Limit: criteria.First}, {Low: 18, High: 64, Limit: criteria.First}, {Low: 65, High: 65, Limit: criteria.Last}, {Low: 66, High: 120}}},
			Options: []criteria.Option{{Label: content.Localized{"en": {V: "Child"}}}, {}, {}, {}, {Unsure: true, Label: text("Weet ik niet", "I don’t know")}}},
		{Text: text("Inkomen", "Income"), Ask: &criteria.Condition{Root: is(0, 1, 2, 3)},
			Scale: &criteria.Scale{Kind: criteria.Money, Currency: "EUR", Decimals: 2, Max: 10_000_000, Step: 1, Intervals: []criteria.Interval{
				{High: 100_000, Limit: criteria.Last}, {Low: 100_001, High: 3_125_000, Limit: criteria.Last}, {Low: 3_125_001, High: 10_000_000}}},
			Options: make([]criteria.Option, 3)},
	}}
	messages := catalog(t)
	if err := quantity.Label([]*criteria.Set{set}, []string{"nl", "en"}, func(lang string) quantity.Strings { return messages.In(lang) }); err != nil {
		t.Fatal(err)
	}
	return set
}

func TestTypedConditions(t *testing.T) {
	messages, set := catalog(t), typed(t)
	for _, c := range []struct {
		e      criteria.Expr
		nl, en string
	}{
		{is(0, 0), "het antwoord op “Leeftijd” is minder dan 18 jaar", "the answer to “Age” is under 18 years"},
		{not(is(0, 0)), "het antwoord op “Leeftijd” is 18 jaar of meer", "the answer to “Age” is 18 years or more"},
		{is(0, 2, 1), "het antwoord op “Leeftijd” is 18 tot en met 65 jaar", "the answer to “Age” is 18 to 65 years"},
		{is(0, 2), "het antwoord op “Leeftijd” is precies 65 jaar", "the answer to “Age” is exactly 65 years"},
		{not(is(0, 2)), "het antwoord op “Leeftijd” is niet precies 65 jaar", "the answer to “Age” is not exactly 65 years"},
		{is(0, 0, 1, 3), "het antwoord op “Leeftijd” is niet precies 65 jaar", "the answer to “Age” is not exactly 65 years"},
		{is(0, 0, 3), "het antwoord op “Leeftijd” is “minder dan 18 jaar” of “meer dan 65 jaar”", "the answer to “Age” is “under 18 years” or “more than 65 years”"},
		{not(is(0, 0, 2)), "het antwoord op “Leeftijd” is “18 tot en met 64 jaar” of “meer dan 65 jaar”", "the answer to “Age” is “18 to 64 years” or “more than 65 years”"},
		{is(0, 4), "het antwoord op “Leeftijd” is “Weet ik niet”", "the answer to “Age” is “I don’t know”"},
		{is(0, 0, 4), "het antwoord op “Leeftijd” is “minder dan 18 jaar” of “Weet ik niet”", "the answer to “Age” is “under 18 years” or “I don’t know”"},
		{not(is(0, 4)), "het antwoord op “Leeftijd” is niet “Weet ik niet”", "the answer to “Age” is not “I don’t know”"},
		{not(is(0, 0, 4)), "het antwoord op “Leeftijd” is geen van deze: “minder dan 18 jaar” en “Weet ik niet”", "the answer to “Age” is none of these: “under 18 years” and “I don’t know”"},
		{all(is(0, 1, 2, 3), is(0, 0, 1)), "het antwoord op “Leeftijd” is 18 tot en met 64 jaar", "the answer to “Age” is 18 to 64 years"},
		{is(1, 0), "het antwoord op “Inkomen” is hoogstens € 1.000", "the answer to “Income” is at most €1,000"},
		{is(1, 0, 1), "het antwoord op “Inkomen” is hoogstens € 31.250", "the answer to “Income” is at most €31,250"},
		{is(1, 1), "het antwoord op “Inkomen” is meer dan € 1.000, maar hoogstens € 31.250", "the answer to “Income” is more than €1,000, but at most €31,250"},
		{not(is(1, 0)), "het antwoord op “Inkomen” is meer dan € 1.000 (of die vraag wordt niet gesteld)", "the answer to “Income” is more than €1,000 (or that question is not asked)"},
		{all(not(is(0, 0)), not(is(1, 2))), "het antwoord op “Leeftijd” is 18 jaar of meer, en het antwoord op “Inkomen” is hoogstens € 31.250 (of die vraag wordt niet gesteld)",
			"the answer to “Age” is 18 years or more, and the answer to “Income” is at most €31,250 (or that question is not asked)"},
	} {
		for lang, want := range map[string]string{"nl": c.nl, "en": c.en} {
			w := phrase.New(set, lang, messages.In(lang))
			if got := strings.ReplaceAll(w.Plain(&criteria.Condition{Root: c.e}), "\u00a0", " "); got != want || w.Err() != nil {
				t.Errorf("%v: %v\ngot  %s\nwant %s", c.e, w.Err(), got, want)
			}
		}
	}
}

func TestTypedCells(t *testing.T) {
	set := typed(t)
	for _, c := range []struct {
		options []int
		want    string
	}{
		{[]int{0}, "Under 18 years"}, // The label is Child.
		{[]int{1, 2}, "18 to 65 years"},
		{[]int{4}, "I don’t know"},
		{[]int{0, 3}, "“under 18 years” or “more than 65 years”"},
		{[]int{0, 1, 3, 4}, "anything but exactly 65 years"},
		{[]int{3, 4}, "“more than 65 years” or “I don’t know”"},
		{[]int{1, 2, 3, 4}, "“18 years or more” or “I don’t know”"},
	} {
		w := phrase.New(set, "en", catalog(t).In("en"))
		var answers []decision.Answer
		for _, o := range c.options {
			answers = append(answers, decision.Answer{With: []int{o}})
		}
		part := decision.Part{Options: c.options}
		for name, got := range map[string]string{
			"cell": w.Cell(0, answers), "answers": w.Answers(0, answers), "part": w.Part(&decision.Split{}, &part),
		} {
			if got = strings.ReplaceAll(got, "\u00a0", " "); got != c.want || w.Err() != nil {
				t.Errorf("%s of %v: %s, want %s (%v)", name, c.options, got, c.want, w.Err())
			}
		}
	}
}
