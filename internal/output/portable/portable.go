// Package portable has the paths under which every system can store a file.
package portable

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Check returns an error for a path that isn't of a file below a root, with single slashes, or that
// Windows can't store.
func Check(p string) error {
	if !fs.ValidPath(p) || p == "." {
		return errors.New(`not a relative path with single slashes and without "." and ".."`)
	}
	for name := range strings.SplitSeq(p, "/") {
		if !windowsName(name) {
			return windowsError(name)
		}
	}
	return nil
}

// windowsError is the error for a name that Windows can't store.
type windowsError string

func (e windowsError) Error() string {
	return fmt.Sprintf("Windows can't store the name %q", string(e))
}

// Fold returns a key that is equal for names that are the same file on macOS or Windows: names that
// differ only in case or in Unicode normalization. A name in lower-case ASCII is its own key.
func Fold(p string) string {
	for i := range len(p) {
		switch c := p[i]; {
		case c >= utf8.RuneSelf:
			// To upper case first, which maps both ſ and s to S, and both ς and σ to Σ.
			return norm.NFC.String(strings.ToLower(strings.ToUpper(norm.NFC.String(p))))
		case 'A' <= c && c <= 'Z':
			if isASCII(p[i:]) {
				return strings.ToLower(p)
			}
		}
	}
	return p
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// windowsName reports whether Windows can store a file of this name, by Microsoft's "Naming Files,
// Paths, and Namespaces": no control characters, none of <>:"/\|?*, no final dot or space, and no
// name of a device, whatever its extension.
func windowsName(name string) bool {
	if strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
		return false
	}
	for _, r := range name {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return false
		}
	}
	base, _, _ := strings.Cut(name, ".")
	base = strings.ToUpper(strings.TrimRight(base, " "))
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return false
	}
	number, ok := strings.CutPrefix(base, "COM")
	if !ok {
		number, ok = strings.CutPrefix(base, "LPT")
	}
	return !ok || utf8.RuneCountInString(number) != 1 || !strings.Contains("0123456789¹²³", number)
}
