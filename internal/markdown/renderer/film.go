package renderer

import (
	"strconv"

	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/video"
)

// video renders a video of the site with its captions, or a picture that links to one elsewhere.
// Nothing of a video elsewhere is loaded with the page.
func (r *Rendering) video(d *directive.Node, arguments []directive.Argument) {
	r.components = true
	v, ok := video.Read(d.Start(), arguments, r.language, r.Findings.Report)
	switch {
	case !ok:
	case v.URL != "":
		r.foreignVideo(v)
	default:
		r.ownVideo(v)
	}
}

func (r *Rendering) ownVideo(v video.Video) {
	r.videos++
	id := "video:" + strconv.Itoa(r.videos)
	r.Write(`<figure class="video"><video controls playsinline aria-labelledby="`, id, `"`)
	if v.Poster.Path != "" {
		r.Write(` preload="none" poster="`)
		r.fileSlot(hypertext.SlotPoster, v.Poster)
		r.Write(`"`)
	} else {
		r.Write(` preload="metadata"`)
	}
	r.Write(`><source src="`)
	r.fileSlot(hypertext.SlotVideo, v.File)
	r.Write(`" type="`, v.Type, `"><track kind="captions" default srclang="`, r.language, `" label="`, r.strings["VideoCaptions"], `" src="`)
	r.fileSlot(hypertext.SlotCaptions, v.Captions)
	r.Write(`"></video><figcaption><span id="`, id, `">`)
	r.Elsewhere([]byte(v.Title))
	r.Write(`</span> <a data-url="`)
	r.fileSlot(hypertext.SlotFileURL, v.File)
	r.Write(`" `)
	r.fileSlot(hypertext.SlotSave, v.File)
	r.Write(">", r.strings["VideoDownload"])
	r.fileSlot(hypertext.SlotFileNote, v.File)
	r.Write("</a></figcaption></figure>")
}

func (r *Rendering) foreignVideo(v video.Video) {
	r.Write(`<figure class="video"><a href="`)
	r.address(v.URL)
	r.Write(`"><img `)
	r.fileSlot(hypertext.SlotImage, v.Poster)
	r.Write(` alt=""><span class="film"><b>`)
	r.Elsewhere([]byte(v.Title))
	r.Write("</b> ", r.strings["VideoElsewhere"], ` <bdi>`)
	r.HTML = escape.Text(r.HTML, []byte(v.Host))
	r.Write("</bdi></span></a></figure>")
	if r.collectsAddresses {
		r.addresses = append(r.addresses, hypertext.Address{URL: v.URL, Pos: r.Findings.At(v.URLAt)})
	}
}

// fileSlot adds a slot for a file that a directive names.
func (r *Rendering) fileSlot(kind hypertext.SlotKind, f video.File) {
	pos := r.Findings.At(f.At)
	r.Slot(kind, r.fromPage(f.Path, pos.Line), pos)
}
