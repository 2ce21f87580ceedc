package asset

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"path"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
)

const (
	// head is the number of bytes at the start of a file by which its type is recognized.
	head = 64 << 10
	// maxParsed is the size of the largest file that is parsed as a whole to be sure of its type.
	maxParsed = 10 << 20
)

// macros is the name of the part of an office document that has its macros (ECMA-376, part 4).
const macros = "vbaProject.bin"

// Examine reads a file that a page links to, piece by piece, and reports why it can't be published:
// because of its type, or because its content isn't of the type that its name means. A picture that
// is linked to is examined by [LoadContent].
func Examine(name string, content io.Reader) (diag.List, error) {
	var findings diag.List
	if !IsDownload(name) {
		findings.Add(name, diag.Pos{}, diag.DownloadType,
			cmp.Or(Convertible(name), "save it as one of these: "+downloads()+", or pack it in a zip file"),
			"a file of the kind %q isn't published", path.Ext(name))
		return findings, nil
	}
	size := head
	ext := strings.ToLower(path.Ext(name))
	if ext == ".json" {
		size = maxParsed + 1
	}
	start, err := io.ReadAll(io.LimitReader(content, int64(size)))
	if err != nil {
		return findings, err
	}
	if ext == ".json" && len(start) > maxParsed {
		findings.Add(name, diag.Pos{}, diag.FileTooLarge, "pack it in a zip file, or split it",
			"the file is larger than %s, which is the most for JSON", source.Mebibytes(maxParsed))
		return findings, nil
	}
	if rejected := inspect(name, start); rejected != nil {
		rejected.report(name, &findings)
		return findings, nil
	}
	if strings.HasSuffix(ext, "x") { // Office Open XML
		active, err := contains(content, start, macros)
		if err != nil {
			return findings, err
		}
		if active {
			mismatch(name, ext, start).report(name, &findings)
		}
	}
	return findings, nil
}

// contains reports whether a text occurs in what has been read of a file or in the rest of it.
func contains(rest io.Reader, read []byte, text string) (bool, error) {
	buf := make([]byte, head+len(text))
	n := copy(buf, read[max(0, len(read)-len(text)):])
	for {
		if bytes.Contains(buf[:n], []byte(text)) {
			return true, nil
		}
		n = copy(buf, buf[max(0, n-len(text)):n])
		m, err := io.ReadFull(rest, buf[n:])
		n += m
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
			return false, err
		}
		if m == 0 {
			return false, nil
		}
	}
}
