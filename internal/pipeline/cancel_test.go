package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/thoroughtest"
)

var options = pipeline.Options{Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}}

// many is how many files of each kind the site of these tests has.
const many = 60

// files is a site with many files of each kind that a stage reads one by one.
func files(t *testing.T) fstest.MapFS {
	t.Helper()
	site := fstest.MapFS{}
	add := func(name, text string) { site[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(1, 0)} }
	add("content/site.yaml", `base_url: https://guide.test
title: {nl: Gids, en: Guide}
description: {nl: Uitleg, en: Guidance}
languages: [{code: nl, name: Nederlands}, {code: en, name: English}]
contact: {name: {nl: Redactie, en: Editors}, email: editors@guide.test}
security: {contact: "mailto:security@guide.test", expires: 2100-01-01}
severity: {translation-missing: off, text-language: off}
`)
	front := func(title string) string { return "---\ntitle: " + title + "\ndescription: A page.\n---\n\n" }
	set := ""
	for _, shape := range criteriatest.Shapes() {
		if set == "" || len(shape.YAML) < len(set) {
			set = shape.YAML
		}
	}
	id := strings.TrimSpace(strings.SplitAfterN(strings.SplitN(set, "id: ", 2)[1], "\n", 2)[0])
	links := ""
	for i := range many {
		links += fmt.Sprintf("- [Note %d](note-%02d.txt)\n", i, i)
	}
	for _, lang := range []string{"nl", "en"} {
		add("content/index."+lang+".md", front("Home")+links)
		add("i18n/active."+lang+".yaml", "{}\n")
	}
	for i := range many {
		add(fmt.Sprintf("content/page-%02d.nl.md", i), front(fmt.Sprint("Page ", i))+"Text.\n")
		add(fmt.Sprintf("content/page-%02d.en.md", i), front(fmt.Sprint("Page ", i))+"Text.\n")
		add(fmt.Sprintf("content/note-%02d.txt", i), fmt.Sprint("Note ", i))
		add(fmt.Sprintf("templates/partials/part-%02d.html", i), "<p>Part</p>")
		add(fmt.Sprintf("assets/own/style-%02d.css", i), fmt.Sprintf("p { order: %d }", i))
	}
	for i := range few() + 4 { // Each is proven.
		add(fmt.Sprintf("content/criteria/set-%02d.yaml", i), strings.Replace(set, "id: "+id, fmt.Sprintf("id: set-%02d", i), 1))
	}
	return site
}

// watched is a file system that is told which files are opened.
type watched struct {
	site   fs.FS
	opened func(name string)
}

func (w *watched) Open(name string) (fs.File, error) {
	w.opened(name)
	return w.site.Open(name)
}

// canceling is a site, and a context that is cancelled when the n-th file with a prefix and a
// suffix is opened; later counts the ones that are opened after that.
func canceling(ctx context.Context, site fstest.MapFS, prefix, suffix string, n int64) (context.Context, fs.FS, *atomic.Int64) {
	ctx, cancel := context.WithCancel(ctx)
	var seen, later atomic.Int64
	return ctx, &watched{site, func(name string) {
		if ctx.Err() != nil {
			later.Add(1)
		}
		if strings.HasPrefix(name, prefix) && strings.HasSuffix(name, suffix) && seen.Add(1) == n {
			cancel()
		}
	}}, &later
}

// stages name files that are read one by one: the third is enough to be in the midst of that.
var stages = []struct {
	name, prefix, suffix string
	n                    int64
}{
	{"the settings", "content/site", ".yaml", 1},
	{"criteria", "content/criteria/", ".yaml", 3},
	{"templates", "templates/partials/part", ".html", 3},
	{"strings", "i18n/", ".yaml", 1},
	{"assets", "assets/own/", ".css", 3},
	{"the glossary", "content/glossary", ".yaml", 1},
	{"pages", "content/page", ".md", 3},
	{"downloads", "content/note", ".txt", 3},
}

