package browsertest

import (
	"context"
	"fmt"
	"net"
	"strings"
	"sync/atomic"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/dev"
	"baken.example/baken/internal/diag"
)

// oneBrowser opens more tabs than a browser makes connections to a server, all with the same
// profile.
func (w *writing) oneBrowser(origin string, n int) (tabs []*tab, closers []func()) {
	w.Helper()
	profile, closeProfile := chromedp.NewContext(startBrowser(w.T).ctx, chromedp.WithNewBrowserContext())
	w.Cleanup(closeProfile)
	if err := chromedp.Do(profile); err != nil {
		w.Fatal(err)
	}
	for i := range n {
		ctx, closeTab := chromedp.NewContext(profile)
		w.Cleanup(closeTab)
		if err := chromedp.Do(ctx); err != nil {
			w.Fatal(err)
		}
		w.tab = &tab{ctx, origin, nil}
		w.opens(fmt.Sprintf("tab %d", i+1), "/en/long/")
		tabs, closers = append(tabs, w.tab), append(closers, closeTab)
	}
	return tabs, closers
}

// opens goes to a page, which may not take longer than a check.
func (w *writing) opens(what, path string) {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.tab.ctx, patience)
	defer cancel()
	if err := (&tab{ctx, w.tab.origin, nil}).open(page{path: path, status: 200}); err != nil {
		w.Fatalf("%s: %v", what, err)
	}
}

// all waits until an expression is true in all tabs.
func (w *writing) all(what string, tabs []*tab, expression string) {
	w.Helper()
	for i, t := range tabs {
		w.tab = t
		w.becomes(fmt.Sprintf("%s, tab %d", what, i+1), expression)
	}
}

// leads is true in the page that has the event stream, listens in one that knows what dev tells.
const (
	leads   = `document.documentElement.dataset.stream === "open"`
	listens = overlay + `.includes("content/")`
)

// leader returns which of some tabs has the event stream, and fails the test if it isn't one.
func (w *writing) leader(tabs []*tab) int {
	w.Helper()
	found := -1
	for i, t := range tabs {
		ok, err := chromedp.Run(t.ctx, chromedp.Evaluate[bool](leads))
		if err != nil {
			w.Fatal(err)
		}
		if ok && found >= 0 {
			w.Fatalf("tabs %d and %d both have an event stream", found+1, i+1)
		}
		if ok {
			found = i
		}
	}
	return found
}

// anyLeads waits until one of some tabs has the event stream.
func (w *writing) anyLeads(tabs []*tab) int {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), patience)
	defer cancel()
	for ctx.Err() == nil {
		if i := w.leader(tabs); i >= 0 {
			return i
		}
	}
	w.Fatal("no tab has an event stream")
	return -1
}

const seen = `Object.defineProperty(document, "visibilityState", {value: %q, configurable: true}), document.dispatchEvent(new Event("visibilitychange"))`

// TestDevTabs has more tabs open than a browser makes connections, while pages change and dev is
// started again.
func TestDevTabs(t *testing.T) {
	w := newWriting(t)
	listener := listen(t)
	address := listener.Addr().String()
	stop := w.preview(listener, "first")
	tabs, closers := w.oneBrowser(origin(listener), 8)
	w.all("it is there", tabs, listens)
	w.anyLeads(tabs)

	w.save("content/long.en.md", front+long+"Changed.\n")
	w.all("a change", tabs, `document.body.innerText.includes("Changed.")`)

	// The pages of another process are taken anew although their texts and the number of their
	// version are the same.
	w.all("a mark", tabs, `window.marked = true`)
	w.save("content/long.en.md", front+long)
	w.all("a change back", tabs, `!window.marked && `+listens)
	stop()
	w.all("nobody there", tabs, `window.marked = `+overlay+`.includes("doesn't answer")`)
	again, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	stop = w.preview(again, "second")
	w.all("another process", tabs, `!window.marked && document.querySelector("script[data-run]").dataset.run === "second" && `+listens)

	// Whoever has the stream may go, or be hidden.
	i := w.anyLeads(tabs)
	closers[i]()
	tabs = append(tabs[:i:i], tabs[i+1:]...)
	w.save("content/long.en.md", front+long+"Without the first.\n")
	w.all("a change after the first has gone", tabs, `document.body.innerText.includes("Without the first.")`)
	w.all("it listens", tabs, listens)
	i = w.anyLeads(tabs)
	w.tab = tabs[i]
	w.becomes("it is hidden", `(`+fmt.Sprintf(seen, "hidden")+`, !(`+leads+`))`)
	others := append(tabs[:i:i], tabs[i+1:]...)
	w.save("content/long.en.md", front+long+"Unseen.\n")
	w.all("a change while one is hidden", others, `document.body.innerText.includes("Unseen.")`)
	w.all("it listens", others, listens)
	w.anyLeads(others)
	w.tab = tabs[i]
	w.becomes("the hidden one lets it pass", `document.body.innerText.includes("Without the first.")`)
	w.becomes("and is visible again", `(`+fmt.Sprintf(seen, "visible")+`, true)`)
	w.becomes("it has caught up", `document.body.innerText.includes("Unseen.")`)
	stop()
}

