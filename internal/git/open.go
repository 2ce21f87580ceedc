package git

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Open finds the repository of a directory: the error is [ErrNone] where there is none, and [exec.ErrNotFound] where
// there is no git program.
//
// It is the one of the nearest directory, this one or above it, that has a ".git" which git takes for a repository of
// this user's. Git itself would also take a directory for a bare repository if it has HEAD, objects and refs, which
// any contributor can add to a site, with settings of their choice.
func Open(ctx context.Context, dir string) (*Repository, error) {
	if named() {
		r := &Repository{dir: dir}
		return r, r.locate(ctx)
	}
	at, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if at, err = filepath.EvalSymlinks(at); err != nil {
		return nil, fmt.Errorf("find the repository of the site: %w", err)
	}
	for ceilings := ceilings(); ; at = filepath.Dir(at) {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			r, err := openAt(ctx, at)
			if !errors.Is(err, ErrNone) {
				if err == nil {
					r.dir = dir
				}
				return r, err
			}
		}
		if above := filepath.Dir(at); above == at || slices.Contains(ceilings, above) {
			return nil, &Failure{"rev-parse", ErrNone.Error(), ErrNone}
		}
	}
}

// openAt opens the repository that a directory is the top of. Git looks there and no further up, and checks that its
// files are this user's.
func openAt(ctx context.Context, top string) (*Repository, error) {
	r := &Repository{dir: top}
	cmd := r.command(ctx, "rev-parse", "--absolute-git-dir")
	cmd.Env = append(cmd.Env, "GIT_CEILING_DIRECTORIES="+filepath.Dir(top))
	own, err := output(ctx, cmd, "rev-parse")
	if err != nil {
		return nil, err
	}
	r.own, r.top = strings.TrimSuffix(string(own), "\n"), top
	return r, r.locate(ctx)
}

// locate finds the directories of the repository's own files.
func (r *Repository) locate(ctx context.Context) error {
	for _, place := range []struct {
		option string
		dir    *string
	}{{"--absolute-git-dir", &r.own}, {"--git-common-dir", &r.common}} {
		found, err := r.run(ctx, "rev-parse", place.option)
		if err != nil {
			return err
		}
		*place.dir = strings.TrimSuffix(string(found), "\n")
	}
	if !filepath.IsAbs(r.common) { // It is from the directory.
		r.common = filepath.Join(r.dir, r.common)
	}
	return nil
}

// ceilings are the directories into which nobody goes up to look for a repository (git(1), GIT_CEILING_DIRECTORIES).
func ceilings() []string {
	var found []string
	resolve := true
	for _, dir := range filepath.SplitList(os.Getenv("GIT_CEILING_DIRECTORIES")) {
		if dir == "" {
			resolve = false // Those that follow have no symbolic links in them.
			continue
		}
		if real, err := filepath.EvalSymlinks(dir); err == nil && resolve {
			dir = real
		}
		found = append(found, filepath.Clean(dir))
	}
	return found
}
