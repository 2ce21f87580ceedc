package strictyaml

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/lazyregexp"
)

// lookalikes are the characters that look like a space, or like nothing at all, and are part of the
// text in YAML. Word processors and web pages bring them along.
const lookalikes = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u2060\u3000\ufeff"

// Where a line begins with a key, or with the hyphen of an item, and what surrounds them.
var (
	keyLine  = lazyregexp.New(`^([ ` + lookalikes + `]*)((?:-[ ` + lookalikes + `]+)*[A-Za-z_][\w-]*)([ ` + lookalikes + `]*):([ ` + lookalikes + `]|$)`)
	itemLine = lazyregexp.New(`^[ ` + lookalikes + `]*-[` + lookalikes + `]`)

	header = lazyregexp.New(`(^|[:\-] +)[|>][-+0-9]*[ \t]*(?:#.*)?$`)
)

// block follows the lines of a document and reports which belong to a block scalar (| or >).
type block struct {
	// indent is the indentation of the line that announces the scalar, or -1 outside of one.
	indent int
}

// holds reports whether the next line of the document is text of a block scalar.
func (b *block) holds(line []byte) bool {
	text := bytes.TrimRight(line, " \t\n")
	indent := len(text) - len(bytes.TrimLeft(text, " "))
	if b.indent >= 0 && (len(text) == 0 || indent > b.indent) {
		return true
	}
	b.indent = -1
	if bytes.ContainsAny(text, "|>") && header().Match(text) {
		b.indent = indent
	}
	return false
}

// plainSpaces returns src with spaces in the place of lookalikes around keys, behind the hyphens of
// items and before either: there they can't be meant. Lines and columns stay the same.
func plainSpaces(src []byte) []byte {
	if isASCII(src) || !bytes.ContainsAny(src, lookalikes) {
		return src
	}
	out := make([]byte, 0, len(src))
	scalar := block{-1}
	for line := range bytes.Lines(src) {
		end := 0
		if !scalar.holds(line) && !isASCII(line) {
			if m := keyLine().FindIndex(bytes.TrimRight(line, "\n")); m != nil {
				end = m[1]
			} else if m := itemLine().FindIndex(line); m != nil {
				end = m[1]
			}
		}
		for i := 0; i < end; {
			c, size := utf8.DecodeRune(line[i:])
			if strings.ContainsRune(lookalikes, c) {
				c = ' '
			}
			out = utf8.AppendRune(out, c)
			i += size
		}
		out = append(out, line[end:]...)
	}
	return out
}

// withoutEmptyBlocks returns src with "" in the place of each block scalar without text, which the
// parser doesn't read where a blank line and then a comment or an item follow. Lines and columns
// stay the same. It returns nil if there are none.
func withoutEmptyBlocks(src []byte) []byte {
	out := make([]byte, 0, len(src))
	lines := bytes.SplitAfter(src, []byte("\n"))
	scalar := block{-1}
	found := false
	for i, line := range lines {
		if !scalar.holds(line) && scalar.indent >= 0 {
			next := i + 1
			for next < len(lines) && len(bytes.TrimSpace(lines[next])) == 0 {
				next++
			}
			if next == len(lines) || !(&block{scalar.indent}).holds(lines[next]) {
				line = append(header().ReplaceAll(bytes.TrimRight(line, "\n"), []byte(`$1""`)), '\n')
				found = true
			}
		}
		out = append(out, line...)
	}
	if !found {
		return nil
	}
	return out
}

func isASCII(src []byte) bool {
	for _, b := range src {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
