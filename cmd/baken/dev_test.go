package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/dev"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/portal"
)

var edits = flag.Int("edits", 15, "how many edits TestDevIsBuild makes")

// editedSite is a site that somebody edits while dev shows it.
type editedSite struct {
	*testing.T
	dir  string
	url  string
	rand *rand.Rand
	// pages are the keys of the pages that there are, made how many there were.
	pages []string
	made  int
	// whole are the artifacts of the last clean build that had no errors.
	whole []artifact.Artifact
}

// TestDevIsBuild makes random edits while dev shows the site. After each, what it sends of a sample of pages is what a clean build
// has, or what the last one had that was without errors.
func TestDevIsBuild(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	s := &editedSite{T: t, dir: t.TempDir(), rand: rand.New(rand.NewPCG(seed, 0))}
	s.write("content/site.yaml", siteYAML("Site"))
	for _, lang := range []string{"nl", "en"} {
		s.write("content/index."+lang+".md", "---\ntitle: Home\ndescription: Home.\n---\n\nText.\n")
	}
	for range 8 {
		s.add()
	}
	a := &app{dir: s.dir, stdout: io.Discard, stderr: io.Discard, now: time.Now}
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.url = "http://" + listener.Addr().String()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	logger := slog.New(slog.DiscardHandler)
	go func() {
		done <- a.preview(ctx, dev.New(a.previewed(root.FS(), &siteFlags{}), logger), listener, logger)
	}()
	s.agree("at first")
	kinds := map[string]int{}
	for range *edits {
		kind := s.edit()
		kinds[kind]++
		for _, file := range s.agree(kind) { // Links to what has gone, for one.
			s.write(file, s.text(""))
			kinds["dead link"]++
		}
		if broken := s.agree(kind + ", mended"); len(broken) > 0 {
			t.Fatal("still broken: ", broken)
		}
	}
	t.Log(kinds)
	http.DefaultClient.CloseIdleConnections()
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func siteYAML(title string) string {
	return `base_url: https://example.com
title: {nl: ` + title + `, en: ` + title + `}
description: {nl: Site., en: Site.}
languages: [{code: nl, name: Nederlands}, {code: en, name: English}]
contact: {name: {nl: Wij, en: Us}, email: someone@example.com}
security: {contact: "mailto:someone@example.com", expires: 2036-10-01}
`
}

func (s *editedSite) write(name, text string) {
	s.Helper()
	name = filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		s.Fatal(err)
	}
	// As editors save: all at once.
	if err := os.WriteFile(name+"~", []byte(text), 0o666); err != nil {
		s.Fatal(err)
	}
	if err := os.Rename(name+"~", name); err != nil {
		s.Fatal(err)
	}
}

func (s *editedSite) remove(name string) {
	s.Helper()
	if err := os.Remove(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil {
		s.Fatal(err)
	}
}

func (s *editedSite) add() {
	s.made++
	key := fmt.Sprintf("section%d/page%d", s.rand.IntN(3), s.made)
	for _, lang := range []string{"nl", "en"} {
		index := "content/" + filepath.ToSlash(filepath.Dir(key)) + "/index." + lang + ".md"
		if _, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(index))); err != nil {
			s.write(index, "---\ntitle: Section\ndescription: A section.\n---\n\nText.\n")
		}
		s.write("content/"+key+"."+lang+".md", s.text(""))
	}
	s.pages = append(s.pages, key)
}

// text is a page with a title and a text of its own.
func (s *editedSite) text(more string) string {
	return fmt.Sprintf("---\ntitle: Title %d\ndescription: About it.\n%s---\n\nText %d.\n\n## Heading %d\n\nText.\n",
		s.rand.IntN(1000), more, s.rand.Int(), s.rand.IntN(100))
}

