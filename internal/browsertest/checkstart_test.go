package browsertest

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// TestCheckStart holds that the script of a self-check is loaded only when the reader does
// something, with its integrity metadata, and that the press of a button before that counts.
func TestCheckStart(t *testing.T) {
	var requests record
	s := checksThrough(t, requests.through)
	j := journeyTo(t, startBrowser(t), s, s.set(t, "early"))
	loaded := func() (out []string) {
		requests.mu.Lock()
		defer requests.mu.Unlock()
		for _, r := range requests.seen {
			if name, ok := strings.CutPrefix(r, "GET /assets/"); ok && strings.HasSuffix(name, ".js") {
				name, _, _ = strings.Cut(name, ".")
				out = append(out, name)
			}
		}
		return out
	}
	j.script(`document.body.dispatchEvent(new PointerEvent("pointermove", { bubbles: true }))`) // It lies still.
	intro := j.at("the introduction", atStart)
	j.holds(len(intro.H1) == 1 && intro.Focus == "body", "nothing has the focus", intro)
	if got := loaded(); !slices.Equal(got, []string{"start"}) {
		t.Errorf("a page that is only looked at loads %q", got)
	}
	j.start()
	first := j.at("the first question", asks("age"))
	j.holds(first.Focus == "h1", "focus on the question", first)
	if got := loaded(); !slices.Equal(got, []string{"start", "check-early-en"}) {
		t.Errorf("a page whose button is pressed loads %q", got)
	}
	if !j.tab.becomes(`document.querySelector('head script[src*="/check-"]').integrity.startsWith("sha384-")`) {
		t.Error("the script that is loaded later has no integrity metadata")
	}
	j.script(`history.back()`)
	j.at("the introduction again", atStart)
}

// TestCheckWithoutItsScript holds that a self-check is as whole as without script where its script
// or its style sheet doesn't come, or isn't the one that was published.
func TestCheckWithoutItsScript(t *testing.T) {
	s := checks(t)
	b := startBrowser(t)
	set := s.set(t, "early")
	for name, fault := range map[string]struct {
		file  string
		serve func(http.ResponseWriter, *http.Request)
		// sheet reports whether the page has its style sheet.
		sheet bool
	}{
		"missing":  {"/assets/check-early-en.", http.NotFound, true},
		"tampered": {"/assets/check-early-en.", func(w http.ResponseWriter, _ *http.Request) { serveScript(w, `document.body.remove()`) }, true},
		"hung up":  {"/assets/check-early-en.", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, true},
		"no sheet": {"/assets/check-early.", http.NotFound, false},
	} {
		t.Run(name, func(t *testing.T) {
			faulty := serveThrough(t, listen(t), s.artifacts, func(h http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if strings.HasPrefix(r.URL.Path, fault.file) {
						fault.serve(w, r)
						return
					}
					h.ServeHTTP(w, r)
				})
			})
			j := journeyTo(t, b, &checkSite{faulty, s.sets}, set)
			j.at("the introduction", atStart)
			j.start()
			whole := j.at("the whole form", func(s checkStep) bool { return len(s.Questions) > 0 })
			j.holds(whole.Problem == "" && !strings.Contains(whole.Address, "#"), "nothing is wrong", whole)
			if !j.tab.becomes(`document.getElementById("check:start").hidden && !document.getElementById("check:skip").hidden`) {
				t.Error("the button stays, or the way to the result is missing")
			}
			if !fault.sheet {
				j.holds(len(whole.Outcomes) == len(set.Outcomes), "all outcomes with their conditions", whole)
				return
			}
			j.holds(whole.Focus == "form" && slices.Equal(whole.Questions, []string{"age", "home"}), "focus on the questions that are asked", whole)
			j.script(`document.querySelector("#Check [value=adult]").click(); document.querySelector("#Check [value=here]").click()`)
			j.at("the next question", func(s checkStep) bool { return slices.Equal(s.Questions, []string{"age", "home", "job"}) })
			j.script(`document.querySelector("#Check [value=elsewhere]").click()`)
			j.at("the result", func(s checkStep) bool { return slices.Equal(s.Outcomes, []string{"ask"}) })
		})
	}
}

func serveScript(w http.ResponseWriter, script string) {
	w.Header().Set("Content-Type", "text/javascript")
	_, _ = w.Write([]byte(script))
}

