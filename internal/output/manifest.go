package output

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"baken.example/baken/internal/output/portable"
)

const (
	// marker is the name of the manifest at the root of the output, and of the staging tree.
	marker = ".baken"
	// markerNext is the name under which a manifest is written before it is renamed to marker.
	markerNext = ".baken.new"
	// heading is the first line of a manifest. The number changes when the format does.
	heading = "baken manifest 1"
	// maxManifest is the size in bytes of the largest manifest that is read, of about half a
	// million files.
	maxManifest = 64 << 20
)

// sum is the first half of the SHA-256 checksum of a file.
type sum [16]byte

func sumOf(content []byte) sum {
	full := sha256.Sum256(content)
	return sum(full[:len(sum{})])
}

// sumOfFile returns the sum of the bytes read from r. It uses buf, where io.Copy would make a
// buffer for each file.
func sumOfFile(r io.Reader, buf []byte) (sum, error) {
	h := sha256.New()
	for {
		n, err := r.Read(buf)
		_, _ = h.Write(buf[:n]) // It never fails: see hash.Hash.
		if err == io.EOF {
			return sum(h.Sum(nil)[:len(sum{})]), nil
		}
		if err != nil {
			return sum{}, err
		}
	}
}

// fileVersion is an entry of a manifest.
type fileVersion struct {
	path string
	sum  sum
}

// manifest lists the files that Baken wrote to a directory, and the site that it wrote them for. It
// is a claim of whoever supplies the directory: a record says whether it is true. A path may have
// several sums, of files that builds wrote before they were killed.
type manifest struct {
	site  string
	files map[fileVersion]struct{}
	paths map[string]struct{}
	raw   []byte // the text that it was read from
}

func newManifest(site string) *manifest {
	return &manifest{site: site, files: map[fileVersion]struct{}{}, paths: map[string]struct{}{}}
}

func (m *manifest) add(p string, s sum) {
	m.files[fileVersion{p, s}] = struct{}{}
	m.paths[p] = struct{}{}
}

// merge adds the files of n, which may be nil.
func (m *manifest) merge(n *manifest) {
	if n == nil {
		return
	}
	for f := range n.files {
		m.add(f.path, f.sum)
	}
}

// hasPath reports whether the manifest lists the path, with any sum.
func (m *manifest) hasPath(p string) bool {
	if m == nil {
		return false
	}
	_, ok := m.paths[p]
	return ok
}

// hasFile reports whether the manifest lists the path with this sum.
func (m *manifest) hasFile(p string, s sum) bool {
	if m == nil {
		return false
	}
	_, ok := m.files[fileVersion{p, s}]
	return ok
}

// text returns the canonical encoding of the manifest: equal manifests have equal texts.
func (m *manifest) text() []byte {
	list := make([]fileVersion, 0, len(m.files))
	for f := range m.files {
		list = append(list, f)
	}
	slices.SortFunc(list, func(a, b fileVersion) int {
		return cmp.Or(cmp.Compare(a.path, b.path), bytes.Compare(a.sum[:], b.sum[:]))
	})
	b := make([]byte, 0, 64+80*len(list))
	b = append(b, heading...)
	b = append(b, "\nsite "...)
	b = append(b, m.site...)
	b = append(b, '\n')
	for _, f := range list {
		b = hex.AppendEncode(b, f.sum[:])
		b = append(b, ' ')
		b = append(b, f.path...)
		b = append(b, '\n')
	}
	return b
}

// errNoManifest is returned for a file that has the name of a manifest and isn't one.
var errNoManifest = errors.New("not a manifest of this version of Baken")

// parseManifest decodes a manifest. The text is untrusted: each path must be one that an artifact
// can have, which lies below the root and isn't reserved.
func parseManifest(text []byte) (*manifest, error) {
	rest, ok := strings.CutPrefix(string(text), heading+"\nsite ")
	if !ok || !strings.HasSuffix(rest, "\n") {
		return nil, errNoManifest
	}
	site, rest, _ := strings.Cut(rest, "\n")
	m := newManifest(site)
	m.raw = text
	for line := range strings.Lines(rest) {
		p, s, ok := parseFile(strings.TrimSuffix(line, "\n"))
		if !ok {
			return nil, errNoManifest
		}
		m.add(p, s)
	}
	return m, nil
}

// parseFile decodes the sum and the path of a file, and reports whether they are valid.
func parseFile(line string) (p string, s sum, ok bool) {
	digits, p, ok := strings.Cut(line, " ")
	if !ok || len(digits) != hex.EncodedLen(len(s)) || portable.Check(p) != nil || reserved(p) {
		return "", sum{}, false
	}
	_, err := hex.Decode(s[:], []byte(digits))
	return p, s, err == nil
}

// reserved reports whether the path is one of the names at the root that a build uses itself.
func reserved(p string) bool {
	first, _, _ := strings.Cut(portable.Fold(p), "/")
	return first == marker || first == markerNext
}

// readManifest reads the manifest in dir. It returns nil if there is no file of that name, and
// errNoManifest for a symbolic link, which isn't followed, and for any other irregular file.
func readManifest(dir string) (*manifest, error) {
	name := filepath.Join(dir, marker)
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxManifest {
		return nil, errNoManifest
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if opened, err := f.Stat(); err != nil || !os.SameFile(info, opened) {
		return nil, errors.Join(errNoManifest, err)
	}
	text, err := io.ReadAll(io.LimitReader(f, maxManifest+1))
	if err != nil {
		return nil, err
	}
	return parseManifest(text)
}

// writeManifest writes the text of a manifest to dir atomically, by way of the staging tree, and
// syncs it to disk.
func (b *build) writeManifest(text []byte, dir string) error {
	b.record.planManifest(text)
	next := filepath.Join(b.place.next, markerNext)
	_, err := create(next, text)
	if err == nil {
		err = syncFile(next)
	}
	if err == nil {
		err = os.Rename(next, filepath.Join(dir, marker))
	}
	if err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	return nil
}

// manifest returns the manifest of the site that is being written, of the artifacts that have been
// rendered.
func (b *build) manifest() *manifest {
	m := newManifest(b.place.site)
	for _, f := range b.site.files {
		if f.rendered {
			m.add(f.Path, f.sum)
		}
	}
	return m
}
