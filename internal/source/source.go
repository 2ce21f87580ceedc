// Package source reads editors' files completely, with bounded sizes, and validates text.
package source

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
)

// The maximum sizes of files. A text of a mebibyte is a book; a picture of ten is a mistake. A
// download is streamed; one of more than two gibibytes fits neither a 32-bit size nor a reader's
// line.
const (
	maxText = 1 << 20
	maxFile = 10 << 20
	// maxPicture is that of pictures that are published in smaller sizes.
	maxPicture = 64 << 20
	maxStream  = 2 << 30
)

// Bytes returns the content of a file, or a finding if it is larger than 10 MiB.
func Bytes(fsys fs.FS, name string) ([]byte, diag.List, error) {
	return read(nil, fsys, name, maxFile)
}

// Picture returns the content of a picture that isn't published as it is, or a finding if it is
// larger than 64 MiB.
func Picture(fsys fs.FS, name string) ([]byte, diag.List, error) {
	return read(nil, fsys, name, maxPicture)
}

// AddTooLarge adds the finding of [Bytes] about a file of a size, if it is too large for that.
func AddTooLarge(name string, size int64, list *diag.List) {
	if size > maxFile {
		addTooLarge(name, maxFile, list)
	}
}

func addTooLarge(name string, limit int64, list *diag.List) {
	list.Add(name, diag.Pos{}, diag.FileTooLarge, "split it, or make it smaller",
		"the file is larger than %s", Mebibytes(limit))
}

// read returns the content of a file, or a finding if it is larger than limit, irregular, or behind
// a symbolic link that can't be followed. It reads into buf if that has the capacity.
func read(buf []byte, fsys fs.FS, name string, limit int64) ([]byte, diag.List, error) {
	b, list, err := readAll(buf, fsys, name, limit)
	if err != nil && obstructed(fsys, name, &list) {
		return nil, list, nil
	}
	return b, list, err
}

// obstructed adds a finding about what prevents opening a file or a directory and isn't a failure
// of the machine, if there is such a thing: a symbolic link that can't be followed, or something
// that isn't a directory where one belongs.
func obstructed(fsys fs.FS, name string, list *diag.List) bool {
	if link, ok := linkIn(fsys, name); ok {
		list.Add(link, diag.Pos{}, diag.FileLink, LinkHint, "%s", LinkMessage)
		return true
	}
	for i := range len(name) {
		if name[i] != '/' {
			continue
		}
		info, err := fs.Stat(fsys, name[:i])
		switch {
		case err == nil && info.Mode().IsRegular():
			addNoDirectory(name[:i], list)
			return true
		case err == nil && !info.IsDir():
			addIrregular(name[:i], list)
			return true
		}
	}
	// A socket can't even be opened.
	if info, err := fs.Lstat(fsys, name); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		addIrregular(name, list)
		return true
	}
	return false
}

// addIrregular adds a finding about a pipe, a socket or a device.
func addIrregular(name string, list *diag.List) {
	list.Add(name, diag.Pos{}, diag.FileUnreadable, "take it out of the site", "this isn't an ordinary file")
}

// addNoDirectory adds a finding about a file in the place of a directory.
func addNoDirectory(name string, list *diag.List) {
	list.Add(name, diag.Pos{}, diag.FileUnreadable, "take it out of the site, or make it a directory",
		"this is a file, and a directory belongs here")
}

// The message and hint about a symbolic link that is broken or leaves the site.
const (
	LinkMessage = "this symbolic link doesn't lead to a file of the site"
	LinkHint    = "copy what it points to into the site"
)

// Dir lists a directory, sorted by name, or returns a finding if a symbolic link prevents that or
// something else is in its place, such as a file or a named pipe.
func Dir(fsys fs.FS, name string) ([]fs.DirEntry, diag.List, error) {
	var list diag.List
	entries, err := fs.ReadDir(fsys, name)
	if err != nil {
		if obstructed(fsys, name, &list) {
			return nil, list, nil
		}
		if info, statErr := fs.Stat(fsys, name); statErr == nil && info.Mode().IsRegular() {
			addNoDirectory(name, &list)
			return nil, list, nil
		}
	}
	return entries, list, err
}

// linkIn returns the symbolic link that prevents reading a file: one in its path that can't be
// followed, or the file itself.
func linkIn(fsys fs.FS, name string) (link string, ok bool) {
	for i := range len(name) + 1 {
		if i < len(name) && name[i] != '/' {
			continue
		}
		info, err := fs.Lstat(fsys, name[:i])
		if err != nil || info.Mode()&fs.ModeSymlink == 0 {
			continue
		}
		if _, err := fs.Stat(fsys, name[:i]); err != nil || i == len(name) {
			return name[:i], true
		}
	}
	return "", false
}

