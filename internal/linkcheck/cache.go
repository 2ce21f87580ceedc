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

// keep is how long a good answer is good for. Bad ones aren't kept: they are to be mended.
const keep = 7 * 24 * time.Hour

// Cache holds good answers in a file.
type Cache struct {
	file  string
	now   time.Time
	links map[string]kept
}

// kept is a good answer: the day of it, and where it has moved to for good.
type kept struct {
	At    time.Time `json:"at"`
	Moved string    `json:"moved,omitempty"`
}

// content is what stands in the file.
type content struct {
	Version int             `json:"version"`
	Links   map[string]kept `json:"links"`
}

const version = 1

// OpenCache reads a cache. A file that isn't there is an empty cache; one that can't be read is too, and
// the notice says so.
func OpenCache(file string, now time.Time) (c *Cache, notice string) {
	c = &Cache{file: file, now: now.UTC(), links: map[string]kept{}}
	src, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return c, ""
	}
	var read content
	if err == nil {
		err = json.Unmarshal(src, &read)
	}
	if err == nil && read.Version != version {
		err = fmt.Errorf("its version is %d", read.Version)
	}
	if err != nil {
		return c, fmt.Sprintf("the earlier answers in %s can't be read and are asked for again: %v", file, err)
	}
	for address, k := range read.Links {
		if age := c.now.Sub(k.At); age >= 0 && age < keep {
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
		c.links[address] = kept{At: c.now.Truncate(time.Second), Moved: a.moved}
	}
}

// Save writes the cache, whole or not at all.
func (c *Cache) Save() error {
	text, err := json.MarshalIndent(content{version, c.links}, "", " ")
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
