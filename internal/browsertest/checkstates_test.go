package browsertest

import (
	"flag"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/selector"
)

var (
	markdownLink = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)

	// All states of each new set that has at most 100,000, and as many of the larger ones, take the
	// browser an hour: -states 100000 -sample 100000, one set at a time with -run.
	exhaustive = flag.Int("states", 300, "look at every state of a check's form up to this many")
	sampled    = flag.Int("sample", 150, "look at this many random states of a check's form that has more")
)

// stateShown is the state of a check as the probe reports it.
type stateShown struct {
	Questions, Verdicts, Outcomes, Items []string
	Step                                 string
}

// lean reports whether so many states are looked at that the page is reduced to what decides.
func lean() bool { return *exhaustive > 1000 || *sampled > 1000 }

// TestEvaluatorsAgree drives the checks of all sets through states of their forms, complete or not,
// with answers to questions that aren't asked among them, with script and without, and compares
// what is shown with Go's evaluation.
func TestEvaluatorsAgree(t *testing.T) {
	b := startBrowser(t)
	var total atomic.Int64
	t.Cleanup(func() { t.Logf("%d states compared", total.Load()) })
	for _, s := range []*checkSite{checks(t), drafts(t)} {
		for _, set := range s.sets {
			for _, scripted := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, script %v", set.ID.V, scripted), func(t *testing.T) {
					t.Parallel()
					total.Add(int64(agree(t, b, s, set, scripted)))
				})
			}
		}
	}
}

// agree compares what the check of a set shows with Go's evaluation, and returns in how many
// states.
func agree(t *testing.T, b *browser, s *checkSite, set *criteria.Set, scripted bool) int {
	t.Helper()
	tab, closeTab, err := b.newTab(s.site)
	defer closeTab()
	if err != nil {
		t.Fatal(err)
	}
	if err := tab.disableScripts(!scripted); err != nil {
		t.Fatal(err)
	}
	if err := tab.open(s.path(set)); err != nil {
		t.Fatal(err)
	}
	if scripted {
		if err := tab.touch(); err != nil {
			t.Fatal(err)
		}
	}
	limit, sample := *exhaustive, *sampled
	if !*thorough && !lean() {
		limit, sample = limit/2, sample/2
		if !scripted { // The same style sheet decides with script.
			limit, sample = limit/2, sample/2
		}
	}
	states, _, all := criteriatest.States(set, limit, sample, 1)
	compared, start := 0, time.Now()
	var complete int
	var chunk []criteria.Answers
	compare := func() {
		complete += compareStates(t, tab, set, chunk, scripted)
		compared += len(chunk)
		chunk = chunk[:0]
	}
	for answers := range states {
		if chunk = append(chunk, answers); len(chunk) == 500 {
			compare()
		}
	}
	compare()
	which := "at random"
	if all {
		which = "which are all"
	}
	t.Logf("%s, script %v: %d of %v states compared, %s; %d of them reach an outcome; %.0f s",
		set.ID.V, scripted, compared, criteriatest.Count(set), which, complete, time.Since(start).Seconds())
	return compared
}

// compareStates returns how many of the states lead to an end.
func compareStates(t *testing.T, tab *tab, set *criteria.Set, states []criteria.Answers, scripted bool) (complete int) {
	t.Helper()
	inputs := make([][]string, len(states))
	for i, answers := range states {
		inputs[i] = []string{}
		for q, options := range answers {
			for _, o := range options {
				inputs[i] = append(inputs[i], selector.ID(q, o))
			}
		}
	}
	got, err := probe[[]stateShown](tab, "states", inputs, scripted, lean())
	if err != nil {
		t.Fatal(err)
	}
	for i, answers := range states {
		slices.Sort(got[i].Verdicts) // They stand in the order in which they matter.
		if want := expected(set, answers, scripted); fmt.Sprint(want) != fmt.Sprint(got[i]) {
			t.Fatalf("%v:\nwant %+v\ngot  %+v", answers, want, got[i])
		}
		if len(got[i].Outcomes) > 0 {
			complete++
		}
	}
	return complete
}

// expected returns the state that a check should show, by Go's evaluation.
func expected(set *criteria.Set, answers criteria.Answers, scripted bool) stateShown {
	r := set.Evaluate(answers)
	var want stateShown
	for _, q := range r.Asked {
		want.Questions = append(want.Questions, set.Questions[q].ID.V)
	}
	for c, v := range r.Verdicts {
		want.Verdicts = append(want.Verdicts, set.Criteria[c].ID.V+"="+v.String())
	}
	slices.Sort(want.Verdicts)
	if r.Outcome >= 0 {
		want.Outcomes = append(want.Outcomes, set.Outcomes[r.Outcome].ID.V)
	}
	for _, i := range r.Items {
		want.Items = append(want.Items, set.Outcomes[r.Outcome].Items[i].ID.V)
	}
	if scripted {
		want.Step = "*"
		if r.Next >= 0 {
			want.Step = set.Questions[r.Next].ID.V
		}
	}
	return want
}

// TestSelectorsAreSupported asks the browser for every selector that the checks have, in their
// style sheets and for their scripts: one that it doesn't know would never match, and nobody would
// see why.
func TestSelectorsAreSupported(t *testing.T) {
	t.Parallel()
	s := checks(t)
	b := startBrowser(t)
	total := 0
	for _, set := range s.sets {
		sheet := compiled(t, set)
		emitted := slices.Concat(sheet.Questions, sheet.Outcomes, []string{sheet.None, sheet.Done})
		for _, verdicts := range sheet.Verdicts {
			emitted = append(emitted, verdicts[:]...)
		}
		emitted = slices.DeleteFunc(emitted, func(s string) bool { return s == "" || s == "*" })
		tab, closeTab, err := b.newTab(s.site)
		defer closeTab()
		if err != nil {
			t.Fatal(err)
		}
		if err := tab.open(s.path(set)); err != nil {
			t.Fatal(err)
		}
		refused, err := probe[[]string](tab, "supports", emitted, strings.Count(string(sheet.CSS), "{display:block}"))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range refused {
			t.Errorf("%s: %s", set.ID.V, r)
		}
		total += len(emitted)
	}
	t.Logf("%d selectors", total)
}

// sheets are the selectors of the sets of [makeChecksOf], by set.
var sheets sync.Map

// compiled returns the selectors of a set of [makeChecksOf].
func compiled(t testing.TB, set *criteria.Set) *selector.Sheet {
	t.Helper()
	sheet, ok := sheets.Load(set)
	if !ok {
		t.Fatalf("%s isn't compiled", set.ID.V)
	}
	return sheet.(*selector.Sheet)
}
