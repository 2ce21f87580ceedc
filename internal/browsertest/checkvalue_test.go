package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"baken.example/baken/internal/criteria"
)

// typedChecks makes a site with the self-check of testdata/typed.yaml, whose questions are answered
// with numbers, amounts and dates.
func typedChecks(t *testing.T) (*checkSite, *criteria.Set) {
	t.Helper()
	made, err := makeTypedChecks()
	if err != nil {
		t.Fatal(err)
	}
	s := &checkSite{serve(t, listen(t), made.artifacts), made.sets}
	return s, s.set(t, "typed")
}

var makeTypedChecks = sync.OnceValues(func() (madeChecks, error) {
	yaml, err := os.ReadFile(filepath.Join("testdata", "typed.yaml"))
	if err != nil {
		return madeChecks{}, err
	}
	return makeChecksOf(map[string]string{"typed": string(yaml)})
})

// in is the path of the check in a language.
func (s *checkSite) in(lang string, set *criteria.Set) page {
	return page{path: "/" + lang + "/" + set.ID.V + "/", lang: lang, status: 200}
}

// typed opens the check in a language, in a tab of its own.
func typed(t *testing.T, b *browser, s *checkSite, lang string) *journeyer {
	t.Helper()
	tab, closeTab, err := b.newTab(s.site)
	t.Cleanup(closeTab)
	j := &journeyer{T: t, tab: tab}
	j.do(err, tab.open(s.in(lang, s.sets[0])))
	return j
}

// write types a text where the focus is.
func (j *journeyer) write(text string) {
	j.Helper()
	j.do(chromedp.Do(j.tab.ctx, chromedp.KeyEvent(text)))
}

// fieldShown is a question whose answer is typed, as the probe reports it.
type fieldShown struct {
	Values, Names         []string
	Described             bool
	Invalid               []int
	OtherInvalid, Focused int
	Error, Read, Given    string
	// Options are the options that a reader can choose, Chosen those that are chosen, and Hints are
	// the hints that stand with options.
	Options, Chosen, Hints []string
}

// field looks at the question that is shown.
func (j *journeyer) field() fieldShown {
	j.Helper()
	f, err := probe[fieldShown](j.tab, "field")
	j.do(err)
	return f
}

// enter types texts in the fields of a question, one in each, and goes on with Enter.
func (j *journeyer) enter(question string, texts ...string) {
	j.Helper()
	j.at("the question "+question, asks(question))
	for i, text := range texts {
		j.script(`(f => { f.focus(); f.select(); })(document.querySelectorAll('[data-question=%s] .typed input')[%d])`, question, i)
		if text == "" {
			j.do(j.tab.press(kb.Delete))
		}
		j.write(text)
	}
	j.do(j.tab.press(kb.Enter))
}

// answersListed are the answers in the result.
func (j *journeyer) answersListed() []string {
	j.Helper()
	list, err := chromedp.Run(j.tab.ctx, chromedp.Evaluate[[]string](
		`[...document.querySelectorAll('#check\\:answers dl > div')].map(d => d.children[0].textContent + ': ' + d.children[1].textContent)`))
	j.do(err)
	for i := range list {
		list[i] = strings.ReplaceAll(list[i], "\u00a0", " ")
	}
	return list
}

