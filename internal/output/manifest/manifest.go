// Package manifest has the list of the files of an output that Baken wrote, and of the site that it
// wrote them for.
package manifest

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"baken.example/baken/internal/output/portable"
)

const (
	// Name is the name of the manifest at the root of the output, and of the staging tree.
	Name = ".baken"
	// NextName is the name under which a manifest is written before it is renamed to Name.
	NextName = ".baken.new"
	// heading is the first line of a manifest. The number changes when the format does.
	heading = "baken manifest 1"
	// MaxSize is the size in bytes of the largest manifest that is read, of about half a million
	// files.
	MaxSize = 64 << 20
)

// Sum is the first half of the SHA-256 checksum of a file.
type Sum [16]byte

// SumOf returns the sum of a file with the content.
func SumOf(content []byte) Sum {
	full := sha256.Sum256(content)
	return Sum(full[:len(Sum{})])
}

// SumIn returns the sum of what was written to h, which is a SHA-256.
func SumIn(h hash.Hash) Sum { return Sum(h.Sum(nil)[:len(Sum{})]) }

// SumOfReader returns the sum of the bytes read from r. It uses buf, where io.Copy would make a
// buffer for each file.
func SumOfReader(r io.Reader, buf []byte) (Sum, error) {
	h := sha256.New()
	for {
		n, err := r.Read(buf)
		_, _ = h.Write(buf[:n]) // It never fails: see hash.Hash.
		if err == io.EOF {
			return SumIn(h), nil
		}
		if err != nil {
			return Sum{}, err
		}
	}
}

// File is an entry of a manifest.
type File struct {
	Path string
	Sum  Sum
}

// Append appends the encoding of the entry, which is a line without its end.
func (f File) Append(b []byte) []byte {
	b = hex.AppendEncode(b, f.Sum[:])
	b = append(b, ' ')
	return append(b, f.Path...)
}

// Manifest lists the files that Baken wrote to a directory, and the site that it wrote them for. It
// is a claim of whoever supplies the directory: a record says whether it is true. A path may have
// several sums, of files that builds wrote before they were killed.
type Manifest struct {
	site  string
	files map[File]struct{}
	paths map[string]struct{}
	raw   []byte
}

// New returns a manifest without files of the site, which is a line.
func New(site string) *Manifest {
	return &Manifest{site: site, files: map[File]struct{}{}, paths: map[string]struct{}{}}
}

// Site returns the site.
func (m *Manifest) Site() string { return m.site }

// Raw returns the text that the manifest was read from, as it was; nil if it wasn't.
func (m *Manifest) Raw() []byte { return m.raw }

// Files yields the files, in no order.
func (m *Manifest) Files() iter.Seq[File] { return maps.Keys(m.files) }

// Len returns the number of files.
func (m *Manifest) Len() int { return len(m.files) }

// Add adds a file.
func (m *Manifest) Add(f File) {
	m.files[f] = struct{}{}
	m.paths[f.Path] = struct{}{}
}

// Merge adds the files of n, which may be nil.
func (m *Manifest) Merge(n *Manifest) {
	if n == nil {
		return
	}
	for f := range n.files {
		m.Add(f)
	}
}

// HasPath reports whether the manifest, which may be nil, lists the path, with any sum.
func (m *Manifest) HasPath(p string) bool {
	if m == nil {
		return false
	}
	_, ok := m.paths[p]
	return ok
}

// HasFile reports whether the manifest, which may be nil, lists the path with this sum.
func (m *Manifest) HasFile(f File) bool {
	if m == nil {
		return false
	}
	_, ok := m.files[f]
	return ok
}

// Text returns the canonical encoding of the manifest: equal manifests have equal texts.
func (m *Manifest) Text() []byte {
	list := make([]File, 0, len(m.files))
	for f := range m.files {
		list = append(list, f)
	}
	slices.SortFunc(list, func(a, b File) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), bytes.Compare(a.Sum[:], b.Sum[:]))
	})
	b := make([]byte, 0, 64+80*len(list))
	b = append(b, heading...)
	b = append(b, "\nsite "...)
	b = append(b, m.site...)
	b = append(b, '\n')
	for _, f := range list {
		b = append(f.Append(b), '\n')
	}
	return b
}

// ErrInvalid is returned for a file that has the name of a manifest and isn't one.
var ErrInvalid = errors.New("not a manifest of this version of Baken")

// Parse decodes a manifest, or returns ErrInvalid. The text is untrusted: each path must be one
// that an artifact can have, which lies below the root and isn't reserved.
func Parse(text []byte) (*Manifest, error) {
	rest, ok := strings.CutPrefix(string(text), heading+"\nsite ")
	if !ok || !strings.HasSuffix(rest, "\n") {
		return nil, ErrInvalid
	}
	site, rest, _ := strings.Cut(rest, "\n")
	m := New(site)
	m.raw = text
	for line := range strings.Lines(rest) {
		f, ok := ParseFile(strings.TrimSuffix(line, "\n"))
		if !ok {
			return nil, ErrInvalid
		}
		m.Add(f)
	}
	return m, nil
}

// ParseFile decodes an entry, and reports whether it is valid.
func ParseFile(line string) (f File, ok bool) {
	digits, p, ok := strings.Cut(line, " ")
	if !ok || len(digits) != hex.EncodedLen(len(f.Sum)) || portable.Check(p) != nil || Reserved(p) {
		return File{}, false
	}
	f.Path = p
	_, err := hex.Decode(f.Sum[:], []byte(digits))
	return f, err == nil
}

// Reserved reports whether the path is one of the names at the root that a build uses itself.
func Reserved(p string) bool {
	first, _, _ := strings.Cut(portable.Fold(p), "/")
	return first == Name || first == NextName
}

// Read reads the manifest in dir. It returns nil if there is no file of that name, and ErrInvalid
// for a symbolic link, which isn't followed, and for any other irregular file.
func Read(dir string) (*Manifest, error) {
	name := filepath.Join(dir, Name)
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > MaxSize {
		return nil, ErrInvalid
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if opened, err := f.Stat(); err != nil || !os.SameFile(info, opened) {
		return nil, errors.Join(ErrInvalid, err)
	}
	text, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err != nil {
		return nil, err
	}
	return Parse(text)
}
