package browsertest

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/selector"
)

// resultShown is the result of a check as the probe reports it.
type resultShown struct {
	Headline                                      string
	Named, Dead, Verdicts, Folded, Empty, Changes []string
	Fold, Mail, Day, Version                      string
	Person                                        int
	Wide                                          bool
}

// complete returns states of a set's form in which asking has stopped.
func complete(set *criteria.Set, most int) (out []criteria.Answers) {
	states, _, _ := criteriatest.States(set, 20*most, 20*most, 2)
	for answers := range states {
		if set.Evaluate(answers).Next < 0 && len(out) < most {
			out = append(out, clone(answers))
		}
	}
	for _, e := range set.Examples {
		if set.Evaluate(e.Answers).Next < 0 {
			out = append(out, e.Answers)
		}
	}
	// A set of many questions may have nothing complete among its first states, and no example.
	first := criteria.Answers{}
	for next := set.Evaluate(first).Next; next >= 0; next = set.Evaluate(first).Next {
		first[next] = []int{0}
	}
	return append(out, first)
}

func inputsOf(answers criteria.Answers) []string {
	out := []string{}
	for q, options := range answers {
		for _, o := range options {
			out = append(out, selector.ID(q, o))
		}
	}
	return out
}

// TestCheckResult drives the checks of all sets to their results, with script and without, and
// compares what a result says first, in which order and of what with Go's evaluation.
func TestCheckResult(t *testing.T) {
	t.Parallel()
	s := checks(t)
	b := startBrowser(t)
	combinations, cut := map[string]bool{}, 0
	for _, set := range s.sets {
		for _, scripted := range []bool{true, false} {
			// The style sheet decides with script too.
			states := complete(set, unless(map[bool]int{true: 5, false: 2}[scripted], 15))
			var inputs [][]string
			for _, answers := range states {
				inputs = append(inputs, inputsOf(answers))
			}
			tab, closeTab, err := b.newTab(s.site)
			if err != nil {
				t.Fatal(err)
			}
			j := &journeyer{T: t, tab: tab}
			j.do(tab.disableScripts(!scripted), tab.open(s.path(set)))
			if scripted {
				j.do(tab.look(phone), tab.touch())
			}
			shown, err := probe[[]resultShown](tab, "result", inputs, scripted)
			j.do(err)
			for i, answers := range states {
				e := expectedResult(set, answers)
				name := fmt.Sprintf("%s, script %v, %v", set.ID.V, scripted, inputs[i])
				e.check(t, name, shown[i], scripted)
				if scripted {
					combinations[e.kind()] = true
					if checkMail(t, name, e, shown[i]) {
						cut++
					}
				}
			}
			closeTab()
		}
	}
	for _, kind := range []string{"none", "met", "one unmet", "all unmet", "several unmet", "unmet and open", "open", "all open"} {
		if !combinations[kind] {
			t.Errorf("no result was %s", kind)
		}
	}
	if cut == 0 {
		t.Error("no message had to be shortened")
	}
}

// expectation is what a result has to say.
type expectation struct {
	set              *criteria.Set
	result           criteria.Result
	unmet, open, met []int
	none             []int
	// pending are those that an outcome left out which ends the questions.
	pending []int
}

func expectedResult(set *criteria.Set, answers criteria.Answers) expectation {
	e := expectation{set: set, result: set.Evaluate(answers)}
	for c, v := range e.result.Verdicts {
		switch v {
		case criteria.Unmet:
			e.unmet = append(e.unmet, c)
		case criteria.Open:
			e.open = append(e.open, c)
		case criteria.Met:
			e.met = append(e.met, c)
		case criteria.NotApplicable:
			e.none = append(e.none, c)
		case criteria.Pending:
			e.pending = append(e.pending, c)
		}
	}
	return e
}

func (e expectation) kind() string {
	switch u, o, all := len(e.unmet), len(e.open), len(e.unmet)+len(e.open)+len(e.met); {
	case all == 0:
		return "none"
	case u == all && u > 1:
		return "all unmet"
	case u > 0 && o > 0:
		return "unmet and open"
	case u == 1 && all > 1:
		return "one unmet"
	case u > 0 && all > 1:
		return "several unmet"
	case o == all && o > 1:
		return "all open"
	case o > 0 && all > 1:
		return "open"
	case u+o > 0:
		return "the only one missing"
	}
	return "met"
}

