// Package lazy makes the indexes of a site when one of their files is first asked for. A preview
// reads its site anew after every change, and most changes are never searched for.
package lazy

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/search/index"
	"baken.example/baken/internal/search/language"
	"baken.example/baken/internal/spool"
)

const (
	directory = "search/"
	extension = ".json"
	mediaType = "application/json"
)

// Caches hold what the indexes of successive models of a site have in common, by language. The zero
// value is empty. They are safe for concurrent use.
type Caches struct {
	mu sync.Mutex
	of map[string]*index.Cache
}

func (c *Caches) in(code string) *index.Cache {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil {
		c.of = map[string]*index.Cache{}
	}
	if c.of[code] == nil {
		c.of[code] = new(index.Cache)
	}
	return c.of[code]
}

// Indexes are the indexes of one model of a site, one for each language. They are safe for
// concurrent use.
type Indexes struct {
	codes  []string
	source func(code string) index.Versioned
	caches *Caches
	texts  *spool.File
	made   map[string]*made
	reuse  func(code string) *index.Blocks
	keep   func(code string, blocks *index.Blocks)
}

// made is the index of a language; index is nil until it is made.
type made struct {
	mu       sync.Mutex
	index    *index.Index
	manifest []byte
	files    map[string]index.File
}

// New returns the indexes of pages in some languages; source returns those in one. Without caches,
// which take memory, each index is made from all pages, and their texts are in a spool, unless that
// is nil.
func New(codes []string, source func(code string) index.Versioned, caches *Caches, texts *spool.File) *Indexes {
	x := &Indexes{codes: codes, source: source, caches: caches, texts: texts, made: make(map[string]*made, len(codes))}
	for _, code := range codes {
		x.made[code] = new(made)
	}
	return x
}

// Reuse makes indexes from the blocks that known returns for a language; see [index.BuildFrom]. It
// has no effect on indexes with caches, and must be called before the first index is made.
func (x *Indexes) Reuse(known func(code string) *index.Blocks) { x.reuse = known }

// Keep calls keep with the blocks of each index that is made without caches. It must be called
// before the first index is made.
func (x *Indexes) Keep(keep func(code string, blocks *index.Blocks)) { x.keep = keep }

// Index returns the index of a language, and makes it the first time. Those who ask meanwhile wait
// for it. The error is the context's, or that of an index that can't be made.
func (x *Indexes) Index(ctx context.Context, code string) (*index.Index, error) {
	m, err := x.make(ctx, code)
	if err != nil {
		return nil, err
	}
	return m.index, nil
}

func (x *Indexes) make(ctx context.Context, code string) (*made, error) {
	m := x.made[code]
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.index != nil {
		return m, nil
	}
	lang, err := language.Of(code)
	if err != nil {
		return nil, err
	}
	made, err := x.build(ctx, lang, code)
	if err != nil {
		return nil, err
	}
	if m.manifest, err = json.Marshal(made.Manifest); err != nil {
		return nil, err
	}
	m.files = make(map[string]index.File, len(made.Files))
	for _, f := range made.Files {
		m.files[f.Name] = f
	}
	m.index = made
	return m, nil
}

func (x *Indexes) build(ctx context.Context, lang *language.Language, code string) (*index.Index, error) {
	if x.caches == nil {
		var known *index.Blocks
		if x.reuse != nil {
			known = x.reuse(code)
		}
		return index.BuildFrom(ctx, lang, x.source(code), x.texts, known, func(blocks *index.Blocks) {
			if x.keep != nil {
				x.keep(code, blocks)
			}
		})
	}
	return x.caches.in(code).Build(ctx, lang, x.source(code))
}

// Artifacts returns the files of all indexes, sorted by path.
func (x *Indexes) Artifacts(ctx context.Context) ([]artifact.Artifact, error) {
	var out []artifact.Artifact
	for _, code := range x.codes {
		m, err := x.make(ctx, code)
		if err != nil {
			return nil, err
		}
		out = append(out, artifact.Static(directory+code+extension, mediaType, m.manifest))
		for _, f := range m.index.Files {
			out = append(out, shard(f))
		}
	}
	slices.SortFunc(out, func(a, b artifact.Artifact) int { return strings.Compare(a.Path, b.Path) })
	// Two languages may have files with the same content.
	return slices.CompactFunc(out, func(a, b artifact.Artifact) bool { return a.Path == b.Path }), nil
}

func shard(f index.File) artifact.Artifact {
	return artifact.Artifact{Path: directory + f.Name + extension, MediaType: mediaType, Sum: &f.Sum, Append: f.Append}
}

// Find returns the file at a path below the site's root, if it is one of an index. It makes the
// indexes that it needs to look at: that of the language for a manifest; for a shard those that are
// there, and then the rest. An index that can't be made has a file whose Append returns the error.
func (x *Indexes) Find(path string) (artifact.Artifact, bool) {
	name, ok := strings.CutPrefix(path, directory)
	name, isFile := strings.CutSuffix(name, extension)
	if !ok || !isFile || strings.Contains(name, "/") {
		return artifact.Artifact{}, false
	}
	failed := func(err error) (artifact.Artifact, bool) {
		return artifact.Artifact{Path: path, MediaType: mediaType, Append: func(b []byte) ([]byte, error) { return b, err }}, true
	}
	if slices.Contains(x.codes, name) {
		m, err := x.make(context.Background(), name)
		if err != nil {
			return failed(err)
		}
		return artifact.Static(path, mediaType, m.manifest), true
	}
	var rest []string
	for _, code := range x.codes {
		if f, found, there := x.peek(code, name); found {
			return shard(f), true
		} else if !there {
			rest = append(rest, code)
		}
	}
	for _, code := range rest {
		m, err := x.make(context.Background(), code)
		if err != nil {
			return failed(err)
		}
		if f, found := m.files[name]; found {
			return shard(f), true
		}
	}
	return artifact.Artifact{}, false
}

// peek looks for a shard in the index of a language, if that is there.
func (x *Indexes) peek(code, name string) (f index.File, found, there bool) {
	m := x.made[code]
	if !m.mu.TryLock() {
		return f, false, false // It is being made.
	}
	defer m.mu.Unlock()
	f, found = m.files[name]
	return f, found, m.index != nil
}
