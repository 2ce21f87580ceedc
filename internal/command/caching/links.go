package caching

import (
	"fmt"
	"io"
	"time"

	"baken.example/baken/internal/cachedir"
	"baken.example/baken/internal/linkcheck"
)

// Links returns the cache of good answers of other hosts, which it keeps for a week, or nil if
// there is none.
func (c Cache) Links(stderr io.Writer, now time.Time) *linkcheck.Cache {
	if c.said {
		return nil
	}
	if c.reason != nil {
		fmt.Fprintf(stderr, "the answers of other hosts can't be cached (%v), so they are asked for again the next time\n", c.reason)
		return nil
	}
	links, notice := linkcheck.OpenCache(c.dir.Path(cachedir.Links), now)
	if notice != "" {
		fmt.Fprintln(stderr, notice)
	}
	return links
}
