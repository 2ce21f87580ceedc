package browsertest

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/explanation"
	"baken.example/baken/internal/criteria/explanation/explanationtest"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/criteria/symbolic"
)

// changesShown is what would meet an unmet criterion as the probe reports it.
type changesShown struct {
	Criterion                     string
	Sentences, Links, Twice, Dead []string
}

// portalSet returns the version of the portal's set that is in force.
func portalSet(t *testing.T) *criteria.Set {
	t.Helper()
	sets, findings, err := definition.Load(t.Context(), os.DirFS(root), []string{"nl", "en"})
	if err != nil || findings.HasErrors() {
		t.Fatal(err, findings.All())
	}
	return criteria.InForce(sets, content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)})["collaboration"]
}

// paths returns the answers on all paths through a set of questions of type one.
func paths(set *criteria.Set, answers criteria.Answers) (out []criteria.Answers) {
	next := set.Evaluate(answers).Next
	if next < 0 {
		return []criteria.Answers{answers}
	}
	for o := range set.Questions[next].Options {
		with := maps.Clone(answers)
		with[next] = []int{o}
		out = append(out, paths(set, with)...)
	}
	return out
}

// TestCheckChanges reads on every path of the portal's self-check, with script and without, and in
// one language each, or with -thorough in both, what would meet each criterion that isn't met,
// changes the answers as it says, and evaluates: the criterion is met. Its links lead to these
// questions, each from one place: where the script quotes the answer, that sentence has it.
func TestCheckChanges(t *testing.T) {
	t.Parallel()
	set := portalSet(t)
	every := paths(set, criteria.Answers{})
	s := portal(t, false)
	b := startBrowser(t)
	for n, p := range s.each(func(p page) bool { return strings.Contains(string(s.content(t, p.artifact)), `id="Check"`) }) {
		for _, scripted := range []bool{true, false} {
			// Each path in one of the languages with script, and in the other one without.
			all := every
			if !*thorough {
				all = nil
				for i, answers := range every {
					if (i+n)%2 == 0 == scripted {
						all = append(all, answers)
					}
				}
			}
			tab, closeTab, err := b.newTab(s)
			j := &journeyer{T: t, tab: tab}
			j.do(err, tab.disableScripts(!scripted), tab.open(p))
			if scripted {
				j.do(tab.touch())
			}
			inputs := make([][]string, len(all))
			for i, answers := range all {
				inputs[i] = inputsOf(answers)
			}
			got, err := probe[[][]changesShown](tab, "changes", inputs, scripted)
			j.do(err)
			closeTab()
			said := 0
			for i, answers := range all {
				n, problems := checkChanges(set, answers, p.lang, got[i])
				if said += n; len(problems) > 0 {
					t.Fatalf("%v: %q", answers, problems)
				}
			}
			t.Logf("%s, script %v: %d paths, %d changes", p.lang, scripted, len(all), said)
			if said == 0 {
				t.Error("no criterion is unmet")
			}
		}
	}
}

var quoted = regexp.MustCompile(`“([^”]*)”`)

// TestCheckChangesFaults holds that the check of changes finds what it looks for.
func TestCheckChangesFaults(t *testing.T) {
	set := portalSet(t)
	answers := criteria.Answers{}
	for q, option := range map[string]string{"organisation": "partnership", "informs": "no", "confidential": "no", "lawful": "no", "purpose": "yes"} {
		i := set.Question(q)
		answers[i] = []int{set.Questions[i].Option(option)}
	}
	const says = "This would be met if your answer to “%s” was “%s” (Change)."
	shown := func(mandate, answer string) []changesShown {
		return []changesShown{
			{"mandate", []string{fmt.Sprintf(says, mandate, answer)}, []string{"informs"}, nil, nil},
			{"confidentiality", []string{fmt.Sprintf(says, "Keeping it confidential", "yes"), ""}, []string{"confidential"}, nil, nil},
			{"lawful_processing", []string{fmt.Sprintf(says, "As the GDPR requires", "yes")}, []string{"lawful"}, nil, nil},
		}
	}
	if n, problems := checkChanges(set, answers, "en", shown("Task of informing others", "yes")); n != 3 || len(problems) > 0 {
		t.Errorf("%d changes, %q", n, problems)
	}
	dead, twice := shown("Task of informing others", "yes"), shown("Task of informing others", "yes")
	dead[1].Dead = []string{"#F0"}
	twice[2].Twice = []string{"lawful"}
	for name, faulty := range map[string][]changesShown{
		"another answer": shown("Task of informing others", "no"), "another question": shown("Assistance", "yes"),
		"no such question": shown("Size", "yes"), "no such answer": shown("Assistance", "often"),
		"nothing said": dead[1:], "a dead link": dead, "a link twice": twice,
	} {
		if _, problems := checkChanges(set, answers, "en", faulty); len(problems) == 0 {
			t.Error(name)
		}
	}
}

