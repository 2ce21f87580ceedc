package cache

import (
	"bytes"
	"crypto/sha256"

	"baken.example/baken/internal/cache/snapshot"
	"baken.example/baken/internal/diag"
)

// Build is what is kept of a build.
type Build struct {
	// Inputs say, in one text, what the build depended on beside files: the program, the options,
	// the history in git.
	Inputs string
	// Site identifies the site, for package output.
	Site string
	// Manifest is the checksum of the manifest of the output.
	Manifest [sha256.Size]byte
	// Unchanged is the number of artifacts.
	Unchanged int
	// Kept are the files with what the build read.
	Kept Kept
	// Sources are the files of the site's directory that were read, looked for or listed.
	Sources []snapshot.Entry
	// Findings were printed.
	Findings diag.List
	// Output are the files that were written, and their directories.
	Output []snapshot.Entry
	// pending are Findings and Output while they haven't been decoded.
	pending []byte
}

// Load returns the record of the build with an id, or nil. [Build.DecodeRest] decodes its findings
// and its output.
func (d *Dir) Load(id string) *Build {
	text := d.read(id)
	if text == nil {
		return nil
	}
	b, err := decode(text)
	if err != nil {
		return nil
	}
	return b
}

// Store keeps the record of a build. One that is too large isn't kept, and one that was kept of an
// earlier build is removed then.
func (d *Dir) Store(id string, b *Build) error {
	if d == nil {
		return nil
	}
	text := b.encode()
	if len(text) > maxRecord {
		d.remove(id)
		return nil
	}
	if err := d.write(id, text); err != nil {
		return err
	}
	d.removeBeside(id, b.Kept)
	return nil
}

// Forget removes the record of a build.
func (d *Dir) Forget(id string) { d.remove(id) }

const heading = "baken build 3\n"

// encode returns the record as it is stored: a heading, a checksum of what follows, and that.
func (b *Build) encode() []byte {
	e := encoder{b: make([]byte, len(heading)+sha256.Size, 1<<16+80*(len(b.Sources)+len(b.Output)))}
	copy(e.b, heading)
	e.text(b.Inputs)
	e.text(b.Site)
	e.b = append(e.b, b.Manifest[:]...)
	e.number(uint64(b.Unchanged))
	e.kept(b.Kept)
	e.entries(b.Sources)
	if b.pending != nil {
		e.b = append(e.b, b.pending...)
	} else {
		e.findings(&b.Findings)
		e.entries(b.Output)
	}
	sum := sha256.Sum256(e.b[len(heading)+sha256.Size:])
	copy(e.b[len(heading):], sum[:])
	return e.b
}

func decode(text []byte) (*Build, error) {
	rest, ok := bytes.CutPrefix(text, []byte(heading))
	if !ok || len(rest) < sha256.Size {
		return nil, errDamaged
	}
	sum, rest := [sha256.Size]byte(rest), rest[sha256.Size:]
	if sha256.Sum256(rest) != sum {
		return nil, errDamaged
	}
	d := decoder{b: rest}
	b := &Build{Inputs: d.text(), Site: d.text()}
	copy(b.Manifest[:], d.bytes(len(b.Manifest)))
	b.Unchanged = int(d.number())
	b.Kept = d.kept()
	b.Sources = d.entries()
	b.pending = d.b
	return b, d.err
}

// DecodeRest decodes Findings and Output, which takes about as long as Load, so that it can be done
// while the sources are verified. It reports whether it could.
func (b *Build) DecodeRest() bool {
	if b.pending == nil {
		return true
	}
	d := decoder{b: b.pending}
	b.Findings, b.Output = d.findings(), d.entries()
	if d.err != nil || len(d.b) > 0 {
		return false
	}
	b.pending = nil
	return true
}
