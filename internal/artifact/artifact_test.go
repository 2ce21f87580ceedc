package artifact

import "testing"

func TestDiff(t *testing.T) {
	of := func(versions ...int) []Artifact {
		out := []Artifact{{Path: "a"}, {Path: "b"}, {Path: "c"}}[:len(versions)]
		for i, v := range versions {
			out[i].Version = v
		}
		return out
	}
	for _, test := range []struct {
		name          string
		before, after []Artifact
		changed       string
		ok            bool
	}{
		{"nothing", nil, nil, "", true},
		{"the same", of(1, 2, 3), of(1, 2, 3), "", true},
		{"one", of(1, 2, 3), of(1, 4, 3), "b", true},
		{"an earlier version again", of(1, 4), of(1, 2), "b", true},
		{"no versions", of(0, 1), of(0, 1), "a", true},
		{"one more", of(1, 2), of(1, 2, 3), "", false},
		{"another path", of(1), []Artifact{{Path: "b", Version: 1}}, "", false},
	} {
		changed, ok := Diff(test.before, test.after)
		paths := ""
		for _, a := range changed {
			paths += a.Path
		}
		if paths != test.changed || ok != test.ok {
			t.Errorf("%s: %q, %v", test.name, paths, ok)
		}
	}
}
