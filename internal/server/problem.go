package server

import (
	"bytes"
	"fmt"
	"iter"
	"strings"
)

// The names by which Netlify and this package know their files, at the root of a site.
const (
	redirectsFile = "_redirects"
	headersFile   = "_headers"
)

// Problem is something wrong in one line of "_redirects" or "_headers". It is an error: these
// files are made by Baken, not by editors.
type Problem struct {
	// File is "_redirects" or "_headers".
	File string
	// Line starts at 1.
	Line int
	// Message says what is wrong, in lower case, without a full stop.
	Message string
}

// Error gives the problem as one line: "_redirects:3: no target…".
func (p Problem) Error() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message) }

// problems collects what is wrong in one line, and more than one thing may be.
type problems struct {
	file string
	line int
	list []Problem
}

func (p *problems) add(format string, args ...any) {
	p.list = append(p.list, Problem{p.file, p.line, fmt.Sprintf(format, args...)})
}

// lines yields the lines that say something, trimmed, with their numbers: neither empty ones nor
// comments. A byte order mark and CRLF are accepted.
func lines(data []byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		number := 0
		for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\ufeff"))) {
			number++
			text := strings.TrimFunc(string(line), space)
			if text == "" || text[0] == '#' {
				continue
			}
			if !yield(number, text) {
				return
			}
		}
	}
}

// space reports whether a rune parts the words of a line. Spaces beyond ASCII don't: they would
// go unseen, and as part of a path they are reported.
func space(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r':
		return true
	default:
		return false
	}
}
