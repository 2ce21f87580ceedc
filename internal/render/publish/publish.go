// Package publish renders criteria sets for machines, as JSON, and for people, as decision tables
// and diagrams: as files of their own and as parts of pages.
package publish

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"slices"

	"github.com/tdewolff/minify/v2"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/compiled"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/export"
	"baken.example/baken/internal/criteria/flow"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/table"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/site"
)

// Dir holds the published files, from the root of the site.
const Dir = "criteria/"

const schemaPath = Dir + "schema.json"

// schemaType is the media type of JSON Schema (draft-bhutton-json-schema-01, section 14.1).
const schemaType = "application/schema+json"

// Input is what criteria sets are published from.
type Input struct {
	Site *site.Site
	// Compiled has every version of every set, proven and compiled.
	Compiled map[*criteria.Set]*compiled.Set
	// Messages are the UI strings by language.
	Messages map[string]*message.Localizer
	Minifier *minify.M
}

// Publisher renders the criteria sets in force. It is immutable.
type Publisher struct {
	Input
	// sets are the sets in force, by id.
	sets map[string]*set
}

// set is a criteria set in force.
type set struct {
	*site.Criteria
	decisions *decision.Decisions
	// versions are all versions of the set, oldest first.
	versions []*criteria.Set
}

// New prepares the sets in force. The error may be the context's.
func New(ctx context.Context, in Input) (*Publisher, error) {
	p := &Publisher{Input: in, sets: map[string]*set{}}
	for id, c := range in.Site.Criteria {
		decisions, err := in.Compiled[c.Set].Decisions(ctx)
		if err != nil {
			return nil, err
		}
		s := &set{Criteria: c, decisions: decisions}
		for version := range in.Compiled {
			if version.ID.V == id {
				s.versions = append(s.versions, version)
			}
		}
		slices.SortFunc(s.versions, func(a, b *criteria.Set) int { return a.ValidFrom.Compare(b.ValidFrom.Time) })
		p.sets[id] = s
	}
	return p, nil
}

// Artifacts returns the files about the sets in force and the JSON Schema of the JSON ones; none
// where no set is in force.
func (p *Publisher) Artifacts() []artifact.Artifact {
	if len(p.sets) == 0 {
		return nil
	}
	schema := p.Site.Base().Origin + p.Site.Address(schemaPath)
	out := []artifact.Artifact{asset.Minified(p.Minifier, schemaPath, schemaType, func() ([]byte, error) {
		return export.WriteSchema(schema)
	})}
	for _, id := range slices.Sorted(maps.Keys(p.sets)) {
		d := p.sets[id]
		name := Dir + id + ".json"
		out = append(out, asset.Minified(p.Minifier, name, asset.MediaType(name), func() ([]byte, error) {
			return export.JSON(d.Set, d.versions, p.Site.Languages, schema)
		}))
		for _, code := range p.Site.Languages {
			name := Dir + id + "." + code + ".csv"
			out = append(out, artifact.Artifact{Path: name, MediaType: asset.MediaType(name), Append: func(b []byte) ([]byte, error) {
				doc, err := table.New(d.decisions, phrase.New(d.Set, code, p.Messages[code]))
				if err != nil {
					return b, err
				}
				csv, err := doc.CSV()
				return append(b, csv...), err
			}})
			if !flow.Drawn(d.decisions) {
				continue
			}
			name = Dir + id + "." + code + ".svg"
			out = append(out, asset.Minified(p.Minifier, name, asset.MediaType(name), func() ([]byte, error) {
				drawn, err := flow.New(d.decisions, phrase.New(d.Set, code, p.Messages[code]))
				if err != nil {
					return nil, err
				}
				return drawn.SVG(), nil
			}))
		}
	}
	return out
}

// DiagramStyle returns the source expression for the style of a diagram's file, by its hash
// (Content Security Policy Level 3, section 8.4).
func DiagramStyle() string {
	sum := sha256.Sum256([]byte(flow.FileStyle))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Append appends the part of a page that a directive, ::decision-table or ::decision-diagram, makes
// of a set in force, in a language. Its headings are of a level (h2: 2) and below.
func (p *Publisher) Append(b []byte, directive, id, lang string, level int) ([]byte, error) {
	d := p.sets[id]
	w := phrase.New(d.Set, lang, p.Messages[lang])
	if directive == markdown.DirectiveDecisionDiagram {
		drawn, err := flow.New(d.decisions, w)
		if err != nil {
			return b, err
		}
		return drawn.AppendHTML(b, level, p.Site.Address(Dir+id+"."+lang+".svg")), w.Err()
	}
	doc, err := table.New(d.decisions, w)
	if err != nil {
		return b, err
	}
	files := []table.Link{{URL: p.Site.Address(Dir + id + "." + lang + ".csv"), Text: w.Text("TableFileCSV")}}
	if flow.Drawn(d.decisions) {
		files = append(files, table.Link{URL: p.Site.Address(Dir + id + "." + lang + ".svg"), Text: w.Text("TableFileSVG")})
	}
	files = append(files, table.Link{URL: p.Site.Address(Dir + id + ".json"), Text: w.Text("TableFileJSON")})
	return doc.AppendHTML(b, level, files), w.Err()
}
