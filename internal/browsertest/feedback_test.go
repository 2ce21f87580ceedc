package browsertest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// asked is the state of the form "Did this page help?".
type asked struct {
	Asks                       bool
	Thanks, Label, Note        string
	Typed, Problem, Heading    string
	Buttons                    []string
	Trap                       bool
	Focus, Address, Lang, Kept string
	Outlined                   bool
}

// words are what the form says in a language.
type words struct{ helped, missing, offline, unreachable, many, failed, notSaved string }

var spoken = map[string]words{
	"nl": {"Wat heeft je geholpen?", "Wat miste je?", "je bent offline", "deze site is niet te bereiken", "te veel antwoorden", "lukt nu niet om antwoorden op te slaan", "Je antwoord is niet opgeslagen"},
	"en": {"What helped you?", "What was missing?", "you are offline", "this site can’t be reached", "Too many answers", "can’t save answers", "Your answer has not been saved"},
}

// visitor is a reader at the keyboard.
type visitor struct {
	*journeyer
	site *feedbackSite
	words
	lang     string
	scripted bool

	mu      sync.Mutex
	foreign []string
}

// visit opens the page in a tab of its own.
func (s *feedbackSite) visit(t *testing.T, b *browser, lang string, scripted bool) *visitor {
	t.Helper()
	tab, closeTab, err := b.newTab(s.site)
	t.Cleanup(closeTab)
	if err != nil {
		t.Fatal(err)
	}
	v := &visitor{journeyer: &journeyer{T: t, tab: tab}, site: s, words: spoken[lang], lang: lang, scripted: scripted}
	_, err = chromedp.Call(tab.ctx, network.Enable, network.EnableParams{})
	v.do(err, tab.disableScripts(!scripted), chromedp.Listen(tab.ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(e.Request.URL, s.origin+"/") {
			v.mu.Lock()
			v.foreign = append(v.foreign, e.Request.URL)
			v.mu.Unlock()
		}
	}), tab.open(page{path: "/" + lang + "/page/", status: 200}))
	return v
}

// sees waits until the form shows what it should.
func (v *visitor) sees(what string, will func(asked) bool) asked {
	v.Helper()
	var a asked
	for range 2000 {
		var err error
		if a, err = probe[asked](v.tab, "feedback"); err != nil {
			v.Fatal(err)
		}
		if will(a) {
			break
		}
	}
	if !will(a) {
		v.Fatalf("no %s: %+v", what, a)
	}
	if a.Trap || a.Lang != v.lang || a.Kept != "00" {
		v.Errorf("%s: a trap in sight, another language, or something kept: %+v", what, a)
	}
	return a
}

// goTo presses Tab until a button, or the field for a comment, has the focus.
func (v *visitor) goTo(focus string) {
	v.Helper()
	for range 100 {
		v.do(v.tab.press(kb.Tab))
		if a, err := probe[asked](v.tab, "feedback"); err != nil {
			v.Fatal(err)
		} else if a.Focus == focus {
			return
		} else if a.Focus == "website=" {
			v.Fatal("the trap has the focus")
		}
	}
	v.Fatalf("Tab doesn't lead to %s", focus)
}

// press presses Enter on a button, and without scripts waits for the page that comes, which has a
// status.
func (v *visitor) press(status int64) {
	v.Helper()
	if v.scripted {
		v.do(v.tab.press(kb.Enter))
		return
	}
	response, err := chromedp.RunResponse(v.tab.ctx, chromedp.KeyEvent(kb.Enter))
	if err != nil {
		v.Fatal(err)
	}
	if response.Status != status {
		v.Fatalf("status %d, want %d", response.Status, status)
	}
}

// write writes into the field that has the focus.
func (v *visitor) write(text string) {
	v.Helper()
	v.do(chromedp.Do(v.tab.ctx, chromedp.KeyEvent(text)))
}

// leaves fails the test if anybody else was told of the visit.
func (v *visitor) leaves() {
	v.Helper()
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.foreign) > 0 {
		v.Errorf("asked third parties for %q", v.foreign)
	}
}

// TestFeedback answers in all ways, with the keyboard alone, each on a site of its own: in both
// languages, with scripts and without, where the two differ.
func TestFeedback(t *testing.T) {
	b := startBrowser(t)
	for _, test := range []struct {
		name    string
		most    int
		do      func(*testing.T, *visitor)
		lang    []string
		scripts []bool
	}{
		{"stored", 10, votesAndComments, []string{"nl", "en"}, []bool{true, false}},
		{"not stored", 10, retries, []string{"nl", "en"}, []bool{true, false}},
		{"too often", 1, waits, []string{"en"}, []bool{true}},
		{"disturbed", 10, insists, []string{"nl"}, []bool{true}},
	} {
		for _, lang := range test.lang {
			for _, scripted := range test.scripts {
				t.Run(fmt.Sprintf("%s, %s, script %v", test.name, lang, scripted), func(t *testing.T) {
					t.Parallel()
					v := asking(t, test.most).visit(t, b, lang, scripted)
					test.do(t, v)
					v.leaves()
				})
			}
		}
	}
}

