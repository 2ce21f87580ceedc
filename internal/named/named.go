// Package named reads the named values of a site, content/values.yaml: numbers, amounts, days and
// short texts that stand in one place, and that texts use as :value{name}.
package named

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/strictyaml"
)

// File is the form of content/values.yaml; package schema generates the JSON Schema from it.
type File = strictyaml.Pairs[Entry]

// Entry is the value of a name: a number, an amount or a day, or a text in each language.
type Entry = strictyaml.Or[strictyaml.Value[scalar], map[string]content.Text]

// scalar is any single value, as it is written.
type scalar string

// UnmarshalText accepts any text.
func (s *scalar) UnmarshalText(text []byte) error {
	*s = scalar(strings.TrimSpace(string(text)))
	return nil
}

// Same is the key of a text that is the same in all languages. It can't be a language's code, since
// codes of four letters are reserved (RFC 5646, 2.2.1).
const Same = "text"

// MaxName and MaxText are the maximum lengths of a name and a text, in bytes.
const (
	MaxName = 64
	MaxText = 300
)

// Value is a value with its name. Either Texts is nil, or Value is the zero value.
type Value struct {
	Name content.Text
	criteria.Value
	Texts content.Localized
}

// Values are the values of a site. Nil is a site without any.
type Values struct {
	list []Value
	// incomplete reports whether the file has errors, so that there may be names beyond those read.
	incomplete bool
}

// List returns the values, in the order of the file.
func (v *Values) List() []Value {
	if v == nil {
		return nil
	}
	return v.list
}

// Find returns the value with a name, or nil.
func (v *Values) Find(name string) *Value {
	i := slices.IndexFunc(v.List(), func(o Value) bool { return o.Name.V == name })
	if i < 0 {
		return nil
	}
	return &v.list[i]
}

// Incomplete reports whether the file has errors, so that a name that isn't found may still stand
// in it.
func (v *Values) Incomplete() bool { return v != nil && v.incomplete }

// Names returns the names, in the order of the file.
func (v *Values) Names() (names []string) {
	for _, o := range v.List() {
		names = append(names, o.Name.V)
	}
	return names
}

// Load reads content/values.yaml, with texts in the languages of the site. Without that file there
// are no values. The error is the machine's.
func Load(fsys fs.FS, languages []string) (*Values, diag.List, error) {
	v := new(Values)
	src, list, err := source.Text(fsys, content.ValuesFile)
	if errors.Is(err, fs.ErrNotExist) {
		return v, diag.List{}, nil
	}
	if err != nil {
		return v, list, err
	}
	if !list.HasErrors() {
		node, findings := strictyaml.Parse(content.ValuesFile, src, 1)
		list.Join(findings)
		if node != nil {
			var file File
			list.Join(strictyaml.Decode(content.ValuesFile, node, &file))
			for _, entry := range file {
				v.read(entry.Key, &entry.Value, languages, &list)
			}
		}
	}
	v.incomplete = list.HasErrors()
	return v, list, nil
}

// read adds a value, or reports what is wrong with it.
func (v *Values) read(name content.Text, entry *Entry, languages []string, list *diag.List) {
	add := func(at diag.Pos, code diag.Code, hint, format string, args ...any) {
		list.Add(content.ValuesFile, at, code, hint, format, args...)
	}
	if !IsName(name.V) {
		add(name.Pos, diag.YAMLValue, "use a-z, 0-9 and _, and begin with a letter", "%q can't be the name of a value", diag.Shorten(name.V))
		return
	}
	value := Value{Name: name}
	switch one := entry.One; {
	case entry.Several != nil:
		if value.Texts = v.texts(name, entry.Several, languages, list); value.Texts == nil {
			return
		}
	case one.IsSet():
		parsed, problem := Parse(string(one.V))
		if problem != nil {
			add(one.Pos, diag.YAMLValue, problem.Hint+"; a text stands behind the code of its language, as in {"+languages[0]+": …}, or behind text: if it is the same in all",
				"%s", problem.Message)
			return
		}
		value.Value = parsed
	default:
		return // It has been reported.
	}
	v.list = append(v.list, value)
}

// texts returns a text in each language, or nil if it can't be used.
func (v *Values) texts(name content.Text, written map[string]content.Text, languages []string, list *diag.List) content.Localized {
	same, isSame := written[Same]
	switch {
	case isSame && len(written) > 1:
		list.Add(content.ValuesFile, same.Pos, diag.YAMLValue, "keep one of the two", "%s has a text for all languages, and others for some", name.V)
		return nil
	case isSame:
		written = map[string]content.Text{}
		for _, lang := range languages {
			written[lang] = same
		}
	}
	before := list.Len()
	content.CheckLocalized(content.ValuesFile, name.V, name.Pos, written, languages, list)
	out := content.Localized{}
	for _, lang := range slices.Sorted(maps.Keys(written)) {
		t := written[lang]
		t.V = strings.Join(strings.Fields(t.V), " ")
		if len(t.V) > MaxText && (!isSame || lang == languages[0]) {
			list.Add(content.ValuesFile, t.Pos, diag.YAMLValue, "put a long text into a file of its own, and show it with ::include",
				"a value stands in a line: this one has %d bytes, and %d is the most", len(t.V), MaxText)
		}
		out[lang] = t
	}
	if list.Len() > before {
		return nil
	}
	return out
}

// IsName reports whether a text can be the name of a value.
func IsName(s string) bool {
	for i, c := range []byte(s) {
		if letter := c >= 'a' && c <= 'z'; !letter && (i == 0 || c != '_' && (c < '0' || c > '9')) {
			return false
		}
	}
	return s != "" && len(s) <= MaxName
}