// headline returns the sentence in English.
func (e expectation) headline() string {
	all := len(e.unmet) + len(e.open) + len(e.met) + len(e.pending)
	switch e.kind() {
	case "none":
		if len(e.none)+len(e.pending) == 0 {
			return "" // The set has no criteria.
		}
		return "With these answers, none of the criteria has been assessed."
	case "met":
		switch n := len(e.met); {
		case n < all && n == 1:
			return "1 criterion is met: " + e.list(e.met) + "."
		case n < all:
			return fmt.Sprintf("%d criteria are met: %s.", n, e.list(e.met))
		}
		if all == 1 {
			return "With these answers, the only criterion that applies is met."
		}
		return fmt.Sprintf("With these answers, all %d criteria are met.", all)
	}
	var sentences []string
	if n := len(e.unmet); n > 0 {
		s := fmt.Sprintf("%d of the %d criteria aren’t met yet", n, all)
		switch {
		case all == 1:
			s = "The only criterion that applies isn’t met yet"
		case n == all:
			s = fmt.Sprintf("None of the %d criteria is met yet", n)
		case n == 1:
			s = fmt.Sprintf("1 of the %d criteria isn’t met yet", all)
		}
		sentences = append(sentences, s+": "+e.list(e.unmet)+".")
	}
	if n := len(e.open); n > 0 {
		s := fmt.Sprintf("%d of the %d criteria can’t be assessed yet", n, all)
		switch {
		case len(e.unmet) > 0 && n == 1:
			s = "1 other criterion can’t be assessed yet"
		case len(e.unmet) > 0:
			s = fmt.Sprintf("%d other criteria can’t be assessed yet", n)
		case all == 1:
			s = "The only criterion that applies can’t be assessed yet"
		case n == all:
			s = fmt.Sprintf("None of the %d criteria can be assessed yet", n)
		}
		sentences = append(sentences, s+": "+e.list(e.open)+".")
	}
	return strings.Join(sentences, " ")
}

// list names criteria as English does.
func (e expectation) list(criteria []int) string {
	var names []string
	for _, c := range criteria {
		names = append(names, strings.Join(strings.Fields(e.set.Criteria[c].Title.In("en")), " "))
	}
	switch n := len(names); n {
	case 1, 2:
		return strings.Join(names, " and ")
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

func (e expectation) ids(verdict criteria.Verdict, of []int) (out []string) {
	for _, c := range of {
		id := e.set.Criteria[c].ID.V
		if verdict != criteria.Pending {
			id += "=" + verdict.String()
		}
		out = append(out, id)
	}
	return out
}

func (e expectation) check(t *testing.T, name string, got resultShown, scripted bool) {
	t.Helper()
	same := func(what string, got, want []string) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("%s: %s are %q, want %q", name, what, got, want)
		}
	}
	met := e.ids(criteria.Met, e.met)
	verdicts := slices.Concat(e.ids(criteria.Unmet, e.unmet), e.ids(criteria.Open, e.open), met)
	some := len(verdicts) > 0
	for _, id := range e.ids(criteria.Pending, e.pending) {
		verdicts = append(verdicts, id+"=pending")
	}
	if some || !scripted {
		verdicts = append(verdicts, e.ids(criteria.NotApplicable, e.none)...)
	}
	same("the verdicts", got.Verdicts, verdicts)
	same("headings without content", got.Empty, nil)
	same("links of the headline that lead nowhere", got.Dead, nil)
	if got.Wide {
		t.Errorf("%s: the result is wider than the screen", name)
	}
	if got.Person == 0 || got.Version == "" {
		t.Errorf("%s: %d ways to a person, version %q", name, got.Person, got.Version)
	}
	named := slices.Concat(e.ids(criteria.Pending, e.unmet), e.ids(criteria.Pending, e.open))
	if !scripted {
		same("criteria in the headline", got.Named, append(named, e.ids(criteria.Pending, e.met)...))
		return
	}
	same("criteria in the headline", got.Named, named)
	if want := e.headline(); got.Headline != want {
		t.Errorf("%s: the headline is %q, want %q", name, got.Headline, want)
	}
	same("folded verdicts", got.Folded, met)
	if n := len(met); n > 0 && !strings.HasPrefix(got.Fold, fmt.Sprint(n, " ")) || n > 0 && !strings.HasSuffix(got.Fold, e.list(e.met)) {
		t.Errorf("%s: the fold of %d criteria is called %q", name, n, got.Fold)
	}
	for _, q := range e.result.Asked {
		if !slices.Contains(got.Changes, e.set.Questions[q].ID.V) {
			t.Errorf("%s: the answer to %s can't be changed", name, e.set.Questions[q].ID.V)
		}
	}
	if year := time.Now().Format("2006"); !strings.Contains(got.Day, year) {
		t.Errorf("%s: the day is %q", name, got.Day)
	}
}

