package index

import (
	"context"
	"hash/fnv"
	"reflect"
	"slices"
	"sync"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/index/forward"
	"baken.example/baken/internal/search/language"
)

// Versioned is a source whose pages can be told apart from what they were before.
type Versioned interface {
	search.Source
	// URL returns the address of page i, as Read does.
	URL(i int) string
	// Version returns a comparable value that identifies the content of page i: pages with equal
	// versions read alike.
	Version(i int) any
}

// Cache keeps the words of pages for the next index of the same language, so that only pages that
// differ are read again. It is safe for concurrent use; the zero value is empty.
type Cache struct {
	mu       sync.Mutex
	synonyms [][]string
	// unit is the number of bytes of text of a unit.
	unit int
	// chunks are keyed by the version of their first page.
	chunks map[any]chunk
}

// chunk is a block with the versions of its pages.
type chunk struct {
	versions []any
	block    *forward.Block
}

// Build makes the same index as [Build], and remembers the words of its pages. Only one index is
// made at a time.
func (c *Cache) Build(ctx context.Context, lang *language.Language, src Versioned) (*Index, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if synonyms, unit := src.Synonyms(), forward.UnitSize(src); unit != c.unit || !reflect.DeepEqual(synonyms, c.synonyms) {
		c.synonyms, c.unit, c.chunks = synonyms, unit, nil
	}
	bounds := chunksOf(src)
	versions := make([][]any, len(bounds))
	known := make([]*forward.Block, len(bounds))
	from := 0
	for i, end := range bounds {
		for n := from; n < end; n++ {
			versions[i] = append(versions[i], src.Version(n))
		}
		from = end
		if k := c.chunks[versions[i][0]]; slices.Equal(k.versions, versions[i]) {
			known[i] = k.block
		}
	}
	return build(ctx, lang, src, nil, bounds, known, func(blocks []*forward.Block) {
		c.chunks = make(map[any]chunk, len(blocks))
		for i, b := range blocks {
			c.chunks[versions[i][0]] = chunk{versions[i], b}
		}
	})
}

// chunksOf returns the ends of chunks of pages. Where one ends depends on its last page only, so
// that a page more or less changes one chunk.
func chunksOf(src Versioned) (ends []int) {
	start := 0
	for i := range src.Len() {
		h := fnv.New32a()
		h.Write([]byte(src.URL(i))) // It returns no error.
		if h.Sum32()%forward.BlockSize == 0 || i-start == 4*forward.BlockSize || i+1 == src.Len() {
			ends = append(ends, i+1)
			start = i + 1
		}
	}
	return ends
}