// Open opens a file of at most 2 GiB for reading piece by piece. The file is nil if the list has a
// finding: that it is larger, irregular, or behind a symbolic link that can't be followed.
func Open(fsys fs.FS, name string) (fs.File, diag.List, error) {
	var list diag.List
	f, err := fsys.Open(name)
	if err != nil {
		if obstructed(fsys, name, &list) {
			err = nil
		}
		return nil, list, err
	}
	info, list, err := regular(f, name)
	if info != nil && info.Size() > maxStream {
		list.Add(name, diag.Pos{}, diag.FileTooLarge, "split it, or make it smaller", "the file is larger than %s", Mebibytes(maxStream))
	}
	if info == nil || list.Len() > 0 {
		return nil, list, errors.Join(err, f.Close())
	}
	return f, list, nil
}

// regular returns the description of an open file, or nil with a finding or an error if it isn't a
// regular one.
func regular(f fs.File, name string) (info fs.FileInfo, list diag.List, err error) {
	info, err = f.Stat()
	switch {
	case err != nil:
		return nil, list, err
	case info.IsDir():
		return nil, list, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	case !info.Mode().IsRegular():
		addIrregular(name, &list)
		return nil, list, nil
	}
	return info, list, nil
}

func readAll(buf []byte, fsys fs.FS, name string, limit int64) ([]byte, diag.List, error) {
	var list diag.List
	f, err := fsys.Open(name)
	if err != nil {
		return nil, list, err
	}
	defer f.Close()
	info, list, err := regular(f, name)
	if info == nil {
		return nil, list, err
	}
	size := info.Size()
	if size <= limit {
		out := bytes.NewBuffer(slices.Grow(buf[:0], int(size)+bytes.MinRead))
		// The file may grow while it's read, so the limit applies here too.
		if _, err := out.ReadFrom(io.LimitReader(f, limit+1)); err != nil {
			return nil, list, err
		}
		if size = int64(out.Len()); size <= limit {
			return out.Bytes(), list, nil
		}
	}
	addTooLarge(name, limit, &list)
	return nil, list, nil
}

// Cause unwraps a [fs.PathError], for messages that name the path themselves.
func Cause(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

// Mebibytes writes a size, which is a whole number of mebibytes, for a message.
func Mebibytes(n int64) string { return fmt.Sprintf("%d MiB", n>>20) }

// Text returns a text file of at most 1 MiB in UTF-8, without its byte order mark, with line feeds
// as line ends, and without control characters except line feeds and tabs. If the file isn't such a
// text, the list has an error and the text is nil.
func Text(fsys fs.FS, name string) ([]byte, diag.List, error) {
	return TextInto(nil, fsys, name)
}

// TextInto is like [Text] but reads into buf if that has the capacity.
func TextInto(buf []byte, fsys fs.FS, name string) ([]byte, diag.List, error) {
	src, list, err := RawInto(buf, fsys, name)
	if err != nil || list.Len() > 0 {
		return nil, list, err
	}
	src, list = Decode(name, src)
	return src, list, nil
}

// RawInto returns a text file as it is stored, for [Decode]. It reads into buf if that has the
// capacity.
func RawInto(buf []byte, fsys fs.FS, name string) ([]byte, diag.List, error) {
	return read(buf, fsys, name, maxText)
}

// Decode returns the text that [Text] returns for a file with the content src. It may overwrite
// src.
func Decode(name string, src []byte) ([]byte, diag.List) {
	var list diag.List
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	}
	if i := controlAt(src); i >= 0 {
		if src[i] == 0 {
			list.Add(name, position(src, i), diag.FileEncoding, "save the file as UTF-8 text", "a NUL byte in the text")
		} else {
			list.Add(name, position(src, i), diag.FileEncoding, "take it out", "the control character %U in the text", src[i])
		}
		return nil, list
	}
	if !utf8.Valid(src) {
		i := invalidAt(src)
		list.Add(name, position(src, i), diag.FileEncoding, "save the file as UTF-8 text",
			"byte 0x%02X isn't UTF-8", src[i])
		return nil, list
	}
	turned(name, src, &list)
	return src, list
}

// controlAt returns the offset of the first ASCII control character that isn't a tab or a line
// feed, or -1. HTML and XML can't represent most of them.
func controlAt(src []byte) int {
	i := 0
	for ; len(src)-i >= 8; i += 8 {
		if !mayHaveControl(binary.LittleEndian.Uint64(src[i:])) {
			continue
		}
		for j, b := range src[i : i+8] {
			if isControl(b) {
				return i + j
			}
		}
	}
	for ; i < len(src); i++ {
		if isControl(src[i]) {
			return i
		}
	}
	return -1
}

func isControl(b byte) bool { return b < ' ' && b != '\t' && b != '\n' || b == 0x7f }

// mayHaveControl reports whether one of eight bytes is less than a space, or 0x7f. A byte less than
// n is one that borrows when n is subtracted from it (Warren, Hacker's Delight, 6-1).
func mayHaveControl(eight uint64) bool {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	deletes := eight ^ 0x7f*ones
	return ((eight-' '*ones)&^eight|(deletes-ones)&^deletes)&high != 0
}

func invalidAt(src []byte) int {
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(src)
}

func position(src []byte, offset int) diag.Pos {
	before := src[:offset]
	line := bytes.LastIndexByte(before, '\n') + 1
	return diag.Pos{Line: 1 + bytes.Count(before, []byte("\n")), Column: 1 + utf8.RuneCount(before[line:])}
}
