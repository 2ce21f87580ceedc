package browsertest

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/dev"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/server/connlimit"
)

// writing is somebody who writes while a browser shows the preview.
type writing struct {
	*testing.T
	dir string
	tab *tab
}

func (w *writing) save(name, text string) {
	w.Helper()
	name = filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		w.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		w.Fatal(err)
	}
}

// becomes waits until an expression is true in the page.
func (w *writing) becomes(what, expression string) {
	w.Helper()
	if w.tab.becomes(expression) {
		return
	}
	shown, _ := chromedp.Run(w.tab.ctx, chromedp.Evaluate[string](overlay+" + document.body.innerText"))
	w.Fatalf("%s: never %s\n%s", what, expression, shown)
}

// overlay is the text that dev has put over the page.
const overlay = `(document.querySelector("baken-dev")?.shadowRoot.textContent ?? "")`

const front = "---\ntitle: Page\ndescription: About it.\n---\n\n"

// long is the text of a page that has to be scrolled.
var long = strings.Repeat("A paragraph.\n\n", 200)

// startWriting previews a site in two languages, in a browser that shows its long page.
func startWriting(t *testing.T) *writing {
	t.Helper()
	w := newWriting(t)
	listener := listen(t)
	w.preview(listener, "first")
	tab, closeTab, err := startBrowser(t).newTab(&site{origin: origin(listener)})
	t.Cleanup(closeTab)
	if err != nil {
		t.Fatal(err)
	}
	w.tab = tab
	if err := w.tab.open(page{path: "/en/long/", status: 200}); err != nil {
		t.Fatal(err)
	}
	return w
}

// newWriting makes a site in two languages.
func newWriting(t *testing.T) *writing {
	t.Helper()
	w := &writing{T: t, dir: t.TempDir()}
	w.save("content/site.yaml", `base_url: https://example.com
title: {nl: Proef, en: Trial}
description: {nl: Een proef., en: A trial.}
languages: [{code: nl, name: Nederlands}, {code: en, name: English}]
contact: {name: {nl: Wij, en: Us}, email: someone@example.com}
security: {contact: "mailto:someone@example.com", expires: 2036-10-01}
`)
	for _, lang := range []string{"nl", "en"} {
		w.save("content/index."+lang+".md", front+"Text.\n")
		w.save("content/long."+lang+".md", front+long)
	}
	return w
}

// preview starts a preview of the site, as the process with an id, and returns what ends it.
func (w *writing) preview(listener net.Listener, run string) (stop func()) {
	w.Helper()
	root, err := os.OpenRoot(w.dir)
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(func() { root.Close() })
	day := content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}
	session := pipeline.NewSession(root.FS(), baken.Defaults)
	return w.serve(listener, run, func(ctx context.Context, changed []string) (*dev.Site, error) {
		p, err := session.Load(ctx, pipeline.Options{
			Date: day, Drafts: true,
		}, changed)
		if err != nil {
			return nil, err
		}
		return &dev.Site{Artifacts: p.Artifacts, Findings: p.Findings, Pages: p}, nil
	})
}

// serve starts a preview of what load reads.
func (w *writing) serve(listener net.Listener, run string, load func(context.Context, []string) (*dev.Site, error)) (stop func()) {
	logger := slog.New(slog.DiscardHandler)
	preview := dev.New(load, dev.Options{Run: run, Now: time.Now, Tick: time.Minute, Logger: logger})
	ctx, cancel := context.WithCancel(w.Context())
	done := make(chan error, 2)
	go func() { done <- preview.Watch(ctx, w.dir) }()
	go func() { done <- connlimit.Serve(ctx, listener, preview, logger) }()
	stop = sync.OnceFunc(func() {
		cancel()
		for range 2 {
			if err := <-done; err != nil {
				w.Error(err)
			}
		}
	})
	w.Cleanup(stop)
	return stop
}

// TestDev has a page open while its style sheet, its text and a mistake in it are saved.
func TestDev(t *testing.T) {
	w := startWriting(t)
	w.becomes("the page says where it comes from", overlay+`.startsWith("content/long.en.md")`)
	w.becomes("and leads to the other language", `document.querySelector("baken-dev").shadowRoot.querySelector("a").pathname === "/nl/long/"`)

	const mark = `(window.marked = true, scrollTo({top: 900, behavior: "instant"}), scrollY === 900)`
	w.becomes("it is scrolled", mark)
	w.save("assets/own.css", "body { outline: 3px solid rgb(1, 2, 3) }\n")
	w.becomes("a style sheet more", `getComputedStyle(document.body).outlineColor === "rgb(1, 2, 3)"`)
	w.save("assets/own.css", "body { outline: 3px solid rgb(4, 5, 6) }\n")
	w.becomes("a style sheet that changed", `getComputedStyle(document.body).outlineColor === "rgb(4, 5, 6)"`)
	w.becomes("no load of the page", `window.marked === true && scrollY === 900`)

	w.save("content/long.en.md", front+long+"A last word.\n")
	w.becomes("a text that changed", `document.body.innerText.includes("A last word.") && !window.marked`)
	w.becomes("at the place where it was", `scrollY === 900`)

	w.becomes("it is marked", mark)
	w.save("content/long.en.md", strings.Replace(front, "title", "titel", 1)+long)
	w.becomes("a mistake", overlay+`.includes("content/long.en.md:2:1: ")`)
	w.becomes("with the page as it was", `document.body.innerText.includes("A last word.") && window.marked`)
	w.save("content/long.en.md", front+long+"Mended.\n")
	w.becomes("a mended mistake", `document.body.innerText.includes("Mended.") && !`+overlay+`.includes("long.en.md:2")`)
	w.becomes("at the same place", `scrollY === 900`)

	// A page that moves is gone from where it was; the browser says so, and the page may come back.
	w.save("content/long.en.md", fmt.Sprintf("---\ntitle: Page\ndescription: About it.\nslug: moved\n---\n\n%s", long))
	w.becomes("a page that moved", `document.title.includes("not found")`)
	w.save("content/long.en.md", front+long+"Back.\n")
	w.becomes("a page that is back", `document.body.innerText.includes("Back.")`)
}
