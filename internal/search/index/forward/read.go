package forward

import (
	"bytes"
	"context"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/language"
	"baken.example/baken/internal/spool"
)

const (
	// maxUnit is the number of bytes of text above which a page is split into units. On a site of
	// smallSite pages at most it is smallUnit: an excerpt takes few bytes then. On a large one most
	// pages are whole, since the manifest lists the units that continue a page.
	maxUnit, smallSite, smallUnit = 12 << 10, 200, 1024
	// maxSection is the number above which a section is split into several with the same anchor.
	maxSection = 4 << 10
)

// UnitSize returns the number of bytes of text above which pages of a source are split into units.
func UnitSize(src search.Source) int {
	if src.Len() <= smallSite {
		return smallUnit
	}
	return maxUnit
}

// Read reads the pages of those blocks that are nil, many blocks at once. Block i ends before page
// ends[i]. Its texts and occurrences are kept in memory or, unless that is nil, in the file texts,
// which must be open for as long as the block is used. The error is the context's.
func Read(ctx context.Context, src search.Source, stemmer *language.Stemmer, synonyms *Synonyms, texts *spool.File, ends []int, blocks []*Block) error {
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(ends)) {
		group.Go(func() error {
			r := reader{words: newWords(stemmer, synonyms), unit: UnitSize(src), explained: map[string]bool{}}
			if texts != nil {
				r.spool = texts.NewWriter()
				defer r.spool.Flush()
			}
			for {
				i := int(next.Add(1)) - 1
				if err := ctx.Err(); err != nil || i >= len(ends) {
					return err
				}
				if blocks[i] != nil {
					continue
				}
				from := 0
				if i > 0 {
					from = ends[i-1]
				}
				blocks[i] = r.read(src, from, ends[i])
			}
		})
	}
	return group.Wait()
}

// reader reads pages into blocks, one after the other.
type reader struct {
	*Block
	words *words
	// unit is the number of bytes of text of a unit.
	unit int
	page search.Page
	// explained are the abbreviations that the page has explained so far.
	explained map[string]bool
	// parts are the sections of the unit that is read.
	parts []search.Section
	// counted are the occurrences of the block so far.
	counted []Occurrence
	// texts are the units of the block so far, for the spool unless that is nil.
	texts []byte
	spool *spool.Writer
	// encoded is a buffer for occurrences as they are spooled.
	encoded []byte
	// run are the words of a field, in the order of the text.
	run []int32
}

// read reads the pages from one up to another.
func (r *reader) read(src search.Source, from, to int) *Block {
	r.Block = new(Block)
	r.words.blocks++
	r.counted, r.texts = r.counted[:0], r.texts[:0]
	for n := from; n < to; n++ {
		r.page.Reset()
		src.Read(n, &r.page)
		r.readPage()
	}
	r.Text = &Texts{size: len(r.texts)}
	if r.spool != nil {
		r.Text.spooled = r.spool.Add(r.texts)
		r.encoded = appendOccurrences(r.encoded[:0], r.counted)
		r.spooled = r.spool.Add(r.encoded)
	} else {
		r.Text.memory = slices.Clone(r.texts)
		r.occurrences = slices.Clone(r.counted)
	}
	return r.Block
}

// readPage splits a page into units and counts the words of each.
func (r *reader) readPage() {
	p := &r.page
	clear(r.explained)
	first := len(r.Sections)
	sections := r.parts[:0]
	size, continued := 0, false
	for _, s := range p.Sections {
		for _, part := range split(p.Text, s) {
			if n := part.End - part.Start; size+n > r.unit && len(sections) > 0 {
				r.addUnit(sections, continued)
				sections, size, continued = sections[:0], 0, true
			}
			sections = append(sections, part)
			size += part.End - part.Start
		}
	}
	if len(sections) == 0 && !continued {
		sections = append(sections, search.Section{})
	}
	r.addUnit(sections, continued)
	r.parts = sections
	r.Pages = append(r.Pages, Page{p.Key, first, len(r.Sections)})
	r.addLinks()
}

