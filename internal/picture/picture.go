// Package picture makes the sizes of photos and other raster pictures that pages offer to browsers
// (HTML, section 4.8.4.2.1, srcset), so that a telephone needn't load what a camera made.
//
// A size is upright, has no metadata, keeps the colour profile of its picture if that isn't sRGB,
// and is used only if it has fewer bytes than the next larger one. No picture is enlarged.
// Drawings, and pictures that move, stay as they are.
//
// Sizes are the same bytes on every processor: everything is computed with integers. They are made
// once and kept in a [Cache]. The pictures that are decoded at the same time take at most 384 MiB;
// one that would take more alone is a finding.
package picture

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
)

// scheme is the number of the way in which sizes are made. It changes with every change of this
// package, or of pixels, that changes their bytes; see TestBytes.
const scheme = 2

// Maker makes the sizes of pictures. It is safe for concurrent use.
type Maker struct {
	cache  *Cache
	verify bool
	memory *semaphore.Weighted
	// version identifies the programs that sizes depend on.
	version string
	made    atomic.Int64

	// Progress is called, if it isn't nil, when Make has decoded another of the pictures that it
	// has to. It may be called concurrently.
	Progress func(done, total int)
}

// NewMaker returns a maker that keeps sizes in a cache, or in memory if that is nil.
func NewMaker(cache *Cache) *Maker {
	return &Maker{cache: cache, memory: semaphore.NewWeighted(maxMemory), version: version()}
}

// NewVerifier returns a maker that makes no sizes. It has the findings of one that does: it decodes
// the pictures that no entry of the cache proves to be whole.
func NewVerifier(cache *Cache) *Maker {
	m := NewMaker(cache)
	m.verify = true
	return m
}

// version returns the versions of the decoders and encoders.
func version() string {
	out := fmt.Sprintf("%d %s", scheme, runtime.Version())
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "golang.org/x/image" {
				out += " " + m.Version
			}
		}
	}
	return out
}

// key returns the key of the entry for a picture of which this is the SHA-256 checksum.
func (m *Maker) key(kind string, sum [sha256.Size]byte) key {
	return sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%x\n", m.version, kind, sum))
}

// Kinds of entries: sizes, and proofs without sizes that a picture is whole.
const (
	sizesKind = "sizes"
	wholeKind = "whole"
)

// Made returns the number of pictures that have been decoded.
func (m *Maker) Made() int { return int(m.made.Load()) }

// job is a picture whose sizes aren't in the cache, and what became of it.
type job struct {
	name string
	*entry
	err error
}

// Make returns the sizes of the pictures among files, from the directory fsys. The entries of a
// damaged or full cache are made anew; those that can't be kept there are held in memory. The error
// is the machine's or the context's.
func (m *Maker) Make(ctx context.Context, fsys fs.FS, files *asset.Set) (*Set, diag.List, error) {
	var findings diag.List
	entries := map[string]*entry{}
	used := map[string]bool{}
	var jobs []*job
	for _, name := range files.Names() {
		f := files.Get(name)
		if !candidate(f) {
			continue
		}
		e := m.cache.load(m.key(sizesKind, f.Sum))
		if e == nil && m.verify {
			e = m.cache.load(m.key(wholeKind, f.Sum))
		}
		if e == nil {
			jobs = append(jobs, &job{name: name})
			continue
		}
		used[e.file] = true
		entries[name] = e
	}
	if err := m.run(ctx, fsys, jobs); err != nil {
		return nil, findings, err
	}
	for _, j := range jobs {
		if j.entry != nil {
			entries[j.name] = j.entry
			used[j.file] = true
		}
		report(j.name, j.err, &findings)
	}
	if len(jobs) > 0 {
		m.cache.trim(used)
	}
	for _, name := range files.Names() {
		f := files.Get(name)
		if f.Raster.Format == "" {
			continue // Package asset has said that it isn't a picture, or read no more than it may.
		}
		if entries[name] == nil || f.Width <= MaxWidth {
			source.AddTooLarge(name, f.Size, &findings)
		}
	}
	if m.verify {
		return new(Set), findings, nil
	}
	return m.set(fsys, files, entries), findings, nil
}

// candidate reports whether a file is a picture that may have sizes: one that is large in bytes, or
// that takes long to decode.
func candidate(f *asset.File) bool {
	const many = 4 << 20 // pixels
	return isRaster(f.Raster) && (f.Size > worthwhile || int64(f.Width)*int64(f.Height) > many)
}

// run does jobs, several at once.
func (m *Maker) run(ctx context.Context, fsys fs.FS, jobs []*job) error {
	var mu sync.Mutex
	done := 0
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, j := range jobs {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			content, list, err := source.Picture(fsys, j.name)
			if err != nil || list.Len() > 0 {
				return err // Package asset has reported the findings.
			}
			if j.entry, j.err = m.sizes(ctx, content); ctx.Err() != nil {
				return ctx.Err()
			}
			if m.Progress != nil {
				mu.Lock()
				defer mu.Unlock()
				done++
				m.Progress(done, len(jobs))
			}
			return nil
		})
	}
	return group.Wait()
}

