package snapshot

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"baken.example/baken/internal/source"
)

// fewRead is the share of entries up to which it takes longer to keep their new stamps than to read
// the files once more.
const fewRead = 0.001

// Verify reports whether the files below a directory are as the entries of pieces say. Where files
// had to be read it returns the stamps that prove the same the next time, sorted by piece, if they
// are worth keeping. A piece that can't be read says nothing, and so they aren't the same. The
// error is the context's.
func Verify(ctx context.Context, dir string, pieces Pieces, tick time.Duration, workers int) (same bool, stamps []Restamp, err error) {
	s, err := newSurvey(dir, pieces, tick)
	if err != nil {
		return false, nil, ctx.Err()
	}
	defer s.Close()
	classes := [Children + 1][]int{}
	for i := range pieces.Len() {
		if c := pieces.Class(i); c <= Children {
			classes[c] = append(classes[c], i)
		} else {
			return false, nil, ctx.Err()
		}
	}
	s.verify(ctx, slices.Concat(classes[Parents], classes[Others]), workers)
	if len(s.thawed) > 0 {
		s.verify(ctx, classes[Children], workers)
	}
	if err := ctx.Err(); err != nil {
		return false, nil, err
	}
	if s.differs.Load() {
		return false, nil, nil
	}
	// The stamp of one directory spares looking at all that are in it.
	if s.parents == 0 && float64(len(s.stamps)) <= fewRead*float64(s.entries) {
		return true, nil, nil
	}
	SortRestamps(s.stamps)
	return true, s.stamps, nil
}

// survey is the state that workers share.
type survey struct {
	Pieces
	at    *directory
	root  *os.Root
	files fs.FS
	tick  time.Duration
	// device is that of the file system whose stamps are believed, if local.
	device uint64
	local  bool
	// thawed are the parents in which a name may stand for another file than before. They are known
	// before children are verified.
	thawed map[string]bool

	differs atomic.Bool

	mu     sync.Mutex
	stamps []Restamp
	// parents is the number of parents among those with a new stamp, entries that of all entries.
	parents, entries int
}

// newSurvey opens a directory for the verification of pieces. The caller closes the survey.
func newSurvey(dir string, pieces Pieces, tick time.Duration) (*survey, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	at, err := openDirectory(dir)
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	s := &survey{Pieces: pieces, at: at, root: root, files: source.Root(root), tick: tick, thawed: map[string]bool{}}
	s.device, s.local = at.local()
	return s, nil
}

// Close closes the directory.
func (s *survey) Close() { _ = errors.Join(s.at.Close(), s.root.Close()) } // It was only read.

// verify verifies pieces, as long as nothing differs.
func (s *survey) verify(ctx context.Context, pieces []int, workers int) {
	each(len(pieces), 1, workers, func() func(int) bool {
		v := verifier{survey: s, ctx: ctx}
		return func(i int) bool {
			if ctx.Err() != nil || !v.verify(pieces[i]) {
				s.differs.Store(true)
			}
			return !s.differs.Load()
		}
	})
}

// believes reports whether stamps like this one are of the present.
func (s *survey) believes(stamp Stamp) bool { return s.local && stamp.Device == s.device }

// verifier is the state of a worker.
type verifier struct {
	*survey
	ctx     context.Context
	entry   reader
	text    []byte // of the piece
	content []byte // of a file
	// Of the piece: its entries with a new stamp, and its parents that may have other names in
	// them.
	stamps []Restamp
	thawed []string
}

