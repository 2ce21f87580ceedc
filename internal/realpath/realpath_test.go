package realpath

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree makes a directory with two more in it, and links to them.
func tree(t *testing.T) string {
	t.Helper()
	base, err := filepath.EvalSymlinks(t.TempDir())
	if err == nil {
		err = os.MkdirAll(filepath.Join(base, "a", "b"), 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{
		"link": "a", "a/up": "..", "absolute": filepath.Join(base, "a", "b"), "dangling": "a/absent/file",
		"twice": "link/up/link", "circle": "circle",
	} {
		if err := os.Symlink(filepath.FromSlash(to), filepath.Join(base, filepath.FromSlash(name))); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	return base
}

func TestResolve(t *testing.T) {
	base := tree(t)
	for name, want := range map[string]string{
		"a": "a", "absent/x": "absent/x", "link/b": "a/b", "absolute/x": "a/b/x", "dangling": "a/absent/file",
		"twice/b": "a/b", "a/up/a/./b": "a/b",
	} {
		// Not filepath.Join, which would remove the dots.
		got, err := Resolve(base + string(filepath.Separator) + filepath.FromSlash(name))
		if err != nil || got != filepath.Join(base, filepath.FromSlash(want)) {
			t.Errorf("%s leads to %s, %v; want %s", name, got, err, want)
		}
	}
	if got, err := Resolve(filepath.Join(base, "circle", "x")); err == nil || !strings.Contains(err.Error(), "too many symbolic links") {
		t.Error(got, err)
	}
	t.Chdir(base)
	if got, err := Resolve("link"); err != nil || got != filepath.Join(base, "a") {
		t.Error(got, err)
	}
}

func TestFollow(t *testing.T) {
	base := tree(t)
	var links []string
	note := func(link string) error {
		rel, err := filepath.Rel(base, link)
		links = append(links, filepath.ToSlash(rel))
		return err
	}
	if _, err := Follow(filepath.Join(base, "twice", "b"), note); err != nil {
		t.Error(err)
	}
	if want := []string{"twice", "link", "a/up", "link"}; !slices.Equal(links, want) {
		t.Errorf("links %v, want %v", links, want)
	}
	refused := errors.New("no")
	if _, err := Follow(filepath.Join(base, "link"), func(string) error { return refused }); err != refused {
		t.Error(err)
	}
}

func TestWithin(t *testing.T) {
	base := tree(t)
	join := func(name string) string { return filepath.Join(base, filepath.FromSlash(name)) }
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"a", "a", true}, {"a/b", "a", true}, {"a/absent/x", "a", true}, {"a", "a/b", false}, {"ab", "a", false},
		{"absent/x", "absent", true}, {"absent", "absent/x", false},
		// The name of the directory may be a link to it.
		{"a/b", "link", true},
	} {
		if got := Within(join(tt.a), join(tt.b)); got != tt.want {
			t.Errorf("%s is within %s: %t", tt.a, tt.b, got)
		}
	}
}
