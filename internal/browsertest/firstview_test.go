package browsertest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// What a first view may weigh on the wire, headers included: one round trip of TCP's initial
// window, and how much of it may be script.
const (
	mostBytes = 14 << 10
	// A self-check is no guidance but a form, which works without script because all its questions
	// and results are there from the start.
	mostCheckBytes  = 20 << 10
	mostScriptBytes = 4<<10 - 1
	// The page that searches has its index in view, and finds nothing else without a script.
	mostSearchScriptBytes = 6 << 10
)

// visit records the loading of a page with an empty cache.
type visit struct {
	page page
	tab  *tab

	mu       sync.Mutex
	document cdp.LoaderID
	types    map[network.RequestID]network.ResourceType
	urls     map[network.RequestID]string
	fetched  map[string]bool
	bytes    map[network.ResourceType]int
	problems []string
	// idle is closed when the network has been idle for half a second.
	idle chan struct{}
}

// firstView is a check that a page is light, loads nothing from elsewhere and everything without
// complaint, with an empty cache. It tells weigh what the page weighed.
func firstView(weigh func(page, int)) check {
	return func(t *tab, p page) ([]string, error) {
		if err := t.forget(); err != nil {
			return nil, err
		}
		v := &visit{
			page: p, tab: t, idle: make(chan struct{}),
			types:   map[network.RequestID]network.ResourceType{},
			urls:    map[network.RequestID]string{},
			fetched: map[string]bool{},
			bytes:   map[network.ResourceType]int{},
		}
		if err := v.listen(); err != nil {
			return nil, err
		}
		if err := t.open(p); err != nil {
			return nil, err
		}
		select {
		case <-v.idle:
			return v.judge(weigh), nil
		case <-t.ctx.Done():
			return nil, fmt.Errorf("wait for the network: %w", t.ctx.Err())
		}
	}
}

// forget empties the caches of a tab, and what the pages of its site have stored: a tab of its own
// for each page takes several times as long.
func (t *tab) forget() error {
	if _, err := chromedp.Call(t.ctx, network.Enable, network.EnableParams{}); err != nil {
		return err
	}
	// To turn the cache off empties the one in memory too.
	for _, off := range []bool{true, false} {
		if _, err := chromedp.Call(t.ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: off}); err != nil {
			return err
		}
	}
	if _, err := chromedp.Call(t.ctx, network.ClearBrowserCache, cdp.Empty{}); err != nil {
		return err
	}
	_, err := chromedp.Call(t.ctx, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: t.origin, StorageTypes: "all"})
	return err
}

func (v *visit) listen() error {
	if _, err := chromedp.Call(v.tab.ctx, audits.Enable, cdp.Empty{}); err != nil {
		return err
	}
	_, err := chromedp.Call(v.tab.ctx, cdppage.SetLifecycleEventsEnabled,
		cdppage.SetLifecycleEventsEnabledParams{Enabled: true})
	if err != nil {
		return err
	}
	return chromedp.Listen(v.tab.ctx, func(event any) {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.hear(event)
	})
}

func (v *visit) hear(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Type == network.ResourceTypeDocument && v.document == "" {
			v.document = e.LoaderID
		}
		v.types[e.RequestID], v.urls[e.RequestID] = e.Type, e.Request.URL
		if !strings.HasPrefix(e.Request.URL, v.tab.origin+"/") {
			v.report("asks a third party for %s", e.Request.URL)
		}
		if e.RedirectResponse != nil {
			v.report("is redirected from %s", e.RedirectResponse.URL)
		}
	case *network.EventResponseReceived:
		// What stands on the page twice is in the cache the second time.
		if e.Response.FromDiskCache && !v.fetched[e.Response.URL] {
			v.report("had %s in the cache already", e.Response.URL)
		}
		v.fetched[e.Response.URL] = true
		if e.Response.Status >= 400 && e.LoaderID != cdp.LoaderID(e.RequestID) {
			v.report("%s: status %d", e.Response.URL, e.Response.Status)
		}
	case *network.EventRequestServedFromCache:
		if url := v.urls[e.RequestID]; !v.fetched[url] {
			v.report("had %s in memory already", url)
		}
	case *network.EventLoadingFinished:
		v.bytes[v.types[e.RequestID]] += int(e.EncodedDataLength)
	case *network.EventLoadingFailed:
		v.report("%s: %s", v.urls[e.RequestID], e.ErrorText)
	case *log.EventEntryAdded:
		// Chromium also logs the status of a 404 page, which is as it should be.
		if e.Entry.URL != v.tab.origin+v.page.path || v.page.status == 200 {
			v.report("console: %s: %s (%s)", e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	case *runtime.EventConsoleAPICalled:
		v.report("console: something was logged as %s", e.Type)
	case *runtime.EventExceptionThrown:
		what := e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			what += " " + thrown.Description
		}
		v.report("script: %s", what)
	case *audits.EventIssueAdded:
		details, err := json.Marshal(e.Issue.Details)
		if err != nil {
			details = []byte(err.Error())
		}
		v.report("issue %s: %s", e.Issue.Code, details)
	case *cdppage.EventLifecycleEvent:
		if e.Name == "networkIdle" && e.LoaderID == v.document {
			v.document = "over"
			close(v.idle)
		}
	}
}

func (v *visit) report(format string, args ...any) {
	v.problems = append(v.problems, fmt.Sprintf(format, args...))
}

// judge says what was wrong with the visit, once it is over.
func (v *visit) judge(weigh func(page, int)) []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	total := 0
	for _, n := range v.bytes {
		total += n
	}
	weigh(v.page, total)
	if v.bytes[network.ResourceTypeDocument] == 0 {
		v.report("the document weighs nothing: the measurement is broken")
	}
	most, mostScript := mostBytes, mostScriptBytes
	for _, url := range v.urls {
		if strings.HasPrefix(url, v.tab.origin+"/assets/search.") && strings.HasSuffix(url, ".js") {
			mostScript = mostSearchScriptBytes
		}
		if strings.HasPrefix(url, v.tab.origin+"/assets/start.") {
			most = mostCheckBytes
		}
	}
	if total > most {
		v.report("weighs %d bytes, %d too many: %v", total, total-most, v.bytes)
	}
	if n := v.bytes[network.ResourceTypeScript]; n > mostScript {
		v.report("has %d bytes of script, %d too many", n, n-mostScript)
	}
	slices.Sort(v.problems)
	return slices.Compact(v.problems)
}

// weights remembers what pages weigh.
type weights struct {
	mu    sync.Mutex
	total map[page]int
}

func (w *weights) add(p page, bytes int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.total == nil {
		w.total = map[page]int{}
	}
	w.total[p] = bytes
}

// heaviest says which pages weigh most.
func (w *weights) heaviest(n int) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	pages := make([]page, 0, len(w.total))
	for p := range w.total {
		pages = append(pages, p)
	}
	slices.SortFunc(pages, func(a, b page) int { return w.total[b] - w.total[a] })
	var b strings.Builder
	for _, p := range pages[:min(n, len(pages))] {
		fmt.Fprintf(&b, "\n%6d bytes of %d: %s", w.total[p], mostBytes, p.path)
	}
	return b.String()
}
