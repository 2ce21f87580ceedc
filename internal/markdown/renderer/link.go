package renderer

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/dialect/component"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/target"
)

// link renders a link, or only its text if its target is invalid, which it reports.
func (r *Rendering) link(n *ast.Link) {
	pos := r.Findings.At(n.Pos())
	if n.Reference != nil && !r.bounds.Take(dialect.Referenced, len(n.Destination)+len(n.Title), n.Pos()) {
		r.inlines(n)
		return
	}
	t, problem := target.Parse(string(escape.Decoded(r.Scratch[:0], n.Destination)))
	if problem == nil && !dialect.HasText(n, r.Src) {
		problem = &target.Problem{
			Code: diag.LinkEmpty, Hint: "say there where it leads", Message: "there is no text between the brackets",
		}
	}
	button := component.IsButton(n)
	if !r.openLink(t, problem, pos, n.Title, !button && r.isAddress(n, t), button) {
		r.inlines(n)
		return
	}
	r.In.Link = true
	r.inlines(n)
	r.In.Link = false
	if t.IsFile() {
		r.Slot(hypertext.SlotFileNote, r.fromPage(t.Path, pos.Line), pos)
	}
	r.Write("</a>")
}

// autoLink renders an address between < and >, or a bare one.
func (r *Rendering) autoLink(n *ast.AutoLink) {
	offset := n.Pos()
	switch r.Src[offset] {
	case ' ', '*', '_', '~', '(':
		offset++ // Goldmark's position of a bare address is the character before it.
	}
	label := n.Label(r.Src)
	address := string(label)
	switch {
	case n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(label[:min(len(label), 7)]), []byte("mailto:")):
		address = "mailto:" + address
	case n.Protocol != nil:
		address = "https://" + address
	}
	opened := false
	if !r.In.Link {
		t, problem := target.Parse(address)
		opened = r.openLink(t, problem, r.Findings.At(offset), nil, true, false)
	}
	r.HTML = escape.Text(r.HTML, label)
	if opened {
		r.Write("</a>")
	}
	r.Follow('x')
}

// openLink writes the start tag of a link and reports whether it did. If there is a problem with
// the target, it adds a finding instead. bare says that the link's text is its address,
// button that it looks like a button.
func (r *Rendering) openLink(t target.Target, problem *target.Problem, pos diag.Pos, title []byte, bare, button bool) bool {
	if problem != nil {
		r.Findings.Add(pos, problem.Code, problem.Hint, "link to %.80q: %s", t.Written, problem.Message)
		return false
	}
	r.Write("<a")
	switch {
	case button:
		r.components = true
		r.Write(` class="act"`)
	case bare && (t.Scheme == "http" || t.Scheme == "https"):
		r.Write(` class="bare"`)
	}
	if bare || t.Scheme == "tel" {
		r.leftToRight()
	}
	r.Write(" ")
	if t.IsFile() {
		r.Slot(hypertext.SlotFile, r.fromPage(t.Path, pos.Line), pos).Fragment = t.Fragment
		r.title(title)
		r.Write(">")
		return true
	}
	r.Write(`href="`)
	switch t.Kind {
	case target.Local:
		r.Slot(hypertext.SlotHref, r.fromPage(t.Path, pos.Line), pos).Fragment = t.Fragment
	case target.Root:
		r.Findings.Add(pos, diag.LinkRoot, "link to the file, relative to this one",
			"link to %.80q leads to a path of the site instead of a file", t.Written)
		r.address(r.base.Under(t.URL))
	case target.Foreign:
		r.address(t.URL)
		if r.collectsAddresses && (t.Scheme == "http" || t.Scheme == "https") {
			r.addresses = append(r.addresses, hypertext.Address{URL: string(util.URLEscape([]byte(t.URL), false)), Pos: pos})
		}
	}
	r.Write(`"`)
	r.title(title)
	r.Write(">")
	return true
}

// address writes the URL of a link or picture, escaped for an attribute.
func (r *Rendering) address(s string) {
	r.HTML = escape.Attribute(r.HTML, util.URLEscape([]byte(s), false))
}

// title writes the title attribute of a link or picture, if there is a title.
func (r *Rendering) title(title []byte) {
	if title = bytes.TrimSpace(title); len(title) > 0 {
		r.Write(` title="`)
		r.HTML = escape.Attribute(r.HTML, escape.Decoded(r.Scratch[:0], title))
		r.Write(`"`)
	}
}

// image renders a picture, unless its target is invalid, which it reports.
func (r *Rendering) image(n *ast.Image) {
	pos := r.Findings.At(n.Pos())
	if n.Reference != nil && !r.bounds.Take(dialect.Referenced, len(n.Destination)+len(n.Title), n.Pos()) {
		return
	}
	t, problem := target.ParsePicture(string(escape.Decoded(r.Scratch[:0], n.Destination)))
	if problem != nil {
		r.Findings.Add(pos, problem.Code, problem.Hint, "picture %.80q: %s", t.Written, problem.Message)
	}
	if !dialect.HasText(n, r.Src) {
		r.Findings.Add(pos, diag.ImageAlt,
			"say between the brackets what the picture shows, for those who can't see it",
			"picture %.80q has no alternative text", t.Written)
	}
	if problem != nil {
		return
	}
	r.Write("<img ")
	if t.Kind == target.Root {
		r.Findings.Add(pos, diag.LinkRoot, "put the picture beside the page",
			"picture %.80q is a path of the site instead of a file", t.Written)
		r.Write(`src="`)
		r.address(r.base.Under(t.URL))
		r.Write(`"`)
	} else {
		r.Slot(hypertext.SlotImage, r.fromPage(t.Path, pos.Line), pos).Fragment = t.Fragment
	}
	r.Write(` alt="`)
	r.Attribute(n)
	r.Write(`"`)
	if !r.captioned {
		r.title(n.Title)
	}
	r.Write(">")
	r.Follow('x')
}

// fromPage returns a path that is relative to the file of a line as one that is relative to the
// file of the page.
func (r *Rendering) fromPage(path string, line int) string {
	return r.origins.Rebase(path, r.Findings.File, line)
}
