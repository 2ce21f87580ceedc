package asset

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"strings"

	"baken.example/baken/internal/diag"
)

// problem is why a file isn't published.
type problem struct {
	code       diag.Code
	pos        diag.Pos
	hint, text string
}

func (p *problem) report(name string, findings *diag.List) {
	findings.Add(name, p.pos, p.code, p.hint, "%s", p.text)
}

// inspect looks whether a file is of the kind that its name says, as far as that is cheap, and
// whether it is free of what a browser would run. Programs go by content as much as by name, and a
// host may ignore the headers that would stop them. It returns nil for a file that may be
// published. The raster formats that package image reads are left to it.
func inspect(name string, content []byte) *problem {
	ext := strings.ToLower(path.Ext(name))
	if ext == ".svg" {
		return inspectSVG(content)
	}
	if !looksLike(ext, content) {
		code := diag.DownloadType
		if IsPicture(name) {
			code = diag.ImageInvalid
		}
		return &problem{code: code, hint: "save it again in the format that its name says",
			text: fmt.Sprintf("this isn't a file of the kind that %q means", ext)}
	}
	return nil
}

// looksLike reports whether content can be of the kind that an extension means. The signatures are
// those of each format's specification.
func looksLike(ext string, content []byte) bool {
	begins := func(signatures ...string) bool {
		for _, s := range signatures {
			if bytes.HasPrefix(content, []byte(s)) {
				return true
			}
		}
		return false
	}
	switch ext {
	case ".pdf":
		return begins("%PDF-")
	case ".docx", ".pptx", ".xlsx":
		return begins("PK\x03\x04") && !bytes.Contains(content, []byte("vbaProject.bin"))
	case ".zip":
		return begins("PK\x03\x04", "PK\x05\x06") // the second is an empty one
	case ".epub", ".odp", ".ods", ".odt":
		// The first entry is "mimetype", not compressed (OpenDocument 1.3, part 2, section 3.3; EPUB
		// 3.3, section 4.2.2): its content follows a header of 30 bytes and the name.
		kind := "mimetype" + mediaTypes[ext]
		return begins("PK\x03\x04") && len(content) >= 30 && bytes.HasPrefix(content[30:], []byte(kind))
	case ".mp4", ".avif":
		return len(content) >= 12 && string(content[4:8]) == "ftyp"
	case ".webm":
		return begins("\x1a\x45\xdf\xa3")
	case ".mp3":
		return begins("ID3") || len(content) >= 2 && content[0] == 0xff && content[1]&0xe0 == 0xe0
	case ".ico":
		return begins("\x00\x00\x01\x00")
	case ".woff2":
		return begins("wOF2")
	case ".vtt":
		return begins("WEBVTT", "\ufeffWEBVTT") && plainText(content)
	case ".ics":
		return begins("BEGIN:VCALENDAR", "\ufeffBEGIN:VCALENDAR") && plainText(content)
	case ".json":
		return json.Valid(bytes.TrimPrefix(content, []byte("\ufeff")))
	case ".asc", ".csv", ".txt":
		return plainText(content)
	}
	return true
}

// plainText reports whether a browser that guesses would take content for text: neither for HTML or
// XML nor for anything binary (WHATWG, MIME Sniffing, section 7.1).
func plainText(content []byte) bool {
	return len(content) == 0 || strings.HasPrefix(http.DetectContentType(content), "text/plain")
}
