package translation

import (
	"path"
	"strings"
)

// WithoutLanguage returns a file's path without the language at the end of its name, such as that
// of form.en.pdf or form-en.pdf, so that the versions of a file in several languages compare
// equal.
func WithoutLanguage(file, lang string) string {
	dir, name := path.Split(file)
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for _, sign := range []string{".", "-", "_"} {
		if s, found := strings.CutSuffix(stem, sign+lang); found && s != "" {
			return dir + s + ext
		}
	}
	return file
}
