package index

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/index/forward"
	"baken.example/baken/internal/spool"
)

const (
	// minShard is the size in bytes that a shard grows to, and maxShards the number above which
	// they grow larger instead: with more of them the manifest would be the largest file of a
	// query. Shards of stop words grow larger, so that a question takes one of them on a small
	// site. Few queries take a list of endings, so that there are fewer of these.
	minShard, minStops, maxShards, maxEndings = 256, 4 << 10, 400, 100
	// A text file grows to one in 500 of all texts, but to minText at least and to maxText at
	// most, and to maxPer units: so it is small on a small site, and a large one has no more files
	// than a host takes.
	textFiles, minText, maxText, maxPer = 500, 512, 16 << 10, 16
	// groupSize is the number of text files of a group, and maxGroups the number of groups above
	// which they have more files.
	groupSize, maxGroups = 128, 100
)

// builder adds files to an index.
type builder struct {
	*Index
	// content is a buffer for the content of a file.
	content []byte
	// spool is nil if files are kept in memory.
	spool *spool.Writer
}

// add adds a file with a content.
func (b *builder) add(content []byte) {
	f := File{Sum: search.Sum(content)}
	if b.spool != nil {
		f.content = []part{{spooled: b.spool.Add(content)}}
	} else {
		f.content = []part{{bytes: bytes.Clone(content)}}
	}
	b.Files = append(b.Files, f)
}

// addParts adds a file of several parts.
func (b *builder) addParts(parts []part) error {
	f := File{content: parts}
	content, err := f.Append(b.content[:0])
	if err != nil {
		return err
	}
	b.content, f.Sum = content, search.Sum(content)
	b.Files = append(b.Files, f)
	return nil
}

// name names consecutive files by their group, and returns its hash.
func name(files []File) (hash string) {
	sums := make([][sha256.Size]byte, len(files))
	for i, f := range files {
		sums[i] = f.Sum
	}
	hash = search.GroupHash(sums)
	for i := range files {
		files[i].Name = search.FileName(hash, i)
	}
	return hash
}

// nameShards names the shards, which are all files so far.
func (b *builder) nameShards() {
	b.Manifest.Shards = name(b.Files)
	rest := b.Files
	for _, shards := range [][]search.Shard{b.Manifest.Stops, b.Manifest.Terms, b.Manifest.Endings} {
		for i := range shards {
			shards[i].Name = rest[i].Name
		}
		rest = rest[len(shards):]
	}
}

// addTerms cuts the classes into shards: those with stop words, and those with other words.
func (b *builder) addTerms(classes []class, terms []search.Term, stop func(word string) bool) {
	// A stop word that is in no title is of no use.
	isStop := func(class int) bool {
		return terms[class].Postings != "" && slices.ContainsFunc(classes[class].forms, stop)
	}
	isTerm := func(class int) bool {
		return slices.ContainsFunc(classes[class].forms, func(form string) bool { return !stop(form) })
	}
	total := 0
	for _, t := range terms {
		total += len(t.Forms) + len(t.Postings)
	}
	goal := max(minShard, total/maxShards)
	b.Manifest.Stops = b.cut(classes, terms, isStop, max(minStops, goal))
	b.Manifest.Terms = b.cut(classes, terms, isTerm, goal)
}

// cut cuts the terms of some classes into shards of a size. A shard holds every form of these from
// its bound to the next.
func (b *builder) cut(classes []class, terms []search.Term, some func(class int) bool, size int) []search.Shard {
	shards := []search.Shard{}
	var content []byte
	bound, last := "", ""
	end := func() {
		if len(content) > 0 {
			content[0] = '['
			shards = append(shards, search.Shard{Bound: bound})
			content = append(content, ']')
			b.add(content)
		}
		content = content[:0]
	}
	for i := range terms {
		if !some(i) {
			continue
		}
		c := &classes[i]
		if len(content) >= size && search.Compare(last, c.prefix) < 0 {
			end()
			bound = between(last, c.prefix)
		}
		content = terms[i].Append(append(content, ','))
		for _, f := range c.forms {
			if search.Compare(last, f) < 0 {
				last = f
			}
		}
	}
	end()
	return shards
}

// between returns the shortest start of a word that sorts behind the last word before it.
func between(last, word string) string {
	for i := range word {
		if start := word[:i]; search.Compare(last, start) < 0 {
			return start
		}
	}
	return word
}

// shortestEnding is the number of letters of the shortest word that is found by its ending.
const shortestEnding = 4

// addEndings lists the forms by their last letters, except for stop words.
func (b *builder) addEndings(forms []string, stop func(word string) bool) error {
	var reversed []string
	total := 0
	for _, f := range forms {
		if prefixOf(f, shortestEnding-1) != f && !stop(f) {
			reversed = append(reversed, search.Reverse(f))
			total += len(f) + 1
		}
	}
	slices.SortFunc(reversed, search.Compare)
	goal := max(minShard, total/maxEndings)
	bound, last := "", ""
	var list []string
	size := 0
	cut := func() error {
		content, err := json.Marshal(strings.Join(list, " "))
		if err == nil && len(list) > 0 {
			b.Manifest.Endings = append(b.Manifest.Endings, search.Shard{Bound: bound})
			b.add(content)
		}
		list, size = list[:0], 0
		return err
	}
	for _, r := range reversed {
		if size >= goal {
			if err := cut(); err != nil {
				return err
			}
			bound = between(last, r)
		}
		last = r
		list = append(list, search.Reverse(r))
		size += len(r) + 1
	}
	return cut()
}

// addTexts puts the units into files, and those into groups.
func (b *builder) addTexts(blocks []*forward.Block) error {
	units, total := 0, 0
	b.Manifest.Continued = search.Increasing{}
	for _, block := range blocks {
		for _, u := range block.Units {
			if u.Continued {
				b.Manifest.Continued = append(b.Manifest.Continued, units)
			}
			units++
		}
		total += block.Text.Len()
	}
	total -= units // without commas
	size := min(max(total/textFiles, minText), maxText)
	per := min(max(size*units/max(total, 1), 1), maxPer)
	b.Manifest.Units, b.Manifest.Per = units, per
	first := len(b.Files)
	opening, closing := part{bytes: []byte{'['}}, part{bytes: []byte{']'}}
	var content []part
	in := 0 // the number of units in content
	cut := func() error {
		content[len(content)-1].end-- // without its comma
		err := b.addParts(append(content, closing))
		content, in = nil, 0
		return err
	}
	for _, block := range blocks {
		start := 0
		for i, u := range block.Units {
			if in == 0 {
				content = append(content, opening)
			}
			if in++; in == per || i+1 == len(block.Units) {
				content = append(content, part{texts: block.Text, start: start, end: u.End})
				start = u.End
			}
			if in == per {
				if err := cut(); err != nil {
					return err
				}
			}
		}
	}
	if in > 0 {
		if err := cut(); err != nil {
			return err
		}
	}
	files := b.Files[first:]
	b.Manifest.Group = max(groupSize, (len(files)+maxGroups-1)/maxGroups)
	b.Manifest.Texts = []string{}
	for group := range slices.Chunk(files, b.Manifest.Group) {
		b.Manifest.Texts = append(b.Manifest.Texts, name(group))
	}
	return nil
}
