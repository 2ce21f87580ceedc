package words_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/criteria/words"
	"baken.example/baken/internal/message"
)

var update = flag.Bool("update", false, "write the sets in words as they are now")

var languages = []string{"nl", "en"}

func catalog(t testing.TB) *message.Catalog {
	t.Helper()
	c, findings, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages(languages...)})
	if err != nil || findings.Len() > 0 {
		t.Fatal(findings.All(), err)
	}
	return c
}

// load reads a set and labels its intervals.
func load(t testing.TB, c *message.Catalog, yaml []byte) *criteria.Set {
	t.Helper()
	sets, findings, err := definition.Load(t.Context(), fstest.MapFS{definition.Dir + "/set.yaml": {Data: yaml}}, languages)
	if err != nil || findings.HasErrors() {
		t.Fatal(findings.All(), err)
	}
	if err := quantity.Label(sets, languages, func(lang string) quantity.Strings { return c.In(lang) }); err != nil {
		t.Fatal(err)
	}
	return sets[0]
}

func document(t testing.TB, c *message.Catalog, set *criteria.Set, lang string) *words.Document {
	t.Helper()
	d, err := decision.New(t.Context(), proof.Unchecked(set))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := words.New(d, phrase.New(set, lang, c.In(lang)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// flows are the sets of whole flows, by name.
func flows(t testing.TB) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, s := range criteriatest.Shapes() {
		if b, err := os.ReadFile("../criteriatest/flows/" + s.Name + ".yaml"); err == nil {
			out[s.Name] = b
		}
	}
	if len(out) < 6 {
		t.Fatalf("only %d flows", len(out))
	}
	return out
}

// TestGolden holds the words of a set of 15 questions, so that a change of the phrases is seen as
// readers see it.
func TestGolden(t *testing.T) {
	c := catalog(t)
	set := load(t, c, flows(t)["flood"])
	for _, lang := range languages {
		doc := document(t, c, set, lang)
		for ext, got := range map[string]string{"txt": doc.Text(), "md": doc.Markdown()} {
			name := "testdata/flood." + lang + "." + ext
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if want, err := os.ReadFile(name); err != nil || string(want) != got {
				t.Errorf("the words aren't those in %s any more (%v): look at what changed, and run this test with -update", name, err)
			}
		}
	}
}

// TestAnchors holds for every flow that each part has its anchor on the page, once, that links lead
// to them, and that the lines to edit are the ones with their ids.
func TestAnchors(t *testing.T) {
	c := catalog(t)
	for name, yaml := range flows(t) {
		set := load(t, c, yaml)
		lines := strings.Split(string(yaml), "\n")
		doc := document(t, c, set, "en")
		page := words.Page{Level: 2, Prefix: "p:", Edit: func(line int) string { return fmt.Sprintf("https://forge.test/#L%d", line) }}
		b, err := doc.AppendHTML(nil, page)
		if err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(strings.NewReader(string(b)))
		if err != nil {
			t.Fatal(err)
		}
		var ids, links []string
		edits := 0
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				switch {
				case a.Key == "id":
					ids = append(ids, strings.TrimPrefix(a.Val, "p:"))
				case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
					links = append(links, strings.TrimPrefix(a.Val, "#p:"))
				case a.Key == "href":
					edits++
				}
			}
		}
		if want := set.Anchors(); !slices.Equal(sorted(ids), sorted(want)) {
			t.Errorf("%s: anchors\n%q, not\n%q", name, sorted(ids), sorted(want))
		}
		for _, l := range links {
			if !slices.Contains(ids, l) {
				t.Errorf("%s: link to #%s, which isn't there", name, l)
			}
		}
		entries := 0
		for _, s := range doc.Sections {
			for _, e := range s.Entries {
				entries++
				id := e.Anchor[strings.LastIndex(e.Anchor, ":")+1:]
				if e.Title != "" && !strings.Contains(lines[e.Line-1], id) {
					t.Errorf("%s: #%s isn't on line %d: %s", name, e.Anchor, e.Line, lines[e.Line-1])
				}
			}
		}
		if edits < entries-1 { // The prose of a legal basis may have no line.
			t.Errorf("%s: %d links for %d entries", name, edits, entries)
		}
	}
}

func sorted(s []string) []string { return slices.Sorted(slices.Values(s)) }

// TestEscaped holds that texts of editors are texts in HTML and in Markdown, and that Markdown is
// rendered by the page.
func TestEscaped(t *testing.T) {
	c := catalog(t)
	set := load(t, c, flows(t)["flood"])
	odd := content.Localized{"nl": {V: "<b>*x*</b>"}, "en": {V: "<b>*x*</b>"}}
	set.Criteria[0].Title, set.Questions[0].Text, set.Outcomes[0].Title = odd, odd, odd
	set.Criteria[0].References = []criteria.Reference{{Name: odd, Article: "<i>", URL: `https://law.test/?a&"b"`}}
	doc := document(t, c, set, "en")
	if s := doc.Markdown(); strings.Contains(s, "<b>") && !strings.Contains(s, `\<b\>\*x\*`) {
		t.Error(s)
	}
	b, err := doc.AppendHTML(nil, words.Page{Level: 2, Prose: func(l content.Localized) ([]byte, error) {
		return []byte("<em>prose</em>"), nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<b>*", "<i>", `&"b"`} {
		if strings.Contains(string(b), bad) {
			t.Errorf("%s in the page", bad)
		}
	}
	if !strings.Contains(string(b), "<em>prose</em>") {
		t.Error("no prose")
	}
	if _, err := doc.AppendHTML(nil, words.Page{Level: 2, Prose: func(content.Localized) ([]byte, error) {
		return nil, os.ErrInvalid
	}}); err == nil {
		t.Error("the error of the prose is lost")
	}
}
