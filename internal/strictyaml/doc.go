// Package strictyaml reads the YAML that editors write: front matter, site.yaml, the glossary,
// criteria and UI strings. It reads with github.com/goccy/go-yaml's parser and is strict about
// what it finds: unknown and duplicate keys, values of another type than the key takes, anchors
// and aliases (and with them alias bombs) and runaway nesting are findings, all of a document's
// in one go, each at its line and column.
//
// [Parse] gives a document as a tree of nodes, [Decode] lays a tree over a Go value, and [PosIn] finds
// the place in the file of what stands inside of a text.
package strictyaml
