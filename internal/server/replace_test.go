package server

import (
	"log/slog"
	"runtime"
	"slices"
	"testing"
	"weak"

	"baken.example/baken/internal/artifact"
)

// TestReplace replaces artifacts, of which one has changed. What was made of the other is kept, and
// what it was made from is garbage.
func TestReplace(t *testing.T) {
	type source struct{ text string }
	made := map[string]int{}
	of := func(path, text string) (artifact.Artifact, weak.Pointer[source]) {
		from := &source{text}
		return artifact.Artifact{Path: path, MediaType: "text/plain", Append: func(b []byte) ([]byte, error) {
			made[path]++
			return append(b, from.text...), nil
		}}, weak.Make(from)
	}
	page, first := of("page.txt", "1")
	other, _ := of("other.txt", "1")
	rules := artifact.Static("_headers", "text/plain", []byte("/*\n  X-Test: 1\n"))
	s, err := New([]artifact.Artifact{page, other, rules}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	answers := func(s *Site, page, other string) {
		t.Helper()
		for path, want := range map[string]string{"/page.txt": page, "/other.txt": other} {
			r := get(t, s, path)
			if got := body(t, r); got != want || r.Header.Get("X-Test") != "1" {
				t.Errorf("%s is %q, %v", path, got, r.Header)
			}
		}
	}
	answers(s, "1", "1")
	before := s
	page, _ = of("page.txt", "2, which isn't asked for")
	other, _ = of("other.txt", "2")
	all := []artifact.Artifact{page, other, rules}
	s, ok := s.Replace(all, []artifact.Artifact{other})
	if !ok {
		t.Fatal("nothing was replaced")
	}
	answers(s, "1", "2")
	answers(before, "1", "1")
	if made["page.txt"] != 1 || made["other.txt"] != 2 {
		t.Errorf("made %v", made)
	}
	runtime.KeepAlive(before)
	runtime.GC()
	if first.Value() != nil {
		t.Error("what a page was made from is still there")
	}
	answers(s, "1", "2")
	if _, ok := s.Replace(all, slices.Clone(all)[2:]); ok {
		t.Error("rules were replaced")
	}
}
