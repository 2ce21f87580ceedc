package cases

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"baken.example/baken/internal/diag"
)

const (
	// maxCell and maxRow bound a cell and a row, in bytes: a quotation mark that isn't closed would
	// take the rest of the file.
	maxCell = 64 << 10
	maxRow  = 1 << 20
	// ahead is how much of a file is looked at to find its separator.
	ahead = 64 << 10
)

// cell is a cell of a file and the position of its first character.
type cell struct {
	text string
	diag.Pos
}

// syntaxError is a flaw that a file can't be read beyond.
type syntaxError struct {
	diag.Pos
	message, hint string
}

func (e *syntaxError) Error() string { return e.message }

// reader reads the rows of a file of cells (RFC 4180): as UTF-8, or as UTF-16 where its first bytes
// say so, with a comma, a semicolon or a tab between cells. Unlike encoding/csv it bounds the
// length of a row, and positions count code points.
type reader struct {
	in    *bufio.Reader
	comma rune
	// at is the position of the next character.
	at diag.Pos
}

// newReader returns a reader of a file. The error is a [syntaxError] or that of in.
func newReader(in io.Reader) (*reader, error) {
	decoded, err := decode(in)
	if err != nil {
		return nil, err
	}
	r := &reader{in: bufio.NewReaderSize(decoded, ahead), at: diag.Pos{Line: 1, Column: 1}}
	head, err := r.in.Peek(ahead)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, err
	}
	if rest, ok := strings.CutPrefix(strings.ToLower(string(head[:min(len(head), 5)])), "sep="); ok && rest != "" {
		r.comma = rune(rest[0]) // As spreadsheet programs write and read it.
		if _, err := r.next(); err != nil {
			return nil, err
		}
		return r, nil
	}
	r.comma = separator(string(head))
	return r, nil
}

// decode returns a file as UTF-8 without its byte order mark.
func decode(in io.Reader) (io.Reader, error) {
	b := bufio.NewReader(in)
	head, err := b.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	has := func(prefix string) bool { return strings.HasPrefix(string(head), prefix) }
	utf16 := func(e unicode.Endianness, mark unicode.BOMPolicy) (io.Reader, error) {
		return transform.NewReader(b, unicode.UTF16(e, mark).NewDecoder()), nil
	}
	switch {
	case has("PK\x03\x04"), has("\xd0\xcf\x11\xe0"):
		return nil, &syntaxError{message: "this is a workbook, not CSV", hint: "save the sheet as CSV UTF-8 in the program that made it"}
	case has("\xef\xbb\xbf"):
		_, err := b.Discard(3)
		return b, err
	case has("\xff\xfe"), has("\xfe\xff"):
		return utf16(unicode.LittleEndian, unicode.ExpectBOM)
	case len(head) > 1 && head[1] == 0 && head[0] != 0:
		return utf16(unicode.LittleEndian, unicode.IgnoreBOM)
	case len(head) > 1 && head[0] == 0 && head[1] != 0:
		return utf16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return b, nil
}

// separator returns the separator of which the first row of a file has most outside quotation
// marks.
func separator(head string) rune {
	counts := map[rune]int{}
	quoted := false
	for _, c := range head {
		if c == '"' {
			quoted = !quoted
		}
		if quoted {
			continue
		}
		if c == '\n' || c == '\r' {
			if len(counts) > 0 {
				break
			}
			continue
		}
		if c == ',' || c == ';' || c == '\t' {
			counts[c]++
		}
	}
	best := ','
	for _, c := range []rune{';', '\t'} {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best
}

// next returns the cells of the next row. The error is io.EOF after the last one, a [syntaxError]
// or that of the file.
func (r *reader) next() (row []cell, err error) {
	size := 0
	for {
		c, end, err := r.cell()
		if errors.Is(err, io.EOF) && row != nil { // The file ends in a separator.
			end, err = true, nil
		}
		if err != nil {
			return nil, err
		}
		if size += len(c.text) + 1; size > maxRow {
			return nil, &syntaxError{c.Pos, "the row is longer than 1 MiB", "leave columns out"}
		}
		if row = append(row, c); end {
			return row, nil
		}
	}
}

// read returns the next character. A carriage return before a line feed is skipped, and one alone
// is a line feed.
func (r *reader) read() (rune, error) {
	c, size, err := r.in.ReadRune()
	if err != nil {
		return 0, err
	}
	at := r.at
	r.at.Column++
	switch {
	case c == utf8.RuneError && size == 1:
		return 0, &syntaxError{at, "this isn't UTF-8", "save the file as CSV UTF-8"}
	case c == '\r':
		if next, err := r.in.Peek(1); err == nil && next[0] == '\n' {
			if _, err := r.in.Discard(1); err != nil {
				return 0, err
			}
		}
		c = '\n'
	case c < ' ' && c != '\n' && c != '\t':
		return 0, &syntaxError{at, "a control character stands here", "take it out, or save the file as CSV UTF-8"}
	}
	if c == '\n' {
		r.at = diag.Pos{Line: at.Line + 1, Column: 1}
	}
	return c, nil
}

// cell returns the next cell; end reports whether it is the last one of its row. The error is
// io.EOF at the end of the file.
func (r *reader) cell() (c cell, end bool, err error) {
	c.Pos = r.at
	next, err := r.read()
	if err != nil {
		return c, false, err
	}
	if next == '"' {
		return r.quoted(c)
	}
	var text strings.Builder
	for next != r.comma && next != '\n' {
		if text.WriteRune(next); text.Len() > maxCell {
			return c, false, &syntaxError{c.Pos, "the cell is longer than 64 KiB", "shorten it"}
		}
		if next, err = r.read(); errors.Is(err, io.EOF) {
			next = '\n'
		} else if err != nil {
			return c, false, err
		}
	}
	c.text = text.String()
	return c, next == '\n', nil
}

// quoted reads the rest of a cell between quotation marks.
func (r *reader) quoted(c cell) (_ cell, end bool, err error) {
	var text strings.Builder
	for {
		next, err := r.read()
		switch {
		case errors.Is(err, io.EOF), text.Len() > maxCell:
			return c, false, &syntaxError{c.Pos, "the quotation mark here isn't closed", "close it; within a cell between quotation marks, write two for one"}
		case err != nil:
			return c, false, err
		case next != '"':
			text.WriteRune(next)
			continue
		}
		at := r.at
		switch next, err = r.read(); {
		case err == nil && next == '"':
			text.WriteByte('"')
			continue
		case errors.Is(err, io.EOF):
			next = '\n'
		case err != nil:
			return c, false, err
		}
		if next != r.comma && next != '\n' {
			return c, false, &syntaxError{at, "text stands behind the quotation mark that ends the cell", "within a cell between quotation marks, write two for one"}
		}
		c.text = text.String()
		return c, next == '\n', nil
	}
}
