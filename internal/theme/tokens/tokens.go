// Package tokens reads theme files: style sheets with custom properties, and design tokens in JSON
// (https://www.designtokens.org/tr/drafts/format/). It resolves references between tokens, and
// knows which token of NL Design System stands for which of Baken's.
package tokens

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
)

// Set holds the tokens of a file by their names, which are those of custom properties without --.
type Set struct {
	file string
	// light holds the values, dark those that replace them on a dark screen.
	light, dark map[string]value
}

// value is the text of a token, and where it stands.
type value struct {
	text string
	diag.Pos
}

// Resolved is a token with its references resolved.
type Resolved struct {
	// Name is what the file calls it.
	Name, Text string
	diag.Pos
}

// Read reads a file by the extension of its name: .css or .json.
func Read(file string, src []byte) (*Set, diag.List) {
	s := &Set{file, map[string]value{}, map[string]value{}}
	var findings diag.List
	switch strings.ToLower(path.Ext(file)) {
	case ".css":
		s.readCSS(src, &findings)
	case ".json":
		s.readJSON(src, &findings)
	default:
		findings.Add(file, diag.Pos{}, diag.BrandToken, "save the theme as a style sheet (.css) or as design tokens (.json)",
			"a theme can't be read from a file of this kind")
	}
	return s, findings
}

// HasDark reports whether the file says anything of dark screens.
func (s *Set) HasDark() bool { return len(s.dark) > 0 }

// Get returns a token of Baken's, by the first of its names that the file has. ok is false if it
// has none; a reference that leads nowhere is a finding.
func (s *Set) Get(token string, dark bool, findings *diag.List) (r Resolved, ok bool) {
	for _, name := range Names(token) {
		v, ok := s.get(name, dark)
		if !ok {
			continue
		}
		text, err := s.expand(v.text, dark, []string{name})
		if err != nil {
			findings.Add(s.file, v.Pos, diag.BrandToken, err.remedy, "--%s: %s", name, err.text)
			return Resolved{}, false
		}
		return Resolved{"--" + name, strings.TrimSpace(text), v.Pos}, true
	}
	return Resolved{}, false
}

// Known reports whether the file has any of the names of the tokens.
func (s *Set) Known(tokens []string) bool {
	return slices.ContainsFunc(tokens, func(token string) bool {
		return slices.ContainsFunc(Names(token), func(name string) bool {
			_, ok := s.get(name, true)
			return ok
		})
	})
}

func (s *Set) get(name string, dark bool) (value, bool) {
	if dark {
		if v, ok := s.dark[name]; ok {
			return v, true
		}
	}
	v, ok := s.light[name]
	return v, ok
}

// maxText bounds the text of a token with its references resolved, in bytes.
const maxText = 4096

// unresolved says why a reference can't be resolved.
type unresolved struct{ text, remedy string }

// expand replaces the references in a text, var(--name) and var(--name, otherwise), by what they
// stand for. The names within are being resolved.
func (s *Set) expand(text string, dark bool, within []string) (string, *unresolved) {
	var b strings.Builder
	for {
		i := strings.Index(text, "var(")
		if i < 0 {
			b.WriteString(text)
			if b.Len() > maxText {
				return "", &unresolved{"with its references it is too long", "write the value itself"}
			}
			return b.String(), nil
		}
		b.WriteString(text[:i])
		inner, rest, closed := closing(text[i+len("var("):])
		if !closed {
			return "", &unresolved{"the bracket behind var isn't closed", "write var(--name)"}
		}
		name, otherwise, hasOther := strings.Cut(inner, ",")
		name = strings.TrimPrefix(strings.TrimSpace(name), "--")
		v, known := s.get(name, dark)
		switch {
		case slices.Contains(within, name):
			return "", &unresolved{fmt.Sprintf("--%s refers to itself", name), "write the value of one of them"}
		case known:
			otherwise = v.text
			within = append(slices.Clone(within), name)
		case !hasOther:
			return "", &unresolved{fmt.Sprintf("there is no --%s%s", name, s.meant(name)), "add it to the file, or write the value itself"}
		}
		if b.Len() > maxText || len(within) > maxDepth {
			return "", &unresolved{"with its references it is too long", "write the value itself"}
		}
		found, err := s.expand(otherwise, dark, within)
		if err != nil {
			return "", err
		}
		if known {
			within = within[:len(within)-1]
		}
		b.WriteString(found)
		text = rest
	}
}

// maxDepth bounds how many references lead on from one to the next.
const maxDepth = 64

func (s *Set) meant(name string) string {
	near, ok := diag.Nearest(name, slices.Sorted(maps.Keys(s.light)))
	if !ok {
		return ""
	}
	return fmt.Sprintf("; did you mean --%s?", near)
}

// closing splits a text at the bracket that closes the one before it.
func closing(text string) (inner, rest string, ok bool) {
	depth := 0
	for i, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			if depth == 0 {
				return text[:i], text[i+1:], true
			}
			depth--
		}
	}
	return "", "", false
}

// lines finds positions in a text.
type lines struct {
	src    []byte
	starts []int
}

func newLines(src []byte) *lines {
	l := &lines{src, []int{0}}
	for i, c := range src {
		if c == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// at returns the position of an offset.
func (l *lines) at(offset int) diag.Pos {
	i, found := slices.BinarySearch(l.starts, offset)
	if !found {
		i--
	}
	return diag.Pos{Line: i + 1, Column: utf8.RuneCount(l.src[l.starts[i]:offset]) + 1}
}
