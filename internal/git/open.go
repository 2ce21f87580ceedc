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

// Open finds the repository of a directory. The error is [ErrNone] if there is none, and
// [exec.ErrNotFound] if git isn't installed.
//
// The repository is that of the nearest directory, from dir upwards, with a ".git" that git accepts
// as a repository of this user. Git itself would also accept a directory with HEAD, objects and
// refs as a bare repository, and any contributor could add one to a site, with settings of their
// choice.
func Open(ctx context.Context, dir string) (*Repository, error) {
	if repositoryInEnv() {
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

// openAt opens the repository whose work tree has the root top. Git doesn't search the directories
// above it, and checks that the user owns its files.
func openAt(ctx context.Context, top string) (*Repository, error) {
	r := &Repository{dir: top}
	cmd := r.command(ctx, "rev-parse", "--absolute-git-dir")
	cmd.Env = append(cmd.Env, "GIT_CEILING_DIRECTORIES="+filepath.Dir(top))
	own, err := output(ctx, cmd, "rev-parse")
	if err != nil {
		return nil, err
	}
	r.gitDir, r.workTree = strings.TrimSuffix(string(own), "\n"), top
	return r, r.locate(ctx)
}

// locate sets gitDir and commonDir.
func (r *Repository) locate(ctx context.Context) error {
	for _, place := range []struct {
		option string
		dir    *string
	}{{"--absolute-git-dir", &r.gitDir}, {"--git-common-dir", &r.commonDir}} {
		found, err := r.run(ctx, "rev-parse", place.option)
		if err != nil {
			return err
		}
		*place.dir = strings.TrimSuffix(string(found), "\n")
	}
	if !filepath.IsAbs(r.commonDir) { // It is relative to the directory.
		r.commonDir = filepath.Join(r.dir, r.commonDir)
	}
	return nil
}

// ceilings returns the directories above which no repository is searched for (git(1),
// GIT_CEILING_DIRECTORIES).
func ceilings() []string {
	var found []string
	resolve := true
	for _, dir := range filepath.SplitList(os.Getenv("GIT_CEILING_DIRECTORIES")) {
		if dir == "" {
			resolve = false // Later entries aren't resolved.
			continue
		}
		if real, err := filepath.EvalSymlinks(dir); err == nil && resolve {
			dir = real
		}
		found = append(found, filepath.Clean(dir))
	}
	return found
}
