package cache

import (
	"crypto/sha256"
	"errors"

	"baken.example/baken/internal/cache/snapshot"
	"baken.example/baken/internal/diag"
)

// Build is what is kept of a build.
type Build struct {
	Facts
	// Sources are the files of the site's directory that were read, looked for or listed.
	Sources []snapshot.Entry
	// Output are the files that were written, and their directories.
	Output []snapshot.Entry
	// Findings are the findings of a check, Printed is the printed text of a build's findings.
	Findings diag.List
	Printed  string
}

// Facts are the part of a record that is read first.
type Facts struct {
	// Inputs say, in one text, what the build depended on beside files: the program, the options,
	// the history in git.
	Inputs string
	// Site identifies the site, for package output.
	Site string
	// Manifest is the checksum of the manifest of the output.
	Manifest [sha256.Size]byte
	// Unchanged is the number of artifacts.
	Unchanged int
	// Kept names the files with the pages of the build.
	Kept Kept
}

// Store keeps the record of a build. One that is too large isn't kept, and one that was kept of an
// earlier build is removed then.
func (d *Dir) Store(id string, b *Build) error {
	if d == nil {
		return nil
	}
	return d.store(id, b.encode(), b.Kept)
}

func (d *Dir) store(id string, text []byte, k Kept) error {
	if len(text) > maxRecord {
		d.remove(id)
		return nil
	}
	replaced := d.kept(id)
	if err := d.write(id, text); err != nil {
		return err
	}
	d.removeBeside(id, k, replaced)
	return nil
}

// Renew keeps a record with new stamps, and closes it.
func (d *Dir) Renew(id string, r *Record, sources, output []snapshot.Restamp) error {
	text, err := r.renewed(sources, output)
	if err = errors.Join(err, r.Close()); err != nil {
		return err
	}
	return d.store(id, text, r.Kept)
}

// Forget removes the record of a build.
func (d *Dir) Forget(id string) { d.remove(id) }

// encode returns the record as it is stored; see [Record].
func (b *Build) encode() []byte {
	var findings encoder
	findings.findings(&b.Findings)
	return join(b.Facts, snapshot.Encode(b.Sources), snapshot.Encode(b.Output), findings.b, []byte(b.Printed))
}
