package git

import (
	"context"
	"strings"
)

// Tracked returns the files of the given name in the index, in the directory or below it, as paths
// relative to it.
func (r *Repository) Tracked(ctx context.Context, name string) ([]string, error) {
	return r.index(ctx, ":(glob)**/"+name)
}

// Below returns the files in the index that are in the directory of the given name or below it.
func (r *Repository) Below(ctx context.Context, dir string) ([]string, error) {
	return r.index(ctx, ":(literal)"+dir+"/")
}

// index returns the files in the index that match a pathspec.
func (r *Repository) index(ctx context.Context, pathspec string) ([]string, error) {
	out, err := r.run(ctx, "ls-files", "-z", "--", pathspec)
	if err != nil {
		return nil, err
	}
	return strings.FieldsFunc(string(out), func(c rune) bool { return c == 0 }), nil
}

// Tracks reports whether the index has the file or submodule of the given name, or files below it.
func (r *Repository) Tracks(ctx context.Context, name string) (bool, error) {
	found, err := r.index(ctx, ":(literal)"+name)
	return len(found) > 0, err
}
