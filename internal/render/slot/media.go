package slot

import (
	"html"

	"baken.example/baken/internal/markdown/hypertext"
)

// media appends the address of a file of ::video: a picture, or else a download.
func (fl *Filler) media(b []byte, file string, slot *hypertext.Slot) []byte {
	if slot.Kind == hypertext.SlotPoster {
		name := fl.Site.Resolve(file, slot.Target).File
		at := fl.Files.Get(name).Path
		if p := fl.Sizes.Get(name); p != nil {
			at = p.Largest().Path
		}
		return append(b, fl.Site.Address(at)...)
	}
	f := fl.download(file, slot)
	if f == nil {
		return b
	}
	address := fl.Site.Address(f.Path)
	if slot.Kind == hypertext.SlotFileURL {
		address = fl.Site.Base().Origin + address
	}
	return append(b, html.EscapeString(address)...)
}
