package site

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// Criteria is the version of a criteria set that is in force, with its Markdown converted.
type Criteria struct {
	*criteria.Set
	bodies map[diag.Pos]*markdown.Body
}

// Body returns one of the set's Markdown texts, without glossary terms marked; nil for a text that
// isn't there. Links and pictures in it are relative to the set's file.
func (c *Criteria) Body(t content.Text) *markdown.Body { return c.bodies[t.Pos] }

// criteria converts the texts of every version of the criteria sets and checks them. The versions in
// force become the site's. It stops early when ctx is done.
func (b *builder) criteria(ctx context.Context) {
	inForce := criteria.InForce(b.options.Criteria, b.options.Date)
	for _, set := range b.options.Criteria {
		c := &Criteria{set, map[diag.Pos]*markdown.Body{}}
		for text := range set.Prose() {
			if ctx.Err() != nil {
				return
			}
			for _, lang := range b.Languages {
				if t := text[lang]; t.IsSet() {
					c.bodies[t.Pos] = b.convert(set, t, lang)
				}
			}
		}
		b.versions[set.ID.V] = append(b.versions[set.ID.V], set)
		if inForce[set.ID.V] == set {
			b.Criteria[set.ID.V] = c
		}
	}
}

const textHint = "a text of criteria has paragraphs, lists, tables and links: put this on a page, and link to that"

// convert turns a text of a set into HTML and reports what is wrong with it, at its place in the
// set's file.
func (b *builder) convert(set *criteria.Set, t content.Text, lang string) *markdown.Body {
	body, found := b.options.Converters[lang].Convert(nil, set.File, []byte(t.V), 1)
	at := func(p diag.Pos) diag.Pos { return set.PosAt(t, p) }
	for _, f := range found.All() {
		// There are to be no headings at all.
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
		if s := &body.Slots[i]; s.Kind == markdown.SlotDirective {
			refuse(at(s.Pos()), "a directive in a text of criteria: %q", "::"+s.Target)
		}
	}
	// These have ids, and a text may stand on a page more than once.
	if slices.Contains(body.Anchors, "fn:1") {
		refuse(set.PosIn(t, max(0, strings.Index(t.V, "[^"))), "a footnote in a text of criteria")
	}
	if bytes.Contains(body.HTML, []byte(`<li class="task">`)) {
		refuse(set.PosIn(t, max(0, strings.IndexByte(t.V, '['))), "a list with check boxes in a text of criteria")
	}
	return body
}

// prose checks what the texts of criteria in force point to.
func (b *builder) prose(ctx context.Context) (r references) {
	for _, set := range b.options.Criteria {
		c := b.Criteria[set.ID.V]
		if c == nil || c.Set != set {
			continue // Nobody reads it on this day, and what it leads to may have gone or be still to come.
		}
		for text := range set.Prose() {
			if ctx.Err() != nil {
				break
			}
			for _, lang := range b.Languages {
				b.textLinks(c, text[lang], lang, &r)
			}
		}
	}
	return r
}

func (b *builder) textLinks(c *Criteria, t content.Text, lang string, r *references) {
	body := c.Body(t)
	if body == nil {
		return
	}
	for i := range body.Slots {
		slot := &body.Slots[i]
		r.add(linkCheck{b, c.File, lang, slot, c.PosAt(t, slot.Pos()), r})
	}
}
