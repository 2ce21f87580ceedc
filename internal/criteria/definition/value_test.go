package definition_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/criteria"
)

// typedSet is a set with a question of each kind of value, and places for constants and for the met
// of its criterion.
const typedSet = `id: test
valid_from: 2020-01-01
CONSTANTS
questions:
  - id: people
    text: {en: How many?}
    type: number
    min: 0
    max: 50
    unit: {en: people}
  - id: income
    text: {en: Income?}
    type: money
    min: 0
    max: 100000
    intervals:
      - {from: 0, label: {en: Little}}
    options:
      - {id: unknown, unsure: true, label: {en: No idea}}
  - id: born
    text: {en: Born?}
    type: date
    min: 1900-01-01
    max: 2026-12-31
  - id: kind
    text: {en: Kind?}
    options: [{id: small, label: {en: Small}}, {id: large, label: {en: Large}}]
criteria:
  - id: due
    title: {en: Due}
    met: MET
    unmet: otherwise
outcomes:
  - {id: yes, title: {en: Yes}, when: criteria.due == "met"}
  - {id: no_, title: {en: No}}
`

func typed(constants, met string, edits ...string) map[string]string {
	if constants != "" {
		constants = "constants:\n" + constants
	}
	text := strings.Replace(typedSet, "CONSTANTS\n", constants, 1)
	text = strings.Replace(text, "MET", "|-\n      "+strings.ReplaceAll(met, "\n", "\n      "), 1)
	for i := 0; i+1 < len(edits); i += 2 {
		if !strings.Contains(text, edits[i]) {
			panic(edits[i])
		}
		text = strings.Replace(text, edits[i], edits[i+1], 1)
	}
	return map[string]string{"s.yaml": text}
}

// TestIntervals reads sets whose conditions divide the ranges of their questions.
func TestIntervals(t *testing.T) {
	for _, c := range []struct {
		constants, met string
		// want are the options of the questions, and the condition.
		want []string
		root string
	}{
		{"", `people >= 10 and people < 20 and income <= 31250 and born >= "1960-04-06"`, []string{
			"0..9 10..19 20..50", "0.00..31250.00 31250.01..100000.00 unknown", "1900-01-01..1960-04-05 1960-04-06..2026-12-31",
		}, "and(0=[1 2] 0=[0 1] 1=[0] 2=[1])"},
		{"  few: 3\n  free: EUR 31250.50\n  day: 2026-03-01\n", `people == few or people != 5 or income > free or born <= day`, []string{
			"0..2 3..3 4..4 5..5 6..50", "0.00..31250.50 31250.51..100000.00 unknown", "1900-01-01..2026-03-01 2026-03-02..2026-12-31",
		}, "or(0=[1] not(0=[3]) 1=[1] 2=[0])"},
		{"", `income in ["unknown"] or income != "unknown" or answered(people) or answered(born)`, []string{
			"0..50", "0.00..100000.00 unknown", "1900-01-01..2026-12-31",
		}, "or(1=[1] not(1=[1]) 0? 2?)"},
	} {
		sets, list := load(t, typed(c.constants, c.met))
		if len(sets) != 1 || list.Len() > 0 {
			t.Errorf("%s: %s", c.met, said(list))
			continue
		}
		var got []string
		for _, q := range sets[0].Questions[:3] {
			got = append(got, strings.Join(q.OptionIDs(), " "))
			if !slices.IsSortedFunc(q.Scale.Intervals, func(a, b criteria.Interval) int { return int(a.Low - b.High) }) {
				t.Errorf("%s: %v", c.met, q.Scale.Intervals)
			}
		}
		if root := show(sets[0].Criteria[0].Met.Root); root != c.root || !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%q, want\n%q\n%s, want\n%s", c.met, got, c.want, root, c.root)
		}
		if o := sets[0].Questions[1].Options[0]; o.Label.In("en") != "Little" || !sets[0].Questions[1].Options[len(sets[0].Questions[1].Options)-1].Unsure {
			t.Error(o)
		}
	}
}

