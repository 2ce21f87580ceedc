package glossary

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// texts returns a text node for each line, as goldmark does for the lines of a paragraph.
func texts(src string) *ast.Text {
	paragraph := ast.NewParagraph()
	offset := 0
	for line := range strings.Lines(src) {
		n := ast.NewTextSegment(text.NewSegment(offset, offset+len(strings.TrimRight(line, " \n"))))
		n.SetSoftLineBreak(true)
		paragraph.AppendChild(paragraph, n)
		offset += len(line)
	}
	return paragraph.FirstChild().(*ast.Text)
}

func TestMatch(t *testing.T) {
	x := New([][]string{
		{"CSIRT", "CSIRT's", "CSIRTs"},
		{"national CSIRT", "  national \t CSIRT team "},
		{"élan", "à la"},
		{"C++"},
		{"CSIRT", ""},
	})
	for _, c := range []struct {
		text, want string
		term       int
	}{
		{"CSIRT", "CSIRT", 0},
		{"CSIRT.", "CSIRT", 0},
		{"CSIRT-a", "CSIRT", 0},
		{"CSIRTsa", "", 0},
		{"CSIRTs", "CSIRTs", 0},
		{"CSIRT's", "CSIRT's", 0},
		{"CSIRT’s", "CSIRT’s", 0},
		{"CSIRT'sa", "CSIRT", 0},
		{"csirt", "", 0},
		{"CSIR", "", 0},
		{"CSIRTé", "", 0},
		{"CSIRT_a", "", 0},
		{"CSIRT—a", "CSIRT", 0},
		{"national CSIRT", "national CSIRT", 1},
		{"National CSIRT team", "", 0},
		{"national   CSIRT a", "national   CSIRT", 1},
		{"national\nCSIRT a", "national\nCSIRT", 1},
		{"national \nCSIRT  \nteam", "national \nCSIRT  \nteam", 1},
		{"national CSIRT\nteams", "national CSIRT", 1},
		{"Élan", "Élan", 2},
		{"À la", "À la", 2},
		{"à  La", "", 0},
		{"C++ a", "C++", 3},
		{"C+", "", 0},
	} {
		end, term, ok := x.Match([]byte(c.text), texts(c.text), 0)
		if got := c.text[:end]; got != c.want || ok != (c.want != "") || ok && term != c.term {
			t.Errorf("%q: %q, term %d, want %q, term %d", c.text, got, term, c.want, c.term)
		}
		if c.want != "" && !x.Starts[c.text[0]] {
			t.Errorf("nothing starts like %q", c.text)
		}
	}
}

func TestNothing(t *testing.T) {
	for _, terms := range [][][]string{nil, {}, {nil}, {{""}, {" "}}} {
		if New(terms) != nil {
			t.Errorf("there is something to find in %q", terms)
		}
	}
}
