package suggest

import (
	"path"
	"slices"
	"strings"
)

// IsHost reports whether the target of a link to a file looks like a host without its scheme, such
// as www.example.org or example.org/news.
func IsHost(target string) bool {
	host, rest, _ := strings.Cut(strings.ToLower(target), "/")
	labels := strings.Split(host, ".")
	top := labels[len(labels)-1]
	if len(labels) < 2 || len(top) < 2 || strings.Trim(top, "abcdefghijklmnopqrstuvwxyz") != "" {
		return false
	}
	for _, label := range labels {
		if label == "" || strings.ContainsFunc(label, func(r rune) bool {
			return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r < 0x80
		}) {
			return false
		}
	}
	return labels[0] == "www" || rest == "" && !isExtension(top) || rest != "" && path.Ext(rest) != ".md"
}

// isExtension reports whether a word is the extension of a file rather than a top-level domain.
func isExtension(word string) bool {
	return slices.Contains([]string{
		"asc", "asp", "aspx", "avif", "css", "csv", "doc", "docx", "epub", "gif", "htm", "html", "ics", "jpeg", "jpg", "js", "json", "markdown",
		"md", "mdx", "mp3", "mp4", "odp", "ods", "odt", "pdf", "php", "png", "ppt", "pptx", "rst", "rtf", "svg", "tsv", "txt", "vtt", "webm",
		"webp", "xhtml", "xls", "xlsx", "xml", "yaml", "yml", "zip",
	}, word)
}
