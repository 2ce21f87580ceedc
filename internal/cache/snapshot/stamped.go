package snapshot

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// Stamped sets the stamps of contents and parents to those of the files below a directory. The
// stamp of a content proves nothing if the file has another modification time than the entry, for
// then somebody else has modified it; that of a parent proves nothing if a directory in it is
// missing, or another file has its name.
func Stamped(ctx context.Context, dir string, entries []Entry, tick time.Duration, workers int) error {
	at, err := openDirectory(dir)
	if err != nil {
		return err
	}
	defer at.Close()
	device, local := at.local()
	s := survey{at: at, tick: tick, device: device, local: local}
	parents := s.stampParents(entries)
	each(len(entries), neighbours, workers, func() func(int) bool {
		return func(i int) bool {
			switch e := &entries[i]; e.Kind {
			case Content:
				s.stampContent(e)
			case Directory, Parent:
				if above := parents[parent(e.Name)]; above != nil && above.holds.Load() {
					if kind, _, err := at.stat(terminated(e.Name)); err != nil || kind != Directory {
						above.holds.Store(false)
					}
				}
			}
			return ctx.Err() == nil
		}
	})
	for _, p := range parents {
		p.Settled = p.holds.Load()
	}
	return ctx.Err()
}

// stampContent sets the stamp of a content.
func (s *survey) stampContent(e *Entry) {
	now := time.Now()
	if kind, stamp, err := s.at.stat(terminated(e.Name)); err == nil && kind == Content && stamp.Size == e.Stamp.Size {
		e.Settled = stamp.Modified == e.Stamp.Modified && stamp.Settled(now, s.tick)
		e.Stamp = stamp
	}
}

// stampedParent is a parent with its new stamp, which holds while every directory in it proves to
// be one.
type stampedParent struct {
	*Entry
	holds atomic.Bool
}

// stampParents sets the stamps of parents and returns the ones that could prove something, by name.
func (s *survey) stampParents(entries []Entry) map[string]*stampedParent {
	parents := map[string]*stampedParent{}
	for i := range entries {
		e := &entries[i]
		if e.Kind != Parent {
			continue
		}
		now := time.Now()
		kind, stamp, err := s.at.stat(terminated(e.Name))
		e.Stamp, e.Settled = stamp, false
		if err == nil && kind == Directory && s.believes(stamp) && stamp.Settled(now, s.tick) {
			parents[e.Name] = &stampedParent{Entry: e}
			parents[e.Name].holds.Store(true)
		}
	}
	return parents
}

// neighbours is how many entries a worker takes at a time. They have directories in common, which
// the kernel looks up faster.
const neighbours = 64

// each calls the functions that worker returns in several goroutines, for every i below n, until
// one returns false. Each goroutine takes chunk of them at a time.
func each(n, chunk, workers int, worker func() func(i int) bool) {
	var (
		next atomic.Int64
		wg   sync.WaitGroup
	)
	for range min(workers, (n+chunk-1)/chunk) {
		wg.Go(func() {
			do := worker()
			for {
				from := int(next.Add(int64(chunk))) - chunk
				for i := from; i < min(from+chunk, n); i++ {
					if !do(i) {
						next.Store(int64(n))
						return
					}
				}
				if from >= n {
					return
				}
			}
		})
	}
	wg.Wait()
}

// terminated returns a name with a zero byte after it, as system calls take it.
func terminated(name string) []byte { return append([]byte(name), 0) }
