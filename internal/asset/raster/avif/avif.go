// Package avif reads the structure of AVIF files (AV1 Image File Format 1.1; ISO/IEC 23008-12,
// HEIF) without decoding their pixels, and removes metadata.
package avif

import (
	"bytes"
	"errors"
	"slices"
	"time"
)

// ErrCutOff is the error for a file of which the end is missing.
var ErrCutOff = errors.New("it is cut off")

// Picture describes the picture in a file.
type Picture struct {
	// Width and Height are the size in pixels as browsers show the picture: cropped and upright.
	Width, Height int
	// Alpha reports whether pixels can be transparent.
	Alpha bool
	// Frames is the number of frames of a picture that may move.
	Frames int
	// Round is the time that all frames take, at most a day, and Rounds how often they are shown: 0
	// is once. They are shown forever if they are Endless.
	Round   time.Duration
	Rounds  int
	Endless bool
}

// Read returns what a file says of its picture, and the file without metadata: Exif, XMP, names and
// all that decoders of pixels don't need. Offsets in such a file are absolute, so that the clean
// one has the same layout: metadata is overwritten. The error says, after "it" or as a clause, why
// it isn't one that browsers show.
func Read(content []byte) (Picture, []byte, error) {
	f := file{b: content}
	if err := eachBox(content, 0, len(content), f.top); err != nil {
		return Picture{}, nil, err
	}
	if err := f.describe(); err != nil {
		return Picture{}, nil, err
	}
	return f.Picture, f.clean(), nil
}

// file is an AVIF file as it is read.
type file struct {
	Picture
	b     []byte
	image *meta
	metas []*meta
	// media are the bodies of the boxes with pixels, and blank the spans to be overwritten.
	media, blank []span
	// renamed are the offsets of the kinds of boxes that become free space.
	renamed []int
	tracks  []track
}

// top reads a box at the top level.
func (f *file) top(x box) error {
	switch x.kind {
	case "ftyp":
	case "mdat":
		f.media = append(f.media, span{x.body, x.end})
	case "meta":
		m, err := f.readMeta(x)
		if err == nil && f.image == nil {
			f.image = m
		}
		return err
	case "moov":
		return f.movie(x)
	default:
		f.drop(x)
	}
	return nil
}

// drop marks a box to become free space.
func (f *file) drop(x box) {
	f.renamed = append(f.renamed, x.start+4)
	f.blank = append(f.blank, span{x.body, x.end})
}

// describe sets the description of the picture.
func (f *file) describe() error {
	if f.image != nil {
		if err := f.image.describe(&f.Picture); err != nil {
			return err
		}
	}
	if !HasBrand(f.b, "avis") {
		f.tracks = nil
	}
	for _, t := range f.tracks {
		if t.samples > f.Frames {
			f.Frames, f.Endless, f.Round, f.Rounds = t.samples, t.endless, t.round, t.rounds
			if f.image == nil {
				f.Width, f.Height = t.width, t.height
			}
		}
	}
	if f.image == nil && f.Frames == 0 {
		return ErrCutOff
	}
	return nil
}

// clean returns the file with everything overwritten that isn't needed for pixels. The samples of
// tracks can be anywhere, so that with tracks only metadata is.
func (f *file) clean() []byte {
	out := bytes.Clone(f.b)
	var used []span
	for _, m := range f.metas {
		for _, it := range m.items {
			if it.pictorial() {
				used = append(used, it.spans...)
			} else {
				f.blank = append(f.blank, it.spans...)
			}
		}
		if len(f.tracks) == 0 {
			f.blank = append(f.blank, m.data)
		}
	}
	if len(f.tracks) == 0 {
		f.blank = append(f.blank, f.media...)
	}
	blank := without(merged(f.blank), merged(used))
	for _, s := range blank {
		clear(out[s.from:s.to])
	}
	// Readers that look for Exif find a structure without entries.
	stub := append([]byte{0, 0, 0, 0}, "II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"...)
	for _, m := range f.metas {
		for _, it := range m.items {
			if it.kind == "Exif" && len(it.spans) > 0 && contains(blank, span{it.spans[0].from, it.spans[0].from + len(stub)}) &&
				it.spans[0].to-it.spans[0].from >= len(stub) {
				copy(out[it.spans[0].from:], stub)
			}
			for i := it.name.from; i < it.name.to; i++ {
				out[i] = ' '
			}
		}
	}
	for _, at := range f.renamed {
		copy(out[at:], "free")
	}
	return out
}

// contains reports whether one of the merged spans contains s.
func contains(spans []span, s span) bool {
	i, found := slices.BinarySearchFunc(spans, s.from, func(e span, from int) int { return e.from - from })
	if !found {
		i--
	}
	return i >= 0 && spans[i].from <= s.from && s.to <= spans[i].to
}

// describe sets the description of a picture to that of the primary item.
func (m *meta) describe(p *Picture) error {
	it := m.items[m.primary]
	if it == nil || !it.pictorial() {
		return errors.New("it says of no picture that it is the one to show")
	}
	if len(it.spans) == 0 && it.kind == "av01" {
		return errors.New("it has no pixels")
	}
	var turns int
	for _, index := range it.properties {
		if index == 0 || index > len(m.properties) {
			continue // None, or one that isn't there.
		}
		x := m.properties[index-1]
		body := fields{b: m.b[x.body:x.end]}
		switch x.kind {
		case "ispe":
			body.version()
			w, h := body.number(4), body.number(4)
			if w > 1<<31-1 || h > 1<<31-1 {
				return errors.New("its size is damaged")
			}
			p.Width, p.Height = int(w), int(h)
		case "clap":
			p.crop(&body)
		case "irot":
			turns += int(body.number(1) & 3)
		}
	}
	if turns%2 != 0 {
		p.Width, p.Height = p.Height, p.Width
	}
	p.Alpha = m.alpha()
	return nil
}

// crop sets the size to that of a clean aperture (ISO/IEC 14496-12, section 12.1.4) that begins at
// the top left corner: browsers apply no other.
func (p *Picture) crop(f *fields) {
	wn, wd, hn, hd := f.signed(), f.signed(), f.signed(), f.signed()
	xn, xd, yn, yd := f.signed(), f.signed(), f.signed(), f.signed()
	if f.cut || wd <= 0 || hd <= 0 || xd <= 0 || yd <= 0 || wn%wd != 0 || hn%hd != 0 {
		return
	}
	w, h := wn/wd, hn/hd
	if w > 0 && h > 0 && w <= int64(p.Width) && h <= int64(p.Height) &&
		2*xn == (w-int64(p.Width))*xd && 2*yn == (h-int64(p.Height))*yd {
		p.Width, p.Height = int(w), int(h)
	}
}

// alpha reports whether another item is the alpha plane of the primary one.
func (m *meta) alpha() bool {
	for _, id := range m.auxiliary {
		it := m.items[id]
		if it == nil {
			continue
		}
		for _, index := range it.properties {
			if index == 0 || index > len(m.properties) || m.properties[index-1].kind != "auxC" {
				continue
			}
			x := m.properties[index-1]
			const longest = 64
			f := fields{b: m.b[x.body:min(x.end, x.body+longest)]}
			f.version()
			switch f.text() {
			case "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", "urn:mpeg:hevc:2015:auxid:1":
				return true
			}
		}
	}
	return false
}

// isFree reports whether a kind of box holds nothing that decoders need, wherever it stands.
func isFree(kind string) bool {
	return slices.Contains([]string{"uuid", "free", "skip", "udta", "xml ", "bxml", "udes", "crtt", "mdft", "altt"}, kind)
}
