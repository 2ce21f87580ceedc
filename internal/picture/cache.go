package picture

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"baken.example/baken/internal/cachedir"
)

// maxCache is the size of a cache in bytes above which the entries that weren't used for longest
// are removed.
const maxCache = 1 << 30

// Cache keeps the sizes of pictures in a directory of the user, in one file for each picture, under
// a hash of all that they depend on. An entry that is damaged counts as missing. Any number of
// processes may use a directory at the same time.
type Cache struct {
	dir  string
	most int64
}

// OpenCache returns the cache in a directory, which it makes. It returns an error if other users
// may write there.
func OpenCache(dir string) (*Cache, error) {
	if err := cachedir.MakePrivate(dir); err != nil {
		return nil, err
	}
	return &Cache{dir, maxCache}, nil
}

// key is the name of an entry.
type key [sha256.Size]byte

// entry holds the sizes of a picture, in a file or in memory.
type entry struct {
	file  string // "" if sizes have their data
	sizes []stored
}

// stored is a size in an entry. Its data is empty if the entry is a file, and its length is zero if
// it is the picture itself.
type stored struct {
	size
	offset, length int64
	sum            [sha256.Size]byte
}

// read returns the data of a size, or an error if it isn't as it was stored.
func (e *entry) read(i int) ([]byte, error) {
	z := &e.sizes[i]
	if e.file == "" {
		return z.data, nil
	}
	f, err := os.Open(e.file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data := make([]byte, z.length)
	if _, err := f.ReadAt(data, z.offset); err != nil {
		return nil, err
	}
	if sha256.Sum256(data) != z.sum {
		return nil, errDamaged
	}
	return data, nil
}

var errDamaged = errors.New("an entry of the cache is damaged")

// newEntry returns an entry in memory.
func newEntry(sizes []size) *entry {
	e := new(entry)
	for _, z := range sizes {
		e.sizes = append(e.sizes, stored{size: z, length: int64(len(z.data)), sum: sha256.Sum256(z.data)})
	}
	return e
}

const (
	entryHeading = "baken pictures 1"
	// maxHead is more than the head of an entry can have, in bytes.
	maxHead = 4096
	// temporary is the end of the names of files that are being written.
	temporary = ".new"
)

// head returns the lines before the data in the file of an entry: the key, the sizes, and a
// checksum of these lines.
func (e *entry) head(k key) []byte {
	b := fmt.Appendf(nil, "%s %x\n", entryHeading, k)
	for _, z := range e.sizes {
		ext := cmp.Or(z.ext, "-")
		b = fmt.Appendf(b, "%d %d %s %d %x\n", z.width, z.height, ext, z.length, z.sum)
	}
	return fmt.Appendf(b, "end %x\n", sha256.Sum256(b))
}

func (c *Cache) file(k key) string { return filepath.Join(c.dir, fmt.Sprintf("%x", k)) }

// load returns the entry with a key, or nil if there is none that is whole.
func (c *Cache) load(k key) *entry {
	if c == nil {
		return nil
	}
	f, err := os.Open(c.file(k))
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	text, err := io.ReadAll(io.LimitReader(f, maxHead))
	if err != nil {
		return nil
	}
	e := parseEntry(k, text, info.Size())
	if e == nil {
		return nil
	}
	e.file = c.file(k)
	const day = 24 * time.Hour
	if now := time.Now(); now.Sub(info.ModTime()) > day {
		_ = os.Chtimes(e.file, now, now) // Else it is removed earlier than it need be.
	}
	return e
}

// parseEntry returns the entry in a file that begins with text and has a length, or nil.
func parseEntry(k key, text []byte, length int64) *entry {
	lines, _, ok := bytes.Cut(text, []byte("\nend "))
	if !ok {
		return nil
	}
	e := new(entry)
	for i, line := range strings.Split(string(lines), "\n") {
		if i == 0 {
			continue // head checks it.
		}
		var z stored
		var sum []byte
		if n, err := fmt.Sscanf(line, "%d %d %s %d %x", &z.width, &z.height, &z.ext, &z.length, &sum); err != nil || n != 5 || len(sum) != len(z.sum) {
			return nil
		}
		copy(z.sum[:], sum)
		if z.ext == "-" {
			z.ext = ""
		}
		e.sizes = append(e.sizes, z)
	}
	head := e.head(k)
	if !bytes.HasPrefix(text, head) {
		return nil
	}
	at := int64(len(head))
	for i := range e.sizes {
		z := &e.sizes[i]
		if z.length < 0 || z.length > length {
			return nil
		}
		z.offset = at
		at += z.length
	}
	if at != length {
		return nil
	}
	return e
}

// store writes an entry in memory to the cache in one step, and returns the one in the cache.
// Without a cache, or when it can't be written, that is e itself.
func (c *Cache) store(k key, e *entry) *entry {
	if c == nil {
		return e
	}
	head := e.head(k)
	f, err := os.CreateTemp(c.dir, "*"+temporary)
	if err != nil {
		return e
	}
	_, err = f.Write(head)
	for i := range e.sizes {
		if err == nil {
			_, err = f.Write(e.sizes[i].data)
		}
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), c.file(k))
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return e
	}
	out := &entry{file: c.file(k), sizes: slices.Clone(e.sizes)}
	at := int64(len(head))
	for i := range out.sizes {
		z := &out.sizes[i]
		z.offset, z.data = at, nil
		at += z.length
	}
	return out
}

// trim removes the entries that weren't used for longest until the cache is as small as it must be,
// but none that is in use, and what killed processes left.
func (c *Cache) trim(used map[string]bool) {
	if c == nil {
		return
	}
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return
	}
	type file struct {
		name string
		fs.FileInfo
	}
	var files []file
	var total int64
	for _, d := range entries {
		info, err := d.Info()
		if err != nil || !info.Mode().IsRegular() || !cachedir.IsEntry(d.Name()) {
			continue
		}
		name := filepath.Join(c.dir, d.Name())
		if strings.HasSuffix(name, temporary) {
			if time.Since(info.ModTime()) > time.Hour {
				_ = os.Remove(name)
			}
			continue
		}
		total += info.Size()
		files = append(files, file{name, info})
	}
	slices.SortFunc(files, func(a, b file) int { return a.ModTime().Compare(b.ModTime()) })
	for _, f := range files {
		if total <= c.most {
			return
		}
		if !used[f.name] && os.Remove(f.name) == nil {
			total -= f.Size()
		}
	}
}
