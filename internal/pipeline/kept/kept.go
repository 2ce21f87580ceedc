// Package kept encodes a loaded site for a later load, which reads only the pages that have changed
// since: the documents and the forward indexes of search. Texts stay in the files of a spool, and
// are encoded as their places there.
//
// Only the same program can decode a site, since the encoding depends on its types.
package kept

import (
	"encoding/binary"
	"errors"
	"io"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"baken.example/baken/internal/cache/packed"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/search/index"
	"baken.example/baken/internal/search/index/forward"
	"baken.example/baken/internal/spool"
)

// Site is the kept part of a loaded site.
type Site struct {
	// Settings identify the inputs of the documents, beside their files and the history.
	Settings  string
	Documents *content.Documents
	// Indexes are the forward indexes by language; none where the site has no search.
	Indexes map[string]*index.Blocks
	// Sets are the days on which the files of criteria sets changed, in the order of the sets.
	Sets []Dated
}

// Dated is the day on which a file changed.
type Dated struct {
	File    string
	Changed content.Date
}

// partSize is the number of files in a part of the documents, which is decoded by one goroutine.
const partSize = 256

// The kinds of parts.
const (
	settings = iota + 1
	documents
	sets
	blocks
	block
)

// heading is the part before the blocks of an index.
type heading struct {
	Language string
	Ends     []int
}

// newCodec returns a codec for values whose texts are in files. Decoding verifies each text.
func newCodec(files []*spool.File) *packed.Codec {
	buffers := sync.Pool{New: func() any { return new([]byte) }}
	return packed.New([]any{new(string), new(content.Part), new([]Dated), new(heading), new(forward.Block)},
		packed.OwnOf(
			func(b spool.Bytes) (spool.Place, error) { return b.PlaceIn(files) },
			func(p spool.Place) (spool.Bytes, error) {
				b, err := p.At(files)
				if err != nil {
					return b, err
				}
				// A damaged text must be found now, while the whole site can still be read.
				buf := buffers.Get().(*[]byte)
				defer buffers.Put(buf)
				*buf, err = b.Append((*buf)[:0])
				return b, err
			}),
		packed.OwnOf(
			func(l diag.List) ([]diag.Finding, error) { return l.All(), nil },
			func(all []diag.Finding) (diag.List, error) { return diag.ListOf(all), nil }),
		packed.OwnOf(toSeconds, fromSeconds))
}

// instant is a time in UTC.
type instant struct {
	Seconds     int64
	Nanoseconds int
}

func toSeconds(t time.Time) (instant, error) {
	if t.Location() != time.UTC {
		return instant{}, errors.New("a time that isn't in UTC")
	}
	return instant{t.Unix(), t.Nanosecond()}, nil
}

func fromSeconds(i instant) (time.Time, error) {
	return time.Unix(i.Seconds, int64(i.Nanoseconds)).UTC(), nil
}

// Writer encodes a site. After an error it writes nothing more.
type Writer struct {
	to    io.Writer
	codec *packed.Codec
	buf   []byte
	err   error
}

// NewWriter returns a writer to w of a site whose texts are in files. [Read] must be given the same
// files in the same order.
func NewWriter(w io.Writer, files []*spool.File) *Writer {
	return &Writer{to: w, codec: newCodec(files)}
}

// Err returns the first error.
func (w *Writer) Err() error { return w.err }

// Documents writes documents, and the settings that they depend on.
func (w *Writer) Documents(d *content.Documents, on string) {
	w.part(settings, &on)
	for _, part := range d.Parts(partSize) {
		w.part(documents, &part)
	}
}

// Sets writes the days on which sets changed.
func (w *Writer) Sets(all []Dated) { w.part(sets, &all) }

// Index writes the forward index of a language.
func (w *Writer) Index(language string, all *index.Blocks) {
	w.part(blocks, &heading{language, all.Ends})
	for _, b := range all.Blocks {
		w.part(block, b)
	}
}

func (w *Writer) part(kind uint64, v any) {
	if w.err != nil {
		return
	}
	if w.buf, w.err = w.codec.Append(w.buf[:0], v); w.err != nil {
		return
	}
	head := binary.AppendUvarint(binary.AppendUvarint(nil, kind), uint64(len(w.buf)))
	if _, w.err = w.to.Write(head); w.err == nil {
		_, w.err = w.to.Write(w.buf)
	}
}

// Read decodes the output of a [Writer] in the given number of goroutines. The error is
// [packed.ErrDamaged], or [spool.ErrDamaged] where a text in the files is damaged.
func Read(text string, files []*spool.File, workers int) (*Site, error) {
	var group errgroup.Group
	group.SetLimit(workers)
	codec := newCodec(files)
	var parts []*content.Part
	s := &Site{Indexes: map[string]*index.Blocks{}}
	var open *index.Blocks
	for text != "" {
		kind, part, rest, err := cut(text)
		if err != nil {
			return nil, errors.Join(err, group.Wait())
		}
		text = rest
		var into any
		switch kind {
		case settings:
			into = &s.Settings
		case documents:
			p := new(content.Part)
			parts, into = append(parts, p), p
		case sets:
			into = &s.Sets
		case blocks:
			var h heading
			if err := codec.Decode(part, &h); err != nil {
				return nil, errors.Join(err, group.Wait())
			}
			open = &index.Blocks{Ends: h.Ends}
			s.Indexes[h.Language] = open
			continue
		case block:
			if open == nil || len(open.Blocks) == len(open.Ends) {
				return nil, errors.Join(packed.ErrDamaged, group.Wait())
			}
			b := new(forward.Block)
			open.Blocks, into = append(open.Blocks, b), b
		default:
			return nil, errors.Join(packed.ErrDamaged, group.Wait())
		}
		group.Go(func() error { return codec.Decode(part, into) })
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	for _, x := range s.Indexes {
		if len(x.Blocks) != len(x.Ends) {
			return nil, packed.ErrDamaged
		}
	}
	all := make([]content.Part, len(parts))
	for i, p := range parts {
		all[i] = *p
	}
	s.Documents = content.OfParts(all)
	return s, nil
}

// cut returns the first part of a text, and the rest of the text.
func cut(text string) (kind uint64, part, rest string, err error) {
	head := []byte(text[:min(len(text), 2*binary.MaxVarintLen64)])
	kind, n := binary.Uvarint(head)
	if n <= 0 {
		return 0, "", "", packed.ErrDamaged
	}
	size, m := binary.Uvarint(head[n:])
	if m <= 0 || size > uint64(len(text)-n-m) {
		return 0, "", "", packed.ErrDamaged
	}
	start := n + m
	return kind, text[start : start+int(size)], text[start+int(size):], nil
}
