package cases

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	baken "baken.example/baken"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/thoroughtest"
)

// shaped returns the set of a shape, with words for it.
func shaped(t testing.TB, name string) (*criteria.Set, *phrase.Words) {
	t.Helper()
	for _, s := range criteriatest.Shapes() {
		if s.Name != name {
			continue
		}
		files := fstest.MapFS{definition.Dir + "/set.yaml": {Data: []byte(s.YAML)}}
		sets, findings, err := definition.Load(t.Context(), files, []string{"nl", "en"})
		if err != nil || len(sets) != 1 {
			t.Fatal(findings.All(), err)
		}
		c, findings, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("nl", "en")})
		if err != nil || findings.Len() > 0 {
			t.Fatal(findings.All(), err)
		}
		in := func(lang string) quantity.Strings { return c.In(lang) }
		if err := quantity.Label(sets, []string{"nl", "en"}, in); err != nil {
			t.Fatal(err)
		}
		return sets[0], phrase.New(sets[0], "en", c.In("en"))
	}
	t.Fatal("no set", name)
	return nil, nil
}

var from = Source{File: "cases.csv", Days: []string{"day", "month", "year"}}

// tried tries a file and returns what is written as CSV.
func tried(t testing.TB, set *criteria.Set, words *phrase.Words, text string) (string, Summary, []string) {
	t.Helper()
	var b bytes.Buffer
	out := NewCSV(&b, set, words)
	s, findings, err := Try(t.Context(), reasonsOf(t, set, words), strings.NewReader(text), from, out)
	if err := errors.Join(err, out.Close(), words.Err()); err != nil {
		t.Fatal(err)
	}
	return b.String(), s, said(findings)
}

// reasonsOf returns the reasons of a set.
func reasonsOf(t testing.TB, set *criteria.Set, words *phrase.Words) *Reasons {
	t.Helper()
	why, err := NewReasons(t.Context(), proof.Unchecked(set), words)
	if err != nil {
		t.Fatal(err)
	}
	return why
}

func said(list diag.List) []string {
	var out []string
	for _, f := range list.All() {
		out = append(out, fmt.Sprintf("%d:%d: %s | %s", f.Line, f.Column, f.Message, f.Hint))
	}
	return out
}

