package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/dev"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
)

var edits = flag.Int("edits", 15, "how many edits TestDevIsBuild makes")

// editedSite is a site that a test edits while dev serves it.
type editedSite struct {
	*testing.T
	dir  string
	url  string
	rand *rand.Rand
	// pages are the keys of the present pages; made counts all that were created.
	pages []string
	made  int
	// commits counts the commits; it is -1 without git.
	commits int
	// whole are the artifacts of the last clean build that had no errors.
	whole []artifact.Artifact
	// search are the files of its indexes; none where they aren't to be asked for.
	search []artifact.Artifact
	// compare, unless nil, is called in the place of the comparison with dev.
	compare func(after string) (broken []string)
}

// newEditedSite returns a site in two languages with some pages beside the home page.
func newEditedSite(t *testing.T, dir string, seed uint64, pages int) *editedSite {
	t.Helper()
	s := &editedSite{T: t, dir: dir, rand: rand.New(rand.NewPCG(seed, 0))}
	s.write("content/site.yaml", siteYAML("Site"))
	for _, lang := range []string{"nl", "en"} {
		s.write("content/index."+lang+".md", "---\ntitle: Home\ndescription: Home.\n---\n\nText.\n")
	}
	for range pages {
		s.add()
	}
	return s
}

// TestDevIsBuild makes random edits while dev shows the site. After each it compares a sample of
// the pages that dev sends with a clean build, or with the last clean build without errors.
func TestDevIsBuild(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	s := newEditedSite(t, t.TempDir(), seed, 8)
	s.initRepository()
	state := &command.State{Dir: s.dir, Stdout: io.Discard, Stderr: io.Discard, Now: time.Now}
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
		site := previewed{state: state, flags: &cliflag.Site{}, history: state.History(ctx), root: root}
		defer site.close()
		done <- servePreview(ctx, state, dev.New(site.load, previewOptions(state, nil, logger)), listener, site.history, logger)
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

var devScript = regexp.MustCompile(`<script type="module" src="/\.baken/dev\.js"[^>]*></script>`)

// agree waits until dev sends the bytes of a clean build, and returns the files that have errors.
func (s *editedSite) agree(after string) (broken []string) {
	s.Helper()
	if s.compare != nil {
		return s.compare(after)
	}
	ctx, cancel := context.WithTimeout(s.Context(), time.Minute)
	defer cancel()
	// Events that are still to come arrive here.
	next := s.events(ctx)
	told := ""
	for {
		// Both are of the same day, unless midnight comes between: then the next round is.
		root, err := os.OpenRoot(s.dir)
		if err != nil {
			s.Fatal(err)
		}
		state := &command.State{Dir: s.dir, Stderr: io.Discard, Now: time.Now}
		p, err := pipeline.Load(ctx, root.FS(), baken.Defaults, state.Dated(ctx, pipeline.Options{Date: state.Today(), Drafts: true}))
		if err != nil {
			s.Fatal(err)
		}
		if !p.Findings.HasErrors() {
			s.whole, s.search = p.Artifacts, nil
			if s.rand.IntN(2) == 0 { // Most changes are never searched for.
				if s.search, err = p.Indexes().Artifacts(ctx); err != nil {
					s.Fatal(err)
				}
			}
		}
		differs := s.sample()
		root.Close()
		if want := remarks(p.Findings); differs == "" && told != want {
			differs = fmt.Sprintf("the findings are\n%s\nwant\n%s", told, want)
		}
		if differs == "" {
			for _, f := range p.Findings.All() {
				if f.Severity == diag.Error && !slices.Contains(broken, f.File) {
					broken = append(broken, f.File)
				}
			}
			return broken
		}
		if told, err = next(); err != nil {
			s.Fatalf("after %s: %v: %s", after, err, differs)
		}
	}
}

// events returns a function that waits for the next event, the present state at first, and returns
// its findings. Events are buffered.
func (s *editedSite) events(ctx context.Context) (next func() (string, error)) {
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
	return func() (string, error) {
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				return "", err
			}
			data, ok := strings.CutPrefix(line, "data: ")
			if !ok {
				continue
			}
			var event struct {
				Findings []struct {
					File, Code, Message string
					Line, Column        int
				}
			}
			err = json.Unmarshal([]byte(data), &event)
			var list diag.List
			for _, f := range event.Findings {
				list.Add(f.File, diag.Pos{Line: f.Line, Column: f.Column}, diag.Code(f.Code), "", "%s", f.Message)
			}
			return remarks(list), err
		}
	}
}

// remarks are the findings that dev has too: it doesn't look for unused terms.
func remarks(list diag.List) string {
	var out []string
	for _, f := range list.All() {
		if f.Code != diag.GlossaryUnused {
			out = append(out, f.String())
		}
	}
	return strings.Join(out, "\n")
}

// sample compares some pages, feeds and sitemaps, the files of search, the newest page and one that
// isn't there among them.
func (s *editedSite) sample() (differs string) {
	s.Helper()
	pages := map[string]bool{}
	for _, a := range s.whole {
		pages[a.Path] = true
		listing := strings.HasSuffix(a.Path, ".xml")
		if !listing && !strings.HasSuffix(a.Path, ".html") || strings.HasSuffix(a.Path, "404.html") || s.rand.IntN(3) > 0 && !strings.HasSuffix(a.Path, "n/index.html") {
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
	for _, a := range s.search {
		want, err := a.Append(nil)
		if err != nil {
			s.Fatal(err)
		}
		if status, got := s.get("/" + a.Path); status != 200 || !bytes.Equal(got, want) {
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

// TestRuns has previews of two processes, whose versions are numbered alike.
func TestRuns(t *testing.T) {
	s := &command.State{Now: time.Now}
	if one, other := previewOptions(s, nil, nil).Run, previewOptions(s, nil, nil).Run; one == other || len(one) < 20 {
		t.Errorf("%q and %q", one, other)
	}
}
