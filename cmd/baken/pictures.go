package main

import (
	"fmt"
	"os"
	"path/filepath"

	"baken.example/baken/internal/output"
	"baken.example/baken/internal/picture"
)

// pictures returns a maker of the sizes of pictures, [picture.NewMaker] or [picture.NewVerifier],
// with the cache of the user. While it works it draws a progress bar. Where nothing can be kept for
// the next time it says so, once.
func (a *app) pictures(newMaker func(*picture.Cache) *picture.Maker) *picture.Maker {
	cache, uncached := a.pictureCache()
	m := newMaker(cache)
	var finish func()
	var report func(done, total int)
	m.Progress = func(done, total int) {
		if finish == nil {
			if uncached != nil {
				fmt.Fprintf(a.stderr, "your cache directory can't hold the sizes of pictures (%v), so they are made again the next time\n", uncached)
				uncached = nil
			}
			finish, report = progress(a.stderr, "pictures")
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

// pictureCache returns the cache of pictures in the user's cache directory, or the reason why there
// is none. It isn't kept inside the site: whoever supplies that could supply other pictures under
// its keys.
func (a *app) pictureCache() (*picture.Cache, error) {
	caches, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(caches, "baken", "pictures")
	at, err := output.Resolve(dir)
	if err != nil {
		return nil, err
	}
	site, err := output.Resolve(a.dir)
	if err != nil {
		return nil, err
	}
	if output.Within(at, site) {
		return nil, fmt.Errorf("%s is inside the site", dir)
	}
	return picture.OpenCache(dir)
}
