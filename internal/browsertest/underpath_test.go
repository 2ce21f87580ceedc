package browsertest

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/chromedp"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/service"
	"baken.example/baken/internal/feedback/sqlite"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/server"
)

// libraryFiles is a site in two languages that Baken has no strings of, with a brand, a download, a
// picture and a self-check of its own.
func libraryFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	texts, err := fs.ReadFile(baken.Defaults, "i18n/active.en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	picture, err := fs.ReadFile(baken.Defaults, "assets/icon.png")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{
		"content/site.yaml": {Data: []byte(`base_url: https://library.test/guide/
title: {de: Bücherei, da: Bibliotek}
description: {de: Alles zum Ausleihen., da: Alt om lån.}
languages: [{code: de, name: Deutsch}, {code: da, name: Dansk}]
contact: {name: {de: Wir, da: Os}, email: someone@library.test}
security: {contact: "mailto:someone@library.test", expires: 2027-10-01}
menu: [lending]
severity: {text-language: off, base-path-files: off}
`)},
		"content/lending/form.pdf": {Data: []byte("%PDF-1.4\n%%EOF\n")},
		"content/lending/card.png": {Data: picture},
		"templates/partials/brand.html": {Data: []byte(`<a class="brand" id="own:brand" href="{{path "/"}}">` +
			`<img src="{{(asset "own.svg").URL}}" width="32" height="32" alt="">{{.Title}}</a>`)},
		"assets/own.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#fff" d="M0 0h8v8H0z"/></svg>`)},
		"assets/own.css": {Data: []byte("#own\\:brand { letter-spacing: 3px }\n")},
		"content/criteria/card.yaml": {Data: []byte(`id: card
valid_from: 2020-01-01
questions:
  - id: age
    text: {de: Wie alt sind Sie?, da: Hvor gammel er du?}
    options:
      - {id: adult, label: {de: 18 oder älter, da: 18 eller ældre}}
      - {id: child, label: {de: Jünger, da: Yngre}}
  - id: home
    ask: age == "adult"
    text: {de: Wohnen Sie hier?, da: Bor du her?}
    options:
      - {id: "yes", label: {de: Ja, da: Ja}}
      - {id: "no", label: {de: Nein, da: Nej}}
criteria:
  - id: grown
    title: {de: Alter, da: Alder}
    guidance: {de: Sie sind erwachsen., da: Du er voksen.}
    met: age == "adult"
    unmet: age == "child"
outcomes:
  - {id: welcome, title: {de: Willkommen, da: Velkommen}, when: criteria.grown == "met" and home == "yes"}
  - {id: ask, title: {de: Fragen Sie uns, da: Spørg os}}
`)},
	}
	for _, lang := range []string{"de", "da"} {
		files["i18n/active."+lang+".yaml"] = &fstest.MapFile{Data: texts}
		files["content/index."+lang+".md"] = markdown("Start", "")
		files["content/lending/index."+lang+".md"] = markdown("Lending", "aliases: [/"+lang+"/old/, /guide/"+lang+"/older/]\n")
		files["content/lending/card."+lang+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: Card\ndescription: About cards.\n---\n" +
			"[Form](form.pdf) and [lending](index." + lang + ".md) and ![A card](card.png)\n")}
		files["content/check."+lang+".md"] = markdown("Check", "criteria: card\n")
	}
	return files
}

// underPath loads the library for a host and a path.
func underPath(t *testing.T, origin, path string) *pipeline.Result {
	t.Helper()
	p, err := pipeline.Load(t.Context(), libraryFiles(t), baken.Defaults, pipeline.Options{
		Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}, BaseURL: origin + path,
	})
	if err != nil || p.Findings.Len() > 0 {
		t.Fatal(err, p.Findings.All())
	}
	return p
}

// writeSite writes a built site into a directory.
func writeSite(t *testing.T, p *pipeline.Result, dir string) {
	t.Helper()
	for _, a := range p.Artifacts {
		var data []byte
		var err error
		if a.Open != nil {
			f, err := a.Open()
			if err != nil {
				t.Fatal(err)
			}
			info, err := f.Stat()
			if err != nil {
				t.Fatal(err)
			}
			data = make([]byte, info.Size())
			if _, err := io.ReadFull(f, data); err != nil {
				t.Fatal(err)
			}
			f.Close()
		} else if data, err = a.Append(nil); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, filepath.FromSlash(a.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// answered keeps which addresses a server was asked for, by its answer.
type answered struct {
	mu    sync.Mutex
	codes map[string]int
}

// watch is h, with a note of each answer.
func (a *answered) watch(h http.Handler) http.Handler {
	a.codes = map[string]int{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, r)
		a.mu.Lock()
		a.codes[r.URL.Path] = answer.Code
		a.mu.Unlock()
		for name, values := range answer.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes()) // A browser may have gone on.
	})
}

// astray returns the addresses outside of base, and those without an answer.
func (a *answered) astray(bases ...string) []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	var out []string
	for path, code := range a.codes {
		below := path == "/favicon.ico" // which browsers look for of themselves
		for _, base := range bases {
			below = below || path == base || strings.HasPrefix(path, base+"/")
		}
		if !below || code >= 400 && path != "/favicon.ico" && !strings.Contains(path, "/nothing/") {
			out = append(out, path)
		}
	}
	return out
}

// projectPages is a host of static files that knows nothing of a site but where it lies: like
// GitHub's and GitLab's for the pages of projects, it answers with the 404.html of the project.
func projectPages(dir string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(r.URL.Path))); !errors.Is(err, fs.ErrNotExist) {
			files.ServeHTTP(w, r)
			return
		}
		project, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		page, err := os.ReadFile(filepath.Join(dir, project, "404.html"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write(page)
	})
}

// walker walks through the library under a path.
type walker struct {
	journeyer
	base string
}

// script runs a script in the page.
func (w *walker) script(source string) {
	w.Helper()
	w.do(chromedp.Do(w.tab.ctx, chromedp.Evaluate[chromedp.Void](source)))
}

// comes waits until the page at an address below the base is there.
func (w *walker) comes(path string) {
	w.Helper()
	if !w.tab.becomes(`document.readyState === "complete" && location.pathname === ` + quote(w.base+path)) {
		at, _ := chromedp.Run(w.tab.ctx, chromedp.Evaluate[string]("location.href"))
		w.Fatalf("at %s instead of %s%s", at, w.base, path)
	}
}

// shows fails the test unless an expression becomes true in the page.
func (w *walker) shows(what, expression string) {
	w.Helper()
	if !w.tab.becomes(expression) {
		at, _ := chromedp.Run(w.tab.ctx, chromedp.Evaluate[string]("location.href"))
		w.Errorf("%s: not %s", at, what)
	}
}

func quote(s string) string { return `"` + s + `"` }

// click follows the first link that leads to an address below the base.
func (w *walker) click(path string) {
	w.Helper()
	w.shows("a link to "+w.base+path, `document.querySelector('a[href="`+w.base+path+`"]')`)
	w.script(`document.querySelector('a[href="` + w.base + path + `"]').click()`)
	w.comes(path)
}

// styled holds that the page has both style sheets, and its pictures are there.
func (w *walker) styled() {
	w.Helper()
	w.shows("styled", `document.readyState === "complete" && [...document.styleSheets].every(s => s.cssRules.length) &&
		!document.querySelector('#own\\:brand') || getComputedStyle(document.querySelector('#own\\:brand')).letterSpacing === "3px" &&
		[...document.images].every(i => i.loading === "lazy" || i.naturalWidth)`)
}

// TestUnderPath puts a site as it is built into a directory of a plain file server: it works under
// its path without any help, and beside another site on the same host, which keeps answers of its
// own.
func TestUnderPath(t *testing.T) {
	dir := t.TempDir()
	listener := listen(t)
	for _, base := range []string{"/guide", "/other"} {
		writeSite(t, underPath(t, origin(listener), base), filepath.Join(dir, base))
	}
	var seen answered
	host := &http.Server{Handler: seen.watch(projectPages(dir))}
	go host.Serve(listener) //nolint:errcheck // It ends with the test.
	t.Cleanup(func() { host.Close() })
	b := startBrowser(t)
	tab, closeTab, err := b.newTab(&site{origin: origin(listener)})
	defer closeTab()
	w := &walker{journeyer{t, tab}, "/guide"}
	w.do(err)

	// From the entrance to a page, its download and its picture.
	w.do(tab.open(page{path: "/guide/", status: 200}))
	w.comes("/")
	w.styled()
	w.click("/de/")
	w.styled()
	w.click("/de/lending/")
	w.click("/de/lending/card/")
	w.styled()
	w.shows("a picture", `document.querySelector('main img').src.startsWith(origin + "/guide/assets/")`)
	w.shows("a download", `document.querySelector('main a[href="/guide/files/form.pdf"]')`)
	w.script(`fetch("/guide/files/form.pdf").then(r => { document.body.dataset.file = r.status })`)
	w.shows("the file", `document.body.dataset.file === "200"`)
	w.click("/da/lending/card/")
	w.shows("a manifest and a feed that are there", `(window.asked ??= Promise.all([...document.querySelectorAll('link[rel=manifest], link[rel=icon], link[rel=apple-touch-icon], link[type="application/atom+xml"]')]
		.map(e => fetch(e.href))).then(all => { window.statuses = all.map(r => r.status).join() }), window.statuses === "200,200,200,200")`)

	// The self-check, and a link to its answers.
	w.do(tab.open(page{path: "/guide/de/check/", status: 200}))
	w.styled()
	w.script(`(e => e.querySelector('button') || e)(document.getElementById('check:start')).click()`)
	w.do(tab.answer("age", "adult"), tab.answer("home", "yes"))
	w.arrives("the result", hasResult("welcome"))
	w.script(`Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.getElementById('check:copy').click()`)
	at := w.arrives("the answers in the address", func(c checkStep) bool { return strings.Contains(c.Address, "#a=") })
	link := strings.TrimPrefix(at.Address, origin(listener))
	w.holds(strings.HasPrefix(link, "/guide/de/check/#a=age:adult,home:yes"), "the link leads to the check under the path", at)
	w.shows("answers stored under the site's path", `Object.keys(sessionStorage).join() === "check:guide/card@2020-01-01"`)

	// The other site on the host doesn't go on with these answers.
	w.do(tab.open(page{path: "/other/de/check/", status: 200}))
	w.script(`(e => e.querySelector('button') || e)(document.getElementById('check:start')).click()`)
	other := w.arrives("its first question", asks("age"))
	w.holds(len(other.Checked) == 0, "no answers of the first site", other)
	w.do(tab.answer("age", "child"))
	w.arrives("another result", hasResult("ask"))
	w.do(tab.open(page{path: "/guide/de/check/", status: 200}))
	back := w.arrives("the first site's answers", func(c checkStep) bool { return len(c.Checked) == 2 })
	w.holds(strings.Join(back.Checked, " ") == "age=adult home=yes", "as they were", back)

	// What was shared, with another reader.
	reader, closeReader, err := b.newTab(&site{origin: origin(listener)})
	defer closeReader()
	shared := &walker{journeyer{t, reader}, "/guide"}
	shared.do(err, reader.open(page{path: link, status: 200}))
	shared.arrives("the shared result", hasResult("welcome"))

	// What isn't there.
	for _, path := range []string{"/guide/nothing/here/", "/guide/de/nothing/at/all"} {
		w.do(tab.open(page{path: path, status: 404}))
		w.styled()
		w.shows("ways to the languages", `document.querySelector('.choices a[href="/guide/da/"]')`)
	}
	if astray := seen.astray("/guide", "/other"); len(astray) > 0 {
		t.Errorf("asked for %q", astray)
	}
}

// TestUnderPathFeedback sends feedback on a page under a path, to baken's own server, with script
// and without, and follows its redirects and its 404 pages.
func TestUnderPathFeedback(t *testing.T) {
	const base = "/guide"
	listener := listen(t)
	p := underPath(t, origin(listener), base)
	db, err := sqlite.Open(filepath.Join(t.TempDir(), "feedback.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	logger := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	config := feedback.Config{Store: db, Clock: time.Now, Random: rand.Reader, Logger: logger}
	asked, err := p.Asked()
	if err != nil {
		t.Fatal(err)
	}
	asked.Configure(&config)
	handler, err := feedback.New(config)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := server.NewUnder(asked.Base, p.Artifacts, logger)
	if err != nil {
		t.Fatal(err)
	}
	var seen answered
	routes := (&service.Service{Base: asked.Base, Handler: handler, Store: db, Clock: time.Now, Logger: logger}).Routes(pages)
	host := &http.Server{Handler: seen.watch(server.Secure(routes))}
	go host.Serve(listener) //nolint:errcheck // It ends with the test.
	defer host.Close()
	tab, closeTab, err := startBrowser(t).newTab(&site{origin: origin(listener)})
	defer closeTab()
	w := &walker{journeyer{t, tab}, base}
	w.do(err)

	// The root of the host and old addresses lead to the site, as an editor may write them.
	for from, to := range map[string]string{"/": "/", "/guide": "/", "/guide/de/old/": "/de/lending/", "/guide/da/older/": "/da/lending/"} {
		w.do(chromedp.Do(tab.ctx, chromedp.Navigate(origin(listener)+from)))
		w.comes(to)
		w.styled()
	}
	w.do(tab.open(page{path: "/guide/de/nothing/here/", status: 404}))
	w.styled()
	w.click("/de/")

	// With script.
	w.click("/de/lending/")
	w.click("/de/lending/card/")
	w.script(`document.querySelector('[id="feedback:form"] button[value=yes]').click()`)
	w.shows("thanks", `document.activeElement.id === "feedback:yes"`)

	// Without: a page that thanks, with room for a comment, and back on the page.
	w.do(tab.blockScripts(true), tab.open(page{path: "/guide/da/lending/card/", status: 200}))
	w.script(`document.querySelector('[id="feedback:form"] button[value=no]').click()`)
	w.comes("/api/feedback")
	w.shows("styled", `document.styleSheets.length === 1 && document.styleSheets[0].cssRules.length`)
	w.shows("a way back", `document.querySelector('a[href="/guide/da/lending/card/"]')`)
	w.script(`document.getElementById('feedback:comment').value = "Mangler noget."; document.querySelector('form button').click()`)
	w.comes("/da/lending/card/")
	w.shows("thanks for the comment", `location.hash === "#feedback:sent"`)

	var stored []string
	for a, err := range db.Answers(t.Context(), 0, 1<<30) {
		if err != nil {
			t.Fatal(err)
		}
		stored = append(stored, a.Page+" "+a.Comment)
	}
	slices.Sort(stored)
	if !slices.Equal(stored, []string{"/guide/da/lending/card/ Mangler noget.", "/guide/de/lending/card/ "}) {
		t.Errorf("stored: %q", stored)
	}
	if astray := seen.astray(base, "/"); len(astray) > 0 {
		t.Errorf("asked for %q", astray)
	}
}
