package asset

import (
	"path"
	"slices"
	"strings"
)

// mediaTypes lists the types of files that a site publishes; no other file is published. None of
// them is active content: a document in which a browser or an operating system runs a program (so
// no HTML, XML, office documents with macros or executables). SVG is, and is read for it (see
// [inspect]); style sheets and scripts are for the directory assets only. The table is here because
// the standard library's depends on the machine.
var mediaTypes = map[string]string{
	".asc":   "text/plain; charset=utf-8",
	".avif":  "image/avif",
	".css":   "text/css; charset=utf-8",
	".csv":   "text/csv; charset=utf-8",
	".docx":  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".gif":   "image/gif",
	".epub":  "application/epub+zip",
	".ico":   "image/vnd.microsoft.icon",
	".ics":   "text/calendar; charset=utf-8",
	".jpeg":  "image/jpeg",
	".jpg":   "image/jpeg",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".mp3":   "audio/mpeg",
	".mp4":   "video/mp4",
	".odp":   "application/vnd.oasis.opendocument.presentation",
	".ods":   "application/vnd.oasis.opendocument.spreadsheet",
	".odt":   "application/vnd.oasis.opendocument.text",
	".pdf":   "application/pdf",
	".png":   "image/png",
	".pptx":  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".vtt":   "text/vtt; charset=utf-8",
	".webm":  "video/webm",
	".webp":  "image/webp",
	".woff2": "font/woff2",
	".xlsx":  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".zip":   "application/zip",
}

// unknownType is the media type of bytes of which nothing is known (RFC 2046, section 4.5.1).
const unknownType = "application/octet-stream"

// MediaType returns the media type of a file by its extension, application/octet-stream for one
// that isn't known.
func MediaType(name string) string {
	if t, ok := mediaTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return unknownType
}

// IsPicture tells by a file's name whether browsers show it in an img element.
func IsPicture(name string) bool { return strings.HasPrefix(MediaType(name), "image/") }

// onlyAssets lists the extensions of files that templates use and editors don't.
var onlyAssets = []string{".css", ".js", ".woff2"}

// IsDownload reports by a file's name whether an editor may link to it.
func IsDownload(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return mediaTypes[ext] != "" && !slices.Contains(onlyAssets, ext)
}

// downloads returns the extensions that editors may use, for a hint.
func downloads() string {
	var out []string
	for ext := range mediaTypes {
		if IsDownload(ext) {
			out = append(out, ext[1:])
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// OpensInline reports by a file's name whether a browser may show it in a tab of its own: pictures
// and plain text. Everything else is offered to be saved (Content-Disposition, RFC 6266), PDF
// documents too: they are sandboxed, and browsers refuse to show a sandboxed one.
func OpensInline(name string) bool {
	return IsPicture(name) || strings.HasPrefix(MediaType(name), "text/plain")
}

// bare returns a media type without its parameters.
func bare(mediaType string) string {
	t, _, _ := strings.Cut(mediaType, ";")
	return t
}
