// Package netlify parses the files "_redirects" and "_headers" of a site, and matches requests
// against their rules. Package server describes the semantics, which are Netlify's.
package netlify

import (
	"bytes"
	"fmt"
	"iter"
	"strings"
)

// The names of the files with rules, at the root of a site.
const (
	RedirectsFile = "_redirects"
	HeadersFile   = "_headers"
)

// Problem is a mistake in a line of "_redirects" or "_headers". It is an error, not a finding,
// because Baken generates these files.
type Problem struct {
	// File is "_redirects" or "_headers".
	File string
	// Line starts at 1.
	Line int
	// Message describes the problem, in lower case, without a full stop.
	Message string
}

// Error returns the problem as one line: "_redirects:3: no target…".
func (p Problem) Error() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message) }

// problems collects the problems of one line.
type problems struct {
	file string
	line int
	list []Problem
}

func (p *problems) add(format string, args ...any) {
	p.list = append(p.list, Problem{p.file, p.line, fmt.Sprintf(format, args...)})
}

// lines yields the trimmed lines with their numbers, except empty ones and comments. A byte order
// mark and CRLF are accepted.
func lines(data []byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		number := 0
		for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\ufeff"))) {
			number++
			text := strings.TrimFunc(string(line), isSpace)
			if text == "" || text[0] == '#' {
				continue
			}
			if !yield(number, text) {
				return
			}
		}
	}
}

// isSpace reports whether a rune separates the words of a line. Spaces beyond ASCII don't: in a
// path, they are reported as problems.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r':
		return true
	default:
		return false
	}
}
