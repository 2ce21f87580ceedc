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
)

const (
	// marker is the name of the manifest at the root of the output, and of the staging tree.
	marker = ".baken"
	// markerNext is the name under which a manifest is written before it is renamed to marker.
	markerNext = ".baken.new"
	// heading is the first line of a manifest. The number changes when the format does.
	heading = "baken manifest 1"
	// longest is how many bytes of a manifest are read: those of about half a million files.
	longest = 64 << 20
)

// sum is the first half of the SHA-256 of a file's bytes. The zero sum stands, in the manifest of a
// staging tree, for bytes that are yet to be written.
type sum [16]byte

func sumOf(content []byte) sum {
	full := sha256.Sum256(content)
	return sum(full[:len(sum{})])
}

// sumOfFile returns the sum of what r yields.
func sumOfFile(r io.Reader) (sum, error) {
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return sum{}, err
	}
	return sum(h.Sum(nil)[:len(sum{})]), nil
}

// written is one file of a manifest.
type written struct {
	path string
	sum  sum
}

// manifest lists the files that Baken wrote to a directory, and the site that it wrote them for. While
// a part of the directory is replaced, a path has two sums: of the old bytes and of the new ones.
type manifest struct {
	site  string
	files map[written]struct{}
	paths map[string]struct{}
	// planned reports whether a sum is zero, as in the manifest of an unfinished staging tree.
	planned bool
}

func newManifest(site string) *manifest {
	return &manifest{site: site, files: map[written]struct{}{}, paths: map[string]struct{}{}}
}

func (m *manifest) add(p string, s sum) {
	m.files[written{p, s}] = struct{}{}
	m.paths[p] = struct{}{}
	m.planned = m.planned || s == sum{}
}

// join adds the files of n.
func (m *manifest) join(n *manifest) {
	if n == nil {
		return
	}
	for f := range n.files {
		m.add(f.path, f.sum)
	}
}

// names reports whether the manifest lists the path, with whatever bytes.
func (m *manifest) names(p string) bool {
	if m == nil {
		return false
	}
	_, ok := m.paths[p]
	return ok
}

// lists reports whether Baken wrote these bytes to the path.
func (m *manifest) lists(p string, s sum) bool {
	if m == nil {
		return false
	}
	_, ok := m.files[written{p, s}]
	return ok
}

// text returns the manifest as it is written to a file: the same for the same files, wherever they are.
func (m *manifest) text() []byte {
	list := make([]written, 0, len(m.files))
	for f := range m.files {
		list = append(list, f)
	}
	slices.SortFunc(list, func(a, b written) int {
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

// errNoManifest says that a file named like a manifest isn't one.
var errNoManifest = errors.New("not a manifest of this version of Baken")

// parseManifest reads the text of a manifest. Anybody may have written it: each path must be one that an
// artifact can have, which lies below the root and isn't the manifest itself.
func parseManifest(text []byte) (*manifest, error) {
	rest, ok := strings.CutPrefix(string(text), heading+"\nsite ")
	if !ok || !strings.HasSuffix(rest, "\n") {
		return nil, errNoManifest
	}
	site, rest, _ := strings.Cut(rest, "\n")
	m := newManifest(site)
	for line := range strings.Lines(rest) {
		digits, p, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		var s sum
		if n, err := hex.Decode(s[:min(len(s), len(digits)/2)], []byte(digits[:min(len(digits), 2*len(s))])); !ok ||
			err != nil || n != len(s) || len(digits) != 2*len(s) {
			return nil, errNoManifest
		}
		if checkPath(p) != nil || reserved(p) {
			return nil, errNoManifest
		}
		m.add(p, s)
	}
	return m, nil
}

// reserved reports whether the path is one of the names that a build needs at the root for itself.
func reserved(p string) bool {
	first, _, _ := strings.Cut(fold(p), "/")
	return first == marker || first == markerNext
}

// readManifest reads the manifest in dir, or returns nil if there is no file of that name. A link is not
// followed, and neither that nor any other irregular file is a manifest.
func readManifest(dir string) (*manifest, error) {
	name := filepath.Join(dir, marker)
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > longest {
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
	text, err := io.ReadAll(io.LimitReader(f, longest+1))
	if err != nil {
		return nil, err
	}
	return parseManifest(text)
}

// writeManifest writes m to dir in one step, by way of the staging tree. It is synced to disk unless it is a plan,
// which has nothing to say after a power failure that could be relied on.
func (b *build) writeManifest(m *manifest, dir string) error {
	next := filepath.Join(b.place.next, markerNext)
	err := create(next, m.text())
	if err == nil && !m.planned {
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

// manifest returns the manifest of the site that is being written, once its artifacts have been rendered.
func (b *build) manifest() *manifest {
	m := newManifest(b.place.site)
	for _, f := range b.site.files {
		m.add(f.Path, f.sum)
	}
	return m
}

// plan returns the manifest of the staging tree while it is being filled.
func (b *build) plan() *manifest {
	m := newManifest(b.place.site)
	m.join(b.was)
	for _, f := range b.site.files {
		m.add(f.Path, sum{})
	}
	return m
}
