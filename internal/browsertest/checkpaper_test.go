package browsertest

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition"
)

// onPaper is a page in print media as the probe reports it.
type onPaper struct {
	Buttons, Verdicts, Marks, Wide []string
	Text, Address                  string
}

// pdfPage matches the dictionary of a page in a PDF.
var pdfPage = regexp.MustCompile(`/Type\s*/Page\b[^s]`)

// TestResultOnPaper prints results of the portal's own check: the longest in each language, and one
// of each outcome in one of them, or with -thorough in each. A result takes two sheets of A4 at
// most, and has all that is needed on it.
func TestResultOnPaper(t *testing.T) {
	t.Parallel()
	s := portal(t, false)
	set := ownSet(t)
	b := startBrowser(t)
	for _, lang := range s.languages {
		at := s.each(func(p page) bool {
			return p.lang == lang && bytes.Contains(s.content(t, p.artifact), []byte(`<form id="Check"`))
		})
		if len(at) != 1 {
			t.Fatalf("%d self-checks in %s", len(at), lang)
		}
		all := toPrint(set)
		for i, answers := range all {
			if !*thorough && i < len(all)-1 && i%len(s.languages) != slices.Index(s.languages, lang) {
				continue // Each outcome in one of the languages, the longest result in all.
			}
			e := expectedResult(set, answers)
			p := at[0]
			p.path += "#a=" + fragment(set, answers)
			tab, closeTab, err := b.newTab(s)
			if err != nil {
				t.Fatal(err)
			}
			j := &journeyer{T: t, tab: tab}
			j.do(tab.open(p))
			outcome := set.Outcomes[e.result.Outcome].ID.V
			j.at(outcome, hasResult(outcome))
			file, err := chromedp.Call(tab.ctx, cdppage.PrintToPDF, cdppage.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69})
			j.do(err)
			if n := len(pdfPage.FindAll(file.Data, -1)); n < 1 || n > 2 {
				t.Errorf("%s: %s takes %d pages", lang, p.path, n)
			}
			e.checkPaper(t, tab, lang, p.path)
			closeTab()
		}
	}
}

// checkPaper checks a result that is open, in print media, as wide as A4 without its margins.
func (e expectation) checkPaper(t *testing.T, tab *tab, lang, path string) {
	t.Helper()
	j := &journeyer{T: t, tab: tab}
	_, err := chromedp.Call(tab.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 718, Height: 1000, DeviceScaleFactor: 1})
	j.do(err)
	_, err = chromedp.Call(tab.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	j.do(err)
	got, err := probe[onPaper](tab, "paper")
	j.do(err)
	if len(got.Buttons)+len(got.Wide) > 0 {
		t.Errorf("%s: on paper there are %q, and too wide are %q", path, got.Buttons, got.Wide)
	}
	want := slices.Concat(e.ids(criteria.Unmet, e.unmet), e.ids(criteria.Open, e.open), e.ids(criteria.Met, e.met))
	if !slices.Equal(got.Verdicts, want) {
		t.Errorf("%s: the verdicts on paper are %q, want %q", path, got.Verdicts, want)
	}
	for _, mark := range got.Marks {
		if !strings.Contains(mark, "rgba(0, 0, 0, 0)") || !regexp.MustCompile(`"[✓✗?] "`).MatchString(mark) {
			t.Errorf("%s: a verdict without a mark in ink: %s", path, mark)
		}
	}
	if !strings.Contains(got.Address, "/"+lang+"/") || strings.Contains(got.Address, "a=") {
		t.Errorf("%s: the address of the page is %q", path, got.Address)
	}
	texts := []string{e.set.Outcomes[e.result.Outcome].Title.In(lang), fmt.Sprint(time.Now().Year())}
	for _, q := range e.result.Asked {
		texts = append(texts, e.set.Questions[q].Brief(lang))
	}
	for _, text := range texts {
		if !strings.Contains(plain(got.Text), plain(text)) {
			t.Errorf("%s: %q isn't on paper", path, text)
		}
	}
}

// ownSet is the version of the portal's set that its pages show.
func ownSet(t *testing.T) *criteria.Set {
	t.Helper()
	sets, findings, err := definition.Load(context.Background(), os.DirFS(root), []string{"nl", "en"})
	if err != nil || findings.HasErrors() {
		t.Fatal(err, findings.All())
	}
	day := content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}
	for _, set := range sets {
		if !set.ValidFrom.After(day.Time) && (set.ValidTo.IsZero() || !set.ValidTo.Before(day.Time)) {
			return set
		}
	}
	t.Fatal("no version is in force")
	return nil
}

// toPrint returns answers that lead to each outcome, and the longest of all paths, by a set's
// examples.
func toPrint(set *criteria.Set) (out []criteria.Answers) {
	seen := map[int]bool{}
	var longest criteria.Answers
	for _, e := range set.Examples {
		r := set.Evaluate(e.Answers)
		if r.Next >= 0 {
			continue
		}
		if !seen[r.Outcome] {
			seen[r.Outcome] = true
			out = append(out, e.Answers)
		}
		if len(e.Answers) >= len(longest) {
			longest = e.Answers
		}
	}
	return append(out, longest)
}

// fragment returns answers as links have them.
func fragment(set *criteria.Set, answers criteria.Answers) string {
	var parts []string
	for q := range set.Questions {
		for _, o := range answers[q] {
			parts = append(parts, set.Questions[q].ID.V+":"+set.Questions[q].Options[o].ID.V)
		}
	}
	return strings.Join(parts, ",")
}
