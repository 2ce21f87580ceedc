package schema

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/strictyaml"
)

// shape returns a type whose JSON has the form of the YAML of t: without positions, and with the
// key names and required keys of the yaml tags.
func shape(t reflect.Type) reflect.Type {
	if values()[t] != nil {
		return t
	}
	switch t.Kind() {
	case reflect.Pointer:
		return shape(t.Elem())
	case reflect.Slice:
		if key, value, ok := pair(t.Elem()); ok {
			return reflect.MapOf(key, shape(value))
		}
		return reflect.SliceOf(shape(t.Elem()))
	case reflect.Map:
		return reflect.MapOf(t.Key(), shape(t.Elem()))
	case reflect.Struct:
		if isValue(t) {
			return shape(t.Field(0).Type)
		}
		return structure(t)
	default:
		return t
	}
}

// isValue reports whether a type is a [strictyaml.Value].
func isValue(t reflect.Type) bool {
	return t.NumField() == 2 && t.Field(0).Name == "V" && t.Field(1).Type == reflect.TypeFor[diag.Pos]()
}

// pair returns the types of the parts of a [strictyaml.Pair].
func pair(t reflect.Type) (key, value reflect.Type, ok bool) {
	if t.Kind() != reflect.Struct || t.NumField() != 2 || t.Field(0).Type != reflect.TypeFor[strictyaml.Text]() || t.Field(0).Name != "Key" {
		return nil, nil, false
	}
	return reflect.TypeFor[string](), t.Field(1).Type, true
}

func structure(t reflect.Type) reflect.Type {
	var fields []reflect.StructField
	for i := range t.NumField() {
		f := t.Field(i)
		key, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if key == "" {
			continue // It isn't decoded.
		}
		if !slices.Contains(strings.Split(options, ","), "required") {
			key += ",omitempty"
		}
		tag := fmt.Sprintf("json:%q", key)
		if text, ok := f.Tag.Lookup("jsonschema"); ok {
			tag += fmt.Sprintf(" jsonschema:%q", text)
		}
		fields = append(fields, reflect.StructField{Name: f.Name, Type: shape(f.Type), Tag: reflect.StructTag(tag)})
	}
	return reflect.StructOf(fields)
}
