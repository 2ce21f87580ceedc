package report_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"iter"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	baken "baken.example/baken"
	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/report"
	"baken.example/baken/internal/message"
)

var update = flag.Bool("update", false, "write what is reported into testdata")

// source is a store with fixed contents.
type source struct {
	tallies []feedback.Tally
	answers []feedback.Answer
	err     error
}

func (s source) Tallies(_ context.Context, from, to feedback.Day) iter.Seq2[feedback.Tally, error] {
	return func(yield func(feedback.Tally, error) bool) {
		for _, t := range s.tallies {
			if t.Day >= from && t.Day <= to && !yield(t, nil) {
				return
			}
		}
	}
}

func (s source) Answers(_ context.Context, from, to feedback.Day) iter.Seq2[feedback.Answer, error] {
	return func(yield func(feedback.Answer, error) bool) {
		for _, a := range s.answers {
			if a.Day >= from && a.Day <= to && !yield(a, nil) {
				return
			}
		}
		if s.err != nil {
			yield(feedback.Answer{}, s.err)
		}
	}
}

func day(t *testing.T, s string) feedback.Day {
	t.Helper()
	d, err := feedback.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const (
	good = "/en/start/"
	bad  = "/nl/begin/#result"
)

// hostile is a comment with an injection for each output format.
const hostile = "=HYPERLINK(\"http://evil.example\")\n</script><script>alert(1)</script>\x1b[31m\u202e;=1+1"

func example(t *testing.T) source {
	monday, next, later := day(t, "2026-11-02"), day(t, "2026-11-09"), day(t, "2026-11-23")
	return source{
		tallies: []feedback.Tally{
			{Page: bad, Lang: "nl", Day: monday + 6, Yes: 1, No: 4},
			{Page: good, Lang: "en", Day: monday, Yes: 30, No: 2},
			{Page: good, Lang: "en", Day: next, Yes: 8},
			{Page: good, Lang: "en", Day: later, Yes: 1, No: 1},
			{Page: bad, Lang: "nl", Day: later + 2, No: 2},
		},
		answers: []feedback.Answer{
			{ID: "id-1-0123456789abcdef", Page: good, Lang: "en", Day: monday, Helpful: true, Comment: "Clear.\n\n- and short", Counts: true},
			{ID: "id-2-0123456789abcdef", Page: bad, Lang: "nl", Day: monday + 6, Comment: "Ik zoek <b>meer</b> & beter", Counts: false},
			{ID: "id-3-0123456789abcdef", Page: bad, Lang: "nl", Day: later + 2, Comment: hostile, Counts: true},
			{ID: "id-4-0123456789abcdef", Page: bad, Lang: "nl", Day: later + 2, Comment: "De laatste", Counts: true},
			{ID: "id-5-0123456789abcdef", Page: "/en/only/", Lang: "en", Day: later, Helpful: true, Comment: "No vote of mine counts", Counts: false},
			{ID: "id-6-0123456789abcdef", Page: good, Lang: "en", Day: later, Helpful: true, Counts: true},
			{ID: "id-7-0123456789abcdef", Page: "/en/search/#unanswered", Lang: "en", Day: monday, Comment: "=1+1 <i>dog</i> licence"},
			{ID: "id-8-0123456789abcdef", Page: "/nl/zoeken/#unanswered", Lang: "nl", Day: monday, Comment: "hond"},
			{ID: "id-9-0123456789abcdef", Page: "/nl/zoek/#unanswered", Lang: "nl", Day: later, Comment: "hond"},
			{ID: "id-a-0123456789abcdef", Page: "/nl/zoek/#unanswered", Lang: "nl", Day: later, Comment: "hond"},
		},
	}
}

func query(t *testing.T) report.Query {
	return report.Query{From: day(t, "2026-11-01"), To: day(t, "2026-11-30")}
}

func made(t *testing.T, s report.Source, q report.Query) *report.Report {
	t.Helper()
	r, err := report.New(t.Context(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func in(t *testing.T, lang string) report.Language {
	t.Helper()
	c, findings, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("nl", "en")})
	if err != nil || findings.HasErrors() {
		t.Fatal(err, findings)
	}
	return report.Language{
		Code: lang, Messages: c.In(lang), Origin: "https://www.example.org",
		Titles: map[string]string{good: "Getting started", "/nl/begin/": "Zo <begin> je"},
	}
}

func written(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// all returns a report in all formats, by the name of the golden file.
func all(t *testing.T, r *report.Report) map[string]string {
	t.Helper()
	return map[string]string{
		"report.json":    written(t, r.WriteJSON),
		"report.csv":     written(t, r.WriteCSV),
		"report.nl.txt":  written(t, func(w io.Writer) error { return r.WriteText(w, in(t, "nl")) }),
		"report.en.txt":  written(t, func(w io.Writer) error { return r.WriteText(w, in(t, "en")) }),
		"report.nl.html": written(t, func(w io.Writer) error { return r.WriteHTML(w, in(t, "nl")) }),
		"report.en.html": written(t, func(w io.Writer) error { return r.WriteHTML(w, in(t, "en")) }),
	}
}

func TestGolden(t *testing.T) {
	for name, got := range all(t, made(t, example(t), query(t))) {
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s has changed; look at it, then -update:\n%s", name, got)
		}
	}
}

// TestOrderOfTheStore checks that a report doesn't depend on the order of tallies and days.
func TestOrderOfTheStore(t *testing.T) {
	s := example(t)
	want := all(t, made(t, s, query(t)))
	slices.Reverse(s.tallies)
	slices.SortStableFunc(s.answers, func(a, b feedback.Answer) int { return int(b.Day - a.Day) })
	for name, got := range all(t, made(t, s, query(t))) {
		if got != want[name] {
			t.Errorf("%s depends on the order of the store", name)
		}
	}
}

func TestOnlyPage(t *testing.T) {
	q := query(t)
	q.Page = good
	r := made(t, example(t), q)
	if len(r.Pages) != 1 || r.Total() != 42 || r.Comments() != 1 {
		t.Errorf("%+v", r)
	}
	if len(r.Weeks) != 4 || r.Weeks[2].Total() != 0 {
		t.Errorf("weeks: %+v", r.Weeks)
	}
}

// TestSearches checks the lower bound on visitors: those of a day are the stored ones and the two
// that any quorum withholds. Searches are neither pages nor comments.
func TestSearches(t *testing.T) {
	r := made(t, example(t), query(t))
	want := []report.Search{{Lang: "nl", Text: "hond", Visitors: 7}, {Lang: "en", Text: "=1+1 <i>dog</i> licence", Visitors: 3}}
	if !slices.Equal(r.Searches, want) {
		t.Errorf("%+v, want %+v", r.Searches, want)
	}
	if len(r.Pages) != 3 || r.Comments() != 5 {
		t.Errorf("%d pages, %d comments", len(r.Pages), r.Comments())
	}
	q := query(t)
	q.Page = "/nl/zoek/#unanswered"
	if r := made(t, example(t), q); len(r.Pages) != 0 || len(r.Searches) != 1 || r.Searches[0].Visitors != 4 {
		t.Errorf("%+v", r)
	}
}

func TestNothing(t *testing.T) {
	for name, got := range all(t, made(t, source{}, query(t))) {
		switch filepath.Ext(name) {
		case ".txt", ".html":
			if !strings.Contains(got, "geen stemmen") && !strings.Contains(got, "no votes") {
				t.Errorf("%s: %s", name, got)
			}
		case ".json":
			if strings.Contains(got, `"pages": null`) || strings.Contains(got, `"searches": null`) || !strings.Contains(got, `"share": null`) {
				t.Errorf("%s: %s", name, got)
			}
		}
	}
}

func TestStoreFails(t *testing.T) {
	away := errors.New("away")
	if _, err := report.New(t.Context(), source{err: away}, query(t)); !errors.Is(err, away) {
		t.Error(err)
	}
	answers := source{err: away}.Answers(t.Context(), 0, 0)
	for _, export := range []func(io.Writer, iter.Seq2[feedback.Answer, error]) error{report.ExportJSON, report.ExportCSV} {
		if err := export(io.Discard, answers); !errors.Is(err, away) {
			t.Error(err)
		}
	}
}

// TestMissingText checks that a missing text is an error, and that nothing is written.
func TestMissingText(t *testing.T) {
	c, _, err := message.Load(t.Context(), fstest.MapFS{}, fstest.MapFS{}, message.Options{Languages: message.Languages("en")})
	if err != nil {
		t.Fatal(err)
	}
	l := report.Language{Code: "en", Messages: c.In("en")}
	r := made(t, example(t), query(t))
	var b bytes.Buffer
	if r.WriteHTML(&b, l) == nil || r.WriteText(&b, l) == nil || b.Len() > 0 {
		t.Errorf("written without texts: %s", b.String())
	}
}

// TestInterval compares the interval with values of R's prop.test(correct = FALSE), and with the
// definition of Wilson's bounds.
func TestInterval(t *testing.T) {
	for _, c := range []struct {
		votes            report.Votes
		value, low, high float64
	}{
		{report.Votes{Yes: 1}, 1, .2065, 1},
		{report.Votes{No: 1}, 0, 0, .7935},
		{report.Votes{Yes: 5, No: 5}, .5, .2366, .7634},
		{report.Votes{Yes: 81, No: 182}, .3080, .2553, .3662},
		{report.Votes{Yes: 10}, 1, .7225, 1},
	} {
		s, ok := c.votes.Share()
		if !ok || s != (report.Share{Value: c.value, Low: c.low, High: c.high}) {
			t.Errorf("%+v: %+v", c.votes, s)
		}
	}
	// The bounds are the p for which the observed share is z standard errors away.
	const z = 1.959963984540054
	for yes := range 60 {
		for no := range 60 {
			v := report.Votes{Yes: yes, No: no}
			s, ok := v.Share()
			if !ok {
				continue
			}
			n := float64(v.Total())
			for _, p := range []float64{s.Low, s.High} {
				if p == 0 || p == 1 {
					continue
				}
				if got := math.Abs(s.Value-p) / math.Sqrt(p*(1-p)/n); math.Abs(got-z) > .1 {
					t.Fatalf("%+v: the bound %v is %v deviations away", v, p, got)
				}
			}
			if s.Low > s.Value || s.High < s.Value {
				t.Fatalf("%+v: %+v", v, s)
			}
		}
	}
	if _, ok := (report.Votes{}).Share(); ok {
		t.Error("a share of nothing")
	}
}

// TestNoFormulas parses the tables like a spreadsheet with another separator, without quotation
// marks.
func TestNoFormulas(t *testing.T) {
	s := example(t)
	for i, text := range []string{"=1", "+1", "-1", "@x", "＝1", "a;=1", "a\n=1", "a,-1", "a\t@x", "; \"=1", "\t=1", "x|+1"} {
		s.answers = append(s.answers, feedback.Answer{ID: "id-0123456789abcdef-" + string(rune('a'+i)), Page: good, Lang: "en", Day: day(t, "2026-11-10"), Comment: text})
	}
	r := made(t, s, query(t))
	for name, got := range map[string]string{
		"report": written(t, r.WriteCSV),
		"export": written(t, func(w io.Writer) error { return report.ExportCSV(w, s.Answers(t.Context(), 0, math.MaxInt32)) }),
	} {
		text, ok := strings.CutPrefix(got, "\ufeff")
		if !ok {
			t.Errorf("%s has no byte order mark", name)
		}
		records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(records) < 15 {
			t.Fatal(name, err, len(records))
		}
		if strings.Count(got, "\n") != strings.Count(got, "\r\n") {
			t.Errorf("%s: not all lines end in CRLF", name)
		}
		for _, cell := range regexp.MustCompile("[,;|\t\r\n]").Split(got, -1) {
			if begin := strings.TrimLeft(cell, ` "`); begin != "" && strings.ContainsAny(begin[:1], "=+-@") || strings.HasPrefix(begin, "＝") {
				t.Errorf("%s: %q", name, cell)
			}
		}
	}
}

func TestExport(t *testing.T) {
	got := written(t, func(w io.Writer) error {
		return report.ExportJSON(w, example(t).Answers(t.Context(), 0, math.MaxInt32))
	})
	lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
	if len(lines) != 10 {
		t.Fatal(got)
	}
	for _, l := range lines {
		if !json.Valid([]byte(l)) {
			t.Error(l)
		}
	}
	var third struct{ Comment string }
	if err := json.Unmarshal([]byte(lines[2]), &third); err != nil || third.Comment != hostile {
		t.Errorf("%v %q", err, third.Comment)
	}
	// The exported id can't be used to change the answer.
	want := `{"id":"fF6f2_5JSeIh1YmGdTAfZA","page":"/en/start/","lang":"en","day":"2026-11-23","helpful":"yes","counts":true}`
	if lines[5] != want {
		t.Errorf("%s\nwant %s", lines[5], want)
	}
}

// TestHTML checks that the file is self-contained, and that every drawing has a table.
func TestHTML(t *testing.T) {
	page := all(t, made(t, example(t), query(t)))["report.en.html"]
	for _, no := range []string{"<script", "<b>", " style=", "http:", "https:", "url(", "@import", "\x1b"} {
		if strings.Contains(strings.NewReplacer("http://evil.example", "", "https://www.example.org/", "").Replace(page), no) {
			t.Errorf("the page has %q", no)
		}
	}
	style := regexp.MustCompile(`(?s)<style>(.*)</style>`).FindStringSubmatch(page)
	policy := regexp.MustCompile(`sha256-([^']*)'`).FindStringSubmatch(html.UnescapeString(page))
	if style == nil || policy == nil {
		t.Fatal("no style, or no policy")
	}
	sum := sha256.Sum256([]byte(style[1]))
	if got := policy[1]; got != base64.StdEncoding.EncodeToString(sum[:]) {
		t.Errorf("the policy doesn't allow the style: %s", got)
	}
	drawings := regexp.MustCompile(`(?s)<svg.*?</svg>`).FindAllString(page, -1)
	if len(drawings) != 5 { // two pages with votes, all weeks, and the weeks of both
		t.Errorf("%d drawings", len(drawings))
	}
	for _, d := range drawings {
		if err := xml.Unmarshal([]byte(d), new(struct{})); err != nil {
			t.Errorf("%v in %s", err, d)
		}
		if strings.Contains(d, "NaN") || strings.Contains(d, "Inf") {
			t.Error(d)
		}
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]] {
			t.Errorf("two elements are called %s", m[1])
		}
		ids[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`(?:href="#|aria-labelledby=")([^"]*)"`).FindAllStringSubmatch(page, -1) {
		for id := range strings.FieldsSeq(m[1]) {
			if !ids[id] {
				t.Errorf("there is no %s", id)
			}
		}
	}
}

// TestPageWithoutDetails holds that a page with one week of votes and no comment, of which there is
// nothing more to show, is linked to itself if it is one of the site.
func TestPageWithoutDetails(t *testing.T) {
	on := day(t, "2026-11-02")
	r := made(t, source{tallies: []feedback.Tally{
		{Page: good, Lang: "en", Day: on, Yes: 1}, {Page: "/en/gone/", Lang: "en", Day: on, No: 1},
	}}, query(t))
	page := written(t, func(w io.Writer) error { return r.WriteHTML(w, in(t, "en")) })
	if link := `<a href="https://www.example.org` + good + `">Getting started</a>`; !strings.Contains(page, link) {
		t.Errorf("no %s in\n%s", link, page)
	}
	if strings.Contains(page, `/en/gone/"`) {
		t.Errorf("a page that the site doesn't have is linked:\n%s", page)
	}
}
