package source

import "strings"

// Within reports whether name is dir or lies below it. Both are slash-separated paths as [io/fs]
// has them, other than the root ".".
func Within(name, dir string) bool {
	rest, found := strings.CutPrefix(name, dir)
	return found && (rest == "" || rest[0] == '/')
}
