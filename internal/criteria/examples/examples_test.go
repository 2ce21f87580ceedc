package examples

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/mutation"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/thoroughtest"
)

// read reads a set that is the only one.
func read(t testing.TB, yaml []byte) (*criteria.Set, diag.List) {
	t.Helper()
	values, err := os.ReadFile("../../../content/values.yaml") // Of the portal's own sets.
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{definition.Dir + "/set.yaml": {Data: yaml}, content.ValuesFile: {Data: values}}
	sets, findings, err := definition.Load(t.Context(), files, []string{"nl", "en"})
	if err != nil {
		t.Fatal(err)
	}
	if len(sets) == 0 {
		return nil, findings
	}
	return sets[0], findings
}

func mustRead(t testing.TB, yaml []byte) *criteria.Set {
	t.Helper()
	set, findings := read(t, yaml)
	if set == nil {
		t.Fatal(findings.All())
	}
	return set
}

// wordsFor labels a set and returns the words for it.
func wordsFor(t testing.TB, set *criteria.Set, lang string) *phrase.Words {
	t.Helper()
	c, findings, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("nl", "en")})
	if err != nil || findings.Len() > 0 {
		t.Fatal(findings.All(), err)
	}
	in := func(lang string) quantity.Strings { return c.In(lang) }
	if err := quantity.Label([]*criteria.Set{set}, []string{"nl", "en"}, in); err != nil {
		t.Fatal(err)
	}
	return phrase.New(set, lang, c.In(lang))
}

