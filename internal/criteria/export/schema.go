package export

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"

	"github.com/google/jsonschema-go/jsonschema"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/citation"
)

const conditionText = `A condition, in the language of Expr (https://expr-lang.org) restricted to ==, !=, in, not in, ` +
	`and, or, not, parentheses, answered(question), comparisons of count(…) with a number, comparisons of values by <, <=, > and >= too, and the names of definitions and constants. It compares the answer to a question with the ids of its options ` +
	`("a" in question, for a question of type many), or with a value: a decimal number, a day between quotation marks, or a constant; those of outcomes may compare the verdict criteria.ID with met, unmet, ` +
	`open and not_applicable. Conditions are three-valued (Kleene): a comparison is unknown while its question is asked and ` +
	`unanswered, or may still be asked; false when it isn't asked; else what the answer says. A count lies between the number ` +
	`of its conditions that are true and the number of those that aren't false; what it compares as for all numbers in between ` +
	`holds, else it is unknown.`

// types returns the schemas of the named types.
func types() map[reflect.Type]*jsonschema.Schema {
	return map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[SetID]():     {Type: "string", Pattern: `^[a-z0-9-]+$`},
		reflect.TypeFor[ID]():        {Type: "string", Pattern: idPattern},
		reflect.TypeFor[URL]():       {Type: "string", Format: "uri", Pattern: `^https?://`},
		reflect.TypeFor[Date]():      {Type: "string", Format: "date", Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`},
		reflect.TypeFor[Type]():      {Type: "string", Enum: []any{"one", "many", "number", "money", "date"}},
		reflect.TypeFor[OptionID]():  {Type: "string", Pattern: `^([a-z][a-z0-9_]*|` + valuePattern + `\.\.` + valuePattern + `)$`},
		reflect.TypeFor[Value]():     {Type: "string", Pattern: `^` + valuePattern + `$`},
		reflect.TypeFor[Currency]():  {Type: "string", Pattern: `^[A-Z]{3}$`},
		reflect.TypeFor[Scheme]():    {Type: "string", Enum: []any{string(citation.Juriconnect), string(citation.BWB), string(citation.ELI), string(citation.CELEX)}},
		reflect.TypeFor[Verdict]():   {Type: "string", Enum: verdicts()},
		reflect.TypeFor[Condition](): {Ref: "#/$defs/condition"},
		reflect.TypeFor[Localized](): {Ref: "#/$defs/localized"},
	}
}

const valuePattern = `(-?[0-9]+(\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2})`

const idPattern = `^[a-z][a-z0-9_]*$`

func verdicts() []any {
	var names []any
	for _, v := range criteria.Verdicts() {
		names = append(names, v.String())
	}
	return append(names, criteria.NotAssessed)
}

// Schema returns the JSON Schema of documents, given its own URL.
func Schema(url string) (*jsonschema.Schema, error) {
	s, err := jsonschema.For[Document](&jsonschema.ForOptions{TypeSchemas: types()})
	if err != nil {
		return nil, err
	}
	s.Schema = "https://json-schema.org/draft/2020-12/schema"
	s.ID = url
	s.Title = "A set of criteria"
	s.Description = "One definition of what is asked, when each criterion is met and what comes out: the one that the guidance, " +
		"the self-check and the decision table of the site are made of."
	s.Defs = map[string]*jsonschema.Schema{
		"condition": {Type: "string", MinLength: new(1), Description: conditionText},
		"localized": {
			Type: "object", Description: "A text by the code of its language (BCP 47).",
			MinProperties: new(1), AdditionalProperties: &jsonschema.Schema{Type: "string", MinLength: new(1)},
		},
	}
	var format any = Format
	s.Properties["format"].Const = &format
	s.Properties["$schema"].Format = "uri"
	s.Properties["versions"].MinItems = new(1)
	s.Properties["texts"].PropertyNames = &jsonschema.Schema{Pattern: idPattern}
	example := s.Properties["examples"].Items
	for _, name := range []string{"answers", "values", "criteria"} {
		example.Properties[name].PropertyNames = &jsonschema.Schema{Pattern: idPattern}
	}
	for _, of := range []*jsonschema.Schema{s, s.Properties["questions"].Items, s.Properties["criteria"].Items, s.Properties["outcomes"].Items} {
		url := of.Properties["references"].Items.Properties["url"]
		url.Format, url.Pattern = "uri", "^https://"
	}
	present(s)
	return s, nil
}

// present marks every list as non-null: the generator assumes that a Go slice may be nil.
func present(s *jsonschema.Schema) {
	if s == nil {
		return
	}
	if slices.Equal(s.Types, []string{"null", "array"}) {
		s.Types, s.Type = nil, "array"
	}
	if slices.Equal(s.Types, []string{"null", "object"}) {
		s.Types, s.Type = nil, "object"
	}
	present(s.Items)
	present(s.AdditionalProperties)
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		present(s.Properties[name])
	}
}

// WriteSchema returns the text of the schema.
func WriteSchema(url string) ([]byte, error) {
	s, err := Schema(url)
	if err != nil {
		return nil, err
	}
	compact, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, compact, "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
