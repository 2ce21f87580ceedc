package excerpt

import (
	"bytes"
	"regexp"

	"baken.example/baken/internal/lazyregexp"
)

// image matches a picture in the HTML of package markdown, with its alternative text.
var image = lazyregexp.New(`<img\b[^>]*?\balt="([^"]*)"[^>]*>`)

// withAlternatives returns the start of the HTML of a page with the alternative texts of pictures
// in their place, where they stand within a sentence. A picture alone isn't a sentence.
func withAlternatives(text []byte) []byte {
	text = text[:min(len(text), maxScanned)]
	if !bytes.Contains(text, []byte("<img")) {
		return text
	}
	for _, element := range []*regexp.Regexp{paragraph(), listItem()} {
		text = element.ReplaceAllFunc(text, func(part []byte) []byte {
			without := image().ReplaceAll(part, nil)
			if !bytes.Contains(bytes.TrimSpace(anyTag().ReplaceAll(without, nil)), []byte(" ")) {
				return without
			}
			return image().ReplaceAll(part, []byte("$1"))
		})
	}
	return text
}
