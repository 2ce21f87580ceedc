package schema_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/google/jsonschema-go/jsonschema"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/schema"
)

// files holds the file that the cases change, by the name of its schema.
var files = map[string]string{
	"page": "content/page.en.md", "site": content.ConfigFile, "glossary": content.GlossaryFile, "values": content.ValuesFile, "criteria": "content/criteria/test.yaml",
}

// kindOf returns the name of the schema of a file below content/, or "".
func kindOf(file string) string {
	switch {
	case file == content.ConfigFile:
		return "site"
	case file == content.GlossaryFile:
		return "glossary"
	case file == content.ValuesFile:
		return "values"
	case path.Ext(file) == ".md":
		return "page"
	case strings.HasPrefix(file, "content/criteria/") && path.Ext(file) == ".yaml":
		return "criteria"
	}
	return ""
}

// verdicts holds the published schemas, resolved, by name.
type verdicts map[string]*jsonschema.Resolved

func resolved(t *testing.T) verdicts {
	t.Helper()
	v := verdicts{}
	for _, k := range schema.Kinds() {
		var s jsonschema.Schema
		if err := json.Unmarshal(text(t, k), &s); err != nil {
			t.Fatal(err)
		}
		r, err := s.Resolve(nil)
		if err != nil {
			t.Fatal(err)
		}
		v[k.Name] = r
	}
	return v
}

// validate validates a file, or the front matter of a page, against its schema.
func (v verdicts) validate(kind, src string) error {
	if kind == "page" {
		_, src, _ = strings.Cut(src, "---\n")
		src, _, _ = strings.Cut(src, "---\n")
	}
	var value any
	if err := yaml.Unmarshal([]byte(src), &value); err != nil {
		return err
	}
	// A schema validates the types of JSON.
	b, err := json.Marshal(value)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, &value); err != nil {
		return err
	}
	return v[kind].Validate(value)
}

// errorsIn returns the errors that the reader finds in a file of a site, or in all files.
func errorsIn(t *testing.T, site fs.FS, file string) []string {
	t.Helper()
	day := content.Date{Time: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
	p, err := pipeline.Load(t.Context(), site, baken.Defaults, pipeline.Options{Date: day, Drafts: true})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range p.Findings.All() {
		if (file == "" || f.File == file) && f.Severity == diag.Error {
			out = append(out, string(f.Code)+": "+f.Message)
		}
	}
	return out
}

func TestSchemaAndReaderAgree(t *testing.T) {
	v := resolved(t)
	n := 0
	for kind, list := range cases {
		for _, c := range list {
			n++
			t.Run(kind+"/"+c.old+"/"+c.new, func(t *testing.T) {
				site := maps.Clone(validSite)
				src := strings.Replace(site[files[kind]], c.old, c.new, 1)
				if src == site[files[kind]] && c.old != c.new {
					t.Fatalf("no %q in the file", c.old)
				}
				site[files[kind]] = src
				fsys := fstest.MapFS{}
				for name, text := range site {
					fsys[name] = &fstest.MapFile{Data: []byte(text)}
				}
				read, valid := errorsIn(t, fsys, files[kind]), v.validate(kind, src)
				if (c.expected == good) != (len(read) == 0) {
					t.Errorf("the reader says %q", read)
				}
				if (c.expected == bad) != (valid != nil) {
					t.Errorf("the schema says %v, the reader %q", valid, read)
				}
			})
		}
	}
	if n < 40 {
		t.Errorf("only %d cases", n)
	}
}

// TestOwnContent checks that the repository's own files are valid for the reader and the schemas.
func TestOwnContent(t *testing.T) {
	v := resolved(t)
	site := os.DirFS(root)
	n := map[string]int{}
	err := fs.WalkDir(site, "content", func(name string, _ fs.DirEntry, err error) error {
		kind := kindOf(name)
		if err != nil || kind == "" {
			return err
		}
		n[kind]++
		src, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		if err := v.validate(kind, string(src)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil || len(n) != len(schema.Kinds()) {
		t.Error(err, n)
	}
	if found := errorsIn(t, site, ""); found != nil {
		t.Error(found)
	}
}

// TestExamplesOfCriteria checks the same for the set in the documentation.
func TestExamplesOfCriteria(t *testing.T) {
	v := resolved(t)
	sets, err := filepath.Glob(filepath.Join(root, "internal", "criteria", "definition", "testdata", "*.yaml"))
	if err != nil || len(sets) == 0 {
		t.Fatal(err, "no sets")
	}
	for _, name := range sets {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := v.validate("criteria", string(src)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		site := fstest.MapFS{definition.Dir + "/" + filepath.Base(name): {Data: src}}
		_, list, err := definition.Load(t.Context(), site, []string{"nl", "en"})
		if err != nil || list.HasErrors() {
			t.Error(name, list, err)
		}
	}
}
