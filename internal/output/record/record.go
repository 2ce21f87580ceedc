// Package record has the proof of what Baken wrote to an output directory, out of reach of whoever
// supplies the site or the output, from which the next build recovers after a kill.
package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"baken.example/baken/internal/output/guard"
	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/realpath"
)

// heading is the first line of a record. The number changes when the format does.
const heading = "baken record 1"

// Record is the proof of what Baken wrote to an output directory. It lies in a directory of the
// user, out of reach of whoever supplies the site or the output: a forged
// manifest deletes nothing. It is a text of lines:
//
//	output, site, home   quoted: what was written where, from which directory
//	manifest HASH        the SHA-256 checksum of a manifest that Baken wrote to the output
//	building             a build has begun: the staging tree is Baken's
//	file SUM PATH        a file that Baken is about to write to the staging tree
//	exchanging           all has been staged: the tree may hold the old site by now
//
// A build appends each line before it does what the line says, so that the record covers every
// state in which a kill can leave the trees. At its end the record is replaced by one that has the
// last manifest alone. A record that is lost, or can't be written, makes a build keep files that it
// could have removed, and never remove one that it should have kept.
type Record struct {
	name                 string // of the file; "" if no record is kept
	head                 []byte // the lines that say what the record is about
	manifests            map[[sha256.Size]byte]struct{}
	files                *manifest.Manifest // the file lines
	building, exchanging bool               // as read

	planned map[[sha256.Size]byte]struct{} // the manifests of this build
	begun   bool                           // this build has appended to the record
	mu      sync.Mutex
	journal *os.File
	err     error // why no record is kept
}

// Open reads the record of an output directory in the directory records. It starts a new one if
// there is none, or if another site wrote to the output last. The site is the line that identifies
// it, and home is its directory, which may be "". What can't be read or kept is said by Err. The
// lock of the output must be held.
func Open(records, home, site, output string) *Record {
	r := &Record{manifests: map[[sha256.Size]byte]struct{}{}, planned: map[[sha256.Size]byte]struct{}{}, files: manifest.New(site)}
	if records == "" {
		r.err = errors.New("no directory is known for it")
		return r
	}
	if home != "" {
		resolved, err := realpath.Resolve(home)
		if err != nil {
			r.err = err
			return r
		}
		home = resolved
	}
	out, err := realpath.Resolve(output)
	if err == nil {
		err = guard.Private(records, home, out)
	}
	if err != nil {
		r.err = err
		return r
	}
	key := sha256.Sum256([]byte(out))
	r.name = filepath.Join(records, hex.EncodeToString(key[:16]))
	r.head = fmt.Appendf(nil, "%s\noutput %q\nsite %q\nhome %q\n", heading, out, site, home)
	if text, err := os.ReadFile(r.name); err == nil {
		r.parse(text)
	}
	return r
}

// parse adds what the text says, if it is a record of the same output and site. The last line is
// ignored if it isn't complete, as after a kill.
func (r *Record) parse(text []byte) {
	rest, ok := bytes.CutPrefix(text, r.head)
	if !ok {
		if rest, ok = r.moved(text); !ok {
			return
		}
	}
	for line := range strings.Lines(string(rest)) {
		line, ok := strings.CutSuffix(line, "\n")
		if !ok {
			return
		}
		kind, value, _ := strings.Cut(line, " ")
		switch kind {
		case "building":
			r.building = true
		case "exchanging":
			r.exchanging = true
		case "manifest":
			var digest [sha256.Size]byte
			if n, err := hex.Decode(digest[:], []byte(value[:min(len(value), 2*len(digest))])); err == nil && n == len(digest) {
				r.manifests[digest] = struct{}{}
			}
		case "file":
			if f, ok := manifest.ParseFile(value); ok {
				r.files.Add(f)
			}
		}
	}
}

// moved returns the lines after the head of a record of the same output and site whose home, the
// directory that the site was built from, doesn't exist any more: the site has moved.
func (r *Record) moved(text []byte) (rest []byte, ok bool) {
	mine := r.head[:bytes.LastIndex(r.head, []byte("\nhome "))+len("\nhome ")]
	rest, ok = bytes.CutPrefix(text, mine)
	if !ok {
		return nil, false
	}
	quoted, rest, ok := bytes.Cut(rest, []byte("\n"))
	home, err := strconv.Unquote(string(quoted))
	if !ok || err != nil || home == "" {
		return nil, false
	}
	if _, err := os.Lstat(home); !errors.Is(err, fs.ErrNotExist) {
		return nil, false
	}
	return rest, true
}

