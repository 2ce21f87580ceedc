//go:build !linux

package measure

// FileSystem returns "unknown".
func FileSystem(string) string { return "unknown" }

// Memory returns a directory on tmpfs, if there is one: only Linux is known to have it.
func Memory() (dir string, ok bool) { return "", false }