// checkChanges returns the number of changes that are said to meet the unmet criteria for answers,
// and what is wrong with them.
func checkChanges(set *criteria.Set, answers criteria.Answers, lang string, shown []changesShown) (said int, problems []string) {
	of := map[string]changesShown{}
	for _, s := range shown {
		of[s.Criterion] = s
	}
	for c, v := range set.Evaluate(answers).Verdicts {
		got := of[set.Criteria[c].ID.V]
		sentences := slices.DeleteFunc(slices.Clone(got.Sentences), func(s string) bool { return s == "" })
		if v != criteria.Unmet {
			continue
		}
		if len(sentences) == 0 || len(got.Links) == 0 || len(got.Twice) > 0 || len(got.Dead) > 0 {
			problems = append(problems, fmt.Sprintf("%s: %d changes, links to %v, twice or never %v, dead %v", set.Criteria[c].ID.V, len(sentences), got.Links, got.Twice, got.Dead))
		}
		for _, sentence := range sentences {
			said++
			all, err := readChange(set, answers, lang, sentence)
			if err != nil {
				problems = append(problems, err.Error())
			}
			for _, after := range all {
				if set.Evaluate(after).Verdicts[c] != criteria.Met {
					problems = append(problems, fmt.Sprintf("it isn't true of %s that %q", set.Criteria[c].ID.V, sentence))
				}
			}
		}
	}
	return said, problems
}

// readChange returns answers after the change that a sentence names: for each of its alternatives,
// since it quotes questions and the answers to each.
func readChange(set *criteria.Set, answers criteria.Answers, lang, sentence string) (out []criteria.Answers, err error) {
	before, question := []criteria.Answers{answers}, -1
	for _, m := range quoted.FindAllStringSubmatch(sentence, -1) {
		if q := slices.IndexFunc(set.Questions, func(q criteria.Question) bool { return q.Brief(lang) == m[1] }); q >= 0 {
			if question = q; out != nil {
				before, out = out, nil
			}
			continue
		}
		if question < 0 {
			return nil, fmt.Errorf("%q names no question", sentence)
		}
		o := slices.IndexFunc(set.Questions[question].Options, func(o criteria.Option) bool { return o.Brief(lang) == m[1] })
		if o < 0 {
			return nil, fmt.Errorf("%q names an answer that %s doesn't have", sentence, set.Questions[question].ID.V)
		}
		for _, a := range before {
			with := maps.Clone(a)
			with[question] = []int{o}
			out = append(out, with)
		}
	}
	if out == nil {
		return nil, fmt.Errorf("%q names no answer", sentence)
	}
	return out, nil
}

