// Package strictyaml parses and decodes editors' YAML: front matter, site.yaml, the glossary,
// criteria and UI strings. It uses the parser of github.com/goccy/go-yaml and reports unknown and
// duplicate keys, values of the wrong type, anchors and aliases (and thus alias bombs) and
// excessive nesting as findings: all of a document in one run, each with its line and column.
//
// [Parse] returns a document as a tree of nodes, [Decode] decodes a tree into a Go value, and
// [PosIn] returns the position in the file of an offset in a text.
package strictyaml
