package definition_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/license"
)

// TestLicense holds that a set has the license that its file states, and that anything else is a
// finding with a suggestion.
func TestLicense(t *testing.T) {
	file := func(line string) map[string]string {
		return map[string]string{"complete.yaml": line + complete}
	}
	sets, list := load(t, file("license: cc-by-4.0\n"))
	if len(sets) != 1 || list.HasErrors() {
		t.Fatalf("%d sets, %v", len(sets), list.All())
	}
	if want := (license.License{ID: "CC-BY-4.0", URL: "https://spdx.org/licenses/CC-BY-4.0.html"}); sets[0].License != want {
		t.Errorf("the license is %+v", sets[0].License)
	}
	if sets, _ = load(t, file("")); len(sets) != 1 || sets[0].License.IsSet() {
		t.Error("there is a license where none is stated")
	}
	_, list = load(t, file("license: CC BY 4.0\n"))
	want := []string{`complete.yaml:1:10: license: "CC BY 4.0" isn't an SPDX identifier; did you mean "CC-BY-4.0"? [yaml-value] | ` +
		"write an SPDX identifier, such as CC0-1.0 or CC-BY-4.0 (https://spdx.org/licenses/), or the https: address of a license"}
	if diff := cmp.Diff(want, said(list)); diff != "" {
		t.Error(diff)
	}
}