// verify reports whether the entries of a piece hold.
func (v *verifier) verify(piece int) bool {
	var err error
	if v.text, err = v.Read(piece, v.text); err != nil {
		return false
	}
	verify := [...]func() (ok, stamped bool){Parents: v.verifyParent, Others: v.verifyOther, Children: v.verifyChild}[v.Class(piece)]
	v.stamps, v.thawed = v.stamps[:0], v.thawed[:0]
	n := 0
	for v.entry.open(v.text); v.entry.next(); n++ {
		ok, stamped := verify()
		if !ok {
			return false
		}
		if stamped {
			v.stamps = append(v.stamps, Restamp{piece, n, v.entry.Stamp})
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.survey.entries += n
	v.survey.stamps = append(v.survey.stamps, v.stamps...)
	for _, name := range v.thawed {
		v.survey.thawed[name] = true
	}
	if v.Class(piece) == Parents {
		v.parents += len(v.stamps)
	}
	return v.entry.err == nil
}

// verifyParent reports whether a directory is there that has others in it, and notes whether each
// name in it may stand for another file than before. A stamp that it has now proves the same, if
// the entries below the directory are verified after it.
func (v *verifier) verifyParent() (ok, stamped bool) {
	e := &v.entry
	now := time.Time{}
	if !e.Settled {
		now = time.Now()
	}
	kind, stamp, err := v.at.stat(e.name)
	if err != nil || kind != Directory || e.Kind != Parent {
		return false, false
	}
	believed := v.believes(stamp)
	if believed && e.Settled && stamp == e.Stamp {
		return true, false
	}
	v.thawed = append(v.thawed, e.text())
	if !believed {
		return true, false
	}
	if now.IsZero() {
		// The stamp is looked at again, since it must be older than this.
		now = time.Now()
		if kind, stamp, err = v.at.stat(e.name); err != nil || kind != Directory {
			return false, false
		}
	}
	stamped = v.believes(stamp) && stamp.Settled(now, v.tick)
	e.Stamp = stamp
	return true, stamped
}

// verifyChild reports whether a directory is there that lies in another, whose stamp may prove it.
func (v *verifier) verifyChild() (ok, stamped bool) {
	e := &v.entry
	if e.Kind != Directory {
		return false, false
	}
	if !v.survey.thawed[parent(e.text())] {
		return true, false
	}
	kind, _, err := v.at.stat(e.name)
	return err == nil && kind == Directory, false
}

// verifyOther reports whether an entry holds, and whether the file had to be read and has a stamp
// now that proves the same. The entry has that stamp then.
func (v *verifier) verifyOther() (ok, stamped bool) {
	e := &v.entry
	now := time.Time{}
	if e.Kind >= Listing && !e.Settled {
		now = time.Now()
	}
	kind, stamp, err := v.at.stat(e.name)
	if err != nil {
		return false, false
	}
	switch e.Kind {
	case Missing:
		return kind == Missing, false
	case Directory:
		return kind == Directory, false
	case Sized:
		return kind == Content && stamp.Size == e.Stamp.Size, false
	case Listing:
		if kind != Directory {
			return false, false
		}
	case Content:
		if kind != Content || stamp.Size != e.Stamp.Size {
			return false, false
		}
	default:
		return false, false
	}
	believed := v.believes(stamp)
	if believed && e.Settled && stamp == e.Stamp {
		return true, false
	}
	if !e.Summed || v.ctx.Err() != nil {
		return false, false
	}
	if now.IsZero() {
		// As above.
		now = time.Now()
		if _, stamp, err = v.at.stat(e.name); err != nil {
			return false, false
		}
	}
	sum, err := v.sum(e.Kind, e.text())
	if err != nil || sum != e.Sum {
		return false, false
	}
	e.Stamp, e.Settled = stamp, believed && stamp.Settled(now, v.tick)
	return true, e.Settled
}

// sum returns the sum of the file or of the listing.
func (v *verifier) sum(kind Kind, name string) (Sum, error) {
	if kind == Listing {
		entries, err := fs.ReadDir(v.files, name)
		if err != nil {
			return Sum{}, err
		}
		s, linked := ListingOf(entries)
		if linked {
			return Sum{}, fs.ErrInvalid
		}
		return s, nil
	}
	f, err := v.files.Open(name)
	if err != nil {
		return Sum{}, err
	}
	defer f.Close()
	if v.content == nil {
		v.content = make([]byte, 128<<10)
	}
	h := sha256.New()
	for {
		n, err := f.Read(v.content)
		_, _ = h.Write(v.content[:n])
		if err == io.EOF {
			return Sum(h.Sum(nil)[:len(Sum{})]), nil
		}
		if err != nil {
			return Sum{}, err
		}
	}
}
