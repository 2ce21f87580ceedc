package table_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/criteria"
)

// TestItems holds that tables say when each part of an outcome is one, in all forms.
func TestItems(t *testing.T) {
	is := func(options ...int) *criteria.Condition {
		return &criteria.Condition{Root: criteria.Is{Question: 0, Options: options}}
	}
	set := named(&criteria.Set{
		Questions: []criteria.Question{{Options: make([]criteria.Option, 3)}},
		Outcomes:  []criteria.Outcome{{When: is(0, 1)}, {}},
	})
	set.Outcomes[0].Items = []criteria.Item{
		{Text: both("Report *it*\nnow.")},
		{Text: both("Ask a neighbour."), When: is(1)},
	}
	d := document(t, set, "en")
	if len(d.Tables) != 2 || len(d.Sections) != 2 {
		t.Fatalf("%d tables and %d sections", len(d.Tables), len(d.Sections))
	}
	csv, err := d.CSV()
	if err != nil {
		t.Fatal(err)
	}
	for form, text := range map[string]string{
		"csv": string(csv), "html": string(d.AppendHTML(nil, 2, nil)), "text": d.Text(),
	} {
		for _, want := range []string{"Parts of the result “r0”", "Report *it* now.", "always", "Ask a neighbour.", "the answer to “q0?” is “a1”"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing in\n%s", form, want, text)
			}
		}
		if strings.Contains(text, "<p></p>") || strings.Contains(text, "Parts of the result “r1”") {
			t.Errorf("%s: too much in\n%s", form, text)
		}
	}
}

// TestOutside holds that an outcome for readers whom the set isn't for comes first, and that no
// outcome follows the one that holds otherwise.
func TestOutside(t *testing.T) {
	is := func(option int) *criteria.Condition {
		return &criteria.Condition{Root: criteria.Is{Question: 0, Options: []int{option}}}
	}
	met := criteria.VerdictIs{Criterion: 0, Verdicts: []criteria.Verdict{criteria.Met}}
	set := named(&criteria.Set{
		Questions: []criteria.Question{{Options: make([]criteria.Option, 3)}},
		Applies:   is(0), Otherwise: 2,
		Criteria: []criteria.Criterion{{Met: is(0), Unmet: is(1)}},
		Outcomes: []criteria.Outcome{{When: &criteria.Condition{Root: met}}, {}, {}},
	})
	var got []string
	for _, r := range document(t, set, "en").Combinations.Rows {
		got = append(got, r.Result.Text)
	}
	if want := "r2 r0 r1"; strings.Join(got, " ") != want {
		t.Errorf("the outcomes are %v, not %s", got, want)
	}
	for answers, want := range map[int]int{0: 0, 1: 2, 2: 2} {
		if got := decided(t, set).Outcome.At(criteria.Answers{0: {answers}}); got != want {
			t.Errorf("answer %d leads to %d, not %d", answers, got, want)
		}
	}
}
