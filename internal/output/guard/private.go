package guard

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"baken.example/baken/internal/realpath"
)

// Private makes a directory of the user and returns an error if somebody else could write to it: if
// it is inside the repository of the site whose directory is home, or inside the output dir, or
// open to other users. Either may be "", for none.
func Private(name, home, dir string) error {
	for _, at := range []*string{&home, &dir} {
		if *at == "" {
			continue
		}
		resolved, err := realpath.Resolve(*at)
		if err != nil {
			return fmt.Errorf("find %s: %w", *at, err)
		}
		*at = resolved
	}
	resolved, err := realpath.Resolve(name)
	if err != nil {
		return err
	}
	if home != "" {
		if root := Repository(home); realpath.Within(resolved, root) {
			return fmt.Errorf("%s is inside %s, which the site is part of", name, root)
		}
	}
	if dir != "" && realpath.Within(resolved, dir) {
		return fmt.Errorf("%s is inside the output", name)
	}
	if err := os.MkdirAll(resolved, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(resolved)
	if err != nil {
		return err
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o022 != 0 {
		return fmt.Errorf("other users may write to %s", name)
	}
	return nil
}

// Repository returns the directory that holds the repository of dir, or dir if it is in none.
func Repository(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			return dir
		}
	}
}
