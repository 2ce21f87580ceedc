package edition

import (
	"bytes"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/hypertext"
)

// Criteria is a version of a criteria set, with its Markdown converted.
type Criteria struct {
	*criteria.Set
	bodies map[diag.Pos]*hypertext.Body
}

// Body returns one of the set's Markdown texts converted, without glossary terms marked; nil if the
// text isn't set. Links and pictures in it are relative to the set's file.
func (c *Criteria) Body(t content.Text) *hypertext.Body { return c.bodies[t.Pos] }

const textHint = "a text of criteria has paragraphs, lists, tables and links: put this on a page, and link to that"

// convertText converts a text of a set, and reports findings at their positions in the set's file.
func (b *builder) convertText(set *criteria.Set, t content.Text, lang string) *hypertext.Body {
	body, found := b.options.Converters[lang].Convert(nil, set.File, []byte(t.V), 1)
	at := func(p diag.Pos) diag.Pos { return set.PosAt(t, p) }
	for _, f := range found.All() {
		// Headings of any level are refused below.
		if f.Code != diag.HeadingFirst && f.Code != diag.HeadingJump {
			b.findings.Add(f.File, at(f.Pos), f.Code, f.Hint, "%s", f.Message)
		}
	}
	refuse := func(p diag.Pos, format string, args ...any) {
		b.findings.Add(set.File, p, diag.CriteriaText, textHint, format, args...)
	}
	for _, h := range body.Headings {
		refuse(at(h.Pos), "a heading in a text of criteria: %.80q", h.Text)
	}
	for i := range body.Slots {
		if s := &body.Slots[i]; s.Kind == hypertext.SlotDirective {
			refuse(at(s.Pos()), "a directive in a text of criteria: %q", "::"+s.Target)
		}
	}
	if body.Components && (strings.Contains(t.V, ":::") || strings.Contains(t.V, "::video")) {
		refuse(set.PosIn(t, max(0, strings.Index(t.V, "::"))), "a block ::: or a video in a text of criteria")
	}
	// Footnotes, captions and check boxes have ids, and a text may stand on a page more than once.
	if slices.Contains(body.Anchors, "fn:1") {
		refuse(set.PosIn(t, max(0, strings.Index(t.V, "[^"))), "a footnote in a text of criteria")
	}
	if bytes.Contains(body.HTML, []byte("<caption ")) {
		refuse(set.PosIn(t, max(0, strings.Index(t.V, "Table:"))), "the caption of a table in a text of criteria")
	}
	if bytes.Contains(body.HTML, []byte(`<li class="task">`)) {
		refuse(set.PosIn(t, max(0, strings.IndexByte(t.V, '['))), "a list with check boxes in a text of criteria")
	}
	return body
}

const hintHint = "a hint is a line of text with links and emphasis: write what needs more into why, or guidance with an option"

// unwrap returns the content of the paragraph that a hint is. It reports a hint that is anything
// else.
func (b *builder) unwrap(set *criteria.Set, t content.Text, body *hypertext.Body) *hypertext.Body {
	for i := range body.Slots {
		if s := &body.Slots[i]; s.Kind == hypertext.SlotImage {
			b.findings.Add(set.File, set.PosAt(t, s.Pos()), diag.CriteriaText, hintHint, "a picture in a hint")
		}
	}
	line, ok := body.Line()
	if !ok && len(body.HTML) > 0 { // A directive alone has been reported.
		b.findings.Add(set.File, t.Pos, diag.CriteriaText, hintHint, "a hint that Markdown reads as more than a line: %.80q", t.V)
	}
	return line
}
