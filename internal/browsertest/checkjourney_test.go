package browsertest

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"baken.example/baken/internal/criteria"
)

// record keeps what a server is asked for.
type record struct {
	mu   sync.Mutex
	seen []string
}

func (r *record) through(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.mu.Lock()
		r.seen = append(r.seen, q.Method+" "+q.URL.String())
		r.mu.Unlock()
		h.ServeHTTP(w, q)
	})
}

// answersIn returns the requests that could carry an answer: those with a query, or that aren't for
// reading.
func (r *record) answersIn() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []string
	for _, s := range r.seen {
		if strings.Contains(s, "?") || strings.Contains(s, "=") || !strings.HasPrefix(s, "GET ") {
			out = append(out, s)
		}
	}
	return out
}

// TestCheckByKeyboard goes through the check "early" with the keyboard alone, from its start to the
// result, to change an answer, and to the result again.
func TestCheckByKeyboard(t *testing.T) {
	t.Parallel()
	var requests record
	s := checksThrough(t, requests.through)
	set := s.set(t, "early")
	tab, closeTab, err := startBrowser(t).newTab(s.site)
	defer closeTab()
	if err != nil {
		t.Fatal(err)
	}
	j := &journeyer{T: t, tab: tab}
	j.do(tab.open(s.path(set)))
	j.at("the introduction", func(s checkStep) bool { return len(s.Questions) == 0 && len(s.Outcomes) == 0 })

	j.tabTo("the button that starts", func(s checkStep) bool { return s.Focus == "button" && strings.Contains(s.FocusText, "Start") })
	j.do(tab.press(kb.Enter))
	first := j.at("the first question", asks("age"))
	j.holds(first.Focus == "h1" && slices.Equal(first.H1, []string{first.FocusText}), "focus on the question, which is the only h1", first)
	j.holds(strings.Contains(first.Title, "1") && strings.Contains(first.Title, "4") && strings.Contains(first.Status, "1"),
		"the number of the question in the title and announced", first)
	j.holds(!first.StatusInGroup, "nothing announced inside of a group", first)

	// Going on without an answer.
	j.tabTo("the first answer", func(s checkStep) bool { return s.FocusName == "age" })
	j.do(tab.press(kb.Enter))
	wrong := j.at("an error", func(s checkStep) bool { return s.Problem != "" })
	j.holds(wrong.FocusID == "check:problem" && mistaken(wrong.Title, "Error: "), "focus on the summary, and Error: in the title", wrong)
	j.holds(slices.Equal(wrong.Questions, []string{"age"}), "still the first question", wrong)
	j.tabTo("the link in the summary", func(s checkStep) bool { return s.Focus == "a" })
	j.do(tab.press(kb.Enter))
	j.at("focus on the first answer", func(s checkStep) bool { return s.FocusName == "age" })

	j.do(tab.press(" "), tab.press(kb.ArrowDown), tab.press(kb.Enter)) // adult
	j.at("the second question", asks("home"))
	j.do(tab.answer("home", "here"), tab.answer("job", "no"))
	result := j.at("the result", hasResult("welcome"))
	j.holds(result.Focus == "h1" && len(result.H1) == 1 && result.FocusText == result.H1[0], "focus on the outcome, which is the only h1", result)
	j.holds(strings.Contains(result.Status, result.H1[0]), "the outcome announced", result)
	j.holds(slices.Equal(result.Verdicts, []string{"grown=met", "local=met", "means=met"}), "all verdicts", result)
	j.holds(result.Answers == 3, "three answers listed", result)

	// Changing the second answer keeps the others that still count, and asks only what is newly
	// needed.
	j.tabTo("the link that changes the answer about home", func(s checkStep) bool {
		return s.Focus == "a" && strings.Contains(s.FocusText, "Where do you live?")
	})
	j.do(tab.press(kb.Enter))
	again := j.at("the question to change", asks("home"))
	j.holds(slices.Contains(again.Checked, "home=here") && slices.Contains(again.Checked, "job=no"), "answers kept", again)
	j.do(tab.answer("home", "elsewhere"))
	changed := j.at("another result", hasResult("ask"))
	j.holds(slices.Equal(changed.Verdicts, []string{"local=unmet", "grown=met", "means=not_applicable"}), "what is missing comes first, what doesn't apply last", changed)
	j.holds(changed.Answers == 2 && strings.Contains(changed.Status, changed.H1[0]), "two answers that count, and the new outcome announced", changed)

	if sent := requests.answersIn(); len(sent) > 0 {
		t.Errorf("the server was asked for %q", sent)
	}
	j.holds(!strings.Contains(changed.Address, "="), "no answers in the address", changed)
}

// journeyer takes steps and fails the test when one can't be taken.
type journeyer struct {
	*testing.T
	tab *tab
}

