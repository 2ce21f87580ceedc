package cache

import (
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"baken.example/baken/internal/cachedir"
	"baken.example/baken/internal/spool"
)

// Kept names the files beside a record that hold the pages of the run, for a later run that reads
// only changed pages. The zero value names none.
type Kept struct {
	// Pages is the name of the file with the pages, and Sum its checksum.
	Pages string
	Sum   [sha256.Size]byte
	// Texts are the names of the files with texts, in the order in which the pages refer to them.
	Texts []string
}

// Continues reports whether a run may take over the files, and add one with texts to them.
func (k Kept) Continues() bool { return k.Pages != "" && len(k.Texts) < maxTexts }

const (
	// maxKept is the number of bytes that the files beside a record may have together. A larger
	// site isn't kept. maxTexts is the number of files with texts, of which each run that reads
	// changed pages adds one, although it replaces few of the texts in the others: after so many
	// runs, one reads the whole site and begins anew.
	maxKept, maxTexts = 512 << 20, 16
)

// errTooMuch is returned for files that are too large to be kept.
var errTooMuch = errors.New("there is too much to keep")

// NewTexts creates a file for the texts of a build.
func (d *Dir) NewTexts(id string) (*spool.File, error) {
	if err := os.MkdirAll(d.name, 0o700); err != nil {
		return nil, err
	}
	return spool.Create(d.name, key(id)+"-", cachedir.TextsSuffix)
}

// Open returns the content of the file with the pages, and opens the files with texts, which the
// caller closes. It returns an error if a file is missing, or the pages are damaged.
func (d *Dir) Open(k Kept) (pages string, texts []*spool.File, err error) {
	pages, err = d.readPages(k)
	if err != nil {
		return "", nil, err
	}
	for _, name := range k.Texts {
		f, err := spool.Open(filepath.Join(d.name, name))
		if err != nil {
			return "", nil, errors.Join(err, closeAll(texts))
		}
		texts = append(texts, f)
	}
	return pages, texts, nil
}

func closeAll(files []*spool.File) (err error) {
	for _, f := range files {
		err = errors.Join(err, f.Close())
	}
	return err
}

// Keeper writes the file with the pages of a build.
type Keeper struct {
	file  *os.File
	hash  hash.Hash
	size  int64
	texts []*spool.File
}

// NewKeeper creates the file for the pages of a build whose texts are in files of the directory.
func (d *Dir) NewKeeper(id string, texts []*spool.File) (*Keeper, error) {
	f, err := os.CreateTemp(d.name, key(id)+"-*"+cachedir.PagesSuffix)
	if err != nil {
		return nil, err
	}
	return &Keeper{file: f, hash: sha256.New(), texts: texts}, nil
}

// Write writes to the file. It returns an error if the file would exceed the limit.
func (k *Keeper) Write(b []byte) (int, error) {
	if k.size += int64(len(b)); k.size > maxKept {
		return 0, errTooMuch
	}
	_, _ = k.hash.Write(b) // It never fails: see hash.Hash.
	return k.file.Write(b)
}

// Finish closes the file with the pages, and returns the names for [Facts.Kept]. The files stay
// then. After an error they don't.
func (k *Keeper) Finish() (Kept, error) {
	total := k.size
	if n := len(k.texts); n > 0 && k.texts[n-1].Size() == 0 {
		k.texts = k.texts[:n-1] // No text of this run is in it.
	}
	kept := Kept{Pages: filepath.Base(k.file.Name()), Sum: [sha256.Size]byte(k.hash.Sum(nil))}
	for _, t := range k.texts {
		total += t.Size()
		kept.Texts = append(kept.Texts, filepath.Base(t.Name()))
	}
	err := k.file.Close()
	if err == nil && total > maxKept {
		err = errTooMuch
	}
	for _, t := range k.texts {
		if err == nil {
			err = t.Keep()
		}
	}
	if err != nil {
		return Kept{}, errors.Join(err, os.Remove(k.file.Name()))
	}
	return kept, nil
}

// Abandon removes the file.
func (k *Keeper) Abandon() { _ = errors.Join(k.file.Close(), os.Remove(k.file.Name())) }

// names reports whether a file is one of k.
func (k Kept) names(file string) bool { return file == k.Pages || slices.Contains(k.Texts, file) }

// kept returns the files of the record with an id.
func (d *Dir) kept(id string) Kept {
	r := d.Load(id)
	if r == nil {
		return Kept{}
	}
	_ = r.Close() // It was only read.
	return r.Kept
}

// removeBeside removes the files beside the record with an id that a replaced record named and k
// doesn't, and the ones of killed processes. Another process with the same id may be writing more.
func (d *Dir) removeBeside(id string, k, replaced Kept) {
	entries, err := os.ReadDir(d.name)
	if err != nil {
		return
	}
	for _, e := range entries {
		if of, ok := cachedir.OfRecord(e.Name()); !ok || of != key(id) || k.names(e.Name()) {
			continue
		}
		if info, err := e.Info(); replaced.names(e.Name()) || err == nil && isAbandoned(info) {
			_ = os.Remove(filepath.Join(d.name, e.Name())) // Else it goes with the record.
		}
	}
}

// readPages returns the content of the file with the pages.
func (d *Dir) readPages(k Kept) (string, error) {
	f, err := os.Open(filepath.Join(d.name, k.Pages))
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() || info.Size() > maxKept {
		return "", errDamaged
	}
	// A builder doesn't copy its memory for the string.
	var text strings.Builder
	text.Grow(int(info.Size()))
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(&text, sum), io.LimitReader(f, info.Size())); err != nil {
		return "", err
	}
	if [sha256.Size]byte(sum.Sum(nil)) != k.Sum {
		return "", errDamaged
	}
	return text.String(), nil
}
