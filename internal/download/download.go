// Package download prepares the files that pages link to, for readers to save: each at a lasting
// address, under its own name, and read piece by piece, since it may be large.
package download

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/download/address"
	"baken.example/baken/internal/download/whole"
	"baken.example/baken/internal/source"
)

// The sizes of the largest downloads that are held in memory as a whole while they are written or
// sent: maxText of those that are compressed, which pays for text, and maxHeld of all others.
const (
	maxHeld = 1 << 20
	maxText = 10 << 20
)

// File is a published download.
type File struct {
	artifact.Artifact
	// Name is the path of the file from the site directory: "content/a/b.pdf".
	Name string
	// SaveAs is the name under which browsers save it.
	SaveAs string
	// Inline reports whether browsers show it rather than offer to save it.
	Inline bool
	// Kind is the name of its format: "PDF", "Word".
	Kind string
	// Size is its size in bytes.
	Size int64
}

// Set holds downloads by name. The zero value is empty.
type Set struct {
	files map[string]*File
	names []string
}

// Get returns a download by the path of its file, or nil.
func (s *Set) Get(name string) *File { return s.files[name] }

// Names returns the paths of the files, sorted.
func (s *Set) Names() []string { return s.names }

// Files returns the published downloads, sorted by their paths on the site, each once: files of one
// name and content share an address.
func (s *Set) Files() []*File {
	out := make([]*File, 0, len(s.names))
	for _, name := range s.names {
		out = append(out, s.files[name])
	}
	slices.SortStableFunc(out, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	return slices.CompactFunc(out, func(a, b *File) bool { return a.Path == b.Path })
}

// Load examines the files that pages link to, by their sorted paths. It doesn't keep their
// contents: the artifacts read the files again. Of two files with one address that differ, the
// second is a finding. It checks ctx before each file, and while it reads one.
func Load(ctx context.Context, fsys fs.FS, names []string) (*Set, diag.List, error) {
	set := &Set{files: map[string]*File{}}
	var findings diag.List
	isPicture := func(name string) bool { return asset.IsPicture(name) }
	// Pictures are published as they are shown, without what a camera has noted about their maker.
	pictures, list, err := asset.LoadContent(ctx, fsys, slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !isPicture(name) }))
	findings.Join(list)
	if err != nil {
		return nil, findings, err
	}
	byPath := map[string]*File{}
	for _, name := range names {
		var f *File
		switch picture := pictures.Get(name); {
		case !isPicture(name):
			var list diag.List
			f, list, err = load(ctx, fsys, name)
			findings.Join(list)
		case picture != nil:
			f, err = ofPicture(picture)
		}
		if err != nil {
			return nil, findings, err
		}
		if f == nil {
			continue
		}
		if other := byPath[f.Path]; other != nil {
			same, err := equal(ctx, fsys, other.Name, name)
			if err != nil {
				return nil, findings, err
			}
			if !same {
				findings.Add(name, diag.Pos{}, diag.DownloadConflict, "give one of the two another name",
					"this file would have the address of %s, /%s", other.Name, f.Path)
			}
		} else {
			byPath[f.Path] = f
		}
		set.files[name] = f
		set.names = append(set.names, name)
	}
	return set, findings, nil
}