// TestWrongValues reads sets with mistakes in comparisons with values.
func TestWrongValues(t *testing.T) {
	for _, c := range []struct {
		constants, met string
		want           []string
	}{
		{"", `people >= 51`, []string{`10 criteria-condition: 51 is above every answer: max is 50 | compare with a value within the range, or widen it`}},
		{"", `people > -1`, []string{`9 criteria-condition: -1 is below every answer: min is 0 | compare with a value within the range, or widen it`}},
		{"", `people >= 2.5`, []string{`10 criteria-condition: 2.5 has more decimals than an answer | answers have steps of 1`}},
		{"", `income >= 2.505`, []string{`10 criteria-condition: 2.505 has more decimals than an answer | answers have steps of 0.01`}},
		{"", `people >= 0`, []string{`7 criteria-limit: people is always >= 0: answers are from 0 to 50 | compare with a value within the range, or take the comparison out`}},
		{"", `people < 0`, []string{`7 criteria-limit: people is never < 0: answers are from 0 to 50 | compare with a value within the range, or take the comparison out`}},
		{"", `10 <= people`, []string{`0 criteria-condition: people stands on the wrong side of "<=" | write people >= 10`}},
		{"", `kind >= 10`, []string{`5 criteria-condition: ">=" compares values: a count(…), or a question of type number, money or date | compare a choice with == or in`}},
		{"", `kind == 10`, []string{`8 criteria-condition: "10" can't stand in a condition | compare a question with one of its options, between quotation marks: question == "option"`}},
		{"", `people == "ten"`, []string{`10 criteria-condition: "ten" isn't a number | write people == 25`}},
		{"", `born >= "1960-02-30"`, []string{`8 criteria-condition: "1960-02-30" isn't a day | write born >= "2026-03-01"`}},
		{"", `born >= 1960`, []string{`8 criteria-condition: 1960 is a number, and the answer is a day | write the day between quotation marks: "2026-03-01"`}},
		{"", `people >= "1960-02-01"`, []string{`10 criteria-condition: "1960-02-01" is a day, and the answer is a number | compare it with a number`}},
		{"", `born >= 2026-01-01`, []string{`8 criteria-condition: the day 2026-01-01 stands here without quotation marks | write "2026-01-01"`}},
		{"", `income <= EUR 31250`, []string{`14 criteria-condition: "31250" isn't expected here | leave EUR out: the question says in which currency it is`}},
		{"", `else`, []string{`0 criteria-condition: "else" isn't part of a condition | write unmet: otherwise, and nothing else there`}},
		{"", `people > income`, []string{`9 criteria-condition: "income" is a question, and questions can't be compared with each other | ask for the outcome of the comparison instead`}},
		{"", `people + 1 > 2`, []string{`7 criteria-condition: conditions don't calculate | ask for the result, or compare each answer with a value of its own`}},
		{"", `people - 1 > 2`, []string{`7 criteria-condition: conditions don't calculate | ask for the result, or compare each answer with a value of its own`}},
		{"", `people > 3 - 1`, []string{`11 criteria-condition: conditions don't calculate | ask for the result, or compare each answer with a value of its own`}},
		{"", `people in [1, 2]`, []string{`7 criteria-condition: "in" takes a list of options, and the answer to "people" is a number | ` +
			`write a comparison for each end, with and or or between them: people >= … and people <= …`}},
		{"", `10 < people < 20`, []string{`0 criteria-condition: people stands on the wrong side of "<" | write people > 10`}},
		{"  few: 3\n", `people >= fw`, []string{`10 criteria-reference: there is no constant "fw"; did you mean "few"? | the constants are few`}},
		{"  few: 3\n", `few`, []string{`0 criteria-condition: the constant "few" alone is neither true nor false | compare a question with it: question >= few`}},
		{"  free: USD 3\n", `income >= free`, []string{`10 criteria-condition: free is an amount in USD | compare it with an amount in EUR`}},
		{"  free: EUR 3\n", `people >= free`, []string{`10 criteria-condition: free is an amount in EUR | compare it with a number without a currency`}},
		{"  free: 3\n", `"small" == kind and free > 2`, []string{
			`0 criteria-condition: "small" stands on the wrong side of "==" | write kind == "small"`,
			`25 criteria-condition: ">" compares values: a count(…), or a question of type number, money or date | compare a choice with == or in`,
		}},
		{"", `income == "0.00..100000.00"`, []string{`10 criteria-condition: "0.00..100000.00" isn't an amount | write income == 31250`}},
		{"", `-people > 2`, []string{`8 criteria-condition: ">" compares values: a count(…), or a question of type number, money or date | compare a choice with == or in`}},
	} {
		_, list := load(t, typed(c.constants, c.met))
		text := typed(c.constants, c.met)["s.yaml"]
		lines := strings.Count(text[:strings.Index(text, "|-\n      ")], "\n") + 2
		var got []string
		for _, f := range list.All() {
			if f.Line != lines {
				t.Errorf("%s: %v", c.met, f)
				continue
			}
			got = append(got, fmt.Sprintf("%d %s: %s | %s", f.Column-7, f.Code, f.Message, f.Hint))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n%s\nwant\n%s", c.met, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// TestWrongScales reads sets with mistakes in ranges, constants and examples.
func TestWrongScales(t *testing.T) {
	const met = `people >= 10 and income > 5 and born > "2000-01-01"`
	for _, c := range []struct {
		constants, old, new string
		want                string
	}{
		{"", "    max: 50\n", "", `s.yaml:4:9: the question "people" lacks max, which its type needs [yaml-missing-key] | add a line max: …`},
		{"", "max: 50\n", "max: fifty\n", `s.yaml:8:10: max: "fifty" isn't a number [yaml-value] | write 25 or 2.5`},
		{"", "max: 50\n", "max: 0\n", `s.yaml:8:10: max, 0, isn't above min, 0 [yaml-value] | exchange the two, or widen the range`},
		{"", "max: 50\n", "max: 50\n    step: 7\n", `s.yaml:8:10: max, 50, isn't a whole number of steps of 7 above min, 0 [yaml-value] | write 49, or another step`},
		{"", "max: 50\n", "max: 50\n    step: 0\n", `s.yaml:9:11: a step of 0 leads nowhere [yaml-value] | write a number above 0`},
		{"", "max: 50\n", "max: 50\n    currency: EUR\n", `s.yaml:9:15: currency says nothing here [yaml-value] | take the key out, or write type: money`},
		{"", "max: 100000\n", "max: 100000.005\n", `s.yaml:14:10: 100000.005 has more decimals than EUR, which has 2, or is too large [yaml-value] | round it`},
		{"", "max: 100000\n", "max: 100000\n    currency: Euro\n", `s.yaml:15:15: "Euro" isn't the code of a currency [yaml-value] | write a code of ISO 4217, such as EUR`},
		{"", "max: 2026-12-31", "max: 2026-02-30", `s.yaml:23:10: max: "2026-02-30" isn't a day [yaml-value] | write 2026-03-01`},
		{"", "{from: 0,", "{from: 1,", `s.yaml:16:16: no interval of "income" begins at "1" [criteria-reference] | they begin at 0.00, 5.01: where the limits of the conditions are`},
		{"", "{en: Little}}\n", "{en: Little}}\n      - {from: 0.00, label: {en: Less}}\n", `s.yaml:17:16: the interval that begins at 0.00 has texts already [criteria-reference] | keep one of the two`},
		{"", "unsure: true, ", "", `s.yaml:18:14: the answer to "income" is a value, so an option can only be for those who don't know it [yaml-value] | ` +
			`add unsure: true if it is for those who don't know, or take it out`},
		{"", "options: [{id: small", "min: 1\n    options: [{id: small", `s.yaml:26:10: min says nothing here: the answer is an option [yaml-value] | take the key out, or write type: number, money or date`},
		{"  free: 31,250\n", "", "", `s.yaml:4:9: "31,250" isn't a value [yaml-value] | write a number such as 25 or 2.5, a day such as 2026-03-01, or an amount such as EUR 31250.50`},
		{"  free: EUR 31250.505\n", "", "", `s.yaml:4:9: "EUR 31250.505" has more decimals than EUR, which has 2 [yaml-value] | round it`},
		{"  free: €31250.50\n", "", "", `s.yaml:4:9: "€31250.50" isn't a value [yaml-value] | write EUR 31250.50`},
		{"  free: 96 %\n", "", "", `s.yaml:4:9: "96 %" isn't a value [yaml-value] | write the number without the sign, or the percentage in the texts that say it`},
		// A constant whose value is invalid is no second mistake where conditions use it.
		{"  free: €9.5\n", "people >= 10", "people >= free", `s.yaml:4:9: "€9.5" isn't a value [yaml-value] | write EUR 9.5`},
		{"  free: EUR 9.985\n", "people >= 10", "income >= free", `s.yaml:4:9: "EUR 9.985" has more decimals than EUR, which has 2 [yaml-value] | round it`},
		{"  free: €2\n", "people >= 10", "count(people >= 10, income > 5) >= free", `s.yaml:4:9: "€2" isn't a value [yaml-value] | write EUR 2`},
		{"  kind: 3\n", "", "", `s.yaml:4:3: "kind" is the id of a question already, on line 26 [criteria-id] | give each a name of its own: conditions use both`},
		{"", "outcomes:\n", "examples:\n  - {answers: {people: 51}, outcome: yes}\noutcomes:\n",
			`s.yaml:34:24: 51 is above every answer: max is 50 [criteria-example] | compare with a value within the range, or widen it`},
		{"", "outcomes:\n", "examples:\n  - {answers: {born: soon}, outcome: yes}\noutcomes:\n",
			`s.yaml:34:22: "soon" isn't a day [criteria-example] | write 2026-03-01`},
		{"", "outcomes:\n", "examples:\n  - {answers: {people: [1, 2]}, outcome: yes}\noutcomes:\n",
			`s.yaml:34:24: the answer to "people" is a number, not a list [criteria-example] | write 25 or 2.5`},
	} {
		edits := []string{c.old, c.new}
		if c.old == "" {
			edits = nil
		}
		_, list := load(t, typed(c.constants, met, edits...))
		if got := strings.Join(said(list), "\n"); got != c.want {
			t.Errorf("%q\n%s\nwant\n%s", c.new+c.constants, got, c.want)
		}
	}
}

// TestExamplesOfValues evaluates examples whose answers are values.
func TestExamplesOfValues(t *testing.T) {
	sets, list := load(t, typed("", `people >= 10 and (income > 31250.50 or born < "2000-01-01")`,
		"outcomes:\n", `examples:
  - {answers: {people: 10, income: 31250.51}, outcome: yes}
  - {answers: {people: 10, income: 31250.5, born: 2000-01-01}, outcome: no_}
  - {answers: {people: 9}, outcome: no_}
outcomes:
`))
	if list.Len() > 0 {
		t.Fatal(said(list))
	}
	if got, want := fmt.Sprint(sets[0].Examples[1].Answers, sets[0].Examples[1].Values), "map[0:[1] 1:[0] 2:[1]] map[0:10 1:3125050 2:10957]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestManyIntervals reads a question with as many limits as are allowed, and one more.
func TestManyIntervals(t *testing.T) {
	for n, want := range map[int]string{
		127: "",
		128: `s.yaml:10:9: the conditions divide the answers to "income" into 129 intervals; 128 is the most [criteria-size] | leave limits out, or ask in two questions`,
	} {
		var limits []string
		for i := range n {
			limits = append(limits, fmt.Sprintf("income > %d", 10*i+5))
		}
		limits = append(limits, "people > 3", `born > "2000-01-01"`)
		_, list := load(t, typed("", strings.Join(limits, " or ")))
		if got := strings.Join(said(list), "\n"); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
