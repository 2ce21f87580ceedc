// Package asset prepares the files that pages load (style sheets, scripts, icons, pictures,
// downloads) for immutable caching: minified, with a fingerprint of the content in the name, and
// with Subresource Integrity metadata.
package asset

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/tdewolff/minify/v2"
	"golang.org/x/text/unicode/norm"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset/raster"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
)

const dir = source.AssetsDir

// File is a published file.
type File struct {
	artifact.Artifact
	// Name is the file's path in its source directory: "baken.css", "content/a/b.png".
	Name string
	// Integrity is Subresource Integrity metadata (W3C SRI): "sha384-…". It is empty for content
	// files.
	Integrity string
	// Size is the number of bytes of a content file, and Sum their SHA-256 checksum, both as the
	// file is stored; zero for other files.
	Size int64
	Sum  [sha256.Size]byte
	// Width and Height are the size of a picture in CSS pixels as browsers show it, upright; zero
	// if unknown.
	Width, Height int
	// Raster describes a picture of pixels. Its Format is empty for every other file.
	Raster raster.Info
	// Transparent reports whether the page can show through a picture.
	Transparent bool
}

// Set holds files by name.
type Set struct {
	files map[string]*File
	names []string
}

// Get returns a file by name, or nil.
func (s *Set) Get(name string) *File { return s.files[name] }

// Names returns the names in the set, sorted.
func (s *Set) Names() []string { return s.names }

// Artifacts returns the files as artifacts, sorted by path and deduplicated: files with the same
// base name and content have the same path.
func (s *Set) Artifacts() []artifact.Artifact {
	out := make([]artifact.Artifact, 0, len(s.names))
	for _, n := range s.names {
		out = append(out, s.files[n].Artifact)
	}
	byPath := func(a, b artifact.Artifact) int { return cmp.Compare(a.Path, b.Path) }
	slices.SortStableFunc(out, byPath)
	return slices.CompactFunc(out, func(a, b artifact.Artifact) bool { return byPath(a, b) == 0 })
}

// With returns a set that holds some files besides, or instead of those with their names.
func (s *Set) With(files ...*File) *Set {
	out := &Set{files: maps.Clone(s.files), names: slices.Clone(s.names)}
	for _, f := range files {
		if out.files[f.Name] == nil {
			out.names = append(out.names, f.Name)
		}
		out.files[f.Name] = f
	}
	slices.Sort(out.names)
	return out
}

func (s *Set) add(f *File) {
	s.files[f.Name] = f
	s.names = append(s.names, f.Name)
}

// maxMinified is the size of the largest script that is minified. The minifier looks for a name
// among all names in all scopes around it, which takes time that grows with the square of the size
// of the script. Larger scripts are libraries, which come minified.
const maxMinified = 24 << 10

// maxHoisted bounds, in a script that is minified, the number of variables times that of blocks:
// each variable is looked for in all blocks around it.
const maxHoisted = 100_000

// minifies reports whether a file is minified. The counts of a script include strings and
// comments, so that nothing in them can hide a block.
func minifies(mediaType string, content []byte) bool {
	return mediaType != "text/javascript" ||
		len(content) <= maxMinified && bytes.Count(content, []byte("{"))*bytes.Count(content, []byte("var")) <= maxHoisted
}

