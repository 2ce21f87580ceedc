package feedback_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestImports checks the dependencies of the stores: a function on PostgreSQL contains neither
// SQLite nor packages of the site.
func TestImports(t *testing.T) {
	const module, island = "baken.example/baken/", "baken.example/baken/internal/feedback"
	// Neither knows of sites.
	shared := []string{module + "internal/lazyregexp", module + "internal/secureheader"}
	for _, tt := range []struct {
		importer string
		without  []string
	}{
		{island, []string{"modernc.org/", "github.com/jackc/", "database/sql"}},
		{island + "/postgres", []string{"modernc.org/", island + "/sqlite"}},
		{island + "/sqlite", []string{"github.com/jackc/", island + "/postgres"}},
	} {
		out, err := exec.Command("go", "list", "-deps", tt.importer).Output()
		if err != nil {
			t.Fatal(err)
		}
		for dep := range strings.FieldsSeq(string(out)) {
			if strings.HasPrefix(dep, module) && !strings.HasPrefix(dep, island) && !slices.Contains(shared, dep) ||
				slices.ContainsFunc(tt.without, func(prefix string) bool { return strings.HasPrefix(dep, prefix) }) {
				t.Errorf("%s imports %s", tt.importer, dep)
			}
		}
	}
}
