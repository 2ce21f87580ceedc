package phrase_test

import (
	"errors"
	"testing"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/phrase"
)

// TestCell holds how cells of a table shorten lists of answers, and that they name questions and
// options by their short forms.
func TestCell(t *testing.T) {
	q := criteria.Question{Text: text("Wat?", "What kind of thing is it?"), Short: text("Soort", "Kind")}
	for _, o := range []string{"a", "b", "c", "d", "e"} {
		q.Options = append(q.Options, criteria.Option{Label: text(o, "option "+o), Short: text(o, o)})
	}
	many := q
	many.Many = true
	things := &criteria.Set{Questions: []criteria.Question{q, many}}
	one := func(options ...int) (out []decision.Answer) {
		for _, o := range options {
			out = append(out, decision.Answer{With: []int{o}})
		}
		return out
	}
	w := phrase.New(things, "en", catalog(t).In("en")).Brief()
	for _, c := range []struct {
		question int
		answers  []decision.Answer
		want     string
	}{
		{0, one(1), "b"},
		{0, one(0, 1), "“a” or “b”"},
		{0, one(0, 1, 2), "anything but “d” and “e”"},
		{0, one(0, 1, 2, 4), "anything but “d”"},
		{0, one(0, 1, 2, 3, 4), "“a”, “b”, “c”, “d” or “e”"},
		{1, one(0, 1, 2), "with “a”, “b” or “c”"},
		{1, []decision.Answer{{With: []int{0, 1}}, {With: []int{2, 0}}, {With: []int{1, 2}}}, "at least 2 of “a”, “b” and “c”"},
		{1, []decision.Answer{{With: []int{0, 1}}, {With: []int{0, 2}}}, "with “a”, with “b” or “c”"},
		{1, []decision.Answer{{With: []int{0, 1}}, {With: []int{2, 3}}}, "with “a” and “b”, or with “c” and “d”"},
		{1, []decision.Answer{{Without: []int{0, 1}}, {Without: []int{0, 2}}, {Without: []int{1, 2}}}, "at most 1 of “a”, “b” and “c”"},
		{1, []decision.Answer{{Without: []int{0, 1, 2}}, {Without: []int{0, 1, 3}}, {Without: []int{0, 2, 3}}, {Without: []int{1, 2, 3}}},
			"at most 1 of “a”, “b”, “c” and “d”"},
		{1, []decision.Answer{{Without: []int{0, 1}}}, "without “a” or “b”"},
	} {
		if got := w.Cell(c.question, c.answers); got != c.want {
			t.Errorf("%v: got %q, want %q", c.answers, got, c.want)
		}
	}
	if got := w.QuestionText(0); got != "Kind" {
		t.Errorf("the short form is %q", got)
	}
	if err := w.Err(); err != nil {
		t.Error(err)
	}
}

// TestGroupNames holds that short forms name all options of a group by its heading, and full texts
// and boxes don't.
func TestGroupNames(t *testing.T) {
	q := criteria.Question{Text: text("Wat?", "What?"), Short: text("Soort", "Kind")}
	for _, o := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		q.Options = append(q.Options, criteria.Option{Label: text(o, "option "+o), Short: text(o, o)})
	}
	q.Groups = []criteria.Group{
		{Heading: text("Een", "One"), First: 0, End: 2}, {Heading: text("Twee", "Two"), First: 3, End: 6}, {Heading: text("Drie", "Three"), First: 6, End: 7},
	}
	set := &criteria.Set{Questions: []criteria.Question{q}}
	full := phrase.New(set, "en", catalog(t).In("en"))
	is := func(options ...int) *criteria.Condition {
		return &criteria.Condition{Root: criteria.Is{Options: options}}
	}
	for _, c := range []struct {
		words     *phrase.Words
		condition *criteria.Condition
		want      string
	}{
		{full.Brief(), is(0, 1), "the answer to “Kind” is one of “One”"},
		{full.Brief(), is(1, 0, 2), "the answer to “Kind” is one of “One” or “c”"},
		{full.Brief(), is(0, 1, 3, 4, 5, 6), "the answer to “Kind” is one of “One”, one of “Two” or “g”"},
		{full.Brief(), is(1, 2, 3, 4, 5), "the answer to “Kind” is “b”, “c” or one of “Two”"},
		{full.Brief(), is(0, 3, 4), "the answer to “Kind” is “a”, “d” or “e”"},
		{full.Brief(), is(5, 6), "the answer to “Kind” is “f” or “g”"},
		{full, is(0, 1), "the answer to “What?” is “option a” or “option b”"},
	} {
		if got := c.words.Plain(c.condition); got != c.want {
			t.Errorf("%v: %q, want %q", c.condition.Root, got, c.want)
		}
	}
	if err := full.Err(); err != nil {
		t.Error(err)
	}
}

// TestBriefErrors holds that words in short forms report their errors in the words that they come
// from.
func TestBriefErrors(t *testing.T) {
	w := phrase.New(set(), "en", broken{})
	w.Brief().Text("TableAny")
	if w.Err() == nil || !errors.Is(w.Brief().Err(), w.Err()) {
		t.Error(w.Err())
	}
}

// TestQuote holds that a quotation within another has the other marks of the language, and that a
// name is followed by a colon where it doesn't end in a mark of its own.
func TestQuote(t *testing.T) {
	for lang, tests := range map[string][][2]string{
		"en": {{"Yes", "“Yes”"}, {"Is “A” met?", "“Is ‘A’ met?”"}},
		"nl": {{"Ja", "“Ja”"}, {"De vraag “A” wordt niet gesteld", "“De vraag ‘A’ wordt niet gesteld”"}},
	} {
		w := phrase.New(set(), lang, catalog(t).In(lang))
		for _, test := range tests {
			if got := w.Quote(test[0]); got != test[1] {
				t.Errorf("%s: %q, want %q", lang, got, test[1])
			}
		}
	}
	for name, want := range map[string]string{"Size": "Size\u00a0: ", "Why?": "Why? "} {
		if got := phrase.Lead(name, "\u00a0:"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
