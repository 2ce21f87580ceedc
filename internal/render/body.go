package render

import (
	"fmt"
	"html"
	"html/template"
	"net/url"
	"strconv"

	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/site"
)

// body returns a page's text with its slots filled. It lies in the buffers.
func (r *renderer) body(buffers *buffers, l *language, p *site.Page) (template.HTML, error) {
	text, err := p.AppendHTML(buffers.text[:0])
	if err != nil {
		return "", fmt.Errorf("%s: %w", p.File, err)
	}
	b := buffers.filled[:0]
	from := uint32(0)
	for i := range p.Body.Slots {
		slot := &p.Body.Slots[i]
		b = append(b, text[from:slot.Offset]...)
		from = slot.Offset
		if b, err = r.slot(b, l, p, slot); err != nil {
			return "", fmt.Errorf("%s:%d:%d: %w", p.File, slot.Line, slot.Column, err)
		}
	}
	b = append(b, text[from:]...)
	buffers.text, buffers.filled = text, b
	return lent(b), nil
}

// slot appends what a slot wants. Package site has checked that links lead somewhere.
func (r *renderer) slot(b []byte, l *language, p *site.Page, slot *markdown.Slot) ([]byte, error) {
	switch slot.Kind {
	case markdown.SlotHref:
		return r.href(b, p, slot), nil
	case markdown.SlotImage:
		return r.image(b, p, slot), nil
	case markdown.SlotTermOpen:
		return append(b, l.terms[slot.Target].before...), nil
	case markdown.SlotTermClose:
		return append(b, l.terms[slot.Target].after...), nil
	case markdown.SlotDirective:
		switch slot.Target {
		case "contact":
			return append(b, l.contact...), nil
		case "glossary":
			return append(b, l.glossary...), nil
		}
	}
	return b, fmt.Errorf("nothing fills slot %d %q", slot.Kind, slot.Target)
}

func (r *renderer) href(b []byte, p *site.Page, slot *markdown.Slot) []byte {
	switch to := r.Site.Resolve(p, slot.Target); {
	case slot.Target == "":
	case to.Page != nil:
		b = append(b, to.Page.URL...)
	case to.File != "":
		b = append(b, r.Files.Get(to.File).URL...)
	}
	if slot.Fragment != "" || slot.Target == "" {
		b = append(b, '#')
		b = append(b, html.EscapeString((&url.URL{Fragment: slot.Fragment}).EscapedFragment())...)
	}
	return b
}

func (r *renderer) image(b []byte, p *site.Page, slot *markdown.Slot) []byte {
	f := r.Files.Get(r.Site.Resolve(p, slot.Target).File)
	b = append(b, `src="`...)
	b = append(b, f.URL...)
	b = append(b, '"')
	if f.Width > 0 && f.Height > 0 {
		b = append(b, ` width="`...)
		b = strconv.AppendInt(b, int64(f.Width), 10)
		b = append(b, `" height="`...)
		b = strconv.AppendInt(b, int64(f.Height), 10)
		b = append(b, '"')
	}
	return b
}
