package source

import "testing"

func TestWithin(t *testing.T) {
	for _, test := range []struct {
		name, dir string
		want      bool
	}{
		{"a/b", "a/b", true},
		{"a/b/c", "a/b", true},
		{"a/b", "a/b/c", false},
		{"a/bc", "a/b", false},
		{"b/a", "a", false},
	} {
		if got := Within(test.name, test.dir); got != test.want {
			t.Errorf("Within(%q, %q) = %t, want %t", test.name, test.dir, got, test.want)
		}
	}
}
