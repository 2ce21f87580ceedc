package render

import (
	"context"
	"maps"
	"slices"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/export"
	"baken.example/baken/internal/criteria/flow"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/table"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/site"
)

// Where what is published of criteria lies.
const (
	publishedDir = "criteria/"
	schemaPath   = publishedDir + "schema.json"
)

// schemaType is the media type of JSON Schema (draft-bhutton-json-schema-01, section 14.1).
const schemaType = "application/schema+json"

// definition is a criteria set in force, as it is published.
type definition struct {
	*site.Criteria
	decisions *decision.Decisions
	// versions are all versions of the set, oldest first.
	versions []*criteria.Set
}

// findDefinitions prepares the sets in force to be published.
func (r *Renderer) findDefinitions() error {
	r.definitions = map[string]*definition{}
	for id, c := range r.Site.Criteria {
		decisions, err := r.Compiled[c.Set].Decisions(context.Background())
		if err != nil {
			return err
		}
		d := &definition{Criteria: c, decisions: decisions}
		for set := range r.Compiled {
			if set.ID.V == id {
				d.versions = append(d.versions, set)
			}
		}
		slices.SortFunc(d.versions, func(a, b *criteria.Set) int { return a.ValidFrom.Compare(b.ValidFrom.Time) })
		r.definitions[id] = d
	}
	return nil
}

// published are the files that say what the sets in force say: to machines as JSON, and to people as
// tables and drawings.
func (r *Renderer) published() []artifact.Artifact {
	if len(r.definitions) == 0 {
		return nil
	}
	schema := r.absolute("/" + schemaPath)
	out := []artifact.Artifact{r.minified(schemaPath, schemaType, "application/json", func() ([]byte, error) {
		return export.WriteSchema(schema)
	})}
	for _, id := range slices.Sorted(maps.Keys(r.definitions)) {
		d := r.definitions[id]
		name := publishedDir + id + ".json"
		out = append(out, r.minified(name, asset.MediaType(name), "application/json", func() ([]byte, error) {
			return export.JSON(d.Set, d.versions, r.Site.Languages, schema)
		}))
		for _, code := range r.Site.Languages {
			l := r.languages[code]
			name := publishedDir + id + "." + code + ".csv"
			out = append(out, artifact.Artifact{Path: name, MediaType: asset.MediaType(name), Append: func(b []byte) ([]byte, error) {
				doc, err := table.New(d.decisions, phrase.New(d.Set, l.code, l.messages))
				if err != nil {
					return b, err
				}
				csv, err := doc.CSV()
				return append(b, csv...), err
			}})
			if !flow.Drawn(d.decisions) {
				continue
			}
			name = publishedDir + id + "." + code + ".svg"
			out = append(out, r.minified(name, asset.MediaType(name), "image/svg+xml", func() ([]byte, error) {
				drawn, err := flow.New(d.decisions, phrase.New(d.Set, l.code, l.messages))
				if err != nil {
					return nil, err
				}
				return drawn.SVG(), nil
			}))
		}
	}
	return out
}

// decisions appends what the directives ::decision-table and ::decision-diagram make of a set.
func (r *Renderer) decisions(b []byte, l *language, slot *markdown.Slot, id string) ([]byte, error) {
	d := r.definitions[id]
	w := phrase.New(d.Set, l.code, l.messages)
	if slot.Target == markdown.DirectiveDecisionDiagram {
		drawn, err := flow.New(d.decisions, w)
		if err != nil {
			return b, err
		}
		return drawn.AppendHTML(b), nil
	}
	doc, err := table.New(d.decisions, w)
	if err != nil {
		return b, err
	}
	files := []table.Link{{URL: "/" + publishedDir + id + "." + l.code + ".csv", Text: w.Text("TableFileCSV")}}
	if flow.Drawn(d.decisions) {
		files = append(files, table.Link{URL: "/" + publishedDir + id + "." + l.code + ".svg", Text: w.Text("TableFileSVG")})
	}
	files = append(files, table.Link{URL: "/" + publishedDir + id + ".json", Text: w.Text("TableFileJSON")})
	return doc.AppendHTML(b, files), w.Err()
}