// few is how many files are opened at most once a context is cancelled: each goroutine may have
// begun with another one.
func few() int64 { return int64(2 * runtime.GOMAXPROCS(0)) }

// TestCanceledConcurrent cancels the context in the midst of each stage. Load says so, and reads
// only few more files.
func TestCanceledConcurrent(t *testing.T) {
	site := files(t)
	if p, err := pipeline.Load(t.Context(), site, baken.Defaults, options); err != nil || p.Findings.HasErrors() {
		t.Fatal(err, p.Findings.All())
	}
	for _, stage := range stages {
		t.Run(stage.name, func(t *testing.T) {
			ctx, files, later := canceling(t.Context(), site, stage.prefix, stage.suffix, stage.n)
			p, err := pipeline.Load(ctx, files, baken.Defaults, options)
			if !errors.Is(err, context.Canceled) || p != nil {
				t.Errorf("%v, %v", p, err)
			}
			if n := later.Load(); n > few() {
				t.Errorf("%d more files", n)
			}
		})
	}
}

// TestRenderCanceled cancels the context in the midst of rendering, which reads downloads a second
// time.
func TestRenderCanceled(t *testing.T) {
	ctx, files, later := canceling(t.Context(), files(t), "content/note", ".txt", many+3)
	p, err := pipeline.Load(ctx, files, baken.Defaults, options)
	if err != nil || p.Findings.HasErrors() {
		t.Fatal(err)
	}
	before := p.Findings.Len()
	if err := p.Render(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if later.Load() > 0 || p.Findings.Len() != before {
		t.Errorf("%d more files, %v", later.Load(), p.Findings.All())
	}
}

// TestSessionCanceled cancels loads of a session in the midst of each stage, the first one and ones
// after changes. A load that isn't cancelled has all that a new session has, also what changed
// before the cancelled one.
func TestSessionCanceled(t *testing.T) {
	site := files(t)
	says := func(text string) {
		site["content/page-07.en.md"] = &fstest.MapFile{
			Data: fmt.Appendf(nil, "---\ntitle: Page 7\ndescription: A page.\n---\n\n%s\n", text),
		}
	}
	says("New.")
	want := load(t, pipeline.NewSession(site, baken.Defaults), ".")
	for _, first := range []bool{true, false} {
		for i, stage := range stages {
			if !thoroughtest.Asked() && (i%2 == 0) != first {
				continue // Half of the stages in the first load, the rest in a later one.
			}
			t.Run(fmt.Sprintf("%s, first %v", stage.name, first), func(t *testing.T) {
				var opened func(string)
				session := pipeline.NewSession(&watched{site, func(name string) { opened(name) }}, baken.Defaults)
				says("Old.")
				if !first {
					opened = func(string) {}
					load(t, session, ".")
				}
				says("New.")
				ctx, cancel := context.WithCancel(t.Context())
				var seen atomic.Int64
				opened = func(name string) {
					if strings.HasPrefix(name, stage.prefix) && strings.HasSuffix(name, stage.suffix) && seen.Add(1) == stage.n {
						cancel()
					}
				}
				changed := []string{"."}
				if !first {
					changed = []string{"content", "templates", "assets", "i18n"}
				}
				if p, err := session.Load(ctx, options, changed); !errors.Is(err, context.Canceled) || p != nil {
					t.Fatalf("%v, %v", p, err)
				}
				opened = func(string) {}
				got := load(t, session)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

// load loads a session and returns the texts of all artifacts, by path. It leaves out pictures,
// which take long to draw under the race detector.
func load(t *testing.T, session *pipeline.Session, changed ...string) map[string]string {
	t.Helper()
	p, err := session.Load(t.Context(), options, changed)
	if err != nil || p.Findings.HasErrors() {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, a := range p.Artifacts {
		if ext := path.Ext(a.Path); ext == ".png" || ext == ".ico" {
			continue
		}
		text, err := a.Append(nil)
		if err != nil {
			t.Fatal(err)
		}
		out[a.Path] = string(text)
	}
	return out
}
