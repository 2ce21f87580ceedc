// Package guard says which directories a build may write to without harm: those that may be an
// output, and those that may hold what only the user may write.
package guard

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"baken.example/baken/internal/realpath"
)

// Check returns an error for an output directory in which a build could do harm: one that equals or
// contains home, the directory of the site; that equals, contains or lies in one of the sources;
// that is reached through a symbolic link inside home; or that holds a repository or a site. Paths
// are compared by the identity of their files, so neither links nor spelling make a difference.
// Without home and sources, only the last is checked.
func Check(dir, home string, sources []string) error {
	var site string
	if home != "" {
		var err error
		if site, err = realpath.Resolve(home); err != nil {
			return fmt.Errorf("find the site: %w", err)
		}
	}
	out, err := realpath.Follow(dir, func(link string) error {
		if site != "" && link != site && realpath.Within(link, site) {
			return fmt.Errorf("output directory %q is reached through %s, a symbolic link inside the site: "+
				"remove the link, or choose another directory", dir, link)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if site != "" && realpath.Within(site, out) {
		return fmt.Errorf("output directory %q is or contains the site, %s: choose a directory in it, such as public, or elsewhere", dir, site)
	}
	for _, name := range sources {
		source, err := realpath.Resolve(name)
		if err != nil {
			return fmt.Errorf("find %s: %w", name, err)
		}
		switch {
		case realpath.Within(out, source):
			return fmt.Errorf("output directory %q is inside %s, which the site is made from: choose a directory outside of it", dir, name)
		case realpath.Within(source, out):
			return fmt.Errorf("output directory %q contains %s, which the site is made from: choose another directory", dir, name)
		}
	}
	for at := out; ; at = filepath.Dir(at) {
		if strings.EqualFold(filepath.Base(at), ".git") {
			return fmt.Errorf("output directory %q is inside a git repository's own directory: choose another", dir)
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	for _, name := range []string{".git", "go.mod", "content/site.yaml"} {
		if _, err := os.Lstat(filepath.Join(out, filepath.FromSlash(name))); err == nil {
			return fmt.Errorf("output directory %q holds %s, so it is no output: choose a new directory", dir, name)
		}
	}
	return nil
}
