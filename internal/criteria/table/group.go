package table

import (
	"fmt"
	"strings"
)

// Group is a number of options under a heading.
type Group struct {
	// Heading is that of the group, Question the short form of its question.
	Heading, Question string
	Options           []string
}

// groups returns the groups of all questions.
func (b *builder) groups() (out []Group) {
	for i := range b.set.Questions {
		q := &b.set.Questions[i]
		for _, g := range q.Groups {
			group := Group{Heading: g.Heading.In(b.words.Lang()), Question: q.Brief(b.words.Lang())}
			for o := g.First; o < g.End; o++ {
				group.Options = append(group.Options, b.brief.OptionText(i, o))
			}
			out = append(out, group)
		}
	}
	return out
}

// groups writes the groups of options.
func (w *writer) groups(d *Document) {
	if d.Groups == nil {
		return
	}
	w.heading(0, d.grouped, w.labels.groups)
	w.raw(`<dl>`)
	for _, g := range d.Groups {
		w.tag("dt", g.Heading+" ("+g.Question+")")
		for _, o := range g.Options {
			w.tag("dd", o)
		}
	}
	w.raw(`</dl>`)
}

// writeGroups writes the groups of options for a terminal.
func (d *Document) writeGroups(b *strings.Builder) {
	if d.Groups == nil {
		return
	}
	fmt.Fprintf(b, "\n%s\n", d.labels.groups)
	for _, g := range d.Groups {
		fmt.Fprintf(b, "\n     %s (%s)\n", g.Heading, g.Question)
		for _, o := range g.Options {
			fmt.Fprintf(b, "       %s\n", o)
		}
	}
}
