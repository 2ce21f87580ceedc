package index

import (
	"bytes"
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/language"
)

const (
	// maxUnit is the number of bytes of text above which a page is split into units. On a site of
	// smallSite pages at most it is smallUnit: an excerpt takes few bytes then. On a large one most
	// pages are whole, since the manifest lists the units that continue a page.
	maxUnit, smallSite, smallUnit = 12 << 10, 200, 2 << 10
	// maxSection is the number above which a section is split into several with the same anchor.
	maxSection = 4 << 10
	// blockSize is the number of pages that are read into one block.
	blockSize = 64
)

// block holds the words of consecutive pages.
type block struct {
	// words is the vocabulary of the block, in the order of their first occurrences.
	words []string
	units []unit
	// sections are those of all units.
	sections []section
	// occurrences are in the order of the sections, and ends the indexes at which those of a
	// section end.
	occurrences []occurrence
	ends        []int
	// pages are those of the block, with the anchors of its sections, and links are theirs.
	pages   []page
	anchors []string
	links   []link
}

// page holds the sections of a page in a block, from first to end, by the key of the page.
type page struct {
	key        string
	first, end int
}

// unit is a page, or a part of one.
type unit struct {
	continued bool
	// text is the unit as it stands in a text file.
	text []byte
}

// section is a section of a unit of a block.
type section struct{ unit, number int }

// occurrence is the weighted frequency of a word in a section.
type occurrence struct {
	word      int32
	frequency float32
}

// unitSize returns the number of bytes of text above which pages of a source are split into units.
func unitSize(src search.Source) int {
	if src.Len() <= smallSite {
		return smallUnit
	}
	return maxUnit
}

// readPages reads the blocks of pages that are nil. Each ends at one of ends.
func readPages(ctx context.Context, src search.Source, stemmer *language.Stemmer, synonyms *synonyms, ends []int, blocks []*block) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	start := 0
	for i, end := range ends {
		from := start
		start = end
		if blocks[i] != nil {
			continue
		}
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			r := reader{block: new(block), stemmer: stemmer, synonyms: synonyms, unit: unitSize(src), ids: map[string]int32{}}
			for n := from; n < end; n++ {
				r.page.Reset()
				src.Read(n, &r.page)
				r.readPage()
			}
			blocks[i] = r.block
			return nil
		})
	}
	return group.Wait()
}

// reader reads pages into a block.
type reader struct {
	*block
	stemmer  *language.Stemmer
	synonyms *synonyms
	// unit is the number of bytes of text of a unit.
	unit    int
	page    search.Page
	scanner language.Scanner

	ids map[string]int32
	// stops and phrases say, of each word of the block, whether it is a stop word and which phrases
	// of the glossary begin with it.
	stops   []bool
	phrases [][]phrase
	// places are the indexes in the section's occurrences of the words that it has; seen is the
	// number of the section for which a place was set.
	places, seen []int32
	// run are the words of a field, in the order of the text.
	run []int32
}

// readPage splits a page into units and counts the words of each.
func (r *reader) readPage() {
	p := &r.page
	first := len(r.sections)
	var sections []search.Section
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
	r.pages = append(r.pages, page{p.Key, first, len(r.sections)})
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
	r.units = append(r.units, unit{continued, encodeUnit(&r.page, sections)})
	for i, s := range sections {
		r.sections = append(r.sections, section{len(r.units) - 1, i})
		if i == 0 {
			title := titleWeight
			if continued {
				title = continuedWeight
			}
			r.count([]byte(r.page.Title), title, titleLength, true)
			if !continued {
				r.raise(r.page.Label, headingWeight, headingLength)
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
		r.ends = append(r.ends, len(r.occurrences))
		r.anchors = append(r.anchors, s.Anchor)
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
	r.run = r.run[:0]
	r.scanner.Words(text, func(_, _ int, word []byte) {
		id, found := r.ids[string(word)]
		if !found {
			id = r.add(string(word))
		}
		r.run = append(r.run, id)
	})
	if len(r.run) == 0 {
		return
	}
	weight /= 1 - normalization + normalization*float32(len(r.run))/length
	for i, id := range r.run {
		if title || !r.stops[id] {
			r.occur(id, weight)
		}
		for _, p := range r.phrases[id] {
			if p.at(r.run[i:], r.ids) {
				for _, other := range p.others {
					r.occur(r.id(other), weight*synonymShare)
				}
			}
		}
	}
}

// raise counts the words of another name of the current section, in which a word counts once.
func (r *reader) raise(name string, weight, length float32) {
	r.run = r.run[:0]
	r.scanner.Words([]byte(name), func(_, _ int, word []byte) { r.run = append(r.run, r.id(string(word))) })
	weight /= 1 - normalization + normalization*float32(len(r.run))/length
	for _, id := range r.run {
		r.occur(id, 0)
		o := &r.occurrences[r.places[id]]
		o.frequency = max(o.frequency, weight)
	}
}

// occur adds to the frequency of a word in the current section.
func (r *reader) occur(id int32, frequency float32) {
	section := int32(len(r.ends)) + 1
	if r.seen[id] != section {
		r.seen[id], r.places[id] = section, int32(len(r.occurrences))
		r.occurrences = append(r.occurrences, occurrence{word: id})
	}
	r.occurrences[r.places[id]].frequency += frequency
}

func (r *reader) id(word string) int32 {
	if id, found := r.ids[word]; found {
		return id
	}
	return r.add(word)
}

// add adds a word to the vocabulary of the block.
func (r *reader) add(word string) int32 {
	id := int32(len(r.words))
	r.ids[word] = id
	r.words = append(r.words, word)
	r.stops = append(r.stops, r.stemmer.Stop(word))
	r.phrases = append(r.phrases, r.synonyms.phrases[word])
	r.places, r.seen = append(r.places, 0), append(r.seen, 0)
	return id
}
