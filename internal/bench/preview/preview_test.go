package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestMain lets the tests start their own program as the server of a preview: PREVIEW is the
// address and a directory, whose files are the pages.
func TestMain(m *testing.M) {
	address, dir, ok := strings.Cut(os.Getenv("PREVIEW"), " ")
	if !ok {
		os.Exit(m.Run())
	}
	http.HandleFunc("/events", func(w http.ResponseWriter, r *http.Request) {
		poll := time.NewTicker(time.Millisecond)
		defer poll.Stop()
		var before []byte
		for {
			now, _ := os.ReadFile(filepath.Join(dir, "content", "a", "b", "page.en.md")) // It is replaced in one step.
			if before == nil || string(now) != string(before) {
				fmt.Fprint(w, "data: changed\n\n")
				http.NewResponseController(w).Flush()
				before = now
			}
			select {
			case <-r.Context().Done():
				return
			case <-poll.C:
			}
		}
	})
	http.HandleFunc("/en/", func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Join(dir, "content", filepath.FromSlash(strings.Trim(strings.TrimPrefix(r.URL.Path, "/en"), "/"))+".en.md")
		text, _ := os.ReadFile(name) // The home page has no file.
		fmt.Fprintf(w, "%s</html>", text)
	})
	fmt.Println(http.ListenAndServe(address, nil))
	os.Exit(1)
}

// served returns a preview of a directory with one page, and an editor of the page.
func served(t *testing.T, events string) (*Server, Editor) {
	t.Helper()
	dir := t.TempDir()
	e := Editor{Content: filepath.Join(dir, "content"), Index: "index"}
	for _, name := range []string{"index", "page"} {
		if err := Save(filepath.Join(e.Content, "a", "b", name+".en.md"), []byte("title: x\n")); err != nil {
			t.Fatal(err)
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return &Server{
		Name: "test", Address: "http://" + address, Command: []string{os.Args[0]}, Env: []string{"PREVIEW=" + address + " " + dir}, Events: events,
	}, e
}

// TestMeasure measures changes of a page, with events and without.
func TestMeasure(t *testing.T) {
	for _, events := range []string{"", "/events"} {
		s, e := served(t, events)
		kinds := e.Changes()[:2] // The title of a section isn't on the page of this server.
		r, err := s.Measure(t.Context(), kinds, 3)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range kinds {
			if took := r.Took[k.Name]; len(took) != 3 || took[0] <= 0 || !slices.IsSorted(took) {
				t.Errorf("events %q: %s took %v", events, k.Name, took)
			}
		}
		text, err := os.ReadFile(filepath.Join(e.Content, "a", "b", "page.en.md"))
		if err != nil || strings.Count(string(text), "Addition ") != 4 || strings.Count(string(text), "## Heading ") != 4 {
			t.Errorf("the page is %q, %v", text, err)
		}
	}
}

func TestStart(t *testing.T) {
	s, _ := served(t, "")
	if cost, err := s.Start(t.Context()); err != nil || cost.Wall <= 0 {
		t.Errorf("%v, %v", cost, err)
	}
	s.Command = []string{filepath.Join(t.TempDir(), "missing")}
	if _, err := s.Start(t.Context()); err == nil {
		t.Error("a program that isn't there starts")
	}
}

// TestFailure holds that a change that can't be made ends the server, and is named.
func TestFailure(t *testing.T) {
	s, _ := served(t, "")
	failure := errors.New("no room")
	_, err := s.Measure(t.Context(), []Change{{"a change", func(n int) (string, string, error) {
		if n > 0 {
			return "", "", failure
		}
		return "", "", nil
	}}}, 1)
	if !errors.Is(err, failure) || !strings.Contains(err.Error(), "test, a change") {
		t.Error(err)
	}
	if body, err := get(context.Background(), s.Address+"/en/"); err == nil {
		t.Errorf("the server still answers: %q", body)
	}
}

func TestReplaceLine(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	if err := Save(name, []byte("a: 1\nb: 2\nb: 3\n")); err != nil {
		t.Fatal(err)
	}
	if err := ReplaceLine(name, "b:", "b: 4"); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(name); string(text) != "a: 1\nb: 4\nb: 3\n" {
		t.Errorf("%q", text)
	}
	if err := ReplaceLine(name, "c:", "c: 1"); err == nil {
		t.Error("a line that isn't there was replaced")
	}
}
