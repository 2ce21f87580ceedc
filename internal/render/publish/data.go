package publish

import (
	"slices"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/cccev"
	"baken.example/baken/internal/criteria/dmn"
	"baken.example/baken/internal/criteria/export"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/license"
)

// dmnType is the media type of a decision model: DMN has none of its own, and is XML (RFC 7303,
// section 9.1).
const dmnType = "application/xml; charset=utf-8"

// linkedType is the media type of JSON-LD (https://www.w3.org/TR/json-ld11/#iana-considerations).
const linkedType = "application/ld+json"

// File is a published file about a version.
type File struct {
	artifact.Artifact
	// Format is the name of its format, Use the id of the UI string that says what it is for.
	Format, Use string
	// Lang is the language of the file, empty if it has all of them.
	Lang string
	// Linked reports whether it is another representation of what a page about the data lists.
	Linked bool
}

// Size returns the number of bytes of the file.
func (f *File) Size() (int64, error) {
	b, err := f.Append(nil)
	return int64(len(b)), err
}

// Files returns the open data of a version that pages in a language list, under its own name or
// that of the version in force.
func (p *Publisher) Files(set *criteria.Set, own bool, lang string) []File {
	out := p.data(set, own)
	for _, c := range p.Site.Dated() {
		if own && c.Set == set {
			out = append(out, p.drawn(c, true)...)
		}
	}
	if c := p.Site.Criteria[set.ID.V]; !own && c != nil && c.Set == set {
		out = append(out, p.drawn(c, false)...)
	}
	return slices.DeleteFunc(out, func(f File) bool { return f.Lang != "" && f.Lang != lang })
}

// HasModel reports whether there are decision models of a version.
func (p *Publisher) HasModel(set *criteria.Set) bool { return p.models[set] }

// data returns the open data of a version, under its own name or that of the version in force.
func (p *Publisher) data(set *criteria.Set, own bool) []File {
	name := name(set, own)
	path := name + ".json"
	out := []File{{Format: "JSON", Use: "DataUseJSON", Linked: true, Artifact: asset.Minified(p.Minifier, path, asset.MediaType(path), func() ([]byte, error) {
		return export.JSON(set, p.versions[set.ID.V], p.License(set), p.Site.Languages, p.iri(SchemaPath))
	})}, {Format: "JSON-LD", Use: "DataUseLinked", Linked: true, Artifact: asset.Minified(p.Minifier, name+".jsonld", linkedType, func() ([]byte, error) {
		in := cccev.Input{Set: set, IRI: p.iriOf(set), SetIRI: p.iri(Dir + set.ID.V), License: p.License(set), Formats: []string{p.iriOf(set) + ".json"}}
		for _, code := range p.Site.Languages {
			in.Words = append(in.Words, phrase.New(set, code, p.Messages[code]))
		}
		return cccev.JSONLD(in)
	})}}
	if !p.HasModel(set) {
		return out
	}
	for i, version := range dmn.Versions() {
		for _, code := range p.Site.Languages {
			f := File{Format: "DMN " + version.Name, Use: "DataUseDMN", Lang: code}
			if i > 0 {
				f.Use = "DataUseDMNNew"
			}
			f.Artifact = artifact.Artifact{Path: name + "." + code + "." + version.Name + ".dmn", MediaType: dmnType, Append: func(b []byte) ([]byte, error) {
				m, err := dmn.New(p.decisions[set], phrase.New(set, code, p.Messages[code]), p.iriOf(set))
				if err != nil {
					return b, err
				}
				return append(b, m.XML(version)...), nil
			}}
			out = append(out, f)
		}
	}
	return out
}

// iri returns the IRI of a file.
func (p *Publisher) iri(path string) string { return p.Site.Base().Origin + p.Site.Address(path) }

// iriOf returns the IRI of a version, which its files have in common. It stays the same.
func (p *Publisher) iriOf(set *criteria.Set) string { return p.iri(name(set, true)) }

// License returns the license of a version: its own or, without one, that of the site. It is zero
// if neither is stated.
func (p *Publisher) License(set *criteria.Set) license.License {
	if set.License.IsSet() {
		return set.License
	}
	if p.Site.Config.License.V == "" {
		return license.License{}
	}
	l, _ := license.Parse(p.Site.Config.License.V) // Package content has reported an error.
	return l
}