// named are the sets of the repository: the portal's own and one of each kind that governments
// publish.
func named(t *testing.T) []criteriatest.Shape {
	var out []criteriatest.Shape
	for _, name := range []string{"collaboration", "collaboration-cbw"} {
		b, err := os.ReadFile("../../../content/criteria/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, criteriatest.Shape{Name: name, YAML: string(b)})
	}
	b, err := os.ReadFile("../definition/testdata/subsidy.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return append(append(out, criteriatest.Shape{Name: "subsidy", YAML: string(b)}), criteriatest.Shapes()...)
}

// TestSuggestionsKillAll pastes the suggestions into the files of sets, reads these, and holds that
// the examples then kill all mutants that examples can and show all parts. It prints how far the
// examples alone come, and how many are suggested.
func TestSuggestionsKillAll(t *testing.T) {
	var table strings.Builder
	fmt.Fprintf(&table, "%-18s %8s %20s %16s %9s %9s %20s %16s\n", "set", "examples", "mutants killed", "parts shown", "suggested", "at least", "then killed", "then shown")
	for _, shape := range named(t) {
		t.Run(shape.Name, func(t *testing.T) {
			set := mustRead(t, []byte(shape.YAML))
			before, err := Measure(t.Context(), set)
			if err != nil {
				t.Fatal(err)
			}
			suggestions, least, err := before.Suggest(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			lang := []string{"nl", "en"}[len(shape.Name)%2]
			yaml, err := YAML(set, suggestions, wordsFor(t, set, lang))
			if err != nil {
				t.Fatal(err)
			}
			src := paste(set, yaml)
			pasted, findings := read(t, src)
			if pasted == nil || findings.HasErrors() {
				t.Fatalf("%v in\n%s", findings.All(), yaml)
			}
			after, err := Measure(t.Context(), pasted)
			if err != nil {
				t.Fatal(err)
			}
			share := func(n, of int) string {
				return fmt.Sprintf("%d of %d %5.1f%%", n, of, 100*float64(n)/float64(max(of, 1)))
			}
			fmt.Fprintf(&table, "%-18s %8d %20s %16s %9d %9d %20s %16s\n", shape.Name, before.Examples, share(before.Killed, before.Killable),
				share(before.Exercised, before.Parts), len(suggestions), least, share(after.Killed, after.Killable), share(after.Exercised, after.Parts))
			if !after.Complete() || after.Killable != before.Killable || after.Parts != before.Parts || before.Skipped > 0 {
				t.Errorf("%+v, then %+v", before.Coverage, after.Coverage)
			}
			if least > len(suggestions) {
				t.Errorf("%d suggestions, fewer than %d", len(suggestions), least)
			}
			redundant(t, before, suggestions)
			if len(before.analysis.goals) < 300 {
				replaceable(t, before, suggestions)
			}
			if shape.Name != "collaboration-cbw" && shape.Name != "forty" { // They have the conditions of another, or too many.
				files(t, pasted, src)
			}
		})
	}
	t.Log("\n" + table.String())
}

// paste puts suggestions below the examples of a set.
func paste(set *criteria.Set, yaml []byte) []byte {
	src := bytes.TrimRight(set.Source, "\n")
	return slices.Concat(src, []byte("\n"), yaml)
}

// redundant holds that each suggestion reaches a goal that no other does.
func redundant(t *testing.T, r *Report, suggestions []Suggestion) {
	t.Helper()
	for i := range suggestions {
		if r.reaches(slices.Concat(suggestions[:i], suggestions[i+1:])) {
			t.Errorf("suggestion %d is redundant", i)
		}
	}
}

// reaches reports whether suggestions reach all goals that are left.
func (r *Report) reaches(suggestions []Suggestion) bool {
	a := r.analysis
	points := r.points(suggestions)
	return !slices.ContainsFunc(r.todo, func(g int) bool {
		return !slices.ContainsFunc(points, func(p []int) bool { return a.space.At(a.goals[g].by, p) })
	})
}

func (r *Report) points(suggestions []Suggestion) (points [][]int) {
	for i := range suggestions {
		x := r.analysis.refined.Example(&suggestions[i].Example)
		points = append(points, r.analysis.form.Values(x.Answers))
	}
	return points
}

// replaceable holds that no two suggestions can be replaced by one, with a search of all complete
// answers.
func replaceable(t *testing.T, r *Report, suggestions []Suggestion) {
	t.Helper()
	a := r.analysis
	var walks [][]int
	every(a.refined.Set, criteria.Answers{}, func(answers criteria.Answers) bool {
		walks = append(walks, a.form.Values(answers))
		return len(walks) < 20_000
	})
	if len(walks) == 20_000 {
		return
	}
	points := r.points(suggestions)
	for i := range points {
		for j := range i {
			others := slices.Concat(points[:j], points[j+1:i], points[i+1:])
			left := slices.DeleteFunc(slices.Clone(r.todo), func(g int) bool {
				return slices.ContainsFunc(others, func(p []int) bool { return a.space.At(a.goals[g].by, p) })
			})
			if slices.ContainsFunc(walks, func(w []int) bool {
				return !slices.ContainsFunc(left, func(g int) bool { return !a.space.At(a.goals[g].by, w) })
			}) {
				t.Errorf("one example can replace the suggestions %d and %d", i, j)
			}
		}
	}
}

// every calls yield with all complete answers, until that returns false.
func every(set *criteria.Set, answers criteria.Answers, yield func(criteria.Answers) bool) bool {
	r := set.Evaluate(answers)
	if r.Next < 0 {
		return yield(answers)
	}
	q := &set.Questions[r.Next]
	defer delete(answers, r.Next)
	try := func(chosen []int) bool {
		answers[r.Next] = chosen
		return every(set, answers, yield)
	}
	if !q.Many {
		for o := range q.Options {
			if !try([]int{o}) {
				return false
			}
		}
		return true
	}
	for boxes := 1; boxes < 1<<len(q.Options); boxes++ {
		var chosen []int
		for o := range q.Options {
			if boxes>>o&1 == 1 {
				chosen = append(chosen, o)
			}
		}
		if q.Answer(chosen) != nil && !try(chosen) {
			return false
		}
	}
	return true
}

// files reads the file of each mutant of a set with all examples, as an editor's mistake would be
// read. Either reading it finds the mistake, or random complete answers have the same result in
// both sets.
func files(t *testing.T, set *criteria.Set, src []byte) {
	t.Helper()
	all, _, err := mutation.All(set)
	if err != nil {
		t.Fatal(err)
	}
	refined, err := mutation.Refine(set)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(3, 16))
	var alive []string
	// Of a large set, some hundred of them.
	step := thoroughtest.Unless(1+len(all)/100, 1)
	for i := 0; i < len(all); i += step {
		m := &all[i]
		yaml := m.YAML(set, src)
		if yaml == nil {
			continue
		}
		mutant, findings := read(t, yaml)
		if mutant == nil || findings.HasErrors() {
			continue
		}
		alive = append(alive, m.String())
		for range 200 {
			walk := criteria.Answers{}
			for {
				r := refined.Set.Evaluate(walk)
				if r.Next < 0 {
					break
				}
				answerAtRandom(random, &refined.Set.Questions[r.Next], walk, r.Next)
			}
			answers, values := refined.Answers(walk, func(_ int, in criteria.Interval) int64 { return in.Low })
			x := criteria.Example{Answers: criteria.Answers{}, Verdicts: map[int]criteria.Verdict{}}
			was := set.Evaluate(answers)
			x.Outcome, x.Items = was.Outcome, append([]int{}, was.Items...)
			for c, v := range was.Verdicts {
				x.Verdicts[c] = v
			}
			for q, chosen := range answers {
				x.Answers[q] = chosen
				s := mutant.Questions[q].Scale
				switch units, ok := values[q]; {
				case ok:
					x.Answers[q] = []int{s.Interval(units)}
				case s != nil:
					x.Answers[q] = []int{chosen[0] + len(mutant.Questions[q].Options) - len(set.Questions[q].Options)}
				}
			}
			mutant.Examples = []criteria.Example{x}
			if list := mutant.CheckExamples(); list.Len() > 0 {
				t.Fatalf("%s lives, but %v differs: %v", m, answers, list.All())
			}
		}
	}
	t.Logf("%d mutants as files, %d live: %q", len(all), len(alive), alive)
}

func answerAtRandom(r *rand.Rand, q *criteria.Question, answers criteria.Answers, question int) {
	for {
		var chosen []int
		for o := range q.Options {
			if q.Many && r.IntN(2) == 0 {
				chosen = append(chosen, o)
			}
		}
		if !q.Many || r.IntN(4) == 0 {
			chosen = []int{r.IntN(len(q.Options))}
		}
		if q.Answer(chosen) != nil {
			answers[question] = chosen
			return
		}
	}
}
