package source

import (
	"path"
	"strings"
)

// Beside returns the path that a relative one leads to from the directory of a file: the same as
// [path.Join] of the two, which takes several times as long. The path of the file must be clean.
func Beside(file, relative string) string {
	dir, rest := file[:max(strings.LastIndexByte(file, '/'), 0)], relative
	for dir != "" && strings.HasPrefix(rest, "../") {
		dir, rest = dir[:max(strings.LastIndexByte(dir, '/'), 0)], rest[len("../"):]
	}
	if dir == "" || rest == "" || rest[0] == '.' || rest[0] == '/' || rest[len(rest)-1] == '/' ||
		strings.Contains(rest, "/.") || strings.Contains(rest, "//") {
		return path.Join(path.Dir(file), relative)
	}
	return dir + "/" + rest
}
