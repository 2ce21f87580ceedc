// Package reference writes docs/site.md: every key of the files that editors write, with its
// values, an example, and what holds without it.
//
// Keys, descriptions and forms of values come from the types that the files are decoded into, by
// way of package schema; the rest is in keys.yaml. A key without an entry there, and an entry
// without a key, is a problem that says how to mend it. Criteria have a guide of their own,
// docs/criteria.md.
package reference

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"baken.example/baken/internal/schema"
	"baken.example/baken/internal/strictyaml"
)

// File is the path of keys.yaml from the repository's root.
const File = "internal/schema/reference/keys.yaml"

//go:embed keys.yaml
var notes []byte

// Section is the part of the reference on a kind of files.
type Section struct {
	Kind         schema.Kind
	Title, About string
	Keys         []Key
}

// Key is a key with what keys.yaml says of it.
type Key struct {
	schema.Key
	// Default is the value that is the same as none, as YAML, or "".
	Default string
	// Without says what holds without the key, or is "".
	Without string
	// Examples are lines of a file with the key. A key within another has none: it stands in the
	// examples of the outer one.
	Examples []string
	// In is the file of the site in testdata/site.txtar that gets the examples, if it isn't the
	// usual one: a key may have a meaning on some pages only.
	In string
	// Alike reports whether an entry for all keys within a key is the only one: examples needn't
	// show them all.
	Alike bool
	// Line is the number of the entry's line in keys.yaml, or 0 if it has none.
	Line int
}

// inner reports whether the key stands within another.
func (k Key) inner() bool { return strings.Contains(k.Path, ".") }

// within reports whether the key stands within a key or the items of its list.
func (k Key) within(outer Key) bool {
	rest, ok := strings.CutPrefix(k.Path, outer.Path)
	return ok && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "[]."))
}

// section and entry are the forms of keys.yaml.
type section struct {
	Title strictyaml.Text         `yaml:"title,required"`
	About strictyaml.Text         `yaml:"about,required"`
	Keys  strictyaml.Pairs[entry] `yaml:"keys,required"`
}

type entry struct {
	Form    strictyaml.Text          `yaml:"form"`
	Default strictyaml.Value[scalar] `yaml:"default"`
	Without *strictyaml.Text         `yaml:"without"`
	Example strictyaml.Text          `yaml:"example"`
	Or      strictyaml.Text          `yaml:"or"`
	In      strictyaml.Text          `yaml:"in"`
}

// scalar is a single value of any type, as it is written.
type scalar string

// UnmarshalText accepts any text.
func (s *scalar) UnmarshalText(text []byte) error {
	*s = scalar(text)
	return nil
}

// Sections returns the sections of the reference, in the order of keys.yaml, and the problems that
// keep it from being whole.
func Sections() ([]Section, []string) { return sections(schema.Kinds(), notes) }

func sections(kinds []schema.Kind, notes []byte) (out []Section, problems []string) {
	node, findings := strictyaml.Parse(File, notes, 1)
	var written strictyaml.Pairs[section]
	if node != nil {
		findings.Join(strictyaml.Decode(File, node, &written))
	}
	for _, f := range findings.All() {
		problems = append(problems, f.String())
	}
	if problems != nil {
		return nil, problems
	}
	for _, w := range written {
		i := slices.IndexFunc(kinds, func(k schema.Kind) bool { return k.Name == w.Key.V })
		if i < 0 {
			problems = append(problems, fmt.Sprintf("%s:%d: there is no kind of files %q", File, w.Key.Line, w.Key.V))
			continue
		}
		s, list := join(kinds[i], w.Value)
		out, problems = append(out, s), append(problems, list...)
	}
	for _, k := range kinds {
		if k.Name != "criteria" && !slices.ContainsFunc(out, func(s Section) bool { return s.Kind.Name == k.Name }) {
			problems = append(problems, fmt.Sprintf("%s: add a section %s: with title, about and keys", File, k.Name))
		}
	}
	return out, problems
}

// join puts the entries of a section to the keys of its kind.
func join(kind schema.Kind, written section) (s Section, problems []string) {
	s = Section{Kind: kind, Title: written.Title.V, About: written.About.V}
	of, err := kind.Keys()
	if err != nil {
		return s, []string{err.Error()}
	}
	used := map[string]bool{}
	for _, k := range of {
		key := Key{Key: k}
		// Its own entry goes before one for all.
		for _, path := range []string{parent(k.Path) + "*", k.Path} {
			for _, e := range written.Keys {
				if e.Key.V == path {
					used[path] = true
					key.fill(e)
				}
			}
		}
		if !key.inner() && key.Examples == nil || !key.optionalIsExplained() {
			problems = append(problems, missing(kind, key))
		}
		s.Keys = append(s.Keys, key)
	}
	for _, e := range written.Keys {
		if !used[e.Key.V] {
			problems = append(problems, fmt.Sprintf("%s:%d: %s has no key %s: take the entry out", File, e.Key.Line, kind.Name, e.Key.V))
		}
	}
	return s, problems
}

// parent returns the part of a path before its last key.
func parent(path string) string { return path[:strings.LastIndex(path, ".")+1] }

func (k *Key) fill(e strictyaml.Pair[entry]) {
	k.Alike = strings.HasSuffix(e.Key.V, "*")
	k.Line, k.Default, k.In = e.Key.Line, string(e.Value.Default.V), e.Value.In.V
	if e.Value.Form.IsSet() {
		k.Form = e.Value.Form.V
	}
	if e.Value.Without != nil {
		k.Without = e.Value.Without.V
	}
	for _, example := range []string{e.Value.Example.V, e.Value.Or.V} {
		if example != "" {
			k.Examples = append(k.Examples, example)
		}
	}
}

// optionalIsExplained reports whether it is said what holds without the key, where it isn't
// required. A description may say so itself.
func (k *Key) optionalIsExplained() bool {
	return k.Required || k.Path == schema.AnyName || k.Default != "" || k.Without != "" || k.saysWithout()
}

// saysWithout reports whether the description says what holds without the key.
func (k *Key) saysWithout() bool {
	return strings.Contains(k.Description, "Without ") || strings.Contains(k.Description, "without it")
}

// missing says how to write the entry of a key.
func missing(kind schema.Kind, k Key) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: the key %s of %s has no whole entry. Under %s: keys: write", File, k.Path, kind.Name, kind.Name)
	if k.Line > 0 {
		fmt.Fprintf(&b, ", at line %d", k.Line)
	}
	fmt.Fprintf(&b, "\n\n    %s:\n", k.Path)
	if !k.optionalIsExplained() {
		b.WriteString("      without: A sentence on what holds without the key. Or its default: a value that makes no difference.\n")
	}
	if !k.inner() && k.Examples == nil {
		fmt.Fprintf(&b, "      example: |\n        %s: …\n", k.Path)
	}
	b.WriteString("\nand then run go test ./internal/schema/... -update.")
	return b.String()
}
