package slot

import (
	"html"
	"strconv"
	"strings"

	"baken.example/baken/internal/markdown/hypertext"
)

// aboveFold is the number of bytes of a page's text that readers are likely to see without
// scrolling: less than half of a small screen, since title and lead stand above them. A picture
// among them is the one that they wait for.
const aboveFold = 1000

// image appends the attributes of a picture: its address, its sizes and, unless readers see it at
// once, that it is loaded when they come near it (HTML, section 4.8.3, loading).
func (fl *Filler) image(b []byte, file string, slot *hypertext.Slot, lazy bool) []byte {
	name := fl.Site.Resolve(file, slot.Target).File
	f := fl.Files.Get(name)
	at, width, height := f.Path, f.Width, f.Height
	p := fl.Sizes.Get(name)
	if p != nil {
		at, width, height = p.Largest().Path, p.Largest().Width, p.Height
	}
	b = append(b, `src="`...)
	b = append(b, fl.Site.Address(at)...)
	b = append(b, '"')
	if p != nil && len(p.Sizes) > 1 {
		b = append(b, ` srcset="`...)
		for i, size := range p.Sizes {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = append(b, fl.Site.Address(size.Path)...)
			b = append(b, ' ')
			b = strconv.AppendInt(b, int64(size.Width), 10)
			b = append(b, 'w')
		}
		b = append(b, `" sizes="`...)
		b = append(b, fl.pictureSizes...)
		b = append(b, '"')
	}
	if width > 0 && height > 0 {
		b = append(b, ` width="`...)
		b = strconv.AppendInt(b, int64(width), 10)
		b = append(b, `" height="`...)
		b = strconv.AppendInt(b, int64(height), 10)
		b = append(b, '"')
	}
	if f.Transparent {
		// The style sheet gives it a light ground on dark pages.
		b = append(b, ` class="clear"`...)
	}
	if lazy {
		b = append(b, ` loading="lazy"`...)
	}
	return b
}

// pictureSizes is the template of the attribute sizes of pictures: how wide layouts show them, in
// the form of HTML, section 4.8.4.2.2.
const pictureSizes = "partials/picture-sizes.html"

// newPictureSizes returns the attribute sizes of pictures, escaped.
func (fl *Filler) newPictureSizes() (string, error) {
	b, err := fl.l.Templates.Append(nil, pictureSizes, fl.l.View)
	return html.EscapeString(html.UnescapeString(strings.TrimSpace(string(b)))), err
}
