package langdetect

import (
	"embed"
	"errors"
	"io/fs"
	"strings"

	"baken.example/baken/internal/strictyaml"
)

//go:embed languages/*.yaml
var files embed.FS

// wordsOf returns the words of the language with a tag, or nil if it isn't supported.
func wordsOf(code string) ([]string, error) {
	name := "languages/" + base(code) + ".yaml"
	// Each item of the list holds several words.
	var file struct {
		Words []string `yaml:"words,required"`
	}
	err := strictyaml.DecodeFile(files, name, &file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return strings.Fields(strings.Join(file.Words, " ")), nil
}

// base returns the primary language subtag of a BCP 47 tag, in lower case.
func base(code string) string {
	b, _, _ := strings.Cut(strings.ToLower(code), "-")
	return b
}
