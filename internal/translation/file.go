package translation

import (
	"path"
	"strings"
)

// InNoLanguage takes the language out of the name of a file that there is one of for each: form.en.pdf, form-en.pdf.
func InNoLanguage(file, lang string) string {
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
