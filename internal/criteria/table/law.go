package table

import (
	"fmt"
	"strings"

	"baken.example/baken/internal/criteria"
)

// Ground is what a set, a question, a criterion or an outcome rests on.
type Ground struct {
	// Of names it.
	Of string
	// References are in words: pages with the criteria have the links.
	References []string
}

// grounds returns the references of the set and its parts.
func (b *builder) grounds() (out []Ground) {
	lang := b.words.Lang()
	add := func(of string, basis *criteria.Basis) {
		if len(basis.References) == 0 {
			return
		}
		g := Ground{Of: of}
		for i := range basis.References {
			g.References = append(g.References, b.words.Reference(&basis.References[i]))
		}
		out = append(out, g)
	}
	add(b.words.Title(), &b.set.Basis)
	for i := range b.set.Questions {
		add(b.set.Questions[i].Text.In(lang), &b.set.Questions[i].Basis)
	}
	for i := range b.set.Criteria {
		add(b.set.Criteria[i].Title.In(lang), &b.set.Criteria[i].Basis)
	}
	for i := range b.set.Outcomes {
		add(b.set.Outcomes[i].Title.In(lang), &b.set.Outcomes[i].Basis)
	}
	return out
}

// writeGrounds writes the references for a terminal.
func (d *Document) writeGrounds(b *strings.Builder) {
	if d.Grounds == nil {
		return
	}
	fmt.Fprintf(b, "\n%s\n", d.labels.grounds)
	for _, g := range d.Grounds {
		fmt.Fprintf(b, "\n     %s\n", g.Of)
		for _, r := range g.References {
			fmt.Fprintf(b, "       %s\n", r)
		}
	}
}
