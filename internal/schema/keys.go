package schema

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// Key is a key that files of a kind can have.
type Key struct {
	// Path is the key behind those that it stands in, such as contact.email; [] stands for each
	// item of a list: terms[].id.
	Path        string
	Description string
	Required    bool
	// Form says in English which values the key takes, as in "a day such as 2026-12-01".
	Form string
}

// AnyName is the path of the only key of a file whose keys are names that editors choose.
const AnyName = "NAME"

// Keys returns the keys of the kind in the order of the types, each before those that stand in it.
// The keys of a mapping whose keys editors choose aren't among them.
func (k Kind) Keys() ([]Key, error) {
	s, err := k.Schema()
	if err != nil {
		return nil, err
	}
	if k.form.Kind() != reflect.Struct {
		of := s.AdditionalProperties
		return []Key{{Path: AnyName, Description: of.Description, Form: form(of)}}, nil
	}
	return keys(k.form, s, ""), nil
}

func keys(t reflect.Type, s *jsonschema.Schema, within string) (out []Key) {
	s = structured(s)
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		p := s.Properties[name]
		if p == nil {
			continue // It isn't decoded.
		}
		key := Key{within + name, p.Description, slices.Contains(s.Required, name), form(p)}
		out = append(out, key)
		of, list := t.Field(i).Type, ""
		for ; values()[of] == nil; of = of.Elem() {
			if of.Kind() == reflect.Slice {
				list += "[]"
			} else if of.Kind() != reflect.Pointer {
				break
			}
		}
		if values()[of] == nil && of.Kind() == reflect.Struct && !isValue(of) {
			out = append(out, keys(of, items(p), key.Path+list+".")...)
		}
	}
	return out
}

// items returns the schema of the items of a list, of lists within it too, or of a value that is no
// list.
func items(s *jsonschema.Schema) *jsonschema.Schema {
	for s.Items != nil {
		s = s.Items
	}
	return s
}

// structured returns the one of the forms of a value that has keys.
func structured(s *jsonschema.Schema) *jsonschema.Schema {
	for _, of := range s.AnyOf {
		if of.Properties != nil {
			return of
		}
	}
	return s
}

// form says which values a schema allows.
func form(s *jsonschema.Schema) string {
	switch {
	case len(s.AnyOf) > 0 && s.Type == "":
		var forms []string
		for _, of := range s.AnyOf {
			if f := form(of); !slices.Contains(forms, f) {
				forms = append(forms, f)
			}
		}
		return strings.Join(forms, " or ")
	case s.Enum != nil:
		return "one of " + codes(s.Enum)
	case s.Type == "array":
		return list(form(s.Items))
	case s.Type == "object":
		return mapping(s)
	case s.Type == "boolean":
		return "`true` or `false`"
	case s.Type == "integer" && s.Minimum != nil && s.Maximum != nil && *s.Maximum < 1<<31-1:
		return fmt.Sprintf("a whole number from %s to %s", number(*s.Minimum), number(*s.Maximum))
	case s.Type == "integer":
		return "a whole number"
	case s.Type == "number":
		return "a number"
	}
	switch s.Pattern {
	case date:
		return "a day such as `2026-12-01`"
	case period:
		return "a period such as `6 months`"
	case slugged:
		return "a text of the letters `a` to `z`, digits and hyphens"
	case language:
		return "the code of a language"
	}
	return "a text"
}

// list says that a value is a list of values of a form.
func list(of string) string {
	switch of {
	case "a text":
		return "a list of texts"
	case holdsKeys:
		return "a list of items with keys of their own"
	}
	return "a list: each item is " + of
}

// holdsKeys is the form of a value that holds keys.
const holdsKeys = "keys of its own"

func mapping(s *jsonschema.Schema) string {
	of := s.AdditionalProperties
	switch {
	case of == nil || of.Type == "" && of.AnyOf == nil:
		return holdsKeys
	case s.PropertyNames != nil && s.PropertyNames.Pattern == language:
		return form(of) + " for each language"
	}
	return form(of) + " for each key"
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func codes(words []any) string {
	var out []string
	for _, w := range words {
		out = append(out, fmt.Sprintf("`%v`", w))
	}
	return strings.Join(out, ", ")
}