// TestTypedJourney types answers with the keyboard alone, and follows them through Back, a change,
// a reload, the other language, a link and a fresh start.
func TestTypedJourney(t *testing.T) {
	t.Parallel()
	s, _ := typedChecks(t)
	b := startBrowser(t)
	j := typed(t, b, s, "nl")
	j.at("the introduction", func(s checkStep) bool { return len(s.Questions) == 0 })
	j.tabTo("the button that starts", func(s checkStep) bool { return s.FocusID == "check:start" })
	j.do(j.tab.press(kb.Enter))
	j.at("the first question", asks("people"))
	f := j.field()
	if fmt.Sprint(f.Values, f.Names, f.Options, f.Hints, f.Described) != fmt.Sprint([]string{""}, []string{"Hoeveel mensen wonen er? mensen"}, []string{}, []string{}, true) {
		t.Errorf("the empty field: %+v", f)
	}
	j.tabTo("the field", func(s checkStep) bool { return s.Focus == "input" })
	j.do(j.tab.press(kb.Enter))
	wrong := j.at("an error", func(s checkStep) bool { return s.Problem != "" })
	j.holds(wrong.Error == "Fout: Vul een getal in" && wrong.FocusID == "check:problem" && mistaken(wrong.Title, "Fout: "), "what is wrong", wrong)
	if f := j.field(); !slices.Equal(f.Invalid, []int{0}) || f.OtherInvalid > 0 {
		t.Errorf("what is marked: %+v", f)
	}
	j.tabTo("the link to the field", func(s checkStep) bool { return s.Focus == "a" })
	j.do(j.tab.press(kb.Enter))
	j.at("focus on the field", func(s checkStep) bool { return s.Focus == "input" })
	j.write("4")
	j.do(j.tab.press(kb.Enter))
	j.at("the second question", asks("income"))
	j.tabTo("the field", func(s checkStep) bool { return s.Focus == "input" })
	j.write("€ 1250.5")
	if f := j.field(); f.Read != "We lezen dit als € 1.250,50." || !slices.Equal(f.Chosen, []string{"0.01..20000.49"}) || !slices.Equal(f.Options, []string{"unknown"}) {
		t.Errorf("another decimal mark: %+v", f)
	}
	j.do(j.tab.press(kb.Enter))
	j.enter("born", "6", "april", "1959")
	j.enter("area", "150,5")
	j.at("the result", hasResult("likely"))
	want := []string{"Bewoners: 4 mensen", "Inkomen: € 1.250,50", "Geboren: 6 april 1959", "Oppervlakte: 150,5 m²"}
	if got := j.answersListed(); !slices.Equal(got, want) {
		t.Errorf("the answers are %q", got)
	}

	// Back, and a reload there.
	j.script(`history.back()`)
	j.at("the last question", asks("area"))
	j.script(`self.before = true; location.reload()`)
	if !j.tab.becomes(`!self.before && document.getElementById('Check').dataset.state === 'question'`) {
		t.Fatal("the page isn't there again")
	}
	j.at("the last question again", asks("area"))
	if f := j.field(); !slices.Equal(f.Values, []string{"150,5"}) || f.Read+f.Given+f.Error != "" {
		t.Errorf("after a reload: %+v", f)
	}
	j.script(`history.forward()`)
	j.at("the result", hasResult("likely"))

	// The other language.
	j.script(`document.querySelector('.languages a[hreflang=en]').click()`)
	j.arrives("the result in English", func(s checkStep) bool { return strings.Contains(s.Address, "/en/") && len(s.Outcomes) == 1 })
	want = []string{"People: 4 people", "Income: €1,250.50", "Born: 6 April 1959", "Area: 150.5 m²"}
	if got := j.answersListed(); !slices.Equal(got, want) {
		t.Errorf("the answers in English are %q", got)
	}
	j.change("income")
	if f := j.field(); !slices.Equal(f.Values, []string{"1,250.50"}) {
		t.Errorf("the amount to change: %+v", f)
	}
	j.enter("income", "-50")
	j.at("the result", hasResult("likely"))
	j.change("born")
	if f := j.field(); !slices.Equal(f.Values, []string{"6", "4", "1959"}) || !slices.Equal(f.Names, []string{"Day", "Month", "Year"}) {
		t.Errorf("the date to change: %+v", f)
	}
	for _, whole := range []string{"1961-05-07", "6/4/1960"} { // A whole date in one field.
		j.script(`(f => { f.focus(); f.select(); })(document.querySelector('[data-question=born] .typed input'))`)
		j.write(whole)
	}
	if f := j.field(); !slices.Equal(f.Values, []string{"6", "4", "1960"}) {
		t.Errorf("a whole date in one field: %+v", f)
	}
	j.do(j.tab.press(kb.Enter))
	j.at("another result", hasResult("contact"))

	// A link has the intervals only.
	link, err := chromedp.Run(j.tab.ctx, chromedp.Evaluate[string](`Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.getElementById('check:copy').click(); location.href`))
	j.do(err)
	if _, fragment, _ := strings.Cut(link, "#"); fragment != "a=people:2..8,income:-100.00..-0.01,born:1960-04-06..1999-12-30,area:13.0..200.0&v=2026-01-01" {
		t.Errorf("the link is %s", link)
	}
	k := typed(t, b, s, "en")
	k.script(`location.hash = %q`, link[strings.Index(link, "#"):])
	k.at("the result of the link", hasResult("contact"))
	want = []string{"People: 2 to 8 people", "Income: −€100 or more, but under €0", "Born: 6 April 1960 to 30 December 1999", "Area: More than 12.5, but at most 200 m²"}
	if got := k.answersListed(); !slices.Equal(got, want) {
		t.Errorf("the answers of the link are %q", got)
	}
	k.change("people")
	if f := k.field(); !slices.Equal(f.Values, []string{""}) || f.Given != "The answer is “2 to 8 people” now. Enter something to change it." {
		t.Errorf("an answer of the link: %+v", f)
	}
	k.do(k.tab.press(kb.Enter))
	k.script(`document.getElementById('check:go').click()`)
	k.at("the result of the link still", hasResult("contact"))
	k.change("people")
	k.enter("people", "1")
	k.at("another result", hasResult("contact"))
	if got := k.answersListed(); got[0] != "People: 1" {
		t.Errorf("the answers after a change are %q", got)
	}

	// The link in the tab that has answers of its own, and these again.
	j.script(`location.hash = %q`, strings.Replace(link[strings.Index(link, "#"):], "people:2..8", "people:9..9", 1))
	j.arrives("the answers of the link", func(s checkStep) bool { return strings.Contains(s.Notice, "opened a link") })
	if got := j.answersListed(); got[0] != "People: Exactly 9 people" || !strings.HasPrefix(got[1], "Income: −€100 or more") {
		t.Errorf("the answers of the link are %q", got)
	}
	j.script(`document.querySelectorAll('#check\\:notice button')[1].click()`)
	j.at("the own result", hasResult("contact"))
	want = []string{"People: 4 people", "Income: −€50", "Born: 6 April 1960", "Area: 150.5 m²"}
	if got := j.answersListed(); !slices.Equal(got, want) {
		t.Errorf("the own answers are %q", got)
	}

	// A choice in the place of a value, and a fresh start.
	j.change("income")
	j.script(`document.querySelector('[name=income][value=unknown]').click()`)
	if f := j.field(); !slices.Equal(f.Values, []string{""}) || !slices.Equal(f.Chosen, []string{"unknown"}) {
		t.Errorf("a choice in the place of a value: %+v", f)
	}
	j.script(`document.getElementById('check:go').click()`)
	j.at("a result", func(s checkStep) bool { return len(s.Outcomes) == 1 })
	if got := j.answersListed(); got[1] != "Income: I don’t know" {
		t.Errorf("the answers are %q", got)
	}
	j.script(`document.getElementById('check:restart').click()`)
	j.at("the introduction", func(s checkStep) bool { return len(s.Outcomes)+len(s.Questions) == 0 })
	j.script(`document.getElementById('check:start').click()`)
	j.at("the first question", asks("people"))
	if f := j.field(); !slices.Equal(f.Values, []string{""}) || len(f.Chosen) > 0 {
		t.Errorf("after a fresh start: %+v", f)
	}
}
