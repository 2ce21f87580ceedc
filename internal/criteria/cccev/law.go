package cccev

import (
	"slices"
	"strconv"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/citation"
	"baken.example/baken/internal/criteria/phrase"
)

// references returns the IRIs of the legal resources that references name, which it adds.
func (g *graph) references(refs []criteria.Reference) []string {
	var out []string
	for i := range refs {
		if iri := g.reference(&refs[i]); !slices.Contains(out, iri) {
			out = append(out, iri)
		}
	}
	return out
}

// reference returns the IRI of a legal resource. That of an act with an ELI is the ELI; a part of
// such an act is part of it.
func (g *graph) reference(ref *criteria.Reference) string {
	title := g.in(func(w *phrase.Words) string { return w.Reference(ref) })
	key := strings.Join([]string{ref.Identifier, ref.URL}, "\n")
	for _, w := range g.Words {
		key += "\n" + title[w.Lang()]
	}
	if iri, ok := g.laws[key]; ok {
		return iri
	}
	n := node{
		ID: "#law-" + strconv.Itoa(len(g.laws)+1), Type: []string{legalResource, referenceFramework}, Title: title, PrefLabel: title,
		IDLocal: ref.Identifier, Page: ref.URL,
	}
	if uri := eliURI(ref.Identifier); uri != "" {
		if ref.Article == "" {
			n.ID = uri
		} else {
			n.IsPartOf = uri
		}
	}
	g.laws[key] = n.ID
	if !slices.ContainsFunc(g.legal, func(other node) bool { return other.ID == n.ID }) {
		g.legal = append(g.legal, n)
	}
	return n.ID
}

// eliURI returns the URI of an ELI, or "" if the identifier isn't one. Those of the European Union
// begin with http://data.europa.eu/eli/ (Council conclusions 2012/C 325/02, annex).
func eliURI(identifier string) string {
	id, err := citation.Parse(identifier)
	switch {
	case err != nil || id.Scheme != citation.ELI:
		return ""
	case strings.Contains(identifier, "://eur-lex.europa.eu/"), !strings.Contains(identifier, "://"):
		_, path, _ := strings.Cut("/"+identifier, "/eli/")
		return "http://data.europa.eu/eli/" + path
	}
	return identifier
}
