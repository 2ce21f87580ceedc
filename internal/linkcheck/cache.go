package linkcheck

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"baken.example/baken/internal/atomicfile"
)

// maxAge is the time for which a cached answer is fresh. Problems aren't cached.
const maxAge = 7 * 24 * time.Hour

// Cache is a file of answers without problems.
type Cache struct {
	file  string
	now   time.Time
	links map[string]cachedAnswer
}

// cachedAnswer is an answer without a problem: its time, and the address that it has permanently
// moved to.
type cachedAnswer struct {
	At    time.Time `json:"at"`
	Moved string    `json:"moved,omitempty"`
}

// cacheFile is the content of the file.
type cacheFile struct {
	Version int                     `json:"version"`
	Links   map[string]cachedAnswer `json:"links"`
}

const cacheVersion = 1

// OpenCache reads a cache. It returns an empty cache if the file doesn't exist and, with a notice,
// if it can't be read.
func OpenCache(file string, now time.Time) (c *Cache, notice string) {
	c = &Cache{file: file, now: now.UTC(), links: map[string]cachedAnswer{}}
	src, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return c, ""
	}
	var read cacheFile
	if err == nil {
		err = json.Unmarshal(src, &read)
	}
	if err == nil && read.Version != cacheVersion {
		err = fmt.Errorf("its version is %d", read.Version)
	}
	if err != nil {
		return c, fmt.Sprintf("the earlier answers in %s can't be read and are asked for again: %v", file, err)
	}
	for address, k := range read.Links {
		if age := c.now.Sub(k.At); age >= 0 && age < maxAge {
			c.links[address] = k
		}
	}
	return c, ""
}

func (c *Cache) get(address string) (answer, bool) {
	if c == nil {
		return answer{}, false
	}
	k, ok := c.links[address]
	return answer{moved: k.Moved}, ok
}

func (c *Cache) put(address string, a answer) {
	if c == nil || a.problem != "" || a.undecided {
		return
	}
	if _, ok := c.links[address]; !ok {
		c.links[address] = cachedAnswer{At: c.now.Truncate(time.Second), Moved: a.moved}
	}
}

// Save writes the cache atomically.
func (c *Cache) Save() error {
	text, err := json.MarshalIndent(cacheFile{cacheVersion, c.links}, "", " ")
	if err != nil {
		return err
	}
	dir := filepath.Dir(c.file)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	return atomicfile.Write(root, filepath.Base(c.file), append(text, '\n'), 0o600)
}
