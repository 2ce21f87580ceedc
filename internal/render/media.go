package render

import (
	"html"

	"baken.example/baken/internal/markdown"
)

// media appends the address of a file of ::video: a picture, or else a download.
func (r *Renderer) media(b []byte, file string, slot *markdown.Slot) []byte {
	if slot.Kind == markdown.SlotPoster {
		name := r.Site.Resolve(file, slot.Target).File
		at := r.Files.Get(name).Path
		if p := r.Sizes.Get(name); p != nil {
			at = p.Largest().Path
		}
		return append(b, r.Site.Address(at)...)
	}
	f := r.download(file, slot)
	if f == nil {
		return b
	}
	address := r.Site.Address(f.Path)
	if slot.Kind == markdown.SlotFileURL {
		address = r.absolute(address)
	}
	return append(b, html.EscapeString(address)...)
}
