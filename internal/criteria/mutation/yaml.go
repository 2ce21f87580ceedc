package mutation

import (
	"bytes"
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// YAML returns the file of a mutant of a set, read from src, whose condition differs; it is nil for
// a mutant that lacks a mark.
func (m *Mutant) YAML(set *criteria.Set, src []byte) []byte {
	if m.Text == "" {
		return nil
	}
	places, conditions := Conditions(set)
	c := conditions[slices.Index(places, m.Place)]
	text := []rune(c.Source.V)
	var out []byte
	at := 0
	for _, e := range m.edits {
		from, to := offset(set, c, src, text, e.from), offset(set, c, src, text, e.to)
		out = append(append(out, src[at:from]...), e.text...)
		at = to
	}
	return append(out, src[at:]...)
}

// offset returns the byte offset in the file of a rune of a condition, or of its end.
func offset(set *criteria.Set, c *criteria.Condition, src []byte, text []rune, point int) int {
	if point > 0 { // The end of a token, whatever line follows it.
		pos := set.PosIn(c.Source, len(string(text[:point-1])))
		return inFile(src, pos) + len(string(text[point-1]))
	}
	return inFile(src, set.PosIn(c.Source, 0))
}

func inFile(src []byte, pos diag.Pos) int {
	at := 0
	for range pos.Line - 1 {
		at += bytes.IndexByte(src[at:], '\n') + 1
	}
	for range pos.Column - 1 {
		at += len(string([]rune(string(src[at:min(at+4, len(src))]))[:1]))
	}
	return at
}