// sizes makes the entry of a picture and stores it. It returns nil for a picture without sizes.
// What it can't interrupt, it abandons when ctx is done.
func (m *Maker) sizes(ctx context.Context, content []byte) (*entry, error) {
	s, err := open(content)
	if err != nil || s == nil {
		return nil, err
	}
	if err := m.memory.Acquire(ctx, s.memory); err != nil {
		return nil, err
	}
	type result struct {
		entry *entry
		err   error
	}
	done := make(chan result, 1)
	go func() {
		defer m.memory.Release(s.memory)
		e, err := m.decode(s, sha256.Sum256(content))
		done <- result{e, err}
	}()
	select {
	case r := <-done:
		return r.entry, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (m *Maker) decode(s *original, sum [sha256.Size]byte) (*entry, error) {
	m.made.Add(1)
	if m.verify {
		if _, err := s.decode(); err != nil {
			return nil, err
		}
		return m.cache.store(m.key(wholeKind, sum), new(entry)), nil
	}
	sizes, err := s.sizes()
	if err != nil {
		return nil, err
	}
	return m.cache.store(m.key(sizesKind, sum), newEntry(sizes)), nil
}

// report adds the finding about a picture that has no sizes. Errors in the structure of the file
// are package asset's.
func report(name string, err error, findings *diag.List) {
	var large tooLarge
	var damaged damagedError
	switch {
	case err == nil:
	case errors.As(err, &large):
		findings.Add(name, diag.Pos{}, diag.ImageTooLarge, fmt.Sprintf("save it with a width of %d pixels: pages don't show more", MaxWidth),
			"this picture can't be made smaller: %v", err)
	case errors.Is(err, errPrint), errors.Is(err, errProfile):
		findings.Add(name, diag.Pos{}, diag.ImageUnsized, "save it in the colours of screens: sRGB",
			"this picture is published as it is, in one size: %v", err)
	case errors.Is(err, errUnsupported):
		findings.Add(name, diag.Pos{}, diag.ImageUnsized, "save it again as JPEG, PNG or WebP",
			"this picture is published as it is, in one size: %v", err)
	case errors.As(err, &damaged):
		findings.Add(name, diag.Pos{}, diag.ImageInvalid, "save it again in the format that its name says",
			"this isn't a picture of the kind that %q means: %v", path.Ext(name), err)
	}
}

// Set holds the sizes of pictures.
type Set struct {
	pictures  map[string]*Picture
	artifacts []artifact.Artifact
}

// Picture is a picture in several sizes, or in one that isn't the picture itself.
type Picture struct {
	// Sizes are ascending in width.
	Sizes []Size
	// Height is that of the largest size, in pixels.
	Height int
	// Replaced reports whether the picture itself isn't one of the sizes.
	Replaced bool
}

// Size is one size of a picture. Width is in pixels, and Path is that of the artifact.
type Size struct {
	Width int
	Path  string
}

// Largest returns the largest size.
func (p *Picture) Largest() Size { return p.Sizes[len(p.Sizes)-1] }

// Get returns the sizes of a picture by its name in the set of files, or nil if it is published as
// it is. The set may be nil.
func (s *Set) Get(name string) *Picture {
	if s == nil {
		return nil
	}
	return s.pictures[name]
}

// Artifacts returns the sizes as artifacts, without the pictures themselves.
func (s *Set) Artifacts() []artifact.Artifact {
	if s == nil {
		return nil
	}
	return s.artifacts
}

// set returns the sizes in entries.
func (m *Maker) set(fsys fs.FS, files *asset.Set, entries map[string]*entry) *Set {
	out := &Set{pictures: map[string]*Picture{}}
	seen := map[string]bool{}
	for _, name := range files.Names() {
		e, f := entries[name], files.Get(name)
		if e == nil || len(e.sizes) == 0 {
			continue
		}
		p := &Picture{Replaced: true}
		for i, z := range e.sizes {
			p.Height = z.height
			if z.length == 0 {
				p.Replaced = false
				p.Sizes = append(p.Sizes, Size{z.width, f.Path})
				continue
			}
			stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
			at := asset.Fingerprinted(fmt.Sprintf("%s-%dw%s", stem, z.width, z.ext), z.sum)
			p.Sizes = append(p.Sizes, Size{z.width, at})
			if !seen[at] {
				seen[at] = true
				out.artifacts = append(out.artifacts, artifact.Artifact{
					Path: at, MediaType: asset.MediaType(at),
					Append: func(b []byte) ([]byte, error) { return m.append(b, fsys, name, e, i) },
				})
			}
		}
		if len(p.Sizes) > 1 || p.Replaced {
			out.pictures[name] = p
		}
	}
	return out
}

// append appends a size to b. It makes the sizes anew if the cache has lost them.
func (m *Maker) append(b []byte, fsys fs.FS, name string, e *entry, i int) ([]byte, error) {
	data, err := e.read(i)
	if err == nil {
		return append(b, data...), nil
	}
	content, list, err := source.Picture(fsys, name)
	if err != nil {
		return b, err
	}
	if list.Len() == 0 {
		again, err := m.sizes(context.Background(), content)
		if err != nil {
			return b, fmt.Errorf("%s: %w", name, err)
		}
		if again != nil && i < len(again.sizes) && again.sizes[i].sum == e.sizes[i].sum {
			data, err := again.read(i)
			return append(b, data...), err
		}
	}
	return b, fmt.Errorf("%s has changed while the site was being made", name)
}
