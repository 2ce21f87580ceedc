// Package htmltext reads the text out of HTML that isn't published.
package htmltext

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Paragraphs returns the text that a browser would show of a part of an HTML document, divided at
// the elements that begin a line of their own and at blank lines. Comments, scripts and styles have
// no text. It takes linear time.
func Paragraphs(src []byte) (paragraphs [][]byte) {
	var text []byte
	end := func() {
		for part := range bytes.SplitSeq(text, []byte("\n\n")) {
			if part = bytes.Join(bytes.Fields(part), []byte(" ")); len(part) > 0 {
				paragraphs = append(paragraphs, part)
			}
		}
		text = text[:0]
	}
	z := html.NewTokenizer(bytes.NewReader(src))
	for hidden := false; ; {
		switch z.Next() {
		case html.ErrorToken:
			end()
			return paragraphs
		case html.TextToken:
			if !hidden {
				text = append(text, z.Text()...)
			}
		case html.StartTagToken:
			tag := element(z)
			hidden = tag == atom.Script || tag == atom.Style || tag == atom.Noembed || tag == atom.Iframe
			if !inline[tag] {
				end()
			}
		case html.EndTagToken, html.SelfClosingTagToken:
			hidden = false
			if !inline[element(z)] {
				end()
			}
		}
	}
}

func element(z *html.Tokenizer) atom.Atom {
	name, _ := z.TagName()
	return atom.Lookup(name)
}

// inline holds the elements that stand within a line. Elements that aren't known do so too (0).
var inline = map[atom.Atom]bool{
	0: true, atom.A: true, atom.Abbr: true, atom.B: true, atom.Big: true, atom.Center: false, atom.Cite: true, atom.Code: true,
	atom.Del: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Ins: true, atom.Kbd: true, atom.Mark: true, atom.Q: true,
	atom.S: true, atom.Small: true, atom.Span: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true,
	atom.U: true, atom.Var: true,
}
