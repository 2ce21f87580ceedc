package langdetect

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"baken.example/baken/internal/strictyaml"
)

//go:embed languages/*.yaml
var files embed.FS

// wordsOf returns the words of a language, of which code is the tag; nil where nothing is known of it.
func wordsOf(code string) ([]string, error) {
	name := "languages/" + base(code) + ".yaml"
	src, err := files.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	// Each line of the list holds many words.
	var known struct {
		Words []string `yaml:"words,required"`
	}
	node, findings := strictyaml.Parse(name, src, 1)
	if node != nil {
		findings.Join(strictyaml.Decode(name, node, &known))
	}
	if findings.Len() > 0 {
		return nil, fmt.Errorf("read %v", findings.All()[0])
	}
	return strings.Fields(strings.Join(known.Words, " ")), nil
}

// base returns the language of a tag, without its region or script.
func base(code string) string {
	b, _, _ := strings.Cut(strings.ToLower(code), "-")
	return b
}