// TestDevTabsWithoutLocks has pages that can't share a stream, as on another machine without HTTPS.
func TestDevTabsWithoutLocks(t *testing.T) {
	w := startWriting(t)
	if _, err := chromedp.Call(w.tab.ctx, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{
		Source: `delete Navigator.prototype.locks; window.EventSource = undefined;`,
	}); err != nil {
		t.Fatal(err)
	}
	w.opens("a page without locks", "/en/long/")
	w.becomes("there are none", `!("locks" in navigator) && `+listens)
	w.save("content/long.en.md", front+long+"Changed.\n")
	w.becomes("a change", `document.body.innerText.includes("Changed.")`)
	w.save("content/long.en.md", front+"[a page](nothing.en.md)\n")
	w.becomes("a mistake", overlay+`.includes("content/long.en.md:6:1: ")`)
}

// longPage is the only page of a site.
type longPage struct{}

func (longPage) Source(string) (file, absence string)         { return "content/long.en.md", "" }
func (longPage) Diagnose(err error) (list diag.List, _ error) { return list, err }

// TestDevManyErrors puts away a panel with more text than a browser keeps for a site.
func TestDevManyErrors(t *testing.T) {
	w := newWriting(t)
	var broken atomic.Bool
	listener := listen(t)
	w.serve(listener, "first", func(context.Context, []string) (*dev.Site, error) {
		s := &dev.Site{
			Artifacts: []artifact.Artifact{artifact.Static("en/long/index.html", "text/html; charset=utf-8",
				[]byte("<!doctype html><html lang=en><title>Page</title><body><p>Text.</p></body></html>"))},
			Pages: longPage{},
		}
		if broken.Load() {
			for i := range 30_000 {
				// Only so many findings of a kind are listed of one file.
				file := fmt.Sprintf("content/page%d.en.md", i/1000)
				s.Findings.Add(file, diag.Pos{Line: i%1000 + 1, Column: 1}, diag.LinkExternal, "", "%s", strings.Repeat("wrong ", 40))
			}
			s.Findings.Add("content/page.en.md", diag.Pos{Line: 1}, diag.FileUnreadable, "", "an error")
			errors := make(map[diag.Code]diag.Severity)
			errors[diag.LinkExternal] = diag.Error
			s.Findings = s.Findings.WithSeverities(errors)
		}
		return s, nil
	})
	tab, closeTab, err := startBrowser(t).newTab(&site{origin: origin(listener)})
	t.Cleanup(closeTab)
	if err != nil {
		t.Fatal(err)
	}
	w.tab = tab
	w.opens("the page", "/en/long/")
	w.becomes("it is there", listens)
	broken.Store(true)
	w.save("content/touched", "")
	w.becomes("it is full", panel+`.innerText.includes("30001 errors")`)
	w.becomes("but not of all", panel+`.querySelectorAll("li").length === 501 && `+panel+`.innerText.includes("And 29501 more")`)
	w.becomes("it is put away", `(`+panel+`.querySelector("button").click(), `+panel+`.classList.contains("away"))`)
	w.becomes("little is kept of it", `JSON.stringify(sessionStorage).length < 200`)
	w.opens("the page again", "/en/long/")
	w.becomes("it stays away", panel+`.classList.contains("away") && `+panel+`.innerText.includes("30001 errors")`)
}