// Load reads all files in the directory assets and minifies those for which there is a minifier. A
// file that can't be minified isn't of the type that its extension means, which is a finding. Load
// checks ctx before each file.
func Load(ctx context.Context, fsys fs.FS, m *minify.M) (*Set, diag.List, error) {
	set := &Set{files: map[string]*File{}}
	var findings diag.List
	err := walk(fsys, dir, &findings, func(name string) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		f, list, err := read(ctx, fsys, name, m)
		findings.Join(list)
		if f != nil {
			set.add(f)
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	slices.Sort(set.names)
	set.checkCasing(&findings)
	return set, findings, err
}

// Read reads a picture or a font in any directory as an asset. The file is nil if a finding says
// why it isn't published.
func Read(ctx context.Context, fsys fs.FS, name string) (*File, diag.List, error) {
	return read(ctx, fsys, name, Minifier())
}

// read reads an asset and minifies it if there is a minifier for it.
func read(ctx context.Context, fsys fs.FS, name string, m *minify.M) (*File, diag.List, error) {
	var findings diag.List
	content, list, err := source.Bytes(fsys, name)
	findings.Join(list)
	if err != nil || content == nil {
		return nil, findings, err
	}
	mediaType := MediaType(name)
	if mediaType == unknownType {
		findings.Add(name, diag.Pos{}, diag.DownloadType, "take it out of "+dir+"/, or give it the name of what it is",
			"a file of the kind %q isn't published", path.Ext(name))
		return nil, findings, nil
	}
	f := &File{Name: strings.TrimPrefix(name, dir+"/")}
	var rejected *rejection
	if err := runUntilDone(ctx, func() error {
		content, rejected = f.prepare(name, content)
		return nil
	}); err != nil {
		return nil, findings, err
	}
	if rejected != nil {
		rejected.report(name, &findings)
		return nil, findings, nil
	}
	var minified []byte
	err = minify.ErrNotExist
	if minifies(bare(mediaType), content) {
		err = runUntilDone(ctx, func() (err error) {
			minified, err = m.Bytes(bare(mediaType), content)
			return err
		})
	}
	switch {
	case ctx.Err() != nil:
		return nil, findings, ctx.Err()
	case err == nil:
		content = minified
	case !errors.Is(err, minify.ErrNotExist):
		pos, reason := syntax(err)
		findings.Add(name, pos, diag.AssetInvalid, "mend the file, or give it the name of what it is",
			"this isn't %s that can be read: %s", bare(mediaType), reason)
		return nil, findings, nil
	}
	f.fill(content)
	return f, findings, nil
}

// checkCasing warns of files whose names differ only in case or in the form of their accents, of
// which Windows and macOS keep one.
func (s *Set) checkCasing(findings *diag.List) {
	first := map[string]string{}
	for _, name := range s.names {
		key := strings.ToLower(norm.NFC.String(name))
		if other, known := first[key]; known {
			findings.Add(dir+"/"+name, diag.Pos{}, diag.FileNameCase, "give one of the two another name",
				"the name differs from that of %s only in capitals, or in how accents are written", dir+"/"+other)
			continue
		}
		first[key] = name
	}
}

// New returns an asset with a name and content, which is published unchanged.
func New(name string, content []byte) *File {
	f := &File{Name: name}
	f.fill(content)
	return f
}

// fill gives an asset its content.
func (f *File) fill(content []byte) {
	f.Artifact = artifact.Static(Fingerprinted(f.Name, sha256.Sum256(content)), MediaType(f.Name), content)
	sum := sha512.Sum384(content)
	f.Integrity = "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}

// prepare returns the content of an asset as it is published, before it is minified, or the reason
// why it isn't.
func (f *File) prepare(name string, content []byte) ([]byte, *rejection) {
	if !IsPicture(name) {
		return content, inspect(name, content)
	}
	p, rejected := show(name, content)
	if rejected != nil {
		if rejected.code == diag.ImageInvalid {
			rejected.code = diag.AssetInvalid
		}
		return nil, rejected
	}
	f.Width, f.Height, f.Raster, f.Transparent = p.width, p.height, p.raster, p.transparent
	return p.content, nil
}

// walk calls f for the files below a directory, except hidden ones. It lists directories with
// ReadDir of fsys, which in an overlay covers both layers.
func walk(fsys fs.FS, dir string, findings *diag.List, f func(name string) error) error {
	entries, list, err := source.Dir(fsys, dir)
	findings.Join(list)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			if err := walk(fsys, name, findings, f); err != nil {
				return err
			}
		default:
			if err := f(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// Fingerprinted returns the path under which a file is published: its base name with the first ten
// hexadecimal digits of its SHA-256 checksum.
func Fingerprinted(name string, sum [sha256.Size]byte) string {
	ext := strings.ToLower(path.Ext(name))
	stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
	stem = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r): // The accent of a decomposed letter.
			return -1
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		default:
			return '-'
		}
	}, norm.NFD.String(stem))
	return fmt.Sprintf("%s/%s.%s%s", dir, stem, hex.EncodeToString(sum[:5]), ext)
}

// syntax returns the position and the reason in a minifier's error. The position is zero if the
// error has none.
func syntax(err error) (pos diag.Pos, reason string) {
	reason = oneLine(err)
	text, place, ok := strings.Cut(reason, " on line ")
	if !ok {
		return pos, reason
	}
	if _, err := fmt.Sscanf(place, "%d and column %d", &pos.Line, &pos.Column); err != nil {
		return diag.Pos{}, reason
	}
	return pos, text
}

func oneLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
