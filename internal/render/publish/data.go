package publish

import (
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/dmn"
	"baken.example/baken/internal/criteria/export"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/license"
)

// dmnType is the media type of a decision model: DMN has none of its own, and is XML (RFC 7303,
// section 9.1).
const dmnType = "application/xml; charset=utf-8"

// data returns the open data of a version, under its own name or that of the version in force.
func (p *Publisher) data(set *criteria.Set, own bool) []artifact.Artifact {
	name := name(set, own)
	path := name + ".json"
	out := []artifact.Artifact{asset.Minified(p.Minifier, path, asset.MediaType(path), func() ([]byte, error) {
		return export.JSON(set, p.versions[set.ID.V], p.license(set), p.Site.Languages, p.iri(schemaPath))
	})}
	if !dmn.Fits(p.decisions[set]) {
		return out
	}
	for _, version := range dmn.Versions() {
		for _, code := range p.Site.Languages {
			out = append(out, artifact.Artifact{Path: name + "." + code + "." + version.Name + ".dmn", MediaType: dmnType, Append: func(b []byte) ([]byte, error) {
				m, err := dmn.New(p.decisions[set], phrase.New(set, code, p.Messages[code]), p.iriOf(set))
				if err != nil {
					return b, err
				}
				return append(b, m.XML(version)...), nil
			}})
		}
	}
	return out
}

// iri returns the IRI of a file.
func (p *Publisher) iri(path string) string { return p.Site.Base().Origin + p.Site.Address(path) }

// iriOf returns the IRI of a version, which its files have in common. It stays the same.
func (p *Publisher) iriOf(set *criteria.Set) string { return p.iri(name(set, true)) }

// license returns the license of a version: its own or, without one, that of the site. It is zero
// if neither is stated.
func (p *Publisher) license(set *criteria.Set) license.License {
	if set.License.IsSet() {
		return set.License
	}
	l, _ := license.Parse(p.Site.Config.License.V) // Package content has reported an error.
	return l
}