// checkMail checks the message about a result, and reports whether it was shortened.
func checkMail(t *testing.T, name string, e expectation, got resultShown) bool {
	t.Helper()
	query, ok := strings.CutPrefix(got.Mail, "mailto:?")
	// A plus is a plus in a mailto URL (RFC 6068).
	values, err := url.ParseQuery(strings.ReplaceAll(query, "+", "%2B"))
	if !ok || err != nil || len(got.Mail) > 1800 {
		t.Errorf("%s: a message of %d bytes, %v: %s", name, len(got.Mail), err, got.Mail)
		return false
	}
	body, subject := values.Get("body"), values.Get("subject")
	const cut = "This message was too long, so some of it has been left out."
	if strings.Contains(strings.ReplaceAll(body, "\r\n", ""), "\n") {
		t.Errorf("%s: lines of the message end without CR", name)
	}
	want := []string{got.Day, got.Version, e.headline(), "The result is an indication, not a decision.", "#a="}
	for v, of := range map[string][]int{"Not met": e.unmet, "Can’t be assessed yet": e.open, "Met": e.met} {
		for _, c := range of {
			want = append(want, e.set.Criteria[c].Title.In("en")+": "+v)
		}
	}
	if e.result.Outcome >= 0 {
		title := e.set.Outcomes[e.result.Outcome].Title.In("en")
		if !strings.Contains(subject, title) || !strings.Contains(body, title) {
			t.Errorf("%s: the outcome %q isn't in the message %q", name, title, values)
		}
	}
	if strings.Contains(body, cut) {
		return true
	}
	for _, q := range e.result.Asked {
		want = append(want, e.set.Questions[q].Brief("en"))
	}
	for _, w := range want {
		if !strings.Contains(plain(body), plain(w)) {
			t.Errorf("%s: the message lacks %q:\n%s", name, w, body)
		}
	}
	return false
}

// plain returns a text without line breaks and typographic apostrophes.
func plain(text string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "’", "'")
}

// TestResultLeadsOn follows the links of a result: from the sentence on top to a criterion that
// isn't met, from there to what it is about, which is folded, and back.
func TestResultLeadsOn(t *testing.T) {
	t.Parallel()
	s := portal(t, false)
	set := ownSet(t)
	tab, closeTab, err := startBrowser(t).newTab(s)
	defer closeTab()
	if err != nil {
		t.Fatal(err)
	}
	j := &journeyer{T: t, tab: tab}
	for _, e := range set.Examples {
		unmet := expectedResult(set, e.Answers).unmet
		if len(unmet) == 0 || set.Evaluate(e.Answers).Next >= 0 {
			continue
		}
		id := set.Criteria[unmet[0]].ID.V
		outcome := set.Outcomes[set.Evaluate(e.Answers).Outcome].ID.V
		p := s.each(func(p page) bool {
			return p.lang == "en" && strings.Contains(string(s.content(t, p.artifact)), `<form id="Check"`)
		})[0]
		p.path += "#a=" + fragment(set, e.Answers)
		j.do(tab.open(p))
		result := j.at("the result", hasResult(outcome))
		j.holds(strings.Contains(result.Status, set.Criteria[unmet[0]].Title.In("en")), "what is missing announced", result)
		follow := func(selector string) {
			t.Helper()
			j.do(chromedp.Do(tab.ctx, chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.querySelector(%q).click()`, selector))))
		}
		inView := func(id string) {
			t.Helper()
			j.at(id+" in view", func(checkStep) bool {
				in, err := chromedp.Run(tab.ctx, chromedp.Evaluate[bool](fmt.Sprintf(
					`(e => e.checkVisibility() && e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().top < innerHeight)(document.getElementById(%q))`, id)))
				return err == nil && in
			})
		}
		follow(fmt.Sprintf(`[data-headline] a[data-criterion=%q]`, id))
		inView(id + ".unmet")
		follow(fmt.Sprintf(`[id=%q] .explain a`, id+".unmet"))
		inView(id + ".about")
		for range 2 {
			j.do(chromedp.Do(tab.ctx, chromedp.Evaluate[chromedp.Void](`history.back()`)))
			back := j.at("the result again", hasResult(outcome))
			j.holds(len(back.Checked) > 0, "answers kept", back)
		}
		return
	}
	t.Fatal("no example has a criterion that isn't met")
}
