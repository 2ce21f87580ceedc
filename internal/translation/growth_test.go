package translation_test

import (
	"fmt"
	"strings"
	"testing"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/growthtest"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/translation"
)

// pair is an original and a translation of it.
type pair struct{ original, t *translation.Text }

// worst are the pages that take the most time to compare: the texts of the original, of the
// original when it was noted, and of the translation, each for a size.
var worst = map[string]struct{ original, noted, t func(size int) string }{
	"other sections":         {sections("a"), sections("b"), sections("c")},
	"sections gone":          {sections("a"), twice(sections("a")), lists},
	"sections in disorder":   {backwards, sections("a"), lists},
	"sections of no heading": {lists, lists, sections("c")},
	"one long section":       {lists, links, links},
	"other items":            {short("a"), short("b"), short("- c")},
	"short sections gone":    {short("a"), twice(short("b")), links},
	"the same":               {sections("a"), sections("a"), sections("a")},
}

func sections(name string) func(int) string {
	return func(size int) string { return numbered(size, "## "+name+" %d\n\nText.\n\n") }
}

// short is sections of as few bytes as there may be.
func short(text string) func(int) string {
	return func(size int) string { return numbered(size, "## "+text[len(text)-1:]+"%d\n"+text+"\n") }
}

func backwards(size int) string {
	parts := strings.SplitAfter(sections("a")(size), ".\n\n")
	var b strings.Builder
	for i := len(parts) - 1; i >= 0; i-- {
		b.WriteString(parts[i])
	}
	return b.String()
}

func lists(size int) string { return numbered(size, "- a %d\n\n```\nb\n```\n\n") }
func links(size int) string { return numbered(size, "[a](b%d.md)\n\n") }

func twice(of func(int) string) func(int) string {
	return func(size int) string { return of(2 * size) }
}

func numbered(size int, format string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// page is a text without findings to look at.
func page(lang, src string) *translation.Text {
	body, _ := markdown.New(markdown.Options{Language: lang}).Convert(nil, "p.md", []byte(src), 1)
	return &translation.Text{Lang: lang, Meta: &content.Meta{}, Body: body, Target: func(s *hypertext.Slot) string { return s.Target }}
}

func made(name string) func(int) pair {
	return func(size int) pair {
		w := worst[name]
		p := pair{page("nl", w.original(size)), page("en", w.t(size))}
		noted := page("nl", w.noted(size))
		p.t.Meta.Translation = translation.NewNote(noted, noted)
		return p
	}
}

func judge(p pair) { translation.Judge(p.original, p.t) }

// TestGrowth checks that comparing a translation takes linear time.
func TestGrowth(t *testing.T) {
	for name := range worst {
		t.Run(name, func(t *testing.T) { growthtest.Linear(t, made(name), judge) })
	}
}

func BenchmarkJudge(b *testing.B) {
	for name := range worst {
		b.Run(name, func(b *testing.B) { growthtest.Bench(b, made(name), judge) })
	}
}
