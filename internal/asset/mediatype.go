package asset

import (
	"path"
	"slices"
	"strings"
)

// mediaTypes lists the types of files that a site may publish, by extension. It excludes active
// content, in which a browser or an operating system runs a program: HTML, XML, office documents
// with macros, executables. SVG can be active and is inspected (see [inspect]); style sheets and
// scripts are for the directory assets only. The table of the standard library depends on the
// machine.
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

// unknownType is the media type of content of unknown type (RFC 2046, section 4.5.1).
const unknownType = "application/octet-stream"

// MediaType returns the media type of a file by its extension, application/octet-stream if that is
// unknown.
func MediaType(name string) string {
	if t, ok := mediaTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return unknownType
}

// IsPicture reports by a file's name whether browsers show it in an img element.
func IsPicture(name string) bool { return strings.HasPrefix(MediaType(name), "image/") }

// inSizes reports by a file's name whether package picture makes sizes of it, so that it may be
// larger than what readers load.
func inSizes(name string) bool {
	switch MediaType(name) {
	case "image/jpeg", "image/png", "image/webp":
		return true
	}
	return false
}

// onlyAssets lists the extensions that are allowed in the directory assets only.
var onlyAssets = []string{".css", ".js", ".woff2"}

// IsDownload reports by a file's name whether an editor may link to it.
func IsDownload(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return mediaTypes[ext] != "" && !slices.Contains(onlyAssets, ext)
}

// downloads returns the extensions of downloads, for a hint.
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

// Shows is [IsPicture] with the remedy of [Convertible].
func Shows(name string) (shown bool, remedy string) { return IsPicture(name), Convertible(name) }

// Convertible returns a remedy for a file of a kind that isn't published, if programs make it from
// something that is: a photo in a format that browsers don't show.
func Convertible(name string) (hint string) {
	switch strings.ToLower(path.Ext(name)) {
	case ".heic", ".heif", ".hif", ".heics", ".heifs":
		return "export it as JPEG: telephones take photos in this format, which few browsers show"
	case ".tif", ".tiff", ".bmp", ".jxl", ".jp2", ".jpx", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".psd", ".xcf":
		return "export it as JPEG, or as PNG if it is a drawing"
	case ".ai", ".eps", ".emf", ".wmf", ".vsd", ".vsdx", ".drawio", ".odg", ".fig":
		return "export the drawing as SVG"
	}
	return ""
}

// OpensInline reports by a file's name whether it is served inline: pictures and plain text. All
// other files are served as attachments (Content-Disposition, RFC 6266), also PDF documents: the
// site's policy sandboxes them, and browsers don't show sandboxed PDF documents.
func OpensInline(name string) bool {
	return IsPicture(name) || strings.HasPrefix(MediaType(name), "text/plain")
}

// bare returns a media type without its parameters.
func bare(mediaType string) string {
	t, _, _ := strings.Cut(mediaType, ";")
	return t
}
