package index

import (
	"context"
	"encoding/json"
	"runtime"
	"slices"
	"strings"

	"github.com/klauspost/compress/s2"
	"golang.org/x/sync/errgroup"

	"baken.example/baken/internal/search"
)

const (
	// minShard is the size in bytes that a shard grows to, and maxShards the number above which
	// they grow larger instead: with more of them the manifest would be the largest file of a
	// query.
	minShard, maxShards = 2 << 10, 400
	// A text file grows to one thousandth of all texts, but to minText at least and to maxText at
	// most, and to maxPer units: so it is small on a small site, and a large one has no more files
	// than a host takes.
	textFiles, minText, maxText, maxPer = 1_000, 1 << 10, 8 << 10, 16
)

// builder adds files to an index.
type builder struct {
	*Index
	names map[string]bool
	// packs is set if files are compressed.
	packs bool
}

// add adds a file with a content, which must not be changed afterwards.
func (b *builder) add(content []byte) (name string) { return b.addFile(b.file(content)) }

// file returns the file with a content.
func (b *builder) file(content []byte) File {
	f := File{Name: search.Hash(content), content: content, packed: b.packs}
	if b.packs {
		f.content = s2.Encode(nil, content)
	}
	return f
}

// addFile adds a file unless the index has it.
func (b *builder) addFile(f File) (name string) {
	if !b.names[f.Name] {
		b.names[f.Name] = true
		b.Files = append(b.Files, f)
	}
	return f.Name
}

// addTerms cuts the classes into shards. A shard holds every form from its bound to the next.
func (b *builder) addTerms(terms []search.Term) error {
	total := 0
	for _, t := range terms {
		total += len(t.Forms) + len(t.Postings)
	}
	goal := max(minShard, total/maxShards)
	var shard []search.Term
	size, bound, last := 0, "", ""
	cut := func() error {
		content, err := json.Marshal(shard)
		if err == nil && len(shard) > 0 {
			b.Manifest.Terms = append(b.Manifest.Terms, search.Shard{Bound: bound, Hash: b.add(content)})
		}
		shard, size = shard[:0], 0
		return err
	}
	for _, t := range terms {
		forms := strings.Fields(t.Forms)
		prefix := forms[0]
		for _, f := range forms {
			prefix = common(prefix, f)
		}
		if size >= goal && search.Compare(last, prefix) < 0 {
			if err := cut(); err != nil {
				return err
			}
			bound = prefix
		}
		shard = append(shard, t)
		size += len(t.Forms) + len(t.Postings) + len(`["",""],`)
		for _, f := range forms {
			if search.Compare(last, f) < 0 {
				last = f
			}
		}
	}
	return cut()
}

// shortestEnding is the number of letters of the shortest word that is found by its ending.
const shortestEnding = 4

// addEndings lists the forms by their last letters.
func (b *builder) addEndings(forms []string) error {
	var reversed []string
	total := 0
	for _, f := range forms {
		if prefixOf(f, shortestEnding-1) != f {
			reversed = append(reversed, search.Reverse(f))
			total += len(f) + 1
		}
	}
	slices.SortFunc(reversed, search.Compare)
	goal := max(minShard, total/maxShards)
	bound := ""
	var list []string
	size := 0
	cut := func() error {
		content, err := json.Marshal(strings.Join(list, " "))
		if err == nil && len(list) > 0 {
			b.Manifest.Endings = append(b.Manifest.Endings, search.Shard{Bound: bound, Hash: b.add(content)})
		}
		list, size = list[:0], 0
		return err
	}
	for _, r := range reversed {
		if size >= goal {
			if err := cut(); err != nil {
				return err
			}
			bound = r
		}
		list = append(list, search.Reverse(r))
		size += len(r) + 1
	}
	return cut()
}

// addTexts puts the units into files. The blocks lose theirs.
func (b *builder) addTexts(ctx context.Context, blocks []*block) error {
	var units []*unit
	total := 0
	b.Manifest.Continued = []int{}
	for _, block := range blocks {
		for i := range block.units {
			u := &block.units[i]
			if u.continued {
				b.Manifest.Continued = append(b.Manifest.Continued, len(units))
			}
			units = append(units, u)
			total += len(u.text)
		}
	}
	size := min(max(total/textFiles, minText), maxText)
	per := min(max(size*len(units)/max(total, 1), 1), maxPer)
	b.Manifest.Units, b.Manifest.Per = len(units), per
	files := make([]File, (len(units)+per-1)/per)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range files {
		group.Go(func() error {
			of := units[i*per : min((i+1)*per, len(units))]
			size := 2 + len(of) - 1
			for _, u := range of {
				size += len(u.text)
			}
			content := append(make([]byte, 0, size), '[')
			for j, u := range of {
				if j > 0 {
					content = append(content, ',')
				}
				content = append(content, u.text...)
				u.text = nil
			}
			files[i] = b.file(append(content, ']'))
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = b.addFile(f)
	}
	if len(names) <= search.DirectorySize {
		b.Manifest.Texts = names
		return nil
	}
	for list := range slices.Chunk(names, search.DirectorySize) {
		content, err := json.Marshal(list)
		if err != nil {
			return err
		}
		b.Manifest.Directories = append(b.Manifest.Directories, b.add(content))
	}
	return nil
}

// encodeUnit returns sections of a page as a unit of a text file.
func encodeUnit(p *search.Page, sections []search.Section) []byte {
	u := search.TextUnit{URL: p.URL, Title: p.Title, Description: p.Description, Sections: make([]search.TextSection, len(sections))}
	size := len(p.URL) + len(p.Title) + len(p.Description)
	for i, s := range sections {
		u.Sections[i] = search.TextSection{Anchor: s.Anchor, Heading: s.Heading, Text: string(p.Text[s.Start:s.End])}
		size += len(s.Anchor) + len(s.Heading) + s.End - s.Start
	}
	return u.Append(make([]byte, 0, size+size/16+16*len(sections)+32))
}
