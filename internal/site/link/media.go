package link

import (
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/hypertext"
)

// checkMedia checks that the file of a video or of its captions is there, and returns it. Its kind
// has been checked by its name, and its content is checked as that of a download.
func (c check) checkMedia() string {
	code, noun, hint := diag.VideoFile, "video", "put the video beside the page, or take ::video out"
	if c.slot.Kind == hypertext.SlotCaptions {
		code, noun, hint = diag.VideoCaptions, "captions", "put the file with captions beside the page"
	}
	if c.reportOutside() {
		return ""
	}
	to := c.pages.Resolve(c.file, c.slot.Target)
	if to.File == "" {
		c.add(code, hint, "%s %q: no such file%s", noun, c.slot.Target, c.meant())
	}
	return to.File
}
