package markdown

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/hostname"
	"baken.example/baken/internal/markdown/target"
)

// leftToRight writes the attribute that isolates code, an address or a number from a text that is
// written from right to left, whose direction would move its punctuation (Unicode Standard Annex
// #9). It writes nothing in other texts.
func (r *rendering) leftToRight() {
	if r.rightToLeft {
		r.write(` dir="ltr"`)
	}
}

// isAddress reports whether the text of a link is its own address, so that a print that shows
// addresses behind links would show it twice, and a text from right to left would turn it round.
func (r *rendering) isAddress(n ast.Node, t target.Target) bool {
	if t.Kind != target.Foreign {
		return false
	}
	text, ok := r.linkText(r.plain[:0], n)
	return ok && bareAddress(string(bytes.TrimSpace(text))) == bareAddress(t.URL)
}

// linkText appends the text of a link, and reports whether that is all that the link shows.
func (r *rendering) linkText(b []byte, n ast.Node) (text []byte, ok bool) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		ok = true
		switch c := c.(type) {
		case *ast.Text:
			b = append(b, c.Value(r.src)...)
		case *ast.AutoLink:
			b = append(b, c.Label(r.src)...)
		case *ast.CodeSpan, *ast.Emphasis:
			b, ok = r.linkText(b, c)
		default:
			ok = false
		}
		if !ok || len(b) > maxAddress {
			return b, false
		}
	}
	return b, ok
}

// maxAddress is the length of the longest text in bytes that is compared with an address.
const maxAddress = 4 << 10

// bareAddress returns the part of an address by which people know it: without scheme, "www." and a
// slash at the end.
func bareAddress(address string) string {
	if decoded, err := url.PathUnescape(address); err == nil {
		address = decoded
	}
	_, rest := target.CutScheme(address)
	rest = strings.TrimPrefix(rest, "//")
	host, path, slash := strings.Cut(rest, "/")
	host = strings.TrimPrefix(strings.ToLower(hostname.Display(host)), "www.")
	if slash = slash && path != ""; !slash {
		return host
	}
	return host + "/" + strings.TrimSuffix(path, "/")
}
