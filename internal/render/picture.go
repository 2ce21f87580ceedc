package render

import (
	"cmp"
	"html"
	"slices"
	"strconv"
	"strings"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/markdown"
)

// aboveFold is the number of bytes of a page's text that readers are likely to see without
// scrolling: less than half of a small screen, since title and lead stand above them. A picture
// among them is the one that they wait for.
const aboveFold = 1000

// image appends the attributes of a picture: its address, its sizes and, unless readers see it at
// once, that it is loaded when they come near it (HTML, section 4.8.3, loading).
func (r *Renderer) image(b []byte, l *language, file string, slot *markdown.Slot, lazy bool) []byte {
	name := r.Site.Resolve(file, slot.Target).File
	f := r.Files.Get(name)
	at, width, height := f.Path, f.Width, f.Height
	p := r.Sizes.Get(name)
	if p != nil {
		at, width, height = p.Largest().Path, p.Largest().Width, p.Height
	}
	b = append(b, `src="`...)
	b = append(b, r.Site.Address(at)...)
	b = append(b, '"')
	if p != nil && len(p.Sizes) > 1 {
		b = append(b, ` srcset="`...)
		for i, size := range p.Sizes {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = append(b, r.Site.Address(size.Path)...)
			b = append(b, ' ')
			b = strconv.AppendInt(b, int64(size.Width), 10)
			b = append(b, 'w')
		}
		b = append(b, `" sizes="`...)
		b = append(b, l.pictureSizes...)
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
func (l *language) newPictureSizes() (string, error) {
	b, err := l.Templates.Append(nil, pictureSizes, l.View)
	return html.EscapeString(html.UnescapeString(strings.TrimSpace(string(b)))), err
}

// assetFiles returns the assets, and what contentFiles returns. A picture of the brand that a page
// shows too is published once: files of the same name and content have the same path.
func (r *Renderer) assetFiles() []artifact.Artifact {
	all := r.Theme.Assets.Artifacts()
	published := map[string]bool{}
	for _, a := range all {
		published[a.Path] = true
	}
	content := slices.DeleteFunc(r.contentFiles(), func(a artifact.Artifact) bool { return published[a.Path] })
	return slices.Concat(all, content)
}

// contentFiles returns the pictures and their sizes. A picture that is only shown in other sizes
// isn't published itself.
func (r *Renderer) contentFiles() []artifact.Artifact {
	all := append(r.Files.Artifacts(), r.Sizes.Artifacts()...)
	byPath := func(a, b artifact.Artifact) int { return cmp.Compare(a.Path, b.Path) }
	slices.SortStableFunc(all, byPath)
	all = slices.CompactFunc(all, func(a, b artifact.Artifact) bool { return a.Path == b.Path })
	unused := map[string]bool{} // by path: files of the same name and content have the same one
	for _, name := range r.Files.Names() {
		p, at := r.Sizes.Get(name), r.Files.Get(name).Path
		if replaced := p != nil && p.Replaced; !replaced {
			unused[at] = false
		} else if _, seen := unused[at]; !seen {
			unused[at] = true
		}
	}
	return slices.DeleteFunc(all, func(a artifact.Artifact) bool { return unused[a.Path] })
}
