package snapshot

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// All returns the entries of pieces, sorted by name.
func All(pieces Pieces) ([]Entry, error) {
	var all []Entry
	var buf []byte
	for i := range pieces.Len() {
		var err error
		if buf, err = pieces.Read(i, buf); err != nil {
			return nil, err
		}
		entries, err := Decode(buf)
		if err != nil {
			return nil, err
		}
		all = append(all, entries...)
	}
	slices.SortFunc(all, func(a, b Entry) int { return cmp.Compare(a.Name, b.Name) })
	return all, nil
}

// Changed divides the entries of pieces by whether they hold of the files below a directory.
// Entries that hold have their present stamps. The result is ok unless more than most entries don't
// hold, or a piece can't be read. The error is the context's.
func Changed(ctx context.Context, dir string, pieces Pieces, most int, tick time.Duration, workers int) (hold, changed []Entry, ok bool, err error) {
	s, err := newSurvey(dir, pieces, tick)
	if err != nil {
		return nil, nil, false, ctx.Err()
	}
	defer s.Close()
	each(pieces.Len(), 1, workers, func() func(int) bool {
		v := verifier{survey: s, ctx: ctx}
		return func(i int) bool {
			h, c, read := v.divide(i)
			s.mu.Lock()
			defer s.mu.Unlock()
			hold, changed = append(hold, h...), append(changed, c...)
			if !read || len(changed) > most || ctx.Err() != nil {
				s.differs.Store(true)
			}
			return !s.differs.Load()
		}
	})
	if err := ctx.Err(); err != nil || s.differs.Load() {
		return nil, nil, false, err
	}
	return hold, changed, true, nil
}

// divide divides the entries of a piece, and reports whether it could be read.
func (v *verifier) divide(piece int) (hold, changed []Entry, ok bool) {
	var err error
	if v.text, err = v.Read(piece, v.text); err != nil {
		return nil, nil, false
	}
	for v.entry.open(v.text); v.entry.next(); {
		holds := false
		switch e := &v.entry; e.Kind {
		case Parent, Directory:
			kind, _, err := v.at.stat(e.name)
			holds = err == nil && kind == Directory
		default:
			holds, _ = v.verifyOther()
		}
		e := v.entry.Entry
		if e.Name = v.entry.text(); holds {
			hold = append(hold, e)
		} else {
			changed = append(changed, e)
		}
	}
	return hold, changed, v.entry.err == nil
}
