package definition_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/criteria"
)

// defined returns the set of the tests of conditions with definitions, of which the met of the
// first criterion uses one.
func defined(definitions, met string) string {
	text := placed(map[string]string{"MET": met})
	return strings.Replace(text, "questions:", "definitions:\n"+definitions+"questions:", 1)
}

func TestDefinitions(t *testing.T) {
	sets, list := load(t, map[string]string{"s.yaml": defined(`  moving: '"car" in means or "boat" in means'
  person_moving: kind == "person" and moving
`, `person_moving or (not moving and kind == "other")`)})
	if len(sets) != 1 || list.Len() > 0 {
		t.Fatal(said(list))
	}
	set := sets[0]
	if got, want := set.DefinitionIDs(), []string{"moving", "person_moving"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	const want = "or(and(0=[0] or(2 has 0 2 has 1)) and(not(or(2 has 0 2 has 1)) 0=[2]))"
	if got := show(set.Criteria[0].Met.Root); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestWrongDefinitions(t *testing.T) {
	for _, c := range []struct {
		definitions, met string
		want             []string
	}{
		{"  one: two\n  two: answered(kind)\n", "one", []string{
			`s.yaml:4:8: the definition "two" comes after this one [criteria-reference] | move that definition above this one`,
		}},
		{"  one: one or answered(kind)\n", "one", []string{
			`s.yaml:4:8: the definition "one" can't refer to itself [criteria-reference] | write its condition out`,
		}},
		{"  kind: answered(size)\n", "answered(kind)", []string{
			`s.yaml:4:3: "kind" is the id of a question already, on line 6 [criteria-id] | give each a name of its own: conditions use both`,
		}},
		{"  count: answered(kind)\n  otherwise: answered(kind)\n  criteria: answered(kind)\n  Moving: answered(kind)\n", "answered(kind)", []string{
			`s.yaml:4:3: "count" can't be an id: it means something in conditions [criteria-id] | choose another word`,
			`s.yaml:5:3: "otherwise" can't be an id: it means something in conditions [criteria-id] | choose another word`,
			`s.yaml:6:3: "criteria" can't be an id: it means something in conditions [criteria-id] | choose another word`,
			`s.yaml:7:3: "Moving" can't be the id of a definition; did you mean "moving"? [criteria-id] | use a-z, 0-9 and _, 100 of them at most, and begin with a letter`,
		}},
		{"  moving: answered(means)\n", `movin and kind == "person"`, []string{
			`s.yaml:27:7: there is no question "movin"; did you mean "moving"? [criteria-reference] | the questions are kind, size, means`,
		}},
		{"  moving: answered(means)\n", `moving == "yes"`, []string{
			`s.yaml:27:7: "moving" is a definition, which is true or false itself [criteria-condition] | write moving or not moving`,
		}},
		{"  moving: answered(means)\n", `answered(moving)`, []string{
			`s.yaml:27:16: "moving" is a definition, not a question [criteria-condition] | write moving or not moving`,
		}},
		{"  moving: answered(means)\n", `"car" in moving`, []string{
			`s.yaml:27:16: "moving" is a definition, which is true or false itself [criteria-condition] | write moving or not moving`,
		}},
		{"  moving: criteria.trust == \"met\"\n", `moving`, []string{
			`s.yaml:4:11: criteria.trust stands here, but only the when of an outcome speaks of criteria [criteria-condition] | write the condition of that criterion out`,
		}},
		{"  moving:\n", `moving`, []string{
			`s.yaml:4:3: moving has no value [yaml-type] | give it a value or take the key out`,
		}},
		{"  moving: answered(means)\n  still: not moving\n", `answered(kind)`, []string{
			`s.yaml:5:3: no condition uses the definition "still" [criteria-unused] | use it in a condition, or take it out`,
		}},
	} {
		_, list := load(t, map[string]string{"s.yaml": defined(c.definitions, c.met)})
		got := said(list)
		for i := range got { // The severity isn't tested here.
			got[i] = strings.NewReplacer("error: ", "", "warning: ", "").Replace(got[i])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s%s\n%s", c.definitions, c.met, strings.Join(got, "\n"))
		}
	}
}

// TestDefinitionInAsk holds that a question is asked by definitions of earlier questions only.
func TestDefinitionInAsk(t *testing.T) {
	text := placed(map[string]string{"ASK": "early and later"})
	text = strings.Replace(text, "questions:", "definitions:\n  early: answered(kind)\n  late: answered(means)\n  later: late or early\nquestions:", 1)
	_, list := load(t, map[string]string{"s.yaml": text})
	want := []string{`s.yaml:18:17: the definition "later" depends on the question "means", which comes after this one [criteria-reference] | ` +
		"ask by the answers to questions above it"}
	if got := said(list); len(got) != 1 || !strings.Contains(got[0], strings.TrimPrefix(want[0], "s.yaml:18:17: ")) {
		t.Error(got)
	}
}

// TestDefinitionsAreBounded holds that definitions of definitions exhaust nothing.
func TestDefinitionsAreBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString("  d0: answered(kind)\n")
	for i := range 60 {
		fmt.Fprintf(&b, "  d%d: count(d%d, not d%d) >= 1\n", i+1, i, i)
	}
	_, list := load(t, map[string]string{"s.yaml": defined(b.String(), "d60")})
	if all := said(list); len(all) != 1 || !strings.Contains(all[0], "comparisons; 8000 is the most") {
		t.Error(all)
	}
}

func TestUnmetOtherwise(t *testing.T) {
	text := strings.Replace(placed(nil), `unmet: kind == "company"`, "unmet: otherwise", 1)
	sets, list := load(t, map[string]string{"s.yaml": text})
	if len(sets) != 1 || list.Len() > 0 {
		t.Fatal(said(list))
	}
	set := sets[0]
	c := &set.Criteria[0]
	if !c.Otherwise || show(c.Unmet.Root) != "not(0=[0])" || c.Unmet.Source.V != "otherwise" || set.Criteria[1].Otherwise {
		t.Errorf("%v %s %q", c.Otherwise, show(c.Unmet.Root), c.Unmet.Source.V)
	}
	for answer, want := range []criteria.Verdict{criteria.Met, criteria.Unmet, criteria.Unmet} {
		if got := set.Evaluate(criteria.Answers{0: {answer}}).Verdicts[0]; got != want {
			t.Errorf("answer %d: %s, want %s", answer, got, want)
		}
	}
	if got := set.Evaluate(nil).Verdicts[0]; got != criteria.Pending {
		t.Errorf("no answer: %s", got)
	}
}