// votesAndComments holds that the vote and the comment become one answer, and that what is personal
// in the comment isn't kept.
func votesAndComments(t *testing.T, v *visitor) {
	path := "/" + v.lang + "/page/"
	a := v.sees("question", func(a asked) bool { return a.Asks })
	if a.Thanks+a.Label+a.Problem != "" || len(a.Buttons) != 2 {
		t.Errorf("more than the question: %+v", a)
	}
	v.goTo("helpful=no")
	v.press(200)
	a = v.sees("thanks", func(a asked) bool { return a.Thanks != "" })
	if a.Asks || a.Focus != "feedback:no" || !a.Outlined || !strings.Contains(a.Label, v.missing) || strings.Contains(a.Label, v.helped) ||
		len(a.Buttons) != 1 || a.Note == "" {
		t.Errorf("after the vote: %+v", a)
	}
	v.site.stored(t, path, "no")

	v.goTo("feedback:comment")
	v.write("De prijs ontbreekt. jan@voorbeeld.nl")
	v.goTo("helpful=no")
	v.press(200)
	a = v.sees("thanks for the comment", func(a asked) bool { return a.Focus == "feedback:sent" })
	if a.Asks || a.Label != "" || len(a.Buttons) > 0 || strings.Contains(a.Address, "?") {
		t.Errorf("after the comment: %+v", a)
	}
	v.site.stored(t, path, "no De prijs ontbreekt. [e-mail]")

	sent := v.site.received(t)
	if len(sent) != 2 || v.scripted && (id(t, sent[0]) == "" || id(t, sent[0]) != id(t, sent[1])) {
		t.Errorf("sent %q", sent)
	}

	// Another page is another answer.
	v.do(v.tab.open(page{path: "/" + v.lang + "/other/", status: 200}))
	v.goTo("helpful=yes")
	v.press(200)
	a = v.sees("thanks for another page", func(a asked) bool { return a.Focus == "feedback:yes" })
	if !strings.Contains(a.Label, v.helped) || strings.Contains(a.Label, v.missing) {
		t.Errorf("after the other vote: %+v", a)
	}
	v.site.stored(t, "/"+v.lang+"/other/", "yes")
	v.site.stored(t, path, "no De prijs ontbreekt. [e-mail]")
}

// id returns the id in a body.
func id(t *testing.T, body string) string {
	t.Helper()
	fields := map[string]string{}
	if err := json.Unmarshal([]byte(body), &fields); err != nil {
		t.Fatal(err)
	}
	return fields["id"]
}

// retries answers while the service can't store it, sees what to do, and sends it again.
func retries(t *testing.T, v *visitor) {
	path := "/" + v.lang + "/page/"
	v.site.store.broken.Store(true)
	v.goTo("helpful=yes")
	if !v.scripted {
		v.unscriptedFailure(t)
		return
	}
	for range 2 {
		v.press(0)
		a := v.sees("failure of the vote", func(a asked) bool { return strings.Contains(a.Problem, v.failed) })
		if !a.Asks || a.Thanks != "" || a.Focus != "helpful=yes" {
			t.Errorf("after the vote: %+v", a)
		}
	}
	v.site.stored(t, path)
	v.site.store.broken.Store(false)
	v.press(0)
	a := v.sees("thanks", func(a asked) bool { return a.Focus == "feedback:yes" })
	if a.Problem != "" {
		t.Errorf("after the vote went through: %+v", a)
	}

	const comment = "Fijn. Thanks."
	v.site.store.broken.Store(true)
	v.goTo("feedback:comment")
	v.write(comment)
	v.goTo("helpful=yes")
	v.press(0)
	a = v.sees("failure of the comment", func(a asked) bool { return strings.Contains(a.Problem, v.failed) })
	if a.Typed != comment || a.Thanks == "" {
		t.Errorf("after the comment: %+v", a)
	}
	v.site.stored(t, path, "yes")
	v.site.store.broken.Store(false)
	v.press(0)
	v.sees("thanks for the comment", func(a asked) bool { return a.Focus == "feedback:sent" && a.Problem == "" })
	v.site.stored(t, path, "yes "+comment)
	ids := map[string]bool{}
	for _, body := range v.site.received(t) {
		ids[id(t, body)] = true
	}
	if len(ids) != 1 {
		t.Errorf("%d ids", len(ids))
	}
}