// split cuts a section that is too long into several, between blocks of text or words.
func split(text []byte, s search.Section) []search.Section {
	var parts []search.Section
	for s.End-s.Start > maxSection {
		window := text[s.Start : s.Start+maxSection]
		at := bytes.LastIndexByte(window, '\n')
		if at <= 0 {
			at = bytes.LastIndexByte(window, ' ')
		}
		if at <= 0 {
			at = runeStart(window)
		}
		part := s
		part.End = s.Start + at
		parts = append(parts, part)
		s.Start = part.End
	}
	return append(parts, s)
}

// runeStart returns the start of the last character of a window, so that none is cut in two.
func runeStart(window []byte) int {
	at := len(window) - 1
	for at > 1 && window[at]&0xC0 == 0x80 {
		at--
	}
	return at
}

func (r *reader) addUnit(sections []search.Section, continued bool) {
	r.texts = append(r.page.AppendUnit(r.texts, sections), ',')
	r.Units = append(r.Units, Unit{continued, len(r.texts)})
	for i, s := range sections {
		r.Sections = append(r.Sections, Section{len(r.Units) - 1, i})
		if i == 0 {
			title := titleWeight
			if continued {
				title = continuedWeight
			}
			r.count([]byte(r.page.Title), title, titleLength, true)
			if !continued {
				r.further(r.page.Label, headingWeight, headingLength)
				r.countName(lastSegment(r.page.URL), 1)
				r.count([]byte(r.page.Description), descriptionWeight, descriptionLength, false)
				for _, k := range r.page.Keywords {
					r.count([]byte(k), headingWeight, headingLength, true)
				}
			}
		}
		share := float32(1)
		if s.Later {
			share = laterShare
		}
		r.count([]byte(s.Heading), share*headingWeight, headingLength, true)
		r.count(r.page.Text[s.Start:s.End], share*bodyWeight, bodyLength, false)
		r.countName(s.Anchor[strings.LastIndexByte(s.Anchor, ':')+1:], share)
		r.countExplained(r.page.Text[s.Start:s.End], share)
		r.Ends = append(r.Ends, len(r.counted))
		r.Anchors = append(r.Anchors, s.Anchor)
	}
}

// Fields and their weights; the frequency of a word in a field of the given length counts
// as it is, and more in a shorter one.
const (
	titleWeight, titleLength             float32 = 5, 4
	continuedWeight                      float32 = 2
	headingWeight, headingLength         float32 = 4, 4
	descriptionWeight, descriptionLength float32 = 1.5, 14
	bodyWeight, bodyLength               float32 = 0.3, 60
	// laterShare is what a section counts that is shown only after answers.
	laterShare float32 = 0.5
	// normalization is the share of a frequency that depends on the length of the field: BM25's b.
	normalization float32 = 0.6
)

// count counts the words of a field of the current section. Stop words count in titles only.
func (r *reader) count(text []byte, weight, length float32, title bool) {
	r.run = r.words.appendRun(r.run[:0], text)
	if len(r.run) == 0 {
		return
	}
	weight /= 1 - normalization + normalization*float32(len(r.run))/length
	for i, id := range r.run {
		w := r.words.in(r.Block, id)
		if title || !w.stop {
			r.occur(w, weight)
		}
		for _, p := range w.phrases {
			if p.at(r.run[i:], r.words.ids) {
				for _, other := range p.others {
					r.occur(r.words.in(r.Block, r.words.id([]byte(other))), weight*SynonymShare)
				}
			}
		}
	}
}

// further counts the words of another name of the current section that it doesn't have yet: the
// same word twice would count as if the section had two names for one thing.
func (r *reader) further(name string, weight, length float32) {
	r.run = r.words.appendRun(r.run[:0], []byte(name))
	weight /= 1 - normalization + normalization*float32(len(r.run))/length
	for _, id := range r.run {
		w := r.words.in(r.Block, id)
		r.occur(w, 0)
		if of := &r.counted[w.place].Frequency; *of == 0 {
			*of = weight
		}
	}
}

// occur adds to the frequency of a word in the current section.
func (r *reader) occur(w *word, frequency float32) {
	if section := int32(len(r.Ends)) + 1; w.section != section {
		w.section, w.place = section, int32(len(r.counted))
		r.counted = append(r.counted, Occurrence{Word: w.local})
	}
	r.counted[w.place].Frequency += frequency
}
