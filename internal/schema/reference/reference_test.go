package reference

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken.example/baken/internal/schema"
)

var update = flag.Bool("update", false, "write docs/site.md")

// TestReferenceIsCurrent checks that docs/site.md has every key as the types and keys.yaml have it.
func TestReferenceIsCurrent(t *testing.T) {
	all, problems := Sections()
	for _, p := range problems {
		t.Error(p)
	}
	if t.Failed() {
		return
	}
	file := filepath.FromSlash("../../../docs/site.md")
	want := Markdown(all)
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
		t.Errorf("docs/site.md isn't what the types and %s say: run go test ./internal/schema/... -update", File)
	}
}

// TestMissingEntries checks that each way in which keys.yaml and the types can differ is a problem
// that says where to write which line.
func TestMissingEntries(t *testing.T) {
	for _, c := range []struct {
		name, old, new string
		want           string // part of a problem
	}{
		{"a key without an entry", "    menu:\n      without: The title stands there.\n      example: |\n        menu: Task\n", "",
			"the key menu of page has no whole entry. Under page: keys: write\n\n    menu:\n      without: A sentence"},
		{"a key without an example", "      example: |\n        slug: your-task\n", "",
			"the key slug of page has no whole entry. Under page: keys: write, at line "},
		{"a key within another, which isn't required", "    translation.facts: {without: The facts were the same.}\n", "",
			"the key translation.facts of page has no whole entry. Under page: keys: write"},
		{"an optional key without its default", "      without: The title stands there.\n", "", "      without: A sentence"},
		{"an entry without a key", "    menu:\n      without: The title", "    menus: {without: Nothing.}\n    menu:\n      without: The title", "page has no key menus: take the entry out"},
		{"an entry with a wrong key", "      default: 0\n", "      defaults: 0\n", "defaults"},
		{"a section of no kind", "\npage:\n", "\npages:\n", `there is no kind of files "pages"`},
		{"no YAML", "\npage:\n", "\npage: [\n", "not YAML"},
	} {
		changed := strings.Replace(string(notes), c.old, c.new, 1)
		if changed == string(notes) {
			t.Fatalf("%s: keys.yaml has no %q", c.name, c.old)
		}
		_, problems := sections(schema.Kinds(), []byte(changed))
		if len(problems) == 0 || !strings.Contains(strings.Join(problems, "\n"), c.want) {
			t.Errorf("%s:\n%s\nwant %s", c.name, strings.Join(problems, "\n"), c.want)
		}
	}
}
