package reference

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/google/jsonschema-go/jsonschema"
	"github.com/rogpeppe/go-internal/txtar"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/schema"
)

// of holds the file of the test's site that gets the examples of a kind, unless an entry says
// which.
var of = map[string]string{
	"site": content.ConfigFile, "page": "content/page.en.md", "glossary": content.GlossaryFile, "values": content.ValuesFile,
}

// keys is a mapping of YAML.
type keys = map[string]any

func parse(t *testing.T, text string) keys {
	t.Helper()
	var m keys
	if err := yaml.Unmarshal([]byte(text), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// fileOf returns the file of the test's site that gets the example of a key.
func (s Section) fileOf(k Key) string { return cmp.Or(k.In, of[s.Kind.Name]) }

// with returns the files of the test's site, with keys in one of them.
func with(t *testing.T, file string, added keys) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	site := fstest.MapFS{}
	for _, f := range archive.Files {
		site[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	text := ""
	if f := site[file]; f != nil {
		text = string(f.Data)
	}
	before, body := "", ""
	if path.Ext(file) == ".md" {
		before = "---\n"
		text, body, _ = strings.Cut(strings.TrimPrefix(text, before), "---\n")
		body = "---\n" + body
	}
	all := parse(t, text)
	if all == nil {
		all = keys{}
	}
	maps.Copy(all, added)
	out, err := yaml.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	site[file] = &fstest.MapFile{Data: []byte(before + string(out) + body)}
	return site
}

func load(t *testing.T, site fstest.MapFS) *pipeline.Result {
	t.Helper()
	day := content.Date{Time: time.Date(2026, 12, 14, 0, 0, 0, 0, time.UTC)}
	p, err := pipeline.Load(t.Context(), site, baken.Defaults, pipeline.Options{Date: day})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// holds reports whether a mapping has the key at a path.
func holds(m keys, at string) bool {
	name, rest, inner := strings.Cut(at, ".")
	value, ok := m[strings.TrimSuffix(name, "[]")]
	if !ok || !inner {
		return ok
	}
	items, isList := value.([]any)
	if !isList {
		items = []any{value}
	}
	return slices.ContainsFunc(items, func(item any) bool {
		m, ok := item.(keys)
		return ok && holds(m, rest)
	})
}

// TestExamples checks that the reader and the schema accept each example, and that the examples of
// a key show the key and all keys within it.
func TestExamples(t *testing.T) {
	all, _ := Sections()
	n := 0
	for _, s := range all {
		of, err := s.Kind.Schema()
		if err != nil {
			t.Fatal(err)
		}
		resolved, err := of.Resolve(&jsonschema.ResolveOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range s.outer() {
			var shown []keys
			for _, example := range k.Examples {
				n++
				at := fmt.Sprintf("%s:%d: the example of %s", File, k.Line, k.Path)
				m := parse(t, example)
				shown = append(shown, m)
				site := with(t, s.fileOf(k), m)
				for _, f := range load(t, site).Findings.All() {
					if f.Severity == diag.Error {
						t.Errorf("%s: the reader says %s", at, f.String())
					}
				}
				if err := resolved.Validate(whole(t, string(site[s.fileOf(k)].Data))); err != nil {
					t.Errorf("%s: the schema says %v", at, err)
				}
			}
			for _, inner := range s.Keys {
				if inner.Path == k.Path && k.Path != schema.AnyName || inner.within(k) && !inner.Alike {
					if !slices.ContainsFunc(shown, func(m keys) bool { return holds(m, inner.Path) }) {
						t.Errorf("%s:%d: no example of %s shows %s: add it to one, or write a second example under or:", File, k.Line, k.Path, inner.Path)
					}
				}
			}
		}
	}
	if n < 40 {
		t.Errorf("only %d examples", n)
	}
}

// whole returns the value of a file, or of a page's front matter, with the types of JSON, which a
// schema validates.
func whole(t *testing.T, text string) any {
	t.Helper()
	if header, isPage := strings.CutPrefix(text, "---\n"); isPage {
		text, _, _ = strings.Cut(header, "---\n")
	}
	b, err := json.Marshal(parse(t, text))
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(b, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// TestDefaults checks that a site publishes the same with a default written out as without the key,
// and something else with the example, so that the default is no value like another.
func TestDefaults(t *testing.T) {
	all, _ := Sections()
	n := 0
	for _, s := range all {
		for _, k := range s.Keys {
			if k.Default == "" {
				continue
			}
			n++
			at := fmt.Sprintf("%s:%d: the default of %s", File, k.Line, k.Path)
			outer := k
			if name, _, inner := strings.Cut(k.Path, "."); inner {
				outer = s.Keys[slices.IndexFunc(s.Keys, func(o Key) bool { return o.Path == strings.TrimSuffix(name, "[]") })]
			}
			var example keys
			for _, e := range outer.Examples {
				if m := parse(t, e); holds(m, k.Path) {
					example = m
				}
			}
			absent, written := clone(example), clone(example)
			set(absent, k.Path, nil)
			set(written, k.Path, parse(t, "value: "+k.Default)["value"])
			publish := func(m keys) string { return published(t, with(t, s.fileOf(outer), m)) }
			want := publish(absent)
			if got := publish(written); got == "" || got != want {
				t.Errorf("%s isn't what holds without the key: give its real default, or say under without: what holds", at)
			}
			if publish(example) == want {
				t.Errorf("%s: the example makes no difference: show another value", at)
			}
		}
	}
	if n < 6 {
		t.Errorf("only %d defaults", n)
	}
}

// clone returns a deep copy.
func clone(v keys) keys {
	out := keys{}
	for key, value := range v {
		switch value := value.(type) {
		case keys:
			out[key] = clone(value)
		case []any:
			var list []any
			for _, item := range value {
				if m, ok := item.(keys); ok {
					item = clone(m)
				}
				list = append(list, item)
			}
			out[key] = list
		default:
			out[key] = value
		}
	}
	return out
}

// set sets the key at a path, in each item of a list, or takes it out where the value is nil.
func set(m keys, at string, value any) {
	name, rest, inner := strings.Cut(at, ".")
	switch name = strings.TrimSuffix(name, "[]"); {
	case inner:
		items, isList := m[name].([]any)
		if !isList {
			items = []any{m[name]}
		}
		for _, item := range items {
			if m, ok := item.(keys); ok {
				set(m, rest, value)
			}
		}
	case value == nil:
		delete(m, name)
	default:
		m[name] = value
	}
}

// published returns the files of a site in one text, or "" if it has errors.
func published(t *testing.T, site fstest.MapFS) string {
	t.Helper()
	p := load(t, site)
	files, err := p.Published(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, a := range files {
		text, err := a.Append(nil)
		if err != nil {
			t.Fatal(a.Path, err)
		}
		fmt.Fprintf(&b, "-- %s --\n%s\n", a.Path, text)
	}
	return b.String()
}
