package table_test

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/table"
	"baken.example/baken/internal/message"
)

func messages(t *testing.T) *message.Catalog {
	t.Helper()
	c, findings, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("nl", "en")})
	if err != nil || findings.Len() > 0 {
		t.Fatal(findings.All(), err)
	}
	return c
}

func document(t *testing.T, set *criteria.Set, lang string) *table.Document {
	t.Helper()
	d, err := table.New(decided(t, set), phrase.New(set, lang, messages(t).In(lang)))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func both(s string) content.Localized {
	return content.Localized{"nl": {V: s}, "en": {V: s}}
}

// named gives the parts of a set texts that identify them.
// The outcomes have no parts, whose tables aren't about which of them holds: see TestItems.
func named(set *criteria.Set) *criteria.Set {
	for q := range set.Questions {
		set.Questions[q].Text = both(fmt.Sprintf("q%d?", q))
		for o := range set.Questions[q].Options {
			set.Questions[q].Options[o].Label = both(fmt.Sprintf("a%d", o))
		}
	}
	for c := range set.Criteria {
		set.Criteria[c].Title = both(fmt.Sprintf("c%d", c))
	}
	for o := range set.Outcomes {
		set.Outcomes[o].Title = both(fmt.Sprintf("r%d", o))
		set.Outcomes[o].Items = nil // Their tables say nothing of what comes out: see TestItems.
	}
	return set
}

var (
	name    = regexp.MustCompile(`a[0-9]+`)
	segment = regexp.MustCompile(`(with|without) ((?:“a[0-9]+”(?:, | or | and )?)+)`)
)

// holds reads a cell: whether it speaks of the options that are chosen.
func holds(cell string, chosen []int) bool {
	given := func(text string) (n, ticked int) {
		for _, a := range name.FindAllString(text, -1) {
			var o int
			fmt.Sscanf(a, "a%d", &o)
			n++
			if slices.Contains(chosen, o) {
				ticked++
			}
		}
		return n, ticked
	}
	if cell == "—" || cell == "" {
		return true
	}
	if options, ok := strings.CutPrefix(cell, "anything but "); ok {
		_, ticked := given(options)
		return ticked == 0 && len(chosen) > 0
	}
	var number int
	var options string
	if n, _ := fmt.Sscanf(cell, "at least %d of", &number); n == 1 {
		_, options, _ = strings.Cut(cell, "of")
		_, ticked := given(options)
		return ticked >= number
	}
	if n, _ := fmt.Sscanf(cell, "at most %d of", &number); n == 1 {
		_, options, _ = strings.Cut(cell, "of")
		_, ticked := given(options)
		return ticked <= number && len(chosen) > 0
	}
	if !strings.Contains(cell, "with") {
		_, ticked := given(cell)
		return ticked > 0
	}
	for part := range strings.SplitSeq(cell, ", or ") {
		fits := true
		for _, s := range segment.FindAllStringSubmatch(part, -1) {
			n, ticked := given(s[2])
			switch {
			case s[1] == "without":
				fits = fits && ticked == 0
			case strings.Contains(s[2], " or "):
				fits = fits && ticked > 0
			default:
				fits = fits && ticked == n
			}
		}
		if fits && len(chosen) > 0 {
			return true
		}
	}
	return false
}

// TestRowsAgreeWithEvaluation reads the tables as people get them: for every complete set of
// answers exactly one row of each table holds, and its result is that of the evaluation.
func TestRowsAgreeWithEvaluation(t *testing.T) {
	verdicts := map[criteria.Verdict]string{
		criteria.NotApplicable: "Does not apply", criteria.Met: "Met", criteria.Unmet: "Not met", criteria.Open: "Can’t be assessed yet",
	}
	total := 0
	for seed := range 30 {
		set := named(criteriatest.Random(rand.New(rand.NewPCG(uint64(seed), 3)), 1+seed%5))
		written, err := document(t, set, "en").CSV()
		if err != nil {
			t.Fatal(err)
		}
		text, marked := strings.CutPrefix(string(written), "\ufeff")
		records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || !marked {
			t.Fatal(err, marked)
		}
		head, rows := records[0], records[1:]
		states, _, exhaustive := criteriatest.States(set, 5_000, 0, 1)
		if !exhaustive {
			continue
		}
		for state := range states {
			if !complete(set, state) {
				continue
			}
			total++
			result := set.Evaluate(state)
			want := map[string]string{"Which answers lead to which result": fmt.Sprintf("r%d", result.Outcome)}
			for c, v := range result.Verdicts {
				want[fmt.Sprintf("Assessment of “c%d”", c)] = verdicts[v]
			}
			held := map[string]int{}
			for _, row := range rows {
				fits := true
				for i, cell := range row[2 : len(row)-1] {
					var q int
					fmt.Sscanf(head[2+i], "q%d?", &q)
					fits = fits && holds(cell, state[q])
				}
				if !fits {
					continue
				}
				held[row[0]]++
				if got := row[len(row)-1]; got != want[row[0]] {
					t.Fatalf("set %d: %q of %v: %s, not %s", seed, row, state, got, want[row[0]])
				}
			}
			for name := range want {
				if held[name] != 1 {
					t.Fatalf("set %d: %d rows of %q hold for %v", seed, held[name], name, state)
				}
			}
		}
	}
	t.Logf("%d sets of complete answers", total)
	if total < 1_000 {
		t.Errorf("only %d sets of complete answers", total)
	}
}

// complete reports whether every question has an answer, asked or not.
func complete(set *criteria.Set, state criteria.Answers) bool {
	for q := range set.Questions {
		exclusive := slices.ContainsFunc(state[q], func(o int) bool { return set.Questions[q].Options[o].Exclusive })
		if len(state[q]) == 0 || len(state[q]) > 1 && exclusive {
			return false
		}
	}
	return true
}

// large is a set whose table of outcomes would have more rows than tables have.
func large() *criteria.Set {
	set := &criteria.Set{ID: content.Text{V: "large"}}
	odd := criteria.Expr(criteria.Or{})
	for q := range 12 {
		set.Questions = append(set.Questions, criteria.Question{Options: make([]criteria.Option, 2)})
		is := criteria.Is{Question: q, Options: []int{0}}
		odd = criteria.Or{Terms: []criteria.Expr{
			criteria.And{Terms: []criteria.Expr{odd, criteria.Not{X: is}}},
			criteria.And{Terms: []criteria.Expr{criteria.Not{X: odd}, is}},
		}}
		if q == 1 {
			set.Outcomes = []criteria.Outcome{{When: &criteria.Condition{Root: is}}}
		}
	}
	set.Outcomes = append(set.Outcomes, criteria.Outcome{When: &criteria.Condition{Root: odd}}, criteria.Outcome{})
	return named(set)
}

func TestTooLarge(t *testing.T) {
	d := document(t, large(), "en")
	instead := d.Tables[0].Instead
	if len(d.Tables[0].Rows) > 0 || len(instead) != 3 || d.Tables[0].TooLarge == "" {
		t.Fatalf("%d rows, %d conditions", len(d.Tables[0].Rows), len(instead))
	}
	if instead[0].Text != "the answer to “q1?” is “a0”" || instead[2].Text != "in all other cases" {
		t.Errorf("%q", instead)
	}
	page := string(d.AppendHTML(nil, 3, nil))
	if !strings.Contains(page, "more than 500 rows") || !strings.Contains(page, "<dt>r0</dt><dd>the answer to “q1?” is “a0”</dd>") ||
		strings.Contains(page, "<table") {
		t.Error(page)
	}
	written, err := d.CSV()
	if err != nil || !strings.Contains(string(written), "the answer to “q1?” is “a0”\r\n") {
		t.Error(string(written), err)
	}
	if text := d.Text(); !strings.Contains(text, "1. → r0\n       the answer to “q1?” is “a0”\n") {
		t.Error(text)
	}
}

// small is a set whose texts are as bad as they can be.
func small() *criteria.Set {
	set := &criteria.Set{
		Title: both("=1+1"),
		Questions: []criteria.Question{{Text: both("<b>&?"), Options: []criteria.Option{
			{Label: both("-1")}, {Label: both(`"quoted", twice`)}, {Label: both("@home")},
		}}},
		Outcomes: []criteria.Outcome{
			{Title: both("=HYPERLINK(1)"), When: &criteria.Condition{Root: criteria.Is{Question: 0, Options: []int{0, 2}}}},
			{Title: both("+31")},
		},
	}
	return set
}

func TestNothingIsAFormula(t *testing.T) {
	written, err := document(t, small(), "nl").CSV()
	if err != nil {
		t.Fatal(err)
	}
	want := "\ufeffTabel,Nr.,<b>&?,Uitkomst\r\n" +
		"Welke antwoorden tot welke uitkomst leiden,1,“-1” of “@home”,'=HYPERLINK(1)\r\n" +
		"Welke antwoorden tot welke uitkomst leiden,2,\"\"\"quoted\"\", twice\",'+31\r\n"
	if string(written) != want {
		t.Errorf("got  %q\nwant %q", written, want)
	}
}

func TestHTML(t *testing.T) {
	set := small()
	set.ID.V = "s&"
	got := string(document(t, set, "en").AppendHTML(nil, 3, []table.Link{{URL: "/a?b&c", Text: "CSV"}, {URL: "/d", Text: "<SVG>"}}))
	want := `<h3 id="table:s&amp;:answers">Which answers lead to which result</h3>` +
		`<div class="decisions words"><table aria-labelledby="table:s&amp;:answers">` +
		`<thead><tr><th scope="col">Result</th><th scope="col">&lt;b&gt;&amp;?</th></tr></thead>` +
		`<tbody><tr id="table:s&amp;:#"><th scope="row"><small><a href="#table:s&amp;:#">1</a></small> =HYPERLINK(1)<td><i hidden>&lt;b&gt;&amp;? </i>“-1” or “@home”` +
		`<tr id="table:s&amp;:#"><th scope="row"><small><a href="#table:s&amp;:#">2</a></small> +31<td><i hidden>&lt;b&gt;&amp;? </i>&#34;quoted&#34;, twice</table></div>` +
		`<p>To download: <a href="/a?b&amp;c">CSV</a>, <a href="/d">&lt;SVG&gt;</a></p>`
	// Names of rows are hashes: see TestRowIDs.
	got = regexp.MustCompile(`table:s&amp;:[a-z2-7]{5}"`).ReplaceAllString(got, `table:s&amp;:#"`)
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// decided returns the diagrams of a set.
func decided(t testing.TB, set *criteria.Set) *decision.Decisions {
	t.Helper()
	d, err := decision.New(t.Context(), proof.Unchecked(set))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
