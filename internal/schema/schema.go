// Package schema makes JSON Schemas of the files that editors write, so that their editor explains
// and checks what they type.
//
// The schemas are inferred from the Go types that the files are read into. What a key means is in the
// tags of those types; what its value must be like, beyond its type, is here, as far as JSON Schema
// can say it. It can't compare one part of a file with another, or with other files: such as ids that
// stand there twice, dates in the wrong order, pages that don't exist, and conditions. A test holds that
// schema and reader come to the same verdict, and which differences there are.
//
// They are of draft 7, and without references, since that is what editors know best. The keywords
// patternErrorMessage and errorMessage are theirs: what they say instead of showing a pattern.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/google/jsonschema-go/jsonschema"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria/definition/document"
)

// Kind is a kind of file that editors write.
type Kind struct {
	// Name is what the schema is asked for by.
	Name string
	// Title says what the files are.
	Title string
	form  reflect.Type
	// refine adds to what the type says.
	refine func(*jsonschema.Schema)
}

// Kinds returns the kinds of file that there are schemas of.
func Kinds() []Kind {
	return []Kind{
		{"page", "The front matter of a page", reflect.TypeFor[content.Meta](), page},
		{"site", "The settings of a site: " + content.ConfigFile, reflect.TypeFor[content.Config](), site},
		{"glossary", "The glossary: " + content.GlossaryFile, reflect.TypeFor[content.Glossary](), glossary},
		{"criteria", "A version of a set of criteria", reflect.TypeFor[document.File](), set},
	}
}

// Schema returns the JSON Schema.
func (k Kind) Schema() (*jsonschema.Schema, error) {
	s, err := jsonschema.ForType(shape(k.form), &jsonschema.ForOptions{TypeSchemas: values()})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", k.Name, err)
	}
	settle(s)
	k.refine(s)
	s.Schema = "http://json-schema.org/draft-07/schema#"
	s.Title = k.Title
	return s, nil
}

// Text returns the schema as it is written to a file.
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

// settle says what Go's types don't: nothing may be null, and what is required says something.
func settle(s *jsonschema.Schema) {
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
	settle(s.Items)
	settle(s.AdditionalProperties)
	for _, p := range s.Properties {
		settle(p)
	}
}