// TestCheckChangeHistory holds that a link that changes an answer adds one entry to the history,
// however often it is pressed, and going on another: the way back leads over the question that was
// changed to the result before it, and from there to the question before that.
func TestCheckChangeHistory(t *testing.T) {
	s := checks(t)
	j := journeyTo(t, startBrowser(t), s, s.set(t, "early"))
	length := func() int {
		n, err := chromedp.Run(j.tab.ctx, chromedp.Evaluate[int](`history.length`))
		j.do(err)
		return n
	}
	press := func() {
		// The second of two clicks says that it is one.
		j.script(`{
			const a = [...document.querySelectorAll("#check\\:answers [data-change=home]")].find(a => a.checkVisibility());
			for (const detail of [1, 2]) a.dispatchEvent(new MouseEvent("click", { detail, bubbles: true, cancelable: true }));
		}`)
	}
	j.start()
	j.answer("age", "adult")
	j.answer("home", "here")
	j.answer("job", "no")
	j.at("the result", hasResult("welcome"))
	before := length()
	for range 2 {
		press()
		j.at("the question to change", asks("home"))
		if n := length(); n != before+1 {
			t.Errorf("the history has %d entries, it had %d before the link was pressed", n, before)
		}
		j.script(`history.back()`)
		same := j.at("the result", hasResult("welcome"))
		j.holds(same.Focus == "h1" && same.Notice == "", "the result as it was", same)
	}
	// The same from the sentence with the reasons for a verdict.
	j.change("home")
	if n := length(); n != before+1 {
		t.Errorf("the history has %d entries, it had %d before the link in a reason was pressed", n, before)
	}
	j.answer("home", "elsewhere")
	j.at("another result", hasResult("ask"))
	if n := length(); n != before+2 {
		t.Errorf("the history has %d entries after going on, it had %d", n, before)
	}
	j.script(`document.getElementById("check:back").children[0].click()`)
	back := j.at("the question that was changed", asks("home"))
	j.holds(has("age=adult", "home=elsewhere", "job=no")(back), "the new answer", back)
	j.script(`history.back()`)
	result := j.at("the result by the new answer", hasResult("ask"))
	j.holds(result.Focus == "h1", "focus on the outcome", result)
	j.script(`history.back()`)
	j.at("the last question that counts", func(s checkStep) bool { return len(s.Outcomes) == 0 || hasResult("ask")(s) })
}

// TestCheckStartsSlowly holds that a button that is pressed while the script of a check is on its
// way loses neither the answers that the tab keeps nor those of a link, and is obeyed when the
// script is there.
func TestCheckStartsSlowly(t *testing.T) {
	var gate atomic.Pointer[chan struct{}]
	s := checksThrough(t, func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if open := gate.Load(); open != nil && strings.HasPrefix(r.URL.Path, "/assets/check-early-en.") {
				<-*open
			}
			h.ServeHTTP(w, r)
		})
	})
	set := s.set(t, "early")
	path := s.path(set).path
	b := startBrowser(t)
	for name, c := range map[string]struct {
		address string
		press   string
		then    func(checkStep) bool
	}{
		"answers of the tab": {path, `document.getElementById("check:start").click()`,
			func(s checkStep) bool { return asks("job")(s) && has("age=adult", "home=here")(s) }},
		"answers of a link": {path + "#a=age:adult,home:elsewhere&v=2020-01-01", `document.getElementById("check:start").click()`,
			func(s checkStep) bool { return hasResult("ask")(s) && strings.Contains(s.Notice, "Someone else") }},
		"a link in another language": {path + "#a=age:adult,home:elsewhere&v=2020-01-01", `document.querySelector(".languages a").click()`,
			func(s checkStep) bool { return hasResult("ask")(s) && strings.Contains(s.Notice, "Iemand anders") }},
	} {
		t.Run(name, func(t *testing.T) {
			j := journeyTo(t, b, s, set)
			_, err := chromedp.Call(j.tab.ctx, network.Enable, network.EnableParams{})
			j.do(err)
			_, err = chromedp.Call(j.tab.ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
			j.do(err)
			j.start()
			j.answer("age", "adult")
			j.answer("home", "here")
			j.at("the third question", asks("job"))
			open := make(chan struct{})
			release := sync.OnceFunc(func() { gate.Store(nil); close(open) })
			defer release()
			gate.Store(&open)
			j.script(`location.replace("/en/")`)
			j.arrives("another page", func(s checkStep) bool { return !strings.Contains(s.Address, "early") })
			j.script(`location.href = %q`, c.address)
			j.arrives("the introduction", func(s checkStep) bool { return strings.Contains(s.Address, "early") && atStart(s) })
			if !j.tab.becomes(`document.getElementById("check:start")?.hidden === false`) {
				t.Fatal("the button doesn't appear")
			}
			j.script("%s", c.press)
			if name != "a link in another language" && !j.tab.becomes(`document.getElementById("check:start").ariaBusy === "true"`) {
				t.Error("nothing says that the button was pressed")
			}
			release()
			j.arrives("the check as it was left", c.then)
		})
	}
}