// Site returns the site.
func (r *Record) Site() string { return r.files.Site() }

// Files returns the files that builds have staged which were killed, and that are Baken's if they
// have these sums.
func (r *Record) Files() *manifest.Manifest { return r.files }

// Building reports whether the last build was killed, so that the staging tree is Baken's.
func (r *Record) Building() bool { return r.building }

// Exchanging reports whether the last build was killed when it had staged everything, so that the
// staging tree may be the old site.
func (r *Record) Exchanging() bool { return r.exchanging }

// Err returns why no record is kept, or nil.
func (r *Record) Err() error { return r.err }

// Settled reports whether the last build that wrote to the output has ended, and the manifest that
// it left has this checksum. Then nothing of a build is left.
func (r *Record) Settled(digest [sha256.Size]byte) bool {
	_, last := r.manifests[digest]
	return r.err == nil && last && len(r.manifests) == 1 && r.files.Len() == 0 && !r.building && !r.exchanging
}

// Vouches reports whether Baken wrote the manifest to the output, for the site.
func (r *Record) Vouches(m *manifest.Manifest) bool {
	return m.Site() == r.Site() && r.Wrote(m.Raw())
}

// Wrote reports whether Baken wrote the manifest of the given text to the output, in this build or
// an earlier one.
func (r *Record) Wrote(text []byte) bool {
	digest := sha256.Sum256(text)
	_, before := r.manifests[digest]
	_, now := r.planned[digest]
	return before || now
}

// Begin notes that the staging tree is about to be made.
func (r *Record) Begin() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.begun || r.err != nil {
		return
	}
	r.begun = true
	if r.err = r.replace(append(r.text(), "building\n"...)); r.err == nil {
		r.journal, r.err = os.OpenFile(r.name, os.O_WRONLY|os.O_APPEND, 0)
	}
}

// PlanFiles notes that files of the staging tree are about to be written.
func (r *Record) PlanFiles(files []manifest.File) {
	if len(files) == 0 {
		return
	}
	lines := make([]byte, 0, 160*len(files))
	for _, f := range files {
		lines = append(lines, "file "...)
		lines = append(f.Append(lines), '\n')
	}
	r.append(lines)
}

// PlanManifest notes that a manifest is about to be written.
func (r *Record) PlanManifest(text []byte) {
	digest := sha256.Sum256(text)
	r.planned[digest] = struct{}{}
	r.append(fmt.Appendf(nil, "manifest %x\n", digest))
}

// PlanExchange notes that the staging tree is about to be put in place.
func (r *Record) PlanExchange() { r.append([]byte("exchanging\n")) }

func (r *Record) append(lines []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.journal == nil || r.err != nil {
		return
	}
	_, r.err = r.journal.Write(lines)
}

// Settle replaces the record by one of the given manifest alone, when nothing else is left.
func (r *Record) Settle(text []byte) {
	digest := sha256.Sum256(text)
	_, known := r.manifests[digest]
	if known && len(r.manifests) == 1 && r.files.Len() == 0 && !r.begun && !r.building {
		return
	}
	r.manifests = map[[sha256.Size]byte]struct{}{digest: {}}
	r.files = manifest.New(r.files.Site())
	r.close(true)
}

// Abandon replaces the record by the one that the build began with, after its staging tree has been
// removed.
func (r *Record) Abandon() { r.close(r.begun || r.building) }

// Close closes the record and leaves it as it is, for the next build to recover from.
func (r *Record) Close() { r.close(false) }

// close closes the record, after replacing it if asked to.
func (r *Record) close(replace bool) {
	if r.journal != nil {
		if err := r.journal.Close(); r.err == nil {
			r.err = err
		}
		r.journal = nil
	}
	if replace && r.err == nil {
		r.err = r.replace(r.text())
	}
}

// text returns the record without the lines of a build that is under way.
func (r *Record) text() []byte {
	text := bytes.Clone(r.head)
	for digest := range r.manifests {
		text = fmt.Appendf(text, "manifest %x\n", digest)
	}
	for f := range r.files.Files() {
		text = append(text, "file "...)
		text = append(f.Append(text), '\n')
	}
	return text
}

// replace replaces the file of the record in one step. The lock of the output must be held.
func (r *Record) replace(text []byte) error {
	next := r.name + ".new"
	err := os.WriteFile(next, text, 0o600)
	if err == nil {
		err = os.Rename(next, r.name)
	}
	return err
}