// edit changes something at random, and says what.
func (s *editedSite) edit() string {
	i := s.rand.IntN(len(s.pages))
	key, lang := s.pages[i], []string{"nl", "en"}[s.rand.IntN(2)]
	file := "content/" + key + "." + lang + ".md"
	switch kind := s.rand.IntN(12); {
	case kind == 0 || len(s.pages) < 4:
		s.add()
		return "add"
	case kind == 1:
		s.remove("content/" + key + ".nl.md")
		s.remove("content/" + key + ".en.md")
		s.pages = append(s.pages[:i], s.pages[i+1:]...)
		return "remove"
	case kind == 2:
		s.made++
		s.pages[i] = fmt.Sprintf("section%d/page%d", s.rand.IntN(3), s.made)
		for _, lang := range []string{"nl", "en"} {
			text, err := os.ReadFile(filepath.Join(s.dir, "content", filepath.FromSlash(key)+"."+lang+".md"))
			if err != nil {
				s.Fatal(err)
			}
			s.write("content/"+s.pages[i]+"."+lang+".md", string(text))
			s.remove("content/" + key + "." + lang + ".md")
		}
		return "rename"
	case kind == 3:
		s.write(file, s.text(""))
		return "retitle"
	case kind == 4:
		s.made++
		s.write(file, s.text(fmt.Sprintf("slug: slug-%d\n", s.made)))
		return "slug"
	case kind == 5:
		s.write(file, "---\ntitel: broken\n---\n")
		s.agree("break")
		s.write(file, s.text(""))
		return "mend"
	case kind == 6:
		s.write("content/site.yaml", siteYAML(fmt.Sprint("Site ", s.rand.IntN(1000))))
		return "configuration"
	case kind == 7:
		s.write("i18n/active.en.yaml", fmt.Sprintf("SkipLink: Skip %d\n", s.rand.IntN(1000)))
		return "string"
	case kind == 8:
		s.write("assets/own.css", fmt.Sprintf("body { margin: %dpx }\n", s.rand.IntN(1000)))
		return "style sheet"
	case kind == 9:
		text, err := os.ReadFile(filepath.Join("..", "..", "templates", "partials", "page-end.html"))
		if err != nil {
			s.Fatal(err)
		}
		s.write("templates/partials/page-end.html", string(text)+fmt.Sprintf("<p>%d</p>", s.rand.IntN(1000)))
		return "template"
	case kind == 10:
		s.write("content/glossary.yaml", fmt.Sprintf(
			"terms:\n  - id: text\n    term: {nl: Tekst, en: Text}\n    definition: {nl: 'Wat er staat %[1]d.', en: 'What it says %[1]d.'}\n",
			s.rand.IntN(1000)))
		return "glossary"
	default:
		link := s.pages[s.rand.IntN(len(s.pages))]
		s.write(file, s.text("")+fmt.Sprintf("\n[There](../%s.%s.md)\n", link, lang))
		return "link"
	}
}

var devScript = regexp.MustCompile(`<script type="module" src="/\.baken/dev\.js"[^>]*></script>`)

// agree waits until what dev sends is what a clean build has, and returns the files that have errors.
func (s *editedSite) agree(after string) (broken []string) {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), time.Minute)
	defer cancel()
	// Whatever dev has yet to take notice of, it tells here.
	next := s.events(ctx)
	for {
		// Both are of the same day, unless midnight comes between: then the next round is.
		root, err := os.OpenRoot(s.dir)
		if err != nil {
			s.Fatal(err)
		}
		a := &app{now: time.Now}
		p, err := portal.Load(root.FS(), baken.Defaults, portal.Options{Date: a.day(dateFlag{}), Drafts: true})
		if err != nil {
			s.Fatal(err)
		}
		if !p.Findings.HasErrors() {
			s.whole = p.Artifacts
		}
		differs := s.sample()
		root.Close()
		if differs == "" {
			for _, f := range p.Findings.All() {
				if f.Severity == diag.Error && !slices.Contains(broken, f.File) {
					broken = append(broken, f.File)
				}
			}
			return broken
		}
		if err := next(); err != nil {
			s.Fatalf("after %s: %v: %s", after, err, differs)
		}
	}
}

// events returns a function that waits for the next thing that dev tells a browser, which is the state as it is at
// first. What comes while nobody waits is kept.
func (s *editedSite) events(ctx context.Context) (next func() error) {
	s.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/.baken/events", http.NoBody)
	if err != nil {
		s.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.Fatal(err)
	}
	context.AfterFunc(ctx, func() { response.Body.Close() })
	lines := bufio.NewReader(response.Body)
	return func() error {
		for {
			line, err := lines.ReadString('\n')
			if err != nil || strings.HasPrefix(line, "data: ") {
				return err
			}
		}
	}
}

// sample compares some pages, the newest and one that isn't there among them.
func (s *editedSite) sample() (differs string) {
	s.Helper()
	pages := map[string]bool{}
	for _, a := range s.whole {
		pages[a.Path] = true
		if !strings.HasSuffix(a.Path, ".html") || strings.HasSuffix(a.Path, "404.html") || s.rand.IntN(3) > 0 && !strings.HasSuffix(a.Path, "n/index.html") {
			continue
		}
		want, err := a.Append(nil)
		if err != nil {
			s.Fatal(err)
		}
		status, got := s.get("/" + strings.TrimSuffix(a.Path, "index.html"))
		if status != 200 || !bytes.Equal(devScript.ReplaceAll(got, nil), want) {
			return fmt.Sprintf("%s: %d\n%s\nwant\n%s", a.Path, status, got, want)
		}
	}
	for n := range s.made {
		for section := range 3 {
			name := fmt.Sprintf("en/section%d/page%d/", section, n+1)
			if pages[name+"index.html"] || s.rand.IntN(10) > 0 {
				continue
			}
			if status, _ := s.get("/" + name); status == 200 {
				return "/" + name + " is still there"
			}
		}
	}
	return ""
}

func (s *editedSite) get(path string) (int, []byte) {
	s.Helper()
	response, err := http.Get(s.url + path)
	if err != nil {
		s.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		s.Fatal(err)
	}
	return response.StatusCode, body
}
