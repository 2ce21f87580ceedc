package git

import (
	"context"
	"path"
	"strings"
)

// Tracked returns the files in the index, as paths relative to the directory, that are in it or
// below it and have the given name, and those below the directory that below names.
func (r *Repository) Tracked(ctx context.Context, name, below string) (named, inside []string, err error) {
	files, err := r.index(ctx, ":(glob)**/"+name, ":(literal)"+below+"/")
	for _, file := range files {
		if path.Base(file) == name {
			named = append(named, file)
		}
		if file == below || strings.HasPrefix(file, below+"/") { // It may be a submodule.
			inside = append(inside, file)
		}
	}
	return named, inside, err
}

// index returns the files in the index that match a pathspec.
func (r *Repository) index(ctx context.Context, pathspecs ...string) ([]string, error) {
	out, err := r.run(ctx, append([]string{"ls-files", "-z", "--"}, pathspecs...)...)
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
