package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/diag"
)

// One converter serves many pages at once, and the memory that they share shows nowhere.
func TestConcurrent(t *testing.T) {
	files, err := filepath.Glob("testdata/*")
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
		body     *Body
		findings []diag.Finding
	}
	results := make([][]result, 4)
	var group sync.WaitGroup
	for i := range results {
		group.Go(func() {
			for _, src := range sources {
				body, findings := shared.Convert("p.md", []byte(src), 1)
				results[i] = append(results[i], result{body, findings.All()})
			}
		})
	}
	group.Wait()
	for n, src := range sources {
		body, findings := New(testOptions()).Convert("p.md", []byte(src), 1)
		want := result{body, findings.All()}
		for i := range results {
			if diff := cmp.Diff(want, results[i][n], cmp.AllowUnexported(result{})); diff != "" {
				t.Errorf("%s, %d: %s", files[n], i, diff)
			}
		}
	}
}

func TestBody(t *testing.T) {
	src := "## \"A\" & *b*\n\né ![c](d.png) [e](f%20g.md#h%C3%A9) the NCSC\n\n::contact\n\ni[^1]\n\n[^1]: j\n"
	body, findings := New(testOptions()).Convert("p.md", []byte(src), 5)
	if findings.Len() > 0 {
		t.Fatal(findings.All())
	}
	at := func(text string) int { return strings.Index(string(body.HTML), text) }
	want := &Body{
		HTML: body.HTML,
		Slots: []Slot{
			{Offset: at(` alt="c"`), Kind: SlotImage, Target: "d.png", Pos: diag.Pos{Line: 7, Column: 3}},
			{Offset: at(`">e</a>`), Kind: SlotHref, Target: "f g.md", Fragment: "hé", Pos: diag.Pos{Line: 7, Column: 15}},
			{Offset: at("NCSC"), Kind: SlotTermOpen, Target: "ncsc", Pos: diag.Pos{Line: 7, Column: 41}},
			{Offset: at("NCSC") + 4, Kind: SlotTermClose, Target: "ncsc", Pos: diag.Pos{Line: 7, Column: 41}},
			{Offset: at("<p>i"), Kind: SlotDirective, Target: "contact", Pos: diag.Pos{Line: 9, Column: 1}},
			{Offset: at(`"><ol>`), Kind: SlotString, Target: "Footnotes", Pos: diag.Pos{Line: 13, Column: 1}},
			{Offset: at("\">↩"), Kind: SlotString, Target: "FootnoteBack", Pos: diag.Pos{Line: 13, Column: 1}},
		},
		Headings: []Heading{{Level: 2, ID: "a--b", Text: "“A” & b", Pos: diag.Pos{Line: 5, Column: 1}}},
		Anchors:  []string{"a--b", "fn:1", "fnref:1"},
	}
	if diff := cmp.Diff(want, body); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
}
