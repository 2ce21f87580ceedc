package schema_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"baken.example/baken/internal/schema"
)

var update = flag.Bool("update", false, "write the schemas in schemas/")

// root is the repository's root.
var root = filepath.FromSlash("../..")

func text(t *testing.T, k schema.Kind) []byte {
	t.Helper()
	b, err := k.Text()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestSchemasAreCurrent checks that the checked-in files, which editors use, match the types.
func TestSchemasAreCurrent(t *testing.T) {
	for _, k := range schema.Kinds() {
		file := filepath.Join(root, "schemas", k.Name+".schema.json")
		want := text(t, k)
		if *update {
			if err := os.WriteFile(file, want, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(bytes.ReplaceAll(got, []byte("\r\n"), []byte("\n")), want) {
			t.Errorf("%s isn't what the types say: run go test ./internal/schema -update", file)
		}
	}
}

// TestEditorSettings checks that VS Code's settings name each schema except that of front matter.
func TestEditorSettings(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(root, ".vscode", "settings.json"))
	if err != nil {
		t.Fatal(err)
	}
	var settings struct {
		Schemas map[string][]string `json:"yaml.schemas"`
	}
	if err := json.Unmarshal(b, &settings); err != nil {
		t.Fatal(err)
	}
	for _, k := range schema.Kinds() {
		globs := settings.Schemas["./schemas/"+k.Name+".schema.json"]
		if k.Name == "page" {
			if globs != nil {
				t.Error("the extension for YAML doesn't read Markdown")
			}
			continue
		}
		n := 0
		for _, g := range globs {
			files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(g)))
			if err != nil {
				t.Fatal(err)
			}
			n += len(files)
		}
		if n == 0 {
			t.Errorf("no file has the schema of %s", k.Name)
		}
	}
	if n := len(settings.Schemas); n != len(schema.Kinds())-1 {
		t.Errorf("%d schemas", n)
	}
}

// TestEveryKeyIsExplained checks that each property has a description and none may be null.
func TestEveryKeyIsExplained(t *testing.T) {
	n := 0
	var walk func(path string, s *jsonschema.Schema)
	walk = func(path string, s *jsonschema.Schema) {
		if s == nil {
			return
		}
		if len(s.Types) > 0 {
			t.Errorf("%s may be any of %v", path, s.Types)
		}
		for name, p := range s.Properties {
			n++
			if !strings.HasSuffix(p.Description, ".") {
				t.Errorf("%s.%s isn't explained in a sentence: %q", path, name, p.Description)
			}
			walk(path+"."+name, p)
		}
		walk(path+"[]", s.Items)
		walk(path+".*", s.AdditionalProperties)
		for _, of := range s.AnyOf {
			if of.Type != "" {
				walk(path+"|", of)
			}
		}
	}
	for _, k := range schema.Kinds() {
		s, err := k.Schema()
		if err != nil {
			t.Fatal(err)
		}
		walk(k.Name, s)
	}
	if n < 100 {
		t.Errorf("only %d keys", n)
	}
}
