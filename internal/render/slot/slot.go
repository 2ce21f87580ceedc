// Package slot turns the Markdown texts of a site into HTML as it is published: it fills their
// slots, the places that depend on other pages, files, strings or criteria.
package slot

import (
	"bytes"
	"fmt"
	"html"
	"html/template"
	"net/url"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/compiled"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/download"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/picture"
	"baken.example/baken/internal/render/locale"
	"baken.example/baken/internal/render/publish"
	"baken.example/baken/internal/render/trusted"
	"baken.example/baken/internal/site"
)

// Input holds what slots are filled from.
type Input struct {
	Site      *site.Site
	Templates *layout.Templates
	// Files are the pictures that texts show, and Sizes the sizes of those among them that have
	// several; nil if there are none.
	Files *asset.Set
	Sizes *picture.Set
	// Downloads are the files that texts link to.
	Downloads *download.Set
	// Compiled are the criteria sets, in all their versions, and Publisher has the files about
	// them.
	Compiled  map[*criteria.Set]*compiled.Set
	Publisher *publish.Publisher
}

// Filler fills the slots of texts in a language. It is immutable and may be used concurrently.
type Filler struct {
	Input
	l     *locale.Language
	terms map[string]term
	// contact, authority and glossary are the HTML of the directives of these names.
	contact, authority, glossary []byte
	// pictureSizes is the attribute sizes of pictures, escaped.
	pictureSizes string
	// entries are the terms of the glossary, in alphabetical order.
	entries []layout.GlossaryEntry
}

// New returns a filler for texts in a language, and findings about templates.
func New(in Input, l *locale.Language) (*Filler, diag.List) {
	fl := &Filler{Input: in, l: l}
	var findings diag.List
	var err error
	if fl.contact, err = l.Templates.Append(nil, "partials/contact.html", l.View.Contact); err != nil {
		in.Templates.Report("partials/contact.html", err, &findings)
	}
	if fl.authority, err = l.Templates.Append(nil, "partials/contact.html", l.View.Authority); err != nil {
		in.Templates.Report("partials/contact.html", err, &findings)
	}
	if fl.pictureSizes, err = fl.newPictureSizes(); err != nil {
		in.Templates.Report(pictureSizes, err, &findings)
	}
	fl.addGlossary(&findings)
	return fl, findings
}

// Replace returns a filler for the texts of s, which [site.Site.Replace] returned for the site of
// fl and which uses the same files.
func (fl *Filler) Replace(s *site.Site) *Filler {
	next := *fl
	next.Site = s
	return &next
}

// Glossary returns the terms of the glossary, in alphabetical order.
func (fl *Filler) Glossary() []layout.GlossaryEntry { return fl.entries }

// Announcement returns the announcement of a site in a language, or "" if there is none. It is a
// line of text: it needs no templates, which the language may not have yet.
func Announcement(in Input, l *locale.Language) (template.HTML, error) {
	a := in.Site.Announcement[l.Code]
	if a == nil {
		return "", nil
	}
	fl := &Filler{Input: in, l: l}
	text, err := fl.fill(nil, content.ConfigFile, a.HTML, a.Slots, 0)
	return trusted.HTML(text), err
}

// AppendBody appends the text of a page, whose HTML is given, with its slots filled.
func (fl *Filler) AppendBody(b []byte, p *site.Page, html []byte) ([]byte, error) {
	b, err := fl.fill(b, p.File, html, fl.Site.Text(p).Body.Slots, aboveFold)
	if id := p.Meta.Criteria.V; err == nil && id != "" && fl.Site.CheckOf(p) == nil {
		b, err = fl.ended(b, id)
	}
	return b, err
}

// fill appends the HTML of a text to b, with its slots filled. file is the path of the text, for
// links and errors. The first picture is loaded at once if it is among the first visible bytes of
// the text.
func (fl *Filler) fill(b []byte, file string, text []byte, slots []hypertext.Slot, visible uint32) ([]byte, error) {
	from := uint32(0)
	for i := range slots {
		slot := &slots[i]
		b = append(b, text[from:slot.Offset]...)
		from = slot.Offset
		var err error
		if slot.Kind == hypertext.SlotImage {
			b = fl.image(b, file, slot, slot.Offset >= visible)
			visible = 0
		} else if b, err = fl.Slot(b, file, text[:slot.Offset], slot); err != nil {
			return b, fmt.Errorf("%s:%d:%d: %w", file, slot.Line, slot.Column, err)
		}
	}
	return append(b, text[from:]...), nil
}

// Slot appends the content of a slot of a text of a file, which follows the HTML in before. Package
// site has checked the targets of links.
func (fl *Filler) Slot(b []byte, file string, before []byte, slot *hypertext.Slot) ([]byte, error) {
	switch slot.Kind {
	case hypertext.SlotHref:
		return fl.href(b, file, slot), nil
	case hypertext.SlotFile, hypertext.SlotSave:
		return fl.fileLink(b, file, slot), nil
	case hypertext.SlotFileNote:
		return fl.fileNote(b, file, before, slot)
	case hypertext.SlotVideo, hypertext.SlotCaptions, hypertext.SlotPoster, hypertext.SlotFileURL:
		return fl.media(b, file, slot), nil
	case hypertext.SlotTermOpen:
		return append(b, fl.terms[slot.Target].before...), nil
	case hypertext.SlotTermClose:
		return append(b, fl.terms[slot.Target].after...), nil
	case hypertext.SlotDirective:
		switch slot.Target {
		case directive.Contact:
			return append(b, fl.contact...), nil
		case directive.Authority:
			return append(b, fl.authority...), nil
		case directive.Glossary:
			return append(b, fl.glossary...), nil
		case directive.Sitemap:
			return fl.sitemap(b, file)
		default:
			return fl.criteriaDirective(b, file, before, slot)
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

func (fl *Filler) href(b []byte, file string, slot *hypertext.Slot) []byte {
	switch to := fl.Site.Resolve(file, slot.Target); {
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
