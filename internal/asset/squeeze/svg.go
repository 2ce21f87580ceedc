package squeeze

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/xml"
)

// containers lists the elements of drawings whose children are elements only, so that white space
// between these isn't drawn (SVG 2, section 3 to 14).
var containers = []string{
	"svg", "g", "defs", "symbol", "marker", "clipPath", "mask", "pattern", "linearGradient", "radialGradient", "filter", "switch",
	"feMerge", "feComponentTransfer", "feDiffuseLighting", "feSpecularLighting",
}

// SVG copies a drawing from r to w without comments and the white space between its shapes. It is a
// [minify.MinifierFunc].
func SVG(_ *minify.M, w io.Writer, r io.Reader, _ map[string]string) error {
	src, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	_, err = w.Write(appendSVG(make([]byte, 0, len(src)), src))
	return err
}

// element is an open element of a drawing.
type element struct {
	name string
	// kept reports whether white space in it is kept, by its name or the attribute xml:space.
	kept bool
}

// appendSVG appends a drawing to b.
func appendSVG(b, src []byte) []byte {
	l := xml.NewLexer(parse.NewInputBytes(bytes.Clone(src)))
	open := []element{{}}
	// blank is white space that is left out, unless it turns out to be all that its element has, or
	// to stand beside text.
	var blank []byte
	started, inText := false, false
	for {
		token, text := l.Next()
		inner := &open[len(open)-1]
		if token == xml.TextToken && !inner.kept && len(bytes.TrimSpace(text)) == 0 {
			blank = append(blank, text...)
			continue
		}
		isText := token == xml.TextToken || token == xml.CDATAToken
		if token != xml.CommentToken && (token == xml.EndTagToken && started || inText || isText) && len(open) > 1 {
			b = append(b, blank...)
		}
		switch token {
		case xml.ErrorToken:
			if !errors.Is(l.Err(), io.EOF) {
				return append(b[:0], src...) // Browsers may read it, in another encoding.
			}
			return b
		case xml.CommentToken:
			continue
		case xml.StartTagToken:
			name := string(text[1:])
			b = append(b, text...)
			open = append(open, element{name, inner.kept || !slices.Contains(containers, name)})
		case xml.StartTagPIToken, xml.TextToken, xml.CDATAToken, xml.DOCTYPEToken:
			b = append(b, text...)
		case xml.AttributeToken:
			b = append(b, ' ')
			b = append(b, bytes.TrimLeft(text, " \t\r\n")...)
			if string(l.Text()) == "xml:space" {
				inner.kept = inner.kept || string(bytes.Trim(l.AttrVal(), `"' `)) == "preserve"
			}
		case xml.EndTagToken, xml.StartTagCloseVoidToken:
			b = append(b, text...)
			if len(open) > 1 {
				open = open[:len(open)-1]
			}
		default:
			b = append(b, text...)
		}
		started, inText = token == xml.StartTagCloseToken, isText
		blank = blank[:0]
	}
}
