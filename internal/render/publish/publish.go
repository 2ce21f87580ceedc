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
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/criteria/dmn"
	"baken.example/baken/internal/criteria/export"
	"baken.example/baken/internal/criteria/flow"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/table"
	"baken.example/baken/internal/criteria/words"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/site"
)

// Dir holds the published files, from the root of the site.
const Dir = "criteria/"

// SchemaPath is the path of the JSON Schema of the JSON files.
const SchemaPath = Dir + "schema.json"

// schemaType is the media type of JSON Schema (draft-bhutton-json-schema-01, section 14.1).
const schemaType = "application/schema+json"

// Input is what criteria sets are published from.
type Input struct {
	Site *site.Site
	// Compiled has every version of every set, proven and compiled.
	Compiled map[*criteria.Set]*compiled.Set
	// Changes has the comparisons of the versions that pages compare.
	Changes map[site.Pair]*diff.Comparison
	// Messages are the UI strings by language.
	Messages map[string]*message.Localizer
	Minifier *minify.M
}

// Publisher renders criteria sets. It is immutable.
type Publisher struct {
	Input
	// models reports of each version whether it has decision models.
	models map[*criteria.Set]bool
	// decisions are those of all versions.
	decisions map[*criteria.Set]*decision.Decisions
	// versions are all versions of each set, oldest first, by id.
	versions map[string][]*criteria.Set
}

// New prepares the sets. The error may be the context's.
func New(ctx context.Context, in Input) (*Publisher, error) {
	p := &Publisher{Input: in, models: map[*criteria.Set]bool{}, decisions: map[*criteria.Set]*decision.Decisions{}, versions: map[string][]*criteria.Set{}}
	for version, c := range in.Compiled {
		var err error
		if p.decisions[version], err = c.Decisions(ctx); err != nil {
			return nil, err
		}
		p.models[version] = dmn.Fits(p.decisions[version])
		p.versions[version.ID.V] = append(p.versions[version.ID.V], version)
	}
	for _, versions := range p.versions {
		slices.SortFunc(versions, func(a, b *criteria.Set) int { return a.ValidFrom.Compare(b.ValidFrom.Time) })
	}
	return p, nil
}

// Artifacts returns the files about the sets: the open data of each version and, under the name of
// the set, of the one in force; the tables and diagrams of the versions that pages may show; and
// the JSON Schema. There are none where there is no set.
func (p *Publisher) Artifacts() []artifact.Artifact {
	if len(p.versions) == 0 {
		return nil
	}
	out := []artifact.Artifact{asset.Minified(p.Minifier, SchemaPath, schemaType, func() ([]byte, error) {
		return export.WriteSchema(p.iri(SchemaPath))
	})}
	add := func(files []File) {
		for _, f := range files {
			out = append(out, f.Artifact)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(p.versions)) {
		for _, version := range p.versions[id] {
			add(p.data(version, true))
		}
		if c := p.Site.Criteria[id]; c != nil {
			add(p.data(c.Set, false))
			add(p.drawn(c, false))
		}
	}
	for _, c := range p.Site.Dated() {
		add(p.drawn(c, true))
	}
	return out
}

// name returns the path of the files about a version, without extension: that of the version
// itself, which stays the same, or that of the version in force.
func name(set *criteria.Set, own bool) string {
	if own {
		return Dir + set.ID.V + "/" + set.Version()
	}
	return Dir + set.ID.V
}

// drawn returns the table of a version as CSV and its diagram, in each language, under its own name
// or that of the version in force.
func (p *Publisher) drawn(c *site.Criteria, own bool) (out []File) {
	decisions := p.decisions[c.Set]
	for _, code := range p.Site.Languages {
		name := name(c.Set, own) + "." + code
		csv := name + ".csv"
		out = append(out, File{Format: "CSV", Use: "DataUseCSV", Lang: code, Artifact: artifact.Artifact{Path: csv, MediaType: asset.MediaType(csv), Append: func(b []byte) ([]byte, error) {
			doc, err := table.New(decisions, phrase.New(c.Set, code, p.Messages[code]))
			if err != nil {
				return b, err
			}
			csv, err := doc.CSV()
			return append(b, csv...), err
		}}})
		if !flow.Drawn(decisions) {
			continue
		}
		svg := name + ".svg"
		out = append(out, File{Format: "SVG", Use: "DataUseSVG", Lang: code, Artifact: asset.Minified(p.Minifier, svg, asset.MediaType(svg), func() ([]byte, error) {
			drawn, err := flow.New(decisions, phrase.New(c.Set, code, p.Messages[code]))
			if err != nil {
				return nil, err
			}
			return drawn.SVG(), nil
		})})
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
// of a version that pages may show, in a language. Its headings are of a level (h2: 2) and below.
// It links to the files of the version itself if the directive names its day. edit is as in
// [table.Document].
func (p *Publisher) Append(
	b []byte, slot *hypertext.Slot, c *site.Criteria, dated bool, lang string, level int, edit func(line int) string,
) ([]byte, error) {
	decisions := p.decisions[c.Set]
	w := phrase.New(c.Set, lang, p.Messages[lang])
	if dated {
		w = w.Named(c.ID.V + "@" + c.Version()) // Beside the version in force.
	}
	file := p.Site.Address(name(c.Set, dated))
	if slot.Target == directive.DecisionDiagram {
		drawn, err := flow.New(decisions, w)
		if err != nil {
			return b, err
		}
		return drawn.AppendHTML(b, level, file+"."+lang+".svg"), w.Err()
	}
	doc, err := table.New(decisions, w)
	if err != nil {
		return b, err
	}
	files := []table.Link{{URL: file + "." + lang + ".csv", Text: w.Text("TableFileCSV")}}
	if flow.Drawn(decisions) {
		files = append(files, table.Link{URL: file + "." + lang + ".svg", Text: w.Text("TableFileSVG")})
	}
	files = append(files, table.Link{URL: file + ".json", Text: w.Text("TableFileJSON")})
	if !dated {
		files = append(files, table.Link{URL: p.Site.Address(name(c.Set, true) + ".json"), Text: w.Text("TableFileVersion")})
	}
	doc.Edit = edit
	switch by, _ := slot.Argument("by"); by.Value {
	case directive.ByVerdicts:
		doc = doc.ByVerdicts()
	case directive.ByAnswers:
		doc = doc.ByAnswers()
	}
	return doc.AppendHTML(b, level, files), w.Err()
}

// Words appends a version that pages may show in words, in a language.
func (p *Publisher) Words(b []byte, c *site.Criteria, lang string, page words.Page) ([]byte, error) {
	doc, err := words.New(p.decisions[c.Set], phrase.New(c.Set, lang, p.Messages[lang]))
	if err != nil {
		return b, err
	}
	return doc.AppendHTML(b, page)
}