// load examines a file that isn't a picture. It returns nil if the file can't be read at all, which
// is a finding.
func load(ctx context.Context, fsys fs.FS, name string) (*File, diag.List, error) {
	opened, findings, err := source.Open(fsys, name)
	if opened == nil {
		return nil, findings, err
	}
	defer opened.Close()
	info, err := opened.Stat()
	if err != nil {
		return nil, findings, err
	}
	list, err := asset.Examine(name, &reader{ctx, opened})
	findings.Join(list)
	if err != nil {
		return nil, findings, err
	}
	if list.Len() == 0 {
		if err := reportCutOff(name, opened, info.Size(), &findings); err != nil {
			return nil, findings, err
		}
	}
	f := newFile(name, info.Size())
	f.Append = func(b []byte) ([]byte, error) {
		content, err := fs.ReadFile(fsys, name)
		return append(b, content...), err
	}
	held := int64(maxHeld)
	if strings.HasPrefix(f.MediaType, "text/") || f.MediaType == "application/json" {
		held = maxText
	}
	if _, seeks := opened.(artifact.File); seeks && f.Size > held {
		f.Open = func() (artifact.File, error) {
			opened, err := fsys.Open(name)
			if err != nil {
				return nil, err
			}
			return opened.(artifact.File), nil
		}
	}
	return f, findings, nil
}

// reportCutOff adds a finding about a file that lacks its end.
func reportCutOff(name string, opened fs.File, size int64, findings *diag.List) error {
	at, ok := opened.(io.ReaderAt)
	if !ok {
		return nil // Those of a directory can be read so.
	}
	missing, err := whole.Missing(name, at, size)
	if err == nil && missing != "" {
		findings.Add(name, diag.Pos{}, diag.DownloadCut, "save it again: a download or an upload broke off",
			"this file is cut off: it lacks %s", missing)
	}
	return err
}

// ofPicture returns the download of a picture, with the bytes that the picture has where it is
// shown.
func ofPicture(picture *asset.File) (*File, error) {
	content, err := picture.Append(nil)
	if err != nil {
		return nil, err
	}
	f := newFile(picture.Name, int64(len(content)))
	f.Append = picture.Append
	return f, nil
}

func newFile(name string, size int64) *File {
	published := address.Of(name)
	return &File{
		Artifact: artifact.Artifact{Path: published, MediaType: asset.MediaType(name)},
		Name:     name,
		SaveAs:   saveAs(path.Base(name)),
		Inline:   asset.OpensInline(name),
		Kind:     kind(name),
		Size:     size,
	}
}

// URL returns the address of the download on its host, percent-encoded.
func (f *File) URL() string { return address.URL(f.Path) }

// saveAs returns a file's name without the characters that nobody sees, some of which turn the
// direction of the text around them, so that a program looks like a document, and without those
// that a file system may not store.
func saveAs(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d':
			return -1
		case strings.ContainsRune(`<>:"/\|?*`, r):
			return '-'
		}
		return r
	}, norm.NFC.String(name))
}

// kind returns the name of the format of a file, as people know it.
func kind(name string) string {
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".docx":
		return "Word"
	case ".xlsx":
		return "Excel"
	case ".pptx":
		return "PowerPoint"
	case ".jpeg":
		return "JPG"
	case ".webp":
		return "WebP"
	case ".webm":
		return "WebM"
	default:
		return strings.ToUpper(strings.TrimPrefix(ext, "."))
	}
}

// reader reads until its context is done.
type reader struct {
	ctx context.Context
	io.Reader
}

func (r *reader) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(b)
}

// equal reports whether two files have the same content.
func equal(ctx context.Context, fsys fs.FS, a, b string) (bool, error) {
	x, err := fsys.Open(a)
	if err != nil {
		return false, err
	}
	defer x.Close()
	y, err := fsys.Open(b)
	if err != nil {
		return false, err
	}
	defer y.Close()
	bufX, bufY := make([]byte, 64<<10), make([]byte, 64<<10)
	for {
		n, errX := io.ReadFull(&reader{ctx, x}, bufX)
		m, errY := io.ReadFull(&reader{ctx, y}, bufY)
		switch {
		case !ended(errX):
			return false, errX
		case !ended(errY):
			return false, errY
		case !bytes.Equal(bufX[:n], bufY[:m]):
			return false, nil
		case errX != nil || errY != nil:
			return true, nil
		}
	}
}

// ended reports whether an error of [io.ReadFull] says no more than that the file has ended.
func ended(err error) bool {
	return err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}
