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
	if err := r.locate(ctx, "GIT_CEILING_DIRECTORIES="+filepath.Dir(top)); err != nil {
		return nil, err
	}
	r.workTree = top
	return r, nil
}

// locate sets gitDir and commonDir, by git with further variables in its environment.
func (r *Repository) locate(ctx context.Context, env ...string) error {
	ask := func(options ...string) (string, error) {
		cmd := r.command(ctx, append([]string{"rev-parse"}, options...)...)
		cmd.Env = append(cmd.Env, env...)
		out, err := output(ctx, cmd, "rev-parse")
		return strings.TrimSuffix(string(out), "\n"), err
	}
	const own, common = "--absolute-git-dir", "--git-common-dir"
	both, err := ask(own, common)
	if err != nil {
		return err
	}
	if strings.Count(both, "\n") == 1 {
		r.gitDir, r.commonDir, _ = strings.Cut(both, "\n")
	} else { // The name of a directory has line ends.
		if r.gitDir, err = ask(own); err == nil {
			r.commonDir, err = ask(common)
		}
		if err != nil {
			return err
		}
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
