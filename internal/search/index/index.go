// Package index makes the full-text index of the pages of a language.
//
// A build has three steps. The pages are read and their words counted (package forward). Then the
// vocabulary of the site is known: which forms belong to one class, which words are compounds of
// others, which stand for each other in the glossary. Last the classes get their postings, weighted
// by BM25F (Robertson, Zaragoza and Taylor, Simple BM25 extension to multiple weighted fields, CIKM
// 2004), and are cut into shards.
//
// The same pages make the same files, whatever the number of processors.
package index

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/index/forward"
	"baken.example/baken/internal/search/language"
	"baken.example/baken/internal/spool"
)

// Index is the index of the pages of a language. It is immutable.
type Index struct {
	Manifest *search.Manifest
	// Files are the shards, in an order that doesn't vary: those that the manifest leads to.
	Files []File
}

// File is a shard or a text file.
type File struct {
	// Name is the [search.FileName] of the file in its group.
	Name string
	// Sum is the SHA-256 checksum of the content.
	Sum [sha256.Size]byte
	// content holds what the file consists of: units of the blocks aren't copied into a file before
	// it is written.
	content []part
}

// part is a part of a file: bytes, bytes in a spool, or texts from one offset up to another.
type part struct {
	bytes      []byte
	spooled    spool.Bytes
	texts      *forward.Texts
	start, end int
}

func (p part) size() int { return len(p.bytes) + p.spooled.Len() + p.end - p.start }

func (p part) append(b []byte) ([]byte, error) {
	switch {
	case p.texts != nil:
		return p.texts.AppendRange(b, p.start, p.end)
	case p.bytes != nil:
		return append(b, p.bytes...), nil
	}
	return p.spooled.Append(b)
}

// Append appends the content of the file. The error is that of the spool of [BuildSpooled].
func (f File) Append(b []byte) ([]byte, error) {
	n := 0
	for _, p := range f.content {
		n += p.size()
	}
	b = slices.Grow(b, n)
	var err error
	for _, p := range f.content {
		if b, err = p.append(b); err != nil {
			return b, err
		}
	}
	return b, nil
}

// Build makes the index of the pages of a source. The error is the context's, or that of a file
// that can't be encoded.
func Build(ctx context.Context, lang *language.Language, src search.Source) (*Index, error) {
	return BuildSpooled(ctx, lang, src, nil)
}

// BuildSpooled is like [Build], with the texts of the pages in a spool, unless that is nil. It must
// be open for as long as the index is used.
func BuildSpooled(ctx context.Context, lang *language.Language, src search.Source, texts *spool.File) (*Index, error) {
	return BuildFrom(ctx, lang, src, texts, nil, nil)
}

// Blocks are the forward index of all pages: block i has those up to page Ends[i].
type Blocks struct {
	Ends   []int
	Blocks []*forward.Block
}

// BuildFrom is like [BuildSpooled], but reuses the blocks of known, unless it is nil, and reads
// only the pages of nil blocks. It calls keep, unless nil, with all blocks.
func BuildFrom(
	ctx context.Context, lang *language.Language, src search.Source, texts *spool.File, known *Blocks, keep func(*Blocks),
) (*Index, error) {
	if known == nil {
		n := (src.Len() + forward.BlockSize - 1) / forward.BlockSize
		known = &Blocks{make([]int, n), make([]*forward.Block, n)}
		for i := range known.Ends {
			known.Ends[i] = min((i+1)*forward.BlockSize, src.Len())
		}
	}
	return build(ctx, lang, src, texts, known.Ends, known.Blocks, func(blocks []*forward.Block) {
		if keep != nil {
			keep(&Blocks{known.Ends, blocks})
		}
	})
}

// build makes the index of pages in blocks, of which each ends at one of ends. Those that aren't
// nil have been read already. Keep, unless nil, is called with all of them.
func build(
	ctx context.Context, lang *language.Language, src search.Source, texts *spool.File, ends []int, blocks []*forward.Block, keep func([]*forward.Block),
) (*Index, error) {
	rules := lang.Rules()
	stemmer, err := language.NewStemmer(rules)
	if err != nil {
		return nil, fmt.Errorf("compile the stem rules: %w", err)
	}
	synonyms := forward.NewSynonyms(src.Synonyms())
	if err := forward.Read(ctx, src, stemmer, synonyms, texts, ends, blocks); err != nil {
		return nil, err
	}
	if keep != nil {
		keep(blocks)
	}
	v := newVocabulary(lang, stemmer, blocks, synonyms)
	terms, err := v.terms(ctx, blocks)
	if err != nil {
		return nil, err
	}
	b := builder{Index: &Index{Manifest: &search.Manifest{Format: search.Format, Rules: rules}}}
	if texts != nil {
		b.spool = texts.NewWriter()
	}
	b.addTerms(v.classes, terms, stemmer.Stop)
	if err := b.addEndings(v.forms, stemmer.Stop); err != nil {
		return nil, err
	}
	if b.spool != nil {
		b.spool.Flush()
	}
	b.nameShards()
	if err := b.addTexts(blocks); err != nil {
		return nil, err
	}
	return b.Index, ctx.Err()
}
