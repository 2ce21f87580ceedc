// Package video checks the arguments of the directive ::video: a file of the site with captions,
// or the address of a video elsewhere, which a picture links to.
package video

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/position"
	"baken.example/baken/internal/markdown/target"
)

// Video is a valid ::video. Either File or URL is set.
type Video struct {
	// File, Captions and Poster are paths of files, relative to the text's file and decoded.
	File, Captions, Poster File
	// Type is the media type of File.
	Type string
	// Title says what the video is about; At is its offset in the source.
	Title string
	At    int
	// URL is the address of a video on another host, Host is that host.
	URL, Host string
	// URLAt is the offset of the argument with the address.
	URLAt int
}

// File is a file that a directive names, with the offset of its argument in the source. Its path is
// empty if it isn't named.
type File struct {
	Path string
	At   int
}

// types are the kinds of videos that all browsers play.
var types = map[string]string{".mp4": "video/mp4", ".webm": "video/webm"}

// nouns are the words in messages for the files that arguments name.
var nouns = map[string]string{"file": "video", "captions": "captions", "poster": "picture"}

// Read checks the arguments of a directive at an offset of the source. It is ok unless it has
// reported a mistake.
func Read(at int, arguments []directive.Argument, lang string, report position.Report) (v Video, ok bool) {
	r := reader{report: report, ok: true, lang: lang}
	given := map[string]directive.Argument{}
	for _, a := range arguments {
		given[a.Name] = a
	}
	title := given["title"]
	v.Title, v.At = strings.Join(strings.Fields(title.Value), " "), title.Offset
	if title.Name != "" {
		// The text begins behind the name, the sign and the quotation mark.
		v.At += len(`title="`)
	}
	if v.Title == "" {
		r.fail(at, diag.DirectiveArgument, `say what the video is about: title="…"`, "::video has no title")
	}
	file, hasFile := given["file"]
	address, hasURL := given["url"]
	switch {
	case hasFile && hasURL:
		r.fail(address.Offset, diag.DirectiveArgument, "keep one of the two", "::video takes a file of the site or the address of a video elsewhere, not both")
	case hasFile:
		r.own(at, &v, file, given)
	case hasURL:
		r.elsewhere(at, &v, address, given)
	default:
		r.fail(at, diag.DirectiveArgument, `write ::video{file=video.mp4 captions=video.`+lang+`.vtt title="…"}`,
			"::video doesn't say which video it shows")
	}
	if poster, found := given["poster"]; found {
		v.Poster = r.local(poster, diag.ImageMissing, "put the picture beside the page")
	}
	return v, r.ok
}

// reader reads the arguments of one directive.
type reader struct {
	report position.Report
	lang   string
	ok     bool
}

func (r *reader) fail(at int, code diag.Code, hint, format string, args ...any) {
	r.ok = false
	r.report(at, code, hint, fmt.Sprintf(format, args...))
}

// own reads a video that is a file of the site.
func (r *reader) own(at int, v *Video, file directive.Argument, given map[string]directive.Argument) {
	v.File = r.local(file, diag.VideoFile, `put the video beside the page, or write url= for one that is elsewhere`)
	v.Type = types[strings.ToLower(path.Ext(v.File.Path))]
	if v.File.Path != "" && v.Type == "" {
		r.fail(file.Offset, diag.VideoFile, "save it as MP4 (with H.264) or WebM", "video %.80q: browsers don't play a file of this kind", file.Value)
	}
	captions, found := given["captions"]
	if !found {
		r.fail(at, diag.VideoCaptions, "write what is said and heard in a WebVTT file beside the page, and name it: captions=video."+r.lang+".vtt",
			"a video without captions: who can't hear it misses what is said")
		return
	}
	v.Captions = r.local(captions, diag.VideoCaptions, "put the file with captions beside the page")
	if p := v.Captions.Path; p != "" && !strings.EqualFold(path.Ext(p), ".vtt") {
		r.fail(captions.Offset, diag.VideoCaptions, "save them as WebVTT, a file that ends in .vtt", "captions %.80q: browsers read WebVTT only", captions.Value)
	}
}

// elsewhere reads a video on another host.
func (r *reader) elsewhere(at int, v *Video, address directive.Argument, given map[string]directive.Argument) {
	t, problem := target.Parse(address.Value)
	switch {
	case problem != nil:
		r.fail(address.Offset, problem.Code, problem.Hint, "video %.80q: %s", address.Value, problem.Message)
	case t.Scheme != "https" && t.Scheme != "http":
		r.fail(address.Offset, diag.DirectiveArgument, "write its whole address, https://…, or file= for a file of the site", "video %.80q: it isn't an address", address.Value)
	}
	v.URL, v.URLAt = t.URL, address.Offset
	if u, err := url.Parse(t.URL); err == nil {
		v.Host = strings.TrimPrefix(u.Host, "www.")
	}
	if a, found := given["captions"]; found {
		r.fail(a.Offset, diag.DirectiveArgument, "take it out: the other site shows its own", "::video takes captions only for a file of the site")
	}
	if _, found := given["poster"]; !found {
		r.fail(at, diag.DirectiveArgument, "add a picture beside the page: poster=video.jpg", "a video elsewhere needs a picture that leads to it")
	}
}

// local reads the path of a file of the site.
func (r *reader) local(a directive.Argument, code diag.Code, hint string) File {
	t, problem := target.Parse(a.Value)
	switch {
	case problem != nil:
		r.fail(a.Offset, code, hint, "%s %.80q: %s", nouns[a.Name], a.Value, problem.Message)
		return File{}
	case t.Kind != target.Local || t.Path == "":
		r.fail(a.Offset, code, hint, "%s %.80q: it isn't a file of the site", nouns[a.Name], a.Value)
		return File{}
	}
	return File{t.Path, a.Offset}
}