// unscriptedFailure is at a button. A page names the fault, keeps the typed text, and sends it
// again.
func (v *visitor) unscriptedFailure(t *testing.T) {
	path := "/" + v.lang + "/page/"
	v.press(503)
	a := v.sees("page about the problem", func(a asked) bool { return a.Heading == v.notSaved })
	if len(a.Buttons) != 1 || a.Asks {
		t.Errorf("the page about the problem: %+v", a)
	}
	v.site.store.broken.Store(false)
	v.goTo("button")
	v.press(200)
	v.sees("thanks", func(a asked) bool { return a.Focus == "feedback:yes" && a.Address == "/api/feedback#feedback:yes" })
	v.site.stored(t, path, "yes")

	const comment = "Fijn. Thanks."
	v.goTo("feedback:comment")
	v.write(comment)
	v.site.store.broken.Store(true)
	v.goTo("helpful=yes")
	v.press(503)
	a = v.sees("page about the comment", func(a asked) bool { return a.Heading == v.notSaved })
	if a.Typed != comment {
		t.Errorf("the page about the comment: %+v", a)
	}
	v.site.store.broken.Store(false)
	v.goTo("button")
	v.press(200)
	v.sees("thanks for the comment", func(a asked) bool { return a.Focus == "feedback:sent" })
	// The page that thanks has the id of the vote, so that the comment goes with that.
	v.site.stored(t, path, "yes "+comment)
	for _, body := range v.site.received(t) {
		if fields, err := url.ParseQuery(body); err != nil || fields.Get("page") != path || fields.Get("helpful") != "yes" {
			t.Errorf("sent %q: %v", body, err)
		}
	}
}

// waits answers more often than a visitor may, and again when there is time.
func waits(t *testing.T, v *visitor) {
	v.goTo("helpful=no")
	v.press(0)
	v.sees("thanks", func(a asked) bool { return a.Focus == "feedback:no" })
	v.goTo("feedback:comment")
	v.write("One word")
	v.goTo("helpful=no")
	v.press(0)
	a := v.sees("refusal", func(a asked) bool { return strings.Contains(a.Problem, v.many) })
	if a.Typed != "One word" {
		t.Errorf("%+v", a)
	}
	v.site.stored(t, "/en/page/", "no")
	v.site.anHourLater()
	v.press(0)
	v.sees("thanks for the comment", func(a asked) bool { return a.Focus == "feedback:sent" })
	v.site.stored(t, "/en/page/", "no One word")
}

// insists votes where the connection breaks, or where there is no service but a host that finds all
// well, and presses impatiently.
func insists(t *testing.T, v *visitor) {
	s := v.site
	v.goTo("helpful=yes")
	for _, test := range []struct {
		by   func(http.ResponseWriter, *http.Request, http.Handler)
		says string
	}{
		{func(http.ResponseWriter, *http.Request, http.Handler) { panic(http.ErrAbortHandler) }, v.unreachable},
		// The answer was stored, but nobody learns of it.
		{func(w http.ResponseWriter, r *http.Request, h http.Handler) {
			h.ServeHTTP(discard{http.Header{}}, r)
			panic(http.ErrAbortHandler)
		}, v.unreachable},
		{func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { w.WriteHeader(http.StatusNotFound) }, v.failed},
		{func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { fmt.Fprint(w, "<!DOCTYPE html>") }, v.failed},
	} {
		s.disturbed(test.by)
		v.press(0)
		v.sees("failure", func(a asked) bool { return strings.Contains(a.Problem, test.says) && a.Asks })
	}

	// A browser without a network knows that it has none.
	s.disturbed(func(http.ResponseWriter, *http.Request, http.Handler) { panic(http.ErrAbortHandler) })
	offline := func(off bool) error {
		_, err := chromedp.Call(v.tab.ctx, network.OverrideNetworkState, network.OverrideNetworkStateParams{
			Offline: off, DownloadThroughput: -1, UploadThroughput: -1,
		})
		return err
	}
	v.do(offline(true))
	v.press(0)
	v.sees("failure", func(a asked) bool { return strings.Contains(a.Problem, v.offline) && a.Asks })
	v.do(offline(false))

	// While an answer is on its way, further presses send nothing.
	s.received(t)
	arrived, release := make(chan bool, 10), make(chan bool)
	s.disturbed(func(w http.ResponseWriter, r *http.Request, h http.Handler) {
		arrived <- true
		<-release
		h.ServeHTTP(w, r)
	})
	v.press(0)
	<-arrived
	v.press(0)
	v.press(0)
	close(release)
	v.sees("thanks", func(a asked) bool { return a.Focus == "feedback:yes" })
	if sent := s.received(t); len(sent) != 1 {
		t.Errorf("sent %q", sent)
	}
	s.stored(t, "/nl/page/", "yes")

	// Nothing is no comment.
	v.goTo("feedback:comment")
	v.write("  ")
	v.goTo("helpful=yes")
	v.press(0)
	v.sees("focus on the field", func(a asked) bool { return a.Focus == "feedback:comment" })
	if sent := s.received(t); len(sent) > 0 {
		t.Errorf("sent %q", sent)
	}
}

// discard is an answer that gets lost.
type discard struct{ header http.Header }

func (d discard) Header() http.Header       { return d.header }
func (discard) Write(b []byte) (int, error) { return len(b), nil }
func (discard) WriteHeader(int)             {}
