// Package edition has all versions of the criteria sets of a site, with their texts converted, and
// finds the version that a page means: by its day, or because it is in force.
package edition

import (
	"context"
	"maps"
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/hypertext"
)

// Options are the inputs of [New].
type Options struct {
	// Languages are the codes of the site's languages.
	Languages []string
	// Date is the day for which the site is built.
	Date content.Date
	// KeepGoing reports a set without a version in force as [diag.DayPassed], a warning.
	KeepGoing bool
	// Sets are all versions of all criteria sets that could be read. Missing reports whether some
	// couldn't: a reference to an unknown set then has no finding.
	Sets    []*criteria.Set
	Missing bool
	// Converters convert the Markdown of criteria, by language. They mark no glossary terms.
	Converters map[string]*markdown.Converter
}

// Catalog holds all versions of all criteria sets. It is immutable.
type Catalog struct {
	// InForce are the versions of the sets that are in force, by id.
	InForce map[string]*Criteria

	options Options
	// versions are all versions of each set, by id, the oldest first.
	versions map[string][]*criteria.Set
	editions map[*criteria.Set]*Criteria
}

// New converts and checks the texts of every version of the criteria sets. The findings are at
// their positions in the files of the sets. It stops early when ctx is done.
func New(ctx context.Context, o Options) (*Catalog, diag.List) {
	cat := &Catalog{
		InForce:  map[string]*Criteria{},
		options:  o,
		versions: map[string][]*criteria.Set{},
		editions: map[*criteria.Set]*Criteria{},
	}
	b := &builder{Catalog: cat}
	b.addCriteria(ctx)
	return cat, b.findings
}

// builder builds a catalog.
type builder struct {
	*Catalog
	findings diag.List
}

// addCriteria converts and checks the texts of every version of the criteria sets, and adds
// them to the catalog. It stops early when ctx is done.
func (b *builder) addCriteria(ctx context.Context) {
	inForce := criteria.InForce(b.options.Sets, b.options.Date)
	for _, set := range b.options.Sets {
		c := &Criteria{set, map[diag.Pos]*hypertext.Body{}}
		hints := map[diag.Pos]bool{}
		for text := range set.Hints() {
			for _, t := range text {
				hints[t.Pos] = true
			}
		}
		for text := range set.Prose() {
			if ctx.Err() != nil {
				return
			}
			for _, lang := range b.options.Languages {
				if t := text[lang]; t.IsSet() {
					body := b.convertText(set, t, lang)
					if hints[t.Pos] {
						body = b.unwrap(set, t, body)
					}
					c.bodies[t.Pos] = body
				}
			}
		}
		b.versions[set.ID.V] = append(b.versions[set.ID.V], set)
		b.editions[set] = c
		if inForce[set.ID.V] == set {
			b.InForce[set.ID.V] = c
		}
	}
}

// Complete reports whether all sets could be read.
func (cat *Catalog) Complete() bool { return !cat.options.Missing }

// IDs returns the ids of all sets that have a version, sorted.
func (cat *Catalog) IDs() []string { return slices.Sorted(maps.Keys(cat.versions)) }

// Sets returns all versions of a set, the oldest first.
func (cat *Catalog) Sets(id string) []*criteria.Set { return cat.versions[id] }

// Edition returns a version of a criteria set with its Markdown converted.
func (cat *Catalog) Edition(set *criteria.Set) *Criteria { return cat.editions[set] }
