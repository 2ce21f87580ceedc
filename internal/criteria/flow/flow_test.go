package flow_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/flow"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/message"
)

func both(s string) content.Localized {
	return content.Localized{"nl": {V: s}, "en": {V: s}}
}

func newFlow(t *testing.T, set *criteria.Set, lang string) *flow.Flow {
	t.Helper()
	messages, findings, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("nl", "en")})
	if err != nil || findings.Len() > 0 {
		t.Fatal(findings.All(), err)
	}
	f, err := flow.New(decided(t, set), phrase.New(set, lang, messages.In(lang)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// small asks whether, and if so how much.
func small() *criteria.Set {
	option := func(s string) criteria.Option { return criteria.Option{Label: both(s)} }
	when := func(q, o int) *criteria.Condition {
		return &criteria.Condition{Root: criteria.Is{Question: q, Options: []int{o}}}
	}
	return &criteria.Set{
		ID: content.Text{V: "small"}, Title: both("Small & <easy>"),
		Questions: []criteria.Question{
			{Text: both("Whether?"), Options: []criteria.Option{option("Yes"), option("No")}},
			{Text: both("How much?"), Ask: when(0, 0), Options: []criteria.Option{option("A lot"), option("A bit"), option("<1")}},
		},
		Outcomes: []criteria.Outcome{{Title: both("Good"), When: when(1, 0)}, {Title: both("Not <yet>")}},
	}
}

func TestText(t *testing.T) {
	want := `Diagram: from answers to the result of “Small & <easy>”

  1. Whether?
     - Yes → 2
     - No → Not <yet>

  2. How much?
     - A lot → Good
     - “A bit” or “<1” → Not <yet>
`
	if got := newFlow(t, small(), "en").Text(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestHTML(t *testing.T) {
	page := string(newFlow(t, small(), "en").AppendHTML(nil, 3, "/a?b&c"))
	head, steps, _ := strings.Cut(page, `</div>`)
	want := `<details class="steps"><summary>The same, step by step</summary><ol start="1">` +
		`<li id="flow:small:1">Whether?<ul><li>Yes → <a href="#flow:small:2">go to step 2</a></li><li>No → <b>Not &lt;yet&gt;</b></li></ul></li>` +
		`<li id="flow:small:2">How much?<ul><li>A lot → <b>Good</b></li><li>“A bit” or “&lt;1” → <b>Not &lt;yet&gt;</b></li></ul></li></ol></details>` +
		`<p>To download: <a href="/a?b&amp;c">the diagram (SVG)</a></p>`
	if steps != want {
		t.Errorf("got  %s\nwant %s", steps, want)
	}
	if !strings.HasPrefix(head, `<div class="drawing wide"><svg class="flow" role="img"`) ||
		!strings.Contains(head, `<title>Diagram: from answers to the result of “Small &amp; &lt;easy&gt;”</title>`) ||
		strings.Contains(head, "style") || strings.Contains(head, "xmlns") {
		t.Error(head)
	}
}

// texts returns the text nodes of an XML document, and fails if it isn't well-formed.
func texts(t *testing.T, svg []byte) string {
	t.Helper()
	var b strings.Builder
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if text, ok := token.(xml.CharData); ok {
			b.Write(text)
			b.WriteByte(' ')
		}
	}
}

func TestSVG(t *testing.T) {
	svg := newFlow(t, small(), "en").SVG()
	_, drawn, _ := strings.Cut(texts(t, svg), "canvas}")
	if want := "1. Whether? Yes No Not <yet> 2. How much? A lot Good “A bit” or “<1” Not <yet>"; strings.TrimSpace(drawn) != want {
		t.Errorf("got  %s\nwant %s", drawn, want)
	}
	for _, part := range []string{`role="img"`, `<title>Diagram:`, `<desc>`, `lang="en"`, `xmlns="http://www.w3.org/2000/svg"`} {
		if !strings.Contains(string(svg), part) {
			t.Errorf("no %s in %s", part, svg)
		}
	}
	if !bytes.Equal(svg, newFlow(t, small(), "en").SVG()) {
		t.Error("not the same twice")
	}
}

// TestRandomSets draws sets of all kinds.
func TestRandomSets(t *testing.T) {
	for seed := range uint64(40) {
		set := criteriatest.Random(rand.New(rand.NewPCG(seed, 5)), 1+int(seed%8))
		for q := range set.Questions {
			set.Questions[q].Text = both(fmt.Sprintf("Q%d?", q))
			for o := range set.Questions[q].Options {
				set.Questions[q].Options[o].Label = both(fmt.Sprintf("O%d", o))
			}
		}
		f := newFlow(t, set, "nl")
		svg := f.SVG()
		steps := 0
		for _, p := range f.Parts {
			steps += len(p.Steps)
		}
		if (svg == nil) != (steps == 0) {
			t.Fatalf("seed %d: %d steps, %d bytes", seed, steps, len(svg))
		}
		for i := range steps {
			if !strings.Contains(texts(t, svg), fmt.Sprintf(" %d. Q", i+1)) {
				t.Errorf("seed %d: step %d isn't drawn", seed, i+1)
			}
		}
	}
}

func TestOneOutcome(t *testing.T) {
	set := small()
	set.Outcomes = set.Outcomes[1:]
	f := newFlow(t, set, "en")
	if f.SVG() != nil || string(f.AppendHTML(nil, 3, "/x")) != "<p><b>Not &lt;yet&gt;</b></p>" || !strings.HasSuffix(f.Text(), "\n→ Not <yet>\n") {
		t.Error(f.Text())
	}
}

// TestTooLarge holds that a diagram with too many steps isn't drawn.
func TestTooLarge(t *testing.T) {
	set := &criteria.Set{ID: content.Text{V: "large"}}
	const pairs = 8
	var any []criteria.Expr
	for q := range 2 * pairs {
		set.Questions = append(set.Questions, criteria.Question{Text: both(fmt.Sprintf("q%d?", q)), Options: []criteria.Option{{Label: both("yes")}, {Label: both("no")}}})
	}
	for i := range pairs {
		any = append(any, criteria.And{Terms: []criteria.Expr{
			criteria.Is{Question: i, Options: []int{0}}, criteria.Is{Question: i + pairs, Options: []int{0}}}})
	}
	set.Outcomes = []criteria.Outcome{{Title: both("pair"), When: &criteria.Condition{Root: criteria.Or{Terms: any}}}, {Title: both("none")}}
	f := newFlow(t, set, "en")
	if f.SVG() != nil || len(f.Instead) != 2 {
		t.Fatalf("%d parts", len(f.Parts))
	}
	page := string(f.AppendHTML(nil, 3, "/x"))
	if !strings.HasPrefix(page, "<p>A diagram would have too many lines") ||
		!strings.HasSuffix(page, "<dt>none</dt><dd>in all other cases</dd></dl>") || strings.Contains(page, "<svg") {
		t.Error(page)
	}
	if text := f.Text(); !strings.HasSuffix(text, "→ none\n    in all other cases\n") {
		t.Error(text)
	}
}

// decided returns the diagrams of a set.
func decided(t testing.TB, set *criteria.Set) *decision.Decisions {
	t.Helper()
	d, err := decision.New(t.Context(), proof.Unchecked(set))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