// TestCheckChangesOfAllSets compares what would meet unmet criteria, in states of the checks of all
// sets with stale answers among them, with Go's evaluation: each change that is shown is true, and
// one is shown wherever one of a few answers is.
func TestCheckChangesOfAllSets(t *testing.T) {
	t.Parallel()
	s := checks(t)
	b := startBrowser(t)
	shown, silent := 0, 0
	for _, set := range s.sets {
		sheet := compiled(t, set)
		explainer, err := explanation.New(t.Context(), proof.Unchecked(set))
		if large := (*symbolic.TooLargeError)(nil); errors.As(err, &large) {
			continue
		} else if err != nil {
			t.Fatal(err)
		}
		states, _, _ := criteriatest.States(set, unless(20, *exhaustive), unless(12, *sampled), 5)
		all := append(slices.Collect(states), complete(set, unless(8, 40))...)
		var inputs [][]string
		for _, answers := range all {
			inputs = append(inputs, inputsOf(answers))
		}
		tab, closeTab, err := b.newTab(s.site)
		j := &journeyer{T: t, tab: tab}
		j.do(err, tab.disableScripts(true), tab.open(s.path(set)))
		got, err := probe[[][]changesShown](tab, "changes", inputs, false)
		j.do(err)
		closeTab()
		for i, answers := range all {
			result := set.Evaluate(answers)
			for _, of := range got[i] {
				c := set.Criterion(of.Criterion)
				changes := slices.DeleteFunc(slices.Clone(sheet.Changes), func(x selector.Change) bool { return x.Criterion != c })
				if len(changes) != len(of.Sentences) {
					t.Fatalf("%s: %d changes to meet %s, not %d", set.ID.V, len(of.Sentences), of.Criterion, len(changes))
				}
				some := false
				for n, sentence := range of.Sentences {
					if sentence == "" {
						continue
					}
					some = true
					shown++
					if after := set.Evaluate(explanationtest.Changed(set, answers, changes[n].Change)); after.Verdicts[c] != criteria.Met {
						t.Errorf("%s, %v: %q isn't true of %s", set.ID.V, answers, sentence, of.Criterion)
					}
				}
				if len(of.Dead)+len(of.Twice) > 0 {
					t.Errorf("%s, %v: dead links %v, twice or never %v", set.ID.V, answers, of.Dead, of.Twice)
				}
				if some || !result.Stopped() || !inOrder(set, answers) || sheet.Changes == nil {
					continue
				}
				silent++
				why, err := explainer.Explain(t.Context(), answers)
				if err != nil {
					t.Fatal(err)
				}
				if n := len(why.Met[c]); n > 0 && n <= explanation.MaxChange {
					t.Errorf("%s, %v: nothing would meet %s, but %v does", set.ID.V, answers, of.Criterion, why.Met[c])
				}
			}
		}
	}
	t.Logf("%d changes shown, %d times none", shown, silent)
	if shown < unless(150, 500) {
		t.Error("too few changes to tell")
	}
}

// inOrder reports whether answers are those of a reader who answers in the order of the questions,
// but for answers to questions that aren't asked.
func inOrder(set *criteria.Set, answers criteria.Answers) bool {
	given := criteria.Answers{}
	for r := set.Evaluate(given); r.Next >= 0; r = set.Evaluate(given) {
		if set.Questions[r.Next].Answer(answers[r.Next]) == nil {
			return false
		}
		given[r.Next] = answers[r.Next]
	}
	for q := range answers {
		if given[q] == nil && slices.Contains(set.Evaluate(answers).Asked, q) {
			return false
		}
	}
	return true
}

// TestCheckChangeLink follows the link beside the answer that would meet a criterion: it leads to
// the question, and the new answer back to the result, where the criterion is met.
func TestCheckChangeLink(t *testing.T) {
	t.Parallel()
	s := checks(t)
	b := startBrowser(t)
	set := s.set(t, "collaboration")
	j := journeyTo(t, b, s, set)
	j.do(j.tab.touch())
	j.start()
	for _, a := range [][2]string{{"organisation", "partnership"}, {"informs", "yes"}, {"confidential", "no"}, {"lawful", "yes"}, {"purpose", "yes"}} {
		j.answer(a[0], a[1])
	}
	unmet := func(s checkStep) bool { return slices.Contains(s.Verdicts, "confidentiality=unmet") }
	j.at("the result", unmet)
	j.script(`[...document.querySelectorAll('[data-criterion=confidentiality] [data-change=confidential]')].find(a => a.checkVisibility()).click()`)
	j.answer("confidential", "yes")
	j.answer("ascertainable", "yes") // It has come up.
	j.at("the criterion met", func(s checkStep) bool { return slices.Contains(s.Verdicts, "confidentiality=met") })
}
