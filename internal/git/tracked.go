package git

import (
	"context"
	"strings"
)

// Tracked returns the files of the given name in the index, in the directory or below it, as paths
// relative to it.
func (r *Repository) Tracked(ctx context.Context, name string) ([]string, error) {
	out, err := r.run(ctx, "ls-files", "-z", "--", ":(glob)**/"+name)
	if err != nil {
		return nil, err
	}
	return strings.FieldsFunc(string(out), func(c rune) bool { return c == 0 }), nil
}
