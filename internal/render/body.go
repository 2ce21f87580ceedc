package render

import (
	"bytes"
	"fmt"
	"html"
	"html/template"
	"net/url"

	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/render/trusted"
	"baken.example/baken/internal/site"
)

// body returns a page's text with its slots filled. The result is valid until the buffers are
// reused.
func (r *Renderer) body(buffers *buffers, l *language, p *site.Page) (template.HTML, error) {
	document := r.Site.Text(p)
	text, err := document.AppendHTML(buffers.text[:0])
	if err != nil {
		return "", fmt.Errorf("%s: %w", p.File, err)
	}
	b, err := r.fill(buffers.filled[:0], l, p.File, text, document.Body.Slots, aboveFold)
	if id := p.Meta.Criteria.V; err == nil && id != "" && r.Site.CheckOf(p) == nil {
		b, err = r.ended(b, l, id)
	}
	if err != nil {
		return "", err
	}
	buffers.text, buffers.filled = text, b
	return trusted.Borrowed(b), nil
}

// fill appends the HTML of a text to b, with its slots filled. file is the path of the text, for
// links and errors. The first picture is loaded at once if it is among the first visible bytes of
// the text.
func (r *Renderer) fill(b []byte, l *language, file string, text []byte, slots []markdown.Slot, visible uint32) ([]byte, error) {
	from := uint32(0)
	for i := range slots {
		slot := &slots[i]
		b = append(b, text[from:slot.Offset]...)
		from = slot.Offset
		var err error
		if slot.Kind == markdown.SlotImage {
			b = r.image(b, l, file, slot, slot.Offset >= visible)
			visible = 0
		} else if b, err = r.slot(b, l, file, text[:slot.Offset], slot); err != nil {
			return b, fmt.Errorf("%s:%d:%d: %w", file, slot.Line, slot.Column, err)
		}
	}
	return append(b, text[from:]...), nil
}

// slot appends the content of a slot, which follows the HTML in before. Package site has checked
// the targets of links.
func (r *Renderer) slot(b []byte, l *language, file string, before []byte, slot *markdown.Slot) ([]byte, error) {
	switch slot.Kind {
	case markdown.SlotHref:
		return r.href(b, file, slot), nil
	case markdown.SlotFile, markdown.SlotSave:
		return r.fileLink(b, file, slot), nil
	case markdown.SlotFileNote:
		return r.fileNote(b, l, file, before, slot)
	case markdown.SlotVideo, markdown.SlotCaptions, markdown.SlotPoster, markdown.SlotFileURL:
		return r.media(b, file, slot), nil
	case markdown.SlotTermOpen:
		return append(b, l.terms[slot.Target].before...), nil
	case markdown.SlotTermClose:
		return append(b, l.terms[slot.Target].after...), nil
	case markdown.SlotDirective:
		switch slot.Target {
		case markdown.DirectiveContact:
			return append(b, l.contact...), nil
		case markdown.DirectiveAuthority:
			return append(b, l.authority...), nil
		case markdown.DirectiveGlossary:
			return append(b, l.glossary...), nil
		case markdown.DirectiveSitemap:
			return r.sitemap(b, l, file)
		default:
			return r.criteriaDirective(b, l, file, before, slot)
		}
	}
	return b, fmt.Errorf("nothing fills slot %d %q", slot.Kind, slot.Target)
}

// below returns the level of a heading that is one below the last heading in some HTML of a text; 2
// is that of a page's first.
func below(text []byte) int {
	end := []byte("</h")
	i := bytes.LastIndex(text, end) + len(end)
	if i < len(end) || i == len(text) {
		return 2
	}
	return min(int(text[i]-'0')+1, 6)
}

func (r *Renderer) href(b []byte, file string, slot *markdown.Slot) []byte {
	switch to := r.Site.Resolve(file, slot.Target); {
	case slot.Target == "":
	case to.Page == nil && to.File == "":
		// A page that its dates keep away: without href the element is text (HTML, 4.5.1).
		return append(bytes.TrimSuffix(bytes.TrimSuffix(b, []byte(`href="`)), []byte(`class="act" `)), `class="`...)
	case to.Page != nil:
		b = append(b, to.Page.URL...)
	}
	if slot.Fragment != "" || slot.Target == "" {
		b = append(b, '#')
		b = append(b, html.EscapeString((&url.URL{Fragment: slot.Fragment}).EscapedFragment())...)
	}
	return b
}
