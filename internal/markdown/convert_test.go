package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/facts"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/outline"
)

// TestConcurrent checks that a converter can be used concurrently, and that bodies share no memory.
func TestConcurrent(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	var sources []string
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, string(src))
	}
	shared := New(testOptions())
	type result struct {
		body     *hypertext.Body
		findings []diag.Finding
	}
	results := make([][]result, 4)
	var group sync.WaitGroup
	for i := range results {
		group.Go(func() {
			for _, src := range sources {
				body, findings := shared.Convert(nil, "p.md", []byte(src), 1)
				results[i] = append(results[i], result{body, findings.All()})
			}
		})
	}
	group.Wait()
	for n, src := range sources {
		body, findings := New(testOptions()).Convert(nil, "p.md", []byte(src), 1)
		want := result{body, findings.All()}
		for i := range results {
			if diff := cmp.Diff(want, results[i][n], cmp.AllowUnexported(result{}, hypertext.Slot{}, outline.Outline{}, outline.Section{}, facts.List{})); diff != "" {
				t.Errorf("%s, %d: %s", files[n], i, diff)
			}
		}
	}
}

// TestRare reports every kind of text that has styles of its own, and no other.
func TestRare(t *testing.T) {
	for src, want := range map[string]bool{
		"a": false, "- a\n- `b`\n": false, "> [!NOTE]\n> a\n": false, "a | b\n-|-\nc | d\n": false,
		"> a\n": true, "- > a\n": true, "> [!NOTE]\n> > a\n": true, "    a\n": true, "```\na\n```\n": true, "1. ~~~\n   a\n": true,
		"- [ ] a\n": true, "1. [x] a\n": true, "a[^1]\n\n[^1]: b\n": true,
	} {
		if body, _ := New(testOptions()).Convert(nil, "p.md", []byte(src), 1); body.Rare != want {
			t.Errorf("%q: Rare is %v", src, body.Rare)
		}
	}
}

func TestBody(t *testing.T) {
	src := "## \"A\" & *b*\n\né ![c](d.png) [e](f%20g.md#h%C3%A9) the NCSC\n\n::contact\n\ni[^1]\n\n[^1]: j\n"
	body, findings := New(testOptions()).Convert(nil, "p.md", []byte(src), 5)
	if findings.Len() > 0 {
		t.Fatal(findings.All())
	}
	at := func(text string) uint32 { return uint32(strings.Index(string(body.HTML), text)) }
	want := &hypertext.Body{
		HTML: body.HTML,
		Slots: []hypertext.Slot{
			{Offset: at(` alt="c"`), Kind: hypertext.SlotImage, Target: "d.png", Line: 7, Column: 3},
			{Offset: at(`">e</a>`), Kind: hypertext.SlotHref, Target: "f g.md", Fragment: "hé", Line: 7, Column: 15},
			{Offset: at("NCSC"), Kind: hypertext.SlotTermOpen, Target: "ncsc", Line: 7, Column: 41},
			{Offset: at("NCSC") + 4, Kind: hypertext.SlotTermClose, Target: "ncsc", Line: 7, Column: 41},
			{Offset: at("<p>i"), Kind: hypertext.SlotDirective, Target: "contact", Line: 9, Column: 1},
		},
		Headings: []hypertext.Heading{{Level: 2, ID: "a--b", Text: "“A” & b", Pos: diag.Pos{Line: 5, Column: 1}}},
		Anchors:  []string{"a--b", "fn:1", "fnref:1"},
		Rare:     true,
	}
	want.Slots[4].SetArguments(nil)
	body.Outline = outline.Outline{} // see outline_test.go
	if diff := cmp.Diff(want, body, cmp.AllowUnexported(hypertext.Slot{}, outline.Outline{}, facts.List{})); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
}