func (j *journeyer) do(steps ...error) {
	j.Helper()
	for _, err := range steps {
		if err != nil {
			j.Fatal(err)
		}
	}
}

func (j *journeyer) at(what string, will func(checkStep) bool) checkStep {
	j.Helper()
	s, err := j.tab.within(func(t *tab) (checkStep, error) { return t.step(will) })
	if err != nil {
		j.Fatalf("%s: %v", what, err)
	}
	return s
}

func (j *journeyer) tabTo(what string, will func(checkStep) bool) {
	j.Helper()
	if _, err := j.tab.tabUntil(what, will); err != nil {
		j.Fatal(err)
	}
}

func (j *journeyer) holds(ok bool, what string, s checkStep) {
	j.Helper()
	if !ok {
		j.Errorf("%s: %+v", what, s)
	}
}

// TestEnterSendsNothing presses Enter on everything in a check that can have the focus, radios and
// boxes, with script and without. Links that lead elsewhere are left alone.
func TestEnterSendsNothing(t *testing.T) {
	t.Parallel()
	var requests record
	s := checksThrough(t, requests.through)
	b := startBrowser(t)
	for _, scripted := range []bool{true, false} {
		for _, id := range []string{"collaboration", "boxes"} {
			set := s.set(t, id)
			tab, closeTab, err := b.newTab(s.site)
			if err != nil {
				t.Fatal(err)
			}
			pressEnter(t, tab, s, set, scripted)
			closeTab()
		}
	}
	if sent := requests.answersIn(); len(sent) > 0 {
		t.Errorf("the server was asked for %q", sent)
	}
}

func pressEnter(t *testing.T, tab *tab, s *checkSite, set *criteria.Set, scripted bool) {
	t.Helper()
	j := &journeyer{T: t, tab: tab}
	j.do(tab.disableScripts(!scripted))
	j.do(tab.open(s.path(set)))
	n, err := probe[int](tab, "enter", -1)
	j.do(err)
	if n < 2 {
		t.Fatalf("%s: %d controls", set.ID.V, n)
	}
	for i := range n {
		if _, err := probe[int](tab, "enter", i); err != nil {
			t.Fatal(err)
		}
		j.do(tab.press(" "), tab.press(kb.Enter))
	}
	s2, err := probe[checkStep](tab, "step")
	j.do(err)
	if at, _, _ := strings.Cut(s2.Address, "#"); at != s.origin+s.path(set).path {
		t.Errorf("%s: Enter leads to %s", set.ID.V, s2.Address)
	}
}

// TestCheckHistory goes back and forward, clicks twice, and follows links whose fragments aren't
// answers: no answer is lost, and none comes back that was changed.
func TestCheckHistory(t *testing.T) {
	s := checks(t)
	set := s.set(t, "early")
	tab, closeTab, err := startBrowser(t).newTab(s.site)
	defer closeTab()
	if err != nil {
		t.Fatal(err)
	}
	j := &journeyer{T: t, tab: tab}
	script := func(source string) {
		j.Helper()
		j.do(chromedp.Do(tab.ctx, chromedp.Evaluate[chromedp.Void](source)))
	}
	j.do(tab.open(s.path(set)))
	script(`(e => e.querySelector('button') || e)(document.getElementById('check:start')).click()`)
	j.at("the first question", asks("age"))
	script(`document.querySelector('#Check [value=adult]').checked = true`)
	// The second of two clicks says that it is one.
	script(`for (const detail of [1, 2]) document.getElementById('check:go').dispatchEvent(new MouseEvent('click', { detail, bubbles: true, cancelable: true }))`)
	second := j.at("the second question", asks("home"))
	j.holds(second.Problem == "", "no error after a double click", second)
	script(`location.hash = 'a'`)
	kept := j.at("the second question still", func(s checkStep) bool { return strings.HasSuffix(s.Address, "#a") })
	j.holds(slices.Equal(kept.Checked, []string{"age=adult"}) && asks("home")(kept), "a fragment that isn't answers changes nothing", kept)
	script(`history.back()`)
	j.at("without the fragment", func(s checkStep) bool { return !strings.Contains(s.Address, "#") })

	script(`document.querySelector('#Check [value=elsewhere]').click(); document.getElementById('check:go').click()`)
	j.at("the result", hasResult("ask"))
	script(`Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.getElementById('check:copy').click()`)
	j.at("the answers in the address", func(s checkStep) bool { return strings.Contains(s.Address, "#a=age:adult,home:elsewhere") })
	script(`history.back()`)
	j.at("the second question again", asks("home"))
	script(`document.querySelector('#Check [value=here]').click(); history.forward()`)
	forward := j.at("what the changed answer leads to", asks("job"))
	j.holds(slices.Equal(forward.Checked, []string{"age=adult", "home=here"}), "the changed answer stays", forward)
}
