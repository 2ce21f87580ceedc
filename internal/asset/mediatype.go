package asset

import (
	"path"
	"strings"
)

// mediaTypes are those of files that a site publishes. The table is here because the standard
// library's depends on the machine.
var mediaTypes = map[string]string{
	".avif": "image/avif",
	".css":  "text/css; charset=utf-8",
	".csv":  "text/csv; charset=utf-8",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".gif":  "image/gif",
	".html": "text/html; charset=utf-8",
	".ico":  "image/vnd.microsoft.icon",
	".ics":  "text/calendar; charset=utf-8",
	".jpeg": "image/jpeg",
	".jpg":  "image/jpeg",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".odp":  "application/vnd.oasis.opendocument.presentation",
	".ods":  "application/vnd.oasis.opendocument.spreadsheet",
	".odt":  "application/vnd.oasis.opendocument.text",
	".pdf":  "application/pdf",
	".png":  "image/png",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".svg":  "image/svg+xml",
	".txt":  "text/plain; charset=utf-8",
	".webp": "image/webp",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".xml":  "application/xml; charset=utf-8",
	".zip":  "application/zip",
}

// MediaType returns the media type of a file by its extension, application/octet-stream for one
// that isn't known.
func MediaType(name string) string {
	if t, ok := mediaTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}

// IsPicture tells by a file's name whether browsers show it in an img element.
func IsPicture(name string) bool { return strings.HasPrefix(MediaType(name), "image/") }

// bare returns a media type without its parameters.
func bare(mediaType string) string {
	t, _, _ := strings.Cut(mediaType, ";")
	return t
}
