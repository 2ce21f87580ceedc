// Package whole recognizes files that a download or an upload has cut off, by the end that their
// format asks for. It looks at a few parts of a file, so that a large one isn't read.
package whole

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// tail is the number of bytes at the end of a file that are looked at: those in which the end of a
// zip archive is, whose comment has up to 64 KiB.
const tail = 1<<16 + 1<<10

// Missing returns the part that a file lacks since it is cut off, such as "the end of a PDF", or ""
// if nothing shows that it is. The file has begun as its name says. A format without an end, such
// as text, is never cut off; neither is a file too short for the start of its format. The error is
// that of the reader.
func Missing(name string, content io.ReaderAt, size int64) (string, error) {
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".pdf":
		return withTail(content, size, pdf)
	case ".docx", ".pptx", ".xlsx", ".epub", ".odp", ".ods", ".odt", ".zip":
		return withTail(content, size, archive)
	case ".ics":
		return withTail(content, size, calendar)
	case ".asc":
		return withTail(content, size, armor)
	case ".mp4":
		return movie(content, size)
	case ".webm":
		return webm(content, size)
	}
	return "", nil
}

// withTail calls judge with the start, the end and the size of a file. The two may overlap.
func withTail(content io.ReaderAt, size int64, judge func(start, end []byte, size int64) string) (string, error) {
	start, err := part(content, 0, min(size, 1<<10))
	if err != nil {
		return "", err
	}
	from := max(size-tail, 0)
	end, err := part(content, from, size-from)
	if err != nil {
		return "", err
	}
	return judge(start, end, size), nil
}

// part returns a part of a file.
func part(content io.ReaderAt, from, length int64) ([]byte, error) {
	b := make([]byte, length)
	n, err := content.ReadAt(b, from)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return b[:n], nil
}

// linearized matches the size of a document that is written to be shown while it loads.
var linearized = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?s)/Linearized\b.{0,200}?/L[ \r\n\t]+([0-9]{1,15})\b`)
})

// pdf looks for the end of the last part of a document (ISO 32000-2, section 7.5.5). One that is
// written to be shown while it loads has the end of its first part near its start, and says its
// size there (annex F).
func pdf(start, end []byte, size int64) string {
	const missing = "the end of a PDF"
	if m := linearized().FindSubmatch(start); m != nil {
		if want, err := strconv.ParseInt(string(m[1]), 10, 64); err == nil && want > size {
			return missing
		}
	}
	object := []byte(" obj")
	i := bytes.LastIndex(end, []byte("%%EOF"))
	if i < 0 && bytes.Contains(start, object) || i >= 0 && bytes.Contains(end[i:], object) {
		return missing
	}
	return ""
}

// archive looks for the record at the end of an archive, behind the list of its files, and for the
// comment in it (APPNOTE.TXT, section 4.3.16).
func archive(start, end []byte, _ int64) string {
	const missing = "the list of files at the end of a zip archive, as which Office and OpenDocument files are stored"
	const header, record = 30, 22
	if len(start) < header || !bytes.HasPrefix(start, []byte("PK\x03\x04")) {
		return ""
	}
	i := bytes.LastIndex(end, []byte("PK\x05\x06"))
	if i < 0 || len(end)-i < record || len(end)-i-record < int(binary.LittleEndian.Uint16(end[i+record-2:])) {
		return missing
	}
	return ""
}

// calendar looks for the end of a calendar (RFC 5545, section 3.4).
func calendar(_, end []byte, _ int64) string {
	if !bytes.Contains(bytes.ToUpper(end), []byte("END:VCALENDAR")) {
		return "the line END:VCALENDAR"
	}
	return ""
}

var armorEnd = regexp.MustCompile(`(?m)^-----END .*-----`)

// armor looks for the end of a key or a signature (RFC 9580, section 6.2).
func armor(start, end []byte, _ int64) string {
	if bytes.HasPrefix(start, []byte("-----BEGIN ")) && !armorEnd.Match(end) {
		return "the line that begins with -----END"
	}
	return ""
}

// mostBoxes is the number of boxes of a film that are looked at.
const mostBoxes = 1000

// movie looks whether the boxes of a film fit in the file, and one of them says what the film holds
// (ISO/IEC 14496-12, sections 4.2 and 8.2).
func movie(content io.ReaderAt, size int64) (string, error) {
	const missing = "the end of a film"
	described := false
	at := int64(0)
	for range mostBoxes {
		head, err := part(content, at, min(16, max(size-at, 0)))
		if err != nil {
			return "", err
		}
		if len(head) < 8 {
			break
		}
		length := int64(binary.BigEndian.Uint32(head))
		switch {
		case length == 0: // up to the end
			length = size - at
		case length == 1 && len(head) == 16:
			length = int64(min(binary.BigEndian.Uint64(head[8:]), 1<<62))
		}
		if length < 8 {
			return "", nil // It isn't a box: nothing shows where the film should end.
		}
		switch string(head[4:8]) {
		case "moov", "moof":
			described = true
		}
		if at == 0 && length >= size {
			return "", nil // no more than a start
		}
		if length > size-at {
			return missing, nil
		}
		at += length
	}
	if !described {
		return missing, nil
	}
	return "", nil
}

// webm looks whether the segment of a film fits in the file, if its size is known (RFC 8794,
// section 4; RFC 9559, section 5.1).
func webm(content io.ReaderAt, size int64) (string, error) {
	head, err := part(content, 0, min(size, 1<<10))
	if err != nil {
		return "", err
	}
	const id = "\x18\x53\x80\x67"
	at := bytes.Index(head, []byte(id))
	if at < 0 || at+len(id) >= len(head) {
		return "", nil
	}
	rest := head[at+len(id):]
	width := 1
	for width <= 8 && rest[0]&(0x80>>(width-1)) == 0 {
		width++
	}
	if width > 8 || width > len(rest) {
		return "", nil
	}
	length := int64(rest[0] & (0xff >> width))
	for _, b := range rest[1:width] {
		length = length<<8 | int64(b)
	}
	unknown := length == int64(1)<<(7*width)-1
	if !unknown && length > size-int64(at+len(id)+width) {
		return "the end of a film", nil
	}
	return "", nil
}
