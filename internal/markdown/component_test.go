package markdown

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/outline"
	"baken.example/baken/internal/markdown/plaintext"
)

const blocksText = `::: details When it rains
Bring a coat.
:::

| a |
|---|
| b |

Table: What you bring

[Book](book.md){.button}

::: steps
1. One.
:::

::: cards
- [Book](book.md): Now.
:::

::: downloads
- [Form](form.pdf)
:::

::video{file=a.mp4 captions=a.vtt title="On the lake"}

::video{url=https://a.example/b poster=b.png title="At sea"}
`

// TestComponentsAreRead holds that linters read what readers see of blocks, captions and videos,
// at its place in the file.
func TestComponentsAreRead(t *testing.T) {
	type read struct {
		Text string
		Kind plaintext.BlockKind
		diag.Pos
	}
	var got []read
	c := New(testOptions())
	c.linters = []plaintext.Linter{func(w *plaintext.Document, _ *diag.List) {
		for _, b := range w.Blocks {
			if text := string(w.Of(b.Passage)); text != "" && text != "\n" {
				got = append(got, read{strings.TrimSpace(text), b.Kind, w.Pos(b.Start)})
			}
		}
	}}
	body, findings := c.Convert(nil, "p.md", []byte(blocksText), 1)
	if findings.Len() > 0 {
		t.Fatal(findings.All())
	}
	at := func(line, column int) diag.Pos { return diag.Pos{Line: line, Column: column} }
	want := []read{
		{"When it rains", plaintext.TermBlock, at(1, 13)}, {"Bring a coat.", plaintext.ParagraphBlock, at(2, 1)},
		{"What you bring", plaintext.TermBlock, at(9, 8)}, {"a", plaintext.CellBlock, at(5, 3)}, {"b", plaintext.CellBlock, at(7, 3)},
		{"Book", plaintext.ParagraphBlock, at(11, 2)}, {"One.", plaintext.ParagraphBlock, at(14, 4)}, {"Book: Now.", plaintext.ParagraphBlock, at(18, 4)},
		{"Form", plaintext.ParagraphBlock, at(22, 4)}, {"On the lake", plaintext.CaptionBlock, at(25, 42)}, {"At sea", plaintext.CaptionBlock, at(27, 53)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
	if !body.Components || !body.Videos {
		t.Errorf("components %t, videos %t", body.Components, body.Videos)
	}
}

// TestComponentsInOutline holds that each block, button and video is a part of its section, and
// that the fingerprint changes with a name, a title and a caption.
func TestComponentsInOutline(t *testing.T) {
	c := New(testOptions())
	read := func(text string) outline.Outline {
		body, _ := c.Convert(nil, "p.md", []byte(text), 1)
		return body.Outline
	}
	o := read(blocksText)
	var got []outline.Kind
	for _, p := range o.Parts(0) {
		got = append(got, p.Kind)
	}
	want := []outline.Kind{
		outline.Details, outline.Table, outline.Button, outline.Steps, outline.NumberedList, outline.Cards, outline.List,
		outline.Downloads, outline.List, outline.Video, outline.Video,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
	for _, change := range [][2]string{
		{"::: downloads", "::: cards"}, {"When it rains", "When it snows"}, {"What you bring", "What you take"}, {"On the lake", "On the sea"},
	} {
		if changed := read(strings.Replace(blocksText, change[0], change[1], 1)); changed.Sections[0].Print == o.Sections[0].Print {
			t.Errorf("%q changes no fingerprint", change)
		}
	}
	for _, same := range [][2]string{{"::: details", ":::: details"}, {"captions=a.vtt", "captions=b.vtt"}} {
		if changed := read(strings.Replace(blocksText, same[0], same[1], 1)); changed.Sections[0].Print != o.Sections[0].Print {
			t.Errorf("%q changes the fingerprint", same)
		}
	}
}

// TestIncludesInBlocks holds that a snippet may stand in a block with a name, and that one that
// leaves a block open doesn't end.
func TestIncludesInBlocks(t *testing.T) {
	c := New(testOptions())
	found := c.Includes([]byte("::: details A\n::: steps\n::include{file=_a.md}\n:::\n:::\n\n- ::include{file=_b.md}\n\n> ::: details A\n> ::include{file=_c.md}\n> :::\n"))
	want := []Include{{Start: 24, End: 46, File: "_a.md", Column: 1}}
	if !slices.Equal(found, want) {
		t.Errorf("got %+v, want %+v", found, want)
	}
	if c.Ends([]byte("::: details A\nText.\n")) || !c.Ends([]byte("::: details A\nText.\n:::\n")) {
		t.Error("the end of a block isn't seen")
	}
}

// TestBlocksFlags holds that a video elsewhere loads nothing from the site but its picture.
func TestBlocksFlags(t *testing.T) {
	body, _ := New(testOptions()).Convert(nil, "p.md", []byte(`::video{url=https://a.example/b poster=b.png title="At sea"}`), 1)
	if body.Videos || !body.Components {
		t.Errorf("components %t, videos %t", body.Components, body.Videos)
	}
}
