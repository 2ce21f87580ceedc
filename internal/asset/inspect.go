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

// rejection is the reason why a file isn't published.
type rejection struct {
	code       diag.Code
	pos        diag.Pos
	hint, text string
}

// report adds a finding about the named file.
func (r *rejection) report(name string, findings *diag.List) {
	findings.Add(name, r.pos, r.code, r.hint, "%s", r.text)
}

// inspect returns the reason why a file other than a picture must not be published, or nil. It
// checks cheaply that the content is of the type that the extension means: browsers sniff content,
// and a host may ignore the headers against that.
func inspect(name string, content []byte) *rejection {
	if rejected := pointer(content, diag.DownloadType); rejected != nil {
		return rejected
	}
	ext := strings.ToLower(path.Ext(name))
	if !looksLike(ext, content) {
		return mismatch(name, ext, content)
	}
	return nil
}

// maxPointer is the size of the largest pointer of Git LFS
// (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md).
const maxPointer = 1024

// pointer rejects a file that is a pointer of Git LFS.
func pointer(content []byte, code diag.Code) *rejection {
	if len(content) >= maxPointer || !bytes.HasPrefix(content, []byte("version https://git-lfs.github.com/spec/")) &&
		!bytes.HasPrefix(content, []byte("version https://hawser.github.com/spec/")) {
		return nil
	}
	return &rejection{code: code, hint: "run git lfs pull; where a server builds the site, let it fetch the files of Git LFS too",
		text: fmt.Sprintf("this isn't the file itself but a Git LFS pointer of %d bytes that stands for it", len(content))}
}

// mismatch rejects content that isn't of the type that the extension means.
func mismatch(name, ext string, content []byte) *rejection {
	code := diag.DownloadType
	if IsPicture(name) {
		code = diag.ImageInvalid
	}
	text := fmt.Sprintf("this isn't a file of the kind that %q means", ext)
	if len(content) == 0 {
		text = "this file is empty"
	}
	return &rejection{code: code, hint: "save it again in the format that its name says", text: text}
}

// looksLike reports whether content can be of the type that an extension means, by the signature in
// the format's specification.
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
		return begins("PK\x03\x04") && !bytes.Contains(content, []byte(macros))
	case ".zip":
		return begins("PK\x03\x04", "PK\x05\x06") // the second is that of an empty archive
	case ".epub", ".odp", ".ods", ".odt":
		// The first entry is "mimetype", not compressed (OpenDocument 1.3, part 2, section 3.3;
		// EPUB 3.3, section 4.2.2): its content follows a header of 30 bytes and the name.
		kind := "mimetype" + mediaTypes[ext]
		return begins("PK\x03\x04") && len(content) >= 30 && bytes.HasPrefix(content[30:], []byte(kind))
	case ".mp4":
		return len(content) >= 12 && string(content[4:8]) == "ftyp"
	case ".webm":
		return begins("\x1a\x45\xdf\xa3")
	case ".mp3":
		return begins("ID3") || len(content) >= 2 && content[0] == 0xff && content[1]&0xe0 == 0xe0
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

// plainText reports whether a browser that sniffs content would detect plain text, not HTML, XML or
// a binary format (WHATWG, MIME Sniffing, section 7.1).
func plainText(content []byte) bool {
	return len(content) == 0 || strings.HasPrefix(http.DetectContentType(content), "text/plain")
}
