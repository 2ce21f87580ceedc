package record

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"baken.example/baken/internal/output/location"
)

// Forget removes the records, in the directory records, of outputs that don't exist any
// more, and returns how many it removed and how many are left. What it doesn't know as a record is
// left alone.
func Forget(records string) (removed, left int, err error) {
	root, err := os.OpenRoot(records)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, 0, nil
	}
	if err != nil {
		return 0, 0, err
	}
	defer root.Close()
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return 0, 0, err
	}
	for _, e := range entries {
		if key, err := hex.DecodeString(e.Name()); err != nil || len(key) != 16 || !e.Type().IsRegular() {
			continue
		}
		left++
		text, err := root.ReadFile(e.Name())
		if err != nil {
			return removed, left, err
		}
		if out, ok := recordedOutput(text); !ok || !isGone(out) {
			continue
		}
		if err := root.Remove(e.Name()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return removed, left, err
		}
		removed++
		left--
	}
	return removed, left, nil
}

// recordedOutput returns the output that a record is about.
func recordedOutput(record []byte) (dir string, ok bool) {
	rest, ok := bytes.CutPrefix(record, []byte(heading+"\noutput "))
	quoted, _, cut := bytes.Cut(rest, []byte("\n"))
	dir, err := strconv.Unquote(string(quoted))
	return dir, ok && cut && err == nil && filepath.IsAbs(dir)
}

// isGone reports whether there is neither an output, nor anything beside it that a build works
// with.
func isGone(dir string) bool {
	l := location.Of(dir)
	for _, name := range []string{l.Dir, l.Next, l.Old, l.Lock} {
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return false
		}
	}
	return true
}