// TestFindings tries files in which something is wrong.
func TestFindings(t *testing.T) {
	set, words := shaped(t, "small-trader")
	const head = "case,abroad,turnover,last_year,everywhere,day,outcome,criteria.small\n"
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", []string{"0:0: the file is empty | write the ids of questions in its first row, and a case in each of the others"}},
		{head, []string{"1:1: the file has no cases | write a case in each row below the first"}},
		{head + ",,,\n", []string{"1:1: the file has no cases | write a case in each row below the first"}},
		{"case,outcome\na,taxed\n", []string{"1:1: no column is about a question | the questions are abroad, turnover, last_year, everywhere, day"}},
		{"case,turnovr,turnover,turnover\na,1,2,3", []string{
			`1:6: there is no column "turnovr"; did you mean "turnover"? | the questions are abroad, turnover, last_year, everywhere, day`,
			`1:23: the column "turnover" stands here twice | keep one of the two`,
		}},
		{"case," + set.Questions[1].Text.In("en") + "\na,1", []string{
			`1:6: there is no column "` + set.Questions[1].Text.In("en") + `" | write the question's id: turnover`,
		}},
		{"case,abroad,\na,no,more\nb,no,,,x", []string{
			`2:6: "more" stands in a column without a name | name the column in the first row, or take this out`,
			`3:8: "x" stands in a column without a name | name the column in the first row, or take this out`,
		}},
		{head + "a,Nee,22000,1\n", []string{`2:3: the question "abroad" has no option "Nee" | write the option's id: no`}},
		{head + "a,on,22000,1\n", []string{`2:3: the question "abroad" has no option "on"; did you mean "no"? | the options are yes, no`}},
		{head + "a,yes+no,22000,1\n", []string{`2:3: of the question "abroad" one option can be chosen, not 2 | name one of them`}},
		{head + "a,+,22000,1\n", []string{`2:3: "+" names no option of "abroad" | name an option, or empty the cell`}},
		{head + "a,no,much,1\n", []string{`2:6: "much" isn't an amount | write 31250 or 31250.50`}},
		{head + "a,no,1.250,1\n", []string{`2:6: "1.250" can be read in two ways | write 1250, or 1.25`}},
		{head + "a,no,1,-5\n", []string{`2:8: "-5" is below every answer: min is 0.00 | answers are from 0.00 to 10000000.00, in steps of 1.00; or write started`}},
		{head + "a,no,1,0.5\n", []string{`2:8: "0.5" is no answer | answers are from 0.00 to 10000000.00, in steps of 1.00; or write started`}},
		{head + "a,no,1,1,,31-2-2026\n", []string{`2:11: "31-2-2026" is no day of the calendar | write the day as 2026-03-01`}},
		{head + "a,no,1,1,,soon\n", []string{`2:11: "soon" isn't a day | write 2026-03-01`}},
		{head + "a,no,1,1,,5\n", []string{`2:11: "5" isn't a day | write 2026-03-01`}},
		{head + "a,no,1,1,,,taks,mett\n", []string{
			`2:12: there is no outcome "taks" | the outcomes are ` + diag.ListNames(set.OutcomeIDs()),
			`2:17: there is no verdict "mett"; did you mean "met"? | the verdicts are not_assessed, not_applicable, met, unmet, open`,
		}},
		// A case that contradicts itself: nobody who sells at home only is asked for other
		// countries.
		{head + "a,no,1,1,5,2026-06-01\nb,no,1,1,,2026-06-01\nc,,,1,5", []string{
			`2:10: the question "everywhere" isn't asked with the other answers of this case | empty the cell, or correct the answers before it`,
			`4:7: the question "everywhere" isn't asked with the other answers of this case | answer "abroad", which comes before it, or empty the cell`,
		}},
		{head + "\"a,no,1,1,5,2026-06-01\n", []string{
			"2:1: the quotation mark here isn't closed | close it; within a cell between quotation marks, write two for one",
		}},
	} {
		_, _, got := tried(t, set, words, c.text)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
	flood, words := shaped(t, "flood")
	_, _, got := tried(t, flood, words, "cause,kinds,proof\nriver,\"goods, none\",\n")
	want := []string{`2:7: this is no answer to "kinds": one of the options is exclusive | leave out either that option or the others`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestValues reads values as people and programs write them.
func TestValues(t *testing.T) {
	money := &criteria.Question{Scale: &criteria.Scale{Kind: criteria.Money, Decimals: 2, Currency: "EUR", Min: -100_000_00, Max: 10_000_000_00, Step: 1}}
	number := &criteria.Question{Scale: &criteria.Scale{Kind: criteria.Number, Max: 10_000_000, Step: 1}}
	fine := &criteria.Question{Scale: &criteria.Scale{Kind: criteria.Number, Decimals: 3, Max: 10_000_000_000, Step: 1}}
	date := &criteria.Question{Scale: &criteria.Scale{Kind: criteria.Day, Min: -100_000, Max: 100_000, Step: 1}}
	monthFirst := []string{"month", "day", "year"}
	for _, c := range []struct {
		q     *criteria.Question
		text  string
		order []string
		want  string
	}{
		{money, "31250.50", nil, "31250.50"}, {money, "31250,5", nil, "31250.50"}, {money, "31.250,50", nil, "31250.50"},
		{money, "31,250.50", nil, "31250.50"}, {money, "€ 31.250,50", nil, "31250.50"}, {money, "31250.50 EUR", nil, "31250.50"},
		{money, "€31\u00a0250,50", nil, "31250.50"}, {money, "1.234.567", nil, "1234567.00"}, {money, "1,234,567", nil, "1234567.00"},
		{money, "31'250.50", nil, "31250.50"}, {money, "-5,25", nil, "-5.25"}, {money, "−5", nil, "-5.00"}, {money, "0,125", nil, "has more decimals than an answer"},
		{money, "31.250", nil, "can be read in two ways"}, {money, "1,000", nil, "can be read in two ways"}, {money, "$5", nil, "isn't an amount"},
		{money, "1.2.3", nil, "isn't an amount"}, {money, "1.2345.678", nil, "isn't an amount"}, {money, "2026-01-01", nil, "isn't an amount"},
		{money, "99999999999999999999", nil, "isn't an amount"}, {money, "1e5", nil, "isn't an amount"},
		{number, "12", nil, "12"}, {number, "12.0", nil, "12"}, {number, "12.5", nil, "has more decimals than an answer"}, {number, "1 250", nil, "1250"},
		{fine, "12.345", nil, "12.345"}, {fine, "12,345", nil, "can be read in two ways"}, {fine, "12.3450", nil, "12.345"},
		{date, "2026-03-01", nil, "2026-03-01"}, {date, "1-3-2026", from.Days, "2026-03-01"}, {date, "01/03/2026", from.Days, "2026-03-01"},
		{date, "1.3.2026", from.Days, "2026-03-01"}, {date, "3/1/2026", monthFirst, "2026-03-01"}, {date, "2026-03-01 00:00:00", nil, "2026-03-01"},
		{date, "2026/3/1", nil, "2026-03-01"}, {date, "1-3/2026", nil, "isn't a day"}, {date, "1-3-26", nil, "has no year of four digits"},
		{date, "29-2-2026", from.Days, "is no day of the calendar"}, {date, "13/13/2026", from.Days, "is no day of the calendar"}, {date, "45000", nil, "isn't a day"},
	} {
		units, wrong, hint := value(c.q, c.text, c.order)
		got := wrong
		if wrong == "" {
			got = c.q.Scale.Value(units).String()
		} else if hint == "" {
			t.Errorf("%q: no hint", c.text)
		}
		if got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

// TestCases tries random cases of sets: what is written agrees with the evaluation, and has no
// difference when it is tried again, as CSV with each separator.
func TestCases(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 16))
	for _, name := range []string{"rent-support", "taxi-licence", "small-trader", "street-trees", "market-stall", "moving-house", "flood", "nis2", "boxes"} {
		set, words := shaped(t, name)
		var b strings.Builder
		b.WriteString("case;" + strings.Join(set.QuestionIDs(), ";") + "\n")
		var all []criteria.Answers
		var want []criteria.Result
		for i := range 200 {
			answers := criteria.Answers{}
			cells := make([]string, len(set.Questions))
			for range random.IntN(len(set.Questions) + 1) {
				r := set.Evaluate(answers)
				if r.Next < 0 {
					break
				}
				cells[r.Next] = answerAtRandom(random, &set.Questions[r.Next], answers, r.Next)
			}
			all, want = append(all, answers), append(want, set.Evaluate(answers))
			fmt.Fprintf(&b, "=%d;%s\n", i, strings.Join(cells, ";"))
		}
		var j bytes.Buffer
		out := NewJSON(&j, set, words)
		s, findings, err := Try(t.Context(), reasonsOf(t, set, words), strings.NewReader(b.String()), from, out)
		if err := errors.Join(err, out.Close(), words.Err()); err != nil || findings.Len() > 0 || s.Cases != 200 {
			t.Fatal(name, err, said(findings), s)
		}
		var got []struct {
			Line     int
			Case     string
			Outcome  *string
			Criteria map[string]string
			Next     *string
			Why      string
		}
		if err := json.Unmarshal(j.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		for i, g := range got {
			r := want[i]
			if (g.Outcome == nil) != (r.Outcome < 0) || g.Outcome != nil && *g.Outcome != set.Outcomes[r.Outcome].ID.V || (g.Next == nil) != (r.Next < 0) || g.Line != i+2 {
				t.Fatalf("%s: %v: %+v", name, all[i], g)
			}
			for c := range set.Criteria {
				if g.Criteria[set.Criteria[c].ID.V] != r.Verdict(c) {
					t.Fatalf("%s: %v: %+v", name, all[i], g)
				}
			}
			if r.Outcome >= 0 && !strings.HasPrefix(g.Why, set.Outcomes[r.Outcome].Title.In("en")) {
				t.Fatalf("%s: %q", name, g.Why)
			}
		}
		first, s, flaws := tried(t, set, words, b.String())
		if flaws != nil || s.Different > 0 || !strings.Contains(first, "'=7;") {
			t.Fatal(name, flaws, s)
		}
		again, s, flaws := tried(t, set, words, first)
		if flaws != nil || s.Different > 0 || s.Cases != 200 {
			t.Fatal(name, flaws, s)
		}
		if diff := cmp.Diff(first, strings.ReplaceAll(again, "''", "'")); diff != "" {
			t.Errorf("%s, tried again: %s", name, diff)
		}
	}
}

func answerAtRandom(r *rand.Rand, q *criteria.Question, answers criteria.Answers, question int) string {
	o := r.IntN(len(q.Options))
	answers[question] = []int{o}
	if s := q.Scale; s != nil && o < len(s.Intervals) {
		return s.Value(s.Intervals[o].Low).String()
	}
	return q.Options[o].ID.V
}

// TestExpectations compares cases with what they expect, and columns named like questions.
func TestExpectations(t *testing.T) {
	set, words := shaped(t, "small-trader")
	out, s, flaws := tried(t, set, words, "day;last_year;abroad;turnover;case;outcome;criteria.small;criteria.in_time;why;expected\n"+
		"3-12-2026;20000;no;20000;right;from_january;met;met;old reasons;old\n"+
		"4-12-2026;20000;no;20000;wrong;from_january;unmet;unmet;;\n"+
		";;no;;open;;;pending;;\n")
	lines := strings.Split(strings.TrimPrefix(out, byteOrderMark), "\r\n")
	if flaws != nil || s != (Summary{Cases: 3, Different: 1, Open: 1}) || len(lines) != 5 {
		t.Fatal(flaws, s, out)
	}
	if want := "case;abroad;turnover;last_year;everywhere;day;outcome;criteria.small;criteria.small_in_union;criteria.in_time;result;why;next;expected"; lines[0] != want {
		t.Error(lines[0])
	}
	if !strings.HasPrefix(lines[1], "right;no;20000;20000;;2026-12-03;from_january;met;not_applicable;met;") || !strings.HasSuffix(lines[1], ";;") {
		t.Error(lines[1])
	}
	if !strings.HasSuffix(lines[2], ";;outcome: from_january, criteria.small: unmet") {
		t.Error(lines[2])
	}
	if !strings.HasPrefix(lines[3], "open;no;;;;;;pending;") || !strings.HasSuffix(lines[3], ";turnover;") {
		t.Error(lines[3])
	}
	named := *set
	named.Questions = append([]criteria.Question{}, set.Questions...)
	named.Questions[0].ID.V = "case"
	out, s, flaws = tried(t, &named, words, "case,.case\nno,first\n")
	if flaws != nil || s.Cases != 1 || !strings.HasPrefix(out, byteOrderMark+".case,case,") || !strings.Contains(out, "\r\nfirst,no,") {
		t.Error(out, flaws)
	}
}

// TestSharedLabel names every option that a label may mean.
func TestSharedLabel(t *testing.T) {
	set, words := shaped(t, "small-trader")
	shared := *set
	shared.Questions = slices.Clone(set.Questions)
	q := &shared.Questions[0]
	q.Options = slices.Clone(q.Options)
	q.Options[1].Label = q.Options[0].Label
	label := q.Options[0].Label.In("en")
	_, _, flaws := tried(t, &shared, words, q.ID.V+"\n\""+label+"\"\n")
	want := "write the option's id: " + q.Options[0].ID.V + " or " + q.Options[1].ID.V
	if len(flaws) != 1 || !strings.HasSuffix(flaws[0], want) {
		t.Errorf("%q, want %q", flaws, want)
	}
}

// manyRows yields a file of rows without holding it.
type manyRows struct {
	left int
	rest []byte
}

func (m *manyRows) Read(p []byte) (int, error) {
	if len(m.rest) == 0 {
		if m.left == 0 {
			return 0, io.EOF
		}
		m.left--
		m.rest = fmt.Appendf(nil, "case %d,no,%d,100,,2026-12-03\n", m.left, m.left%22000)
	}
	n := copy(p, m.rest)
	m.rest = m.rest[n:]
	return n, nil
}

// discard counts cases and looks at memory.
type discard struct {
	bytes int
	most  uint64
}

func (d *discard) Write(p []byte) (int, error) {
	if d.bytes += len(p); d.bytes/(1<<20) != (d.bytes-len(p))/(1<<20) {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		d.most = max(d.most, m.HeapAlloc)
	}
	return len(p), nil
}

// TestManyCases tries twenty thousand cases, or with THOROUGH=true a hundred thousand: what is live
// doesn't grow with their number.
func TestManyCases(t *testing.T) {
	set, words := shaped(t, "small-trader")
	many := thoroughtest.Unless(20_000, 100_000)
	var before runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var d discard
	out := NewCSV(&d, set, words)
	in := io.MultiReader(strings.NewReader("case,abroad,turnover,last_year,everywhere,day\n"), &manyRows{left: many})
	s, findings, err := Try(t.Context(), reasonsOf(t, set, words), in, from, out)
	if err := errors.Join(err, out.Close()); err != nil || findings.Len() > 0 || s.Cases != many {
		t.Fatal(err, said(findings), s)
	}
	grown := int64(d.most) - int64(before.HeapAlloc)
	t.Logf("%d bytes more are live after %d bytes of results", grown, d.bytes)
	if d.most == 0 || grown > int64(d.bytes)/4 {
		t.Errorf("%d bytes more are live after %d bytes of results", grown, d.bytes)
	}
}

func BenchmarkTry(b *testing.B) {
	set, words := shaped(b, "small-trader")
	for b.Loop() {
		out := NewCSV(io.Discard, set, words)
		in := io.MultiReader(strings.NewReader("case,abroad,turnover,last_year,everywhere,day\n"), &manyRows{left: 10_000})
		if _, _, err := Try(b.Context(), reasonsOf(b, set, words), in, from, out); err != nil {
			b.Fatal(err)
		}
	}
}
