// Package squeeze makes style sheets and drawings smaller without rewriting them. It leaves out
// comments, and white space where it means nothing, and keeps every other token as it is written:
// an optimizer that rewrites values knows only the values of its day, and those that it gets wrong
// change a page without a word, such as "flex-basis: 0%", which isn't "flex-basis: 0".
package squeeze

import (
	"bytes"
	"errors"
	"io"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// CSS copies a style sheet from r to w without comments and needless white space. It is a
// [minify.MinifierFunc].
func CSS(_ *minify.M, w io.Writer, r io.Reader, _ map[string]string) error {
	src, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	_, err = w.Write(appendCSS(make([]byte, 0, len(src)), src))
	return err
}

// appendCSS appends a style sheet to b. What separates two tokens, white space and comments,
// becomes one space if there is white space in it; nothing, where neither of the two needs to be
// separated; or else an empty comment, which joins a selector without making a descendant of it.
func appendCSS(b, src []byte) []byte {
	l := css.NewLexer(parse.NewInputBytes(bytes.Clone(src)))
	before := css.SemicolonToken // as if at the end of a rule
	space, comment := false, false
	for {
		token, text := l.Next()
		switch token {
		case css.ErrorToken:
			if !errors.Is(l.Err(), io.EOF) {
				return append(b[:0], src...) // It can't be read to its end: let browsers do it.
			}
			return b
		case css.WhitespaceToken:
			space = true
			continue
		case css.CommentToken:
			comment = true
			continue
		}
		ends := token == css.SemicolonToken || token == css.RightBraceToken
		switch {
		case space && bytes.HasSuffix(b, []byte(`\`)) && before == css.DelimToken:
			b = append(b, '\n') // It would escape anything else.
		case (space || comment) && before == css.ColonToken && ends:
			b = append(b, ' ') // an empty custom property, which some browsers know by its space only
		case before == css.ColonToken && space, isSeparator(before), isSeparator(token):
		case space:
			b = append(b, ' ')
		case comment:
			b = append(b, "/**/"...)
		}
		b = append(b, text...)
		before, space, comment = token, false, false
	}
}

// isSeparator reports whether white space around a token means nothing (CSS Syntax Module Level 3).
func isSeparator(token css.TokenType) bool {
	switch token {
	case css.SemicolonToken, css.CommaToken, css.LeftBraceToken, css.RightBraceToken:
		return true
	}
	return false
}
