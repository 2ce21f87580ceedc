package vector

import (
	"encoding/base64"
	"errors"
	"strings"

	"baken.example/baken/internal/asset/raster"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/lazyregexp"
)

// dataURL matches the data URLs (RFC 2397) of pictures. Their text may be broken into lines.
var dataURL = lazyregexp.New(`(?i)data:image/(?:png|jpe?g|gif|webp)((?:;[a-z0-9=_-]+)*),((?:[a-z0-9+/=_%-]|\s|&#x?[0-9a-f]+;)*)`)

var lineBreaks = lazyregexp.New(`(?i)\s+|&#(?:9|10|13|32|x9|xa|xd|x20);|%0a|%0d|%20`)

// embedded returns a drawing in which the pictures within are clean, too. One that can't be read is
// a problem, and data of which browsers show nothing is left out.
func (r *reader) embedded(src []byte) ([]byte, *Problem) {
	var out []byte
	done := 0
	for _, m := range dataURL().FindAllSubmatchIndex(src, -1) {
		data := src[m[4]:m[5]]
		if !strings.HasSuffix(strings.ToLower(string(src[m[2]:m[3]])), ";base64") {
			return nil, &Problem{Text: "a picture within isn't written as base64"}
		}
		text := strings.ReplaceAll(string(lineBreaks().ReplaceAll(data, nil)), "%3D", "=")
		text = strings.TrimRight(strings.ReplaceAll(strings.ReplaceAll(text, "%2B", "+"), "%2F", "/"), "=")
		content, err := base64.RawStdEncoding.DecodeString(text)
		if err != nil {
			return nil, &Problem{Text: "a picture within isn't written as base64"}
		}
		info, clean, err := raster.Clean(content)
		if err != nil && len(content) > 0 && !errors.Is(err, raster.ErrFormat) {
			return nil, &Problem{Text: "a picture within can't be shown: " + err.Error()}
		}
		if a := info.Animation; r.drawing.Motion == nil && (a.Endless || a.Length > longestMotion) {
			r.drawing.Motion = &Motion{diag.Pos{}, a.Endless}
		}
		out = append(out, src[done:m[4]]...)
		out = base64.StdEncoding.AppendEncode(out, clean)
		done = m[5]
	}
	if done == 0 {
		return src, nil
	}
	return append(out, src[done:]...), nil
}
