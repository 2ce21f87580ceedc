package browsertest

import (
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"baken.example/baken/internal/server"
)

// TestUnderPathSearch searches a site under a path: with script, where the index and the results
// are below it, and without, where the server answers.
func TestUnderPathSearch(t *testing.T) {
	const base = "/guide"
	listener := listen(t)
	p := underPath(t, origin(listener), base)
	artifacts, err := p.Published(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	pages, err := server.NewUnder(base, artifacts, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	answers, err := p.Answers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var seen answered
	// At first the site is on a host that only sends files, so that the script searches.
	var answering atomic.Bool
	own := pages.Answering(answers)
	host := &http.Server{Handler: seen.watch(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if answering.Load() {
			own.ServeHTTP(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	}))}
	go host.Serve(listener) //nolint:errcheck // It ends with the test.
	defer host.Close()
	tab, closeTab, err := startBrowser(t).newTab(&site{origin: origin(listener)})
	defer closeTab()
	w := &walker{journeyer{t, tab}, base}
	w.do(err)

	// From the field in the head of a page to a result.
	w.do(tab.open(page{path: "/guide/de/lending/card/", status: 200}))
	w.shows("a field that leads below the path", `document.querySelector('form[role=search], search form').getAttribute("action").startsWith("/guide/de/")`)
	w.script(`(f => { f.querySelector('input[name=q]').value = "lending"; f.requestSubmit() })(document.querySelector('form[role=search], search form'))`)
	w.shows("results below the path", `location.search === "?q=lending" && document.querySelector('#search\\:results .found > li a[href^="/guide/de/lending/"]')`)
	found := ""
	seen.mu.Lock()
	for path, code := range seen.codes {
		if strings.HasPrefix(path, "/guide/search/") && code == http.StatusOK {
			found = path
		}
	}
	seen.mu.Unlock()
	if found == "" {
		t.Error("no file of the index was asked for below the path")
	}
	w.click("/de/lending/")

	// With script where the server answers: its answer stays, and the script takes the next query.
	answering.Store(true)
	w.do(tab.open(page{path: "/guide/da/search/?q=lending", status: 200}))
	w.shows("the server's answer, and the query once in the title", `history.scrollRestoration === "manual" && document.title.split("lending").length === 2 &&
		document.getElementById("search:status").textContent.includes("lending") && document.querySelector('#search\\:results[aria-busy]') === null &&
		document.querySelector('#search\\:results .found > li a[href^="/guide/da/lending/"]')`)
	w.script(`document.querySelector("main [name=q]").value = "card"; document.querySelector("main form").requestSubmit()`)
	w.shows("the script's answer", `document.title.startsWith("card – ") && !document.title.includes("lending") &&
		document.getElementById("search:status").textContent.includes("card")`)

	// Without script, where the server answers.
	w.do(tab.blockScripts(true), tab.open(page{path: "/guide/da/search/?q=lending", status: 200}))
	w.shows("results without script", `document.querySelector('#search\\:results .found > li a[href^="/guide/da/lending/"]')`)
	if astray := seen.astray(base); len(astray) > 0 {
		t.Errorf("asked for %q", astray)
	}
}
