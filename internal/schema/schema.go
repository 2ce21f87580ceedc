// Package schema generates JSON Schemas of editors' files, with which text editors explain and
// check them.
//
// The schemas are inferred from the Go types that the files are decoded into. Descriptions are in
// the struct tags of the types; constraints beyond the type are in this package, as far as JSON
// Schema can express them. It can't compare parts of a file with each other or with other files:
// duplicate ids, dates in the wrong order, pages that don't exist, conditions. A test checks that
// schema and reader accept the same files, except for listed differences.
//
// The schemas are of draft 7 and without references, which text editors support best. The keywords
// patternErrorMessage and errorMessage are extensions of text editors: messages shown instead of a
// pattern.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/google/jsonschema-go/jsonschema"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/criteria/definition/document"
	"baken.example/baken/internal/named"
)

// Kind is a kind of editors' files.
type Kind struct {
	// Name identifies the schema on the command line and in its file name.
	Name string
	// Title is the schema's title.
	Title string
	form  reflect.Type
	// refine adds the constraints that the type can't express.
	refine func(*jsonschema.Schema)
}

// Kinds returns the kinds of files that have a schema.
func Kinds() []Kind {
	return []Kind{
		{"page", "The front matter of a page", reflect.TypeFor[content.Meta](), page},
		{"site", "The settings of a site: " + content.ConfigFile, reflect.TypeFor[siteconfig.Config](), site},
		{"glossary", "The glossary: " + content.GlossaryFile, reflect.TypeFor[content.Glossary](), glossary},
		{"values", "The named values: " + content.ValuesFile, reflect.TypeFor[named.File](), namedValues},
		{"criteria", "A version of a set of criteria", reflect.TypeFor[document.File](), set},
	}
}

// Schema returns the JSON Schema of the kind.
func (k Kind) Schema() (*jsonschema.Schema, error) {
	s, err := jsonschema.ForType(shape(k.form), &jsonschema.ForOptions{TypeSchemas: values()})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", k.Name, err)
	}
	disallowEmpty(s)
	k.refine(s)
	s.Schema = "http://json-schema.org/draft-07/schema#"
	s.Title = k.Title
	return s, nil
}

// Text returns the schema as indented JSON.
func (k Kind) Text() ([]byte, error) {
	s, err := k.Schema()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err = e.Encode(s)
	return b.Bytes(), err
}

// disallowEmpty changes an inferred schema so that no value may be null and no required value
// empty.
func disallowEmpty(s *jsonschema.Schema) {
	if s == nil {
		return
	}
	if len(s.Types) == 2 && s.Types[0] == "null" {
		s.Types, s.Type = nil, s.Types[1]
	}
	for _, name := range s.Required {
		switch p := s.Properties[name]; {
		case p.Type == "string" && p.Pattern == "" && p.Enum == nil:
			matching(p, someText, "Write something.")
		case p.Type == "object" && p.Properties == nil:
			p.MinProperties = new(1)
		case len(p.Types) > 0:
			p.MinItems = new(1)
		}
	}
	disallowEmpty(s.Items)
	disallowEmpty(s.AdditionalProperties)
	for _, p := range s.Properties {
		disallowEmpty(p)
	}
}
