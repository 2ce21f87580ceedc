package browsertest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// searched is a site that answers queries, on a host that can fail.
type searched struct {
	*site
	// page is the page that searches.
	page page

	mu sync.Mutex
	// fault answers the requests for files of the index, if it isn't nil; it passes on what it
	// leaves as it is.
	fault func(w http.ResponseWriter, r *http.Request, next http.Handler)
	// requests are those that the server has had: method, address, headers and body.
	requests []string
}

// searching serves the portal as it is published.
func searching(t *testing.T) *searched {
	t.Helper()
	s := &searched{}
	s.site = portalThrough(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				t.Error(err)
			}
			s.mu.Lock()
			s.requests = append(s.requests, fmt.Sprint(r.Method, " ", r.URL, " ", r.Header, " ", string(body)))
			fault := s.fault
			s.mu.Unlock()
			if fault != nil && strings.HasPrefix(r.URL.Path, "/search/") {
				fault(w, r, next)
				return
			}
			next.ServeHTTP(w, r)
		})
	})
	s.page = s.site.page("nl/zoeken/index.html")
	return s
}

// fails has requests for files of the index answered by a function, or again by the site.
func (s *searched) fails(fault func(w http.ResponseWriter, r *http.Request, next http.Handler)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = fault
}

// asked returns the requests since it was called last.
func (s *searched) asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.requests
	s.requests = nil
	return out
}

// isManifest reports whether a request is for a manifest, whose name is that of a language.
func isManifest(r *http.Request) bool { return len(path.Base(r.URL.Path)) < len("HASH5678-0.json") }

// seeker is a reader who searches, and fails the test when a step can't be taken. What the page
// does that its policy forbids, and what its scripts throw, is collected.
type seeker struct {
	*journeyer
	site *searched

	mu       sync.Mutex
	problems []string
}

// seeker opens the page, with a query in its address, in a window of its own.
func (s *searched) seeker(t *testing.T, b *browser, query string) *seeker {
	t.Helper()
	tab, closeTab, err := b.newTab(s.site)
	t.Cleanup(closeTab)
	k := &seeker{journeyer: &journeyer{T: t, tab: tab}, site: s}
	k.do(err)
	_, err = chromedp.Call(tab.ctx, audits.Enable, cdp.Empty{})
	k.do(err, chromedp.Listen(tab.ctx, k.hear), tab.look(desk))
	k.open(query)
	return k
}

func (k *seeker) hear(event any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch e := event.(type) {
	case *audits.EventIssueAdded:
		if g := e.Issue.Details.GenericIssueDetails; g != nil && g.ErrorType == audits.GenericIssueErrorTypeNavigationEntryMarkedSkippable {
			return // Back passes over what a reader hasn't touched: here the test did.
		}
		details, err := json.Marshal(e.Issue.Details)
		k.problems = append(k.problems, fmt.Sprintf("issue %s: %s %v", e.Issue.Code, details, err))
	case *runtime.EventExceptionThrown:
		k.problems = append(k.problems, "exception "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		k.problems = append(k.problems, fmt.Sprint("console ", e.Type))
	case *log.EventEntryAdded:
		if e.Entry.Source != log.EntrySourceNetwork { // What doesn't load is logged.
			k.problems = append(k.problems, "log "+e.Entry.Text)
		}
	}
}

// clean fails the test for what the page did that its policy forbids, and for what it threw.
func (k *seeker) clean() {
	k.Helper()
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, p := range slices.Compact(k.problems) {
		k.Error(p)
	}
}

// open opens the page with a query in its address.
func (k *seeker) open(query string) {
	k.Helper()
	p := k.site.page
	p.path += query
	k.do(k.tab.open(p))
}

// sees waits until an expression is true in the page.
func (k *seeker) sees(expression string) {
	k.Helper()
	if !k.tab.becomes(expression) {
		k.Fatalf("it doesn't become true that %s; the page says %q and %.300q", expression,
			k.get(`document.getElementById("search:status").textContent`), k.get(`document.getElementById("search:results").innerText`))
	}
}

// get returns what an expression is in the page, as a string.
func (k *seeker) get(expression string) string {
	k.Helper()
	s, err := chromedp.Run(k.tab.ctx, chromedp.Evaluate[string](`String(`+expression+`)`))
	k.do(err)
	return s
}

// says waits until the status has a text in it, without the characters that isolate a query.
func (k *seeker) says(text string) {
	k.Helper()
	k.sees(`document.getElementById("search:status").textContent.replace(/[\u2068\u2069]/g, "").includes(` + fmt.Sprintf("%q", text) + `)`)
}

// ask types a query into the field, in the place of what is there, and presses Enter.
func (k *seeker) ask(query string) {
	k.Helper()
	k.do(chromedp.Do(k.tab.ctx, chromedp.Evaluate[chromedp.Void](field+`.select(); `+field+`.focus()`)))
	k.do(k.tab.press(query + "\r"))
}

// field is the field for queries, in a page.
const field = `document.querySelector("form[data-search] input[name=q]")`

// does evaluates a statement in the page.
func (k *seeker) does(statement string) {
	k.Helper()
	k.do(chromedp.Do(k.tab.ctx, chromedp.Evaluate[chromedp.Void](statement)))
}

// leaves evaluates an expression that leads to another page.
func (k *seeker) leaves(expression string) {
	k.Helper()
	k.does(`setTimeout(() => ` + expression + `)`)
}

// string returns a string of the page.
func (k *seeker) string(name string) string {
	k.Helper()
	return k.get(`document.getElementById("search:strings").dataset.` + name)
}

// offline takes a tab off the network, or back.
func (k *seeker) offline(off bool) {
	k.Helper()
	_, err := chromedp.Call(k.tab.ctx, network.Enable, network.EnableParams{})
	k.do(err)
	rules := network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{}}
	if off {
		rules.MatchedNetworkConditions = append(rules.MatchedNetworkConditions, &network.Conditions{Offline: true, DownloadThroughput: -1, UploadThroughput: -1})
	}
	_, err = chromedp.Call(k.tab.ctx, network.EmulateNetworkConditionsByRule, rules)
	k.do(err)
	_, err = chromedp.Call(k.tab.ctx, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: off, DownloadThroughput: -1, UploadThroughput: -1})
	k.do(err)
}
