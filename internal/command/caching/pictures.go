package caching

import (
	"fmt"
	"io"

	"baken.example/baken/internal/cachedir"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/picture"
)

// Pictures returns a maker of the sizes of pictures, [picture.NewMaker] or [picture.NewVerifier],
// with the cache. While it works it draws a progress bar. Where nothing can be kept for the next
// time it says so, once.
func (c Cache) Pictures(newMaker func(*picture.Cache) *picture.Maker, stderr io.Writer) *picture.Maker {
	entries, uncached := c.pictures()
	m := newMaker(entries)
	var finish func()
	var report func(done, total int)
	m.Progress = func(done, total int) {
		if finish == nil {
			if uncached != nil && !c.said {
				fmt.Fprintf(stderr, "the sizes of pictures can't be cached (%v), so they are made again the next time\n", uncached)
				uncached = nil
			}
			finish, report = command.Progress(stderr, "pictures")
		}
		if report != nil {
			report(done, total)
		}
		if done == total {
			finish()
			finish = nil
		}
	}
	return m
}

// pictures returns the cache of pictures, or the reason why there is none.
func (c Cache) pictures() (*picture.Cache, error) {
	if c.reason != nil {
		return nil, c.reason
	}
	return picture.OpenCache(c.dir.Path(cachedir.Pictures))
}
