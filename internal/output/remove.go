package output

import (
	"context"
	"os"
	"path/filepath"
)

// removeTree removes the file or directory, if it exists. Directories are emptied by all workers: on ext4 two
// of them need about half the time of one.
func removeTree(name string, workers int) error {
	const parts = 256
	trees := []string{name}
	for level := trees; len(level) > 0 && len(trees) < parts; {
		level = subdirectories(level)
		if len(level) > 0 {
			trees = level
		}
	}
	err := parallel(context.Background(), workers, len(trees), func() func(int) error {
		return func(i int) error { return os.RemoveAll(trees[i]) }
	})
	if err != nil {
		return err
	}
	return os.RemoveAll(name)
}

// subdirectories returns the directories in the given directories. What can't be read has none: removing it will tell.
func subdirectories(dirs []string) (subs []string) {
	for _, dir := range dirs {
		if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
			continue
		}
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			if e.IsDir() {
				subs = append(subs, filepath.Join(dir, e.Name()))
			}
		}
	}
	return subs
}
