// Package query evaluates queries over an index: which sections of which pages answer it, in which
// order, and with which excerpts.
//
// The script search/query.js does the same in browsers, step by step. Both compute with whole
// numbers only, and compare words by their UTF-16 code units, so that they agree on every query.
package query

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/language"
)

// Evaluator evaluates queries over the index of a language. It is safe for concurrent use.
type Evaluator struct {
	manifest  *search.Manifest
	stemmer   *language.Stemmer
	load      func(name string) ([]byte, error)
	continued map[int]bool

	mu sync.Mutex
	// shards, endings and texts are the files that were loaded, by name.
	shards  map[string]*shard
	endings map[string][]string
	texts   map[string][]search.TextUnit
}

// New returns an evaluator. Load returns the file with a name, as package index made it.
func New(manifest *search.Manifest, load func(name string) ([]byte, error)) (*Evaluator, error) {
	if manifest.Format != search.Format {
		return nil, fmt.Errorf("the index has format %d; this program reads format %d", manifest.Format, search.Format)
	}
	stemmer, err := language.NewStemmer(manifest.Rules)
	if err != nil {
		return nil, err
	}
	e := &Evaluator{
		manifest: manifest, stemmer: stemmer, load: load, continued: map[int]bool{},
		shards: map[string]*shard{}, endings: map[string][]string{}, texts: map[string][]search.TextUnit{},
	}
	for _, u := range manifest.Continued {
		e.continued[u] = true
	}
	return e, nil
}

// Answer is the answer to a query.
type Answer struct {
	// Slots are the words that were looked for.
	Slots []Slot
	// Pages are in the order of their scores.
	Pages []Page
	// Corrected is the query with the words that were found instead of those that are nowhere on
	// the site; "" if each word was found.
	Corrected string
}

// Slot is a word of a query with the terms that it may stand for.
type Slot struct {
	Word  string
	terms []candidate
	// stop reports whether the word is a stop word.
	stop bool
	// Forms are the words that are marked in excerpts.
	Forms []string
}

// Page is a page that answers a query.
type Page struct {
	Score int
	// Hits are the best sections of the page that are in the unit of the best one, which comes
	// first.
	Hits []Hit
}

// Hit is a section that answers a query.
type Hit struct{ Unit, Section, Score int }

// candidate is a term that a word of a query may stand for; of 16, factor is what a posting counts.
type candidate struct {
	term   *term
	form   string
	factor int
}

// term is a class of words of a shard.
type term struct {
	forms []string
	// postings are those of all forms, and own those that forms have of their own.
	postings []search.Posting
	own      map[string][]search.Posting
}

// shard is a term shard.
type shard struct {
	terms []*term
	// byForm holds the terms by each of their forms.
	byForm map[string]*term
}

// find returns the name of the file that holds a word, and the number of its place; "" if there is
// none.
func find(files []search.Shard, word string) (name string, i int) {
	i = sort.Search(len(files), func(i int) bool { return search.Compare(files[i].Bound, word) > 0 }) - 1
	if i < 0 {
		return "", i
	}
	return files[i].Name, i
}

// cached returns the file with a name, decoded, from a cache if it is there.
func cached[T any](e *Evaluator, cache map[string]T, name string, decode func(content []byte) (T, error)) (T, error) {
	e.mu.Lock()
	value, found := cache[name]
	e.mu.Unlock()
	if found {
		return value, nil
	}
	content, err := e.load(name)
	if err == nil {
		value, err = decode(content)
	}
	if err != nil {
		return value, fmt.Errorf("read the part %s of the index: %w", name, err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	// All have the one that is first: a term is told from others by its address.
	if first, found := cache[name]; found {
		return first, nil
	}
	cache[name] = value
	return value, nil
}

// shard returns the term shard that a word belongs to.
func (e *Evaluator) shard(word string) (*shard, error) { return e.shardIn(e.manifest.Terms, word) }

// shardIn returns the shard of a list that a word belongs to.
func (e *Evaluator) shardIn(list []search.Shard, word string) (*shard, error) {
	name, _ := find(list, word)
	if name == "" {
		return &shard{}, nil
	}
	return cached(e, e.shards, name, decodeShard)
}

func decodeShard(content []byte) (*shard, error) {
	var terms []search.Term
	if err := json.Unmarshal(content, &terms); err != nil {
		return nil, err
	}
	s := &shard{byForm: map[string]*term{}}
	for _, t := range terms {
		added := &term{forms: strings.Fields(t.Forms), own: map[string][]search.Posting{}}
		for i, list := range strings.Split(t.Postings, " ") {
			postings, ok := search.Postings(list)
			if !ok || i > len(added.forms) {
				return nil, fmt.Errorf("the postings of %q are broken", t.Forms)
			}
			if i == 0 {
				added.postings = postings
			} else if list != "" {
				added.own[added.forms[i-1]] = postings
			}
		}
		s.terms = append(s.terms, added)
		for _, f := range added.forms {
			s.byForm[f] = added
		}
	}
	return s, nil
}

// ending returns the words with about the same last letters as word.
func (e *Evaluator) ending(word string) ([]string, error) {
	name, _ := find(e.manifest.Endings, search.Reverse(word))
	if name == "" {
		return nil, nil
	}
	return cached(e, e.endings, name, func(content []byte) ([]string, error) {
		var list string
		err := json.Unmarshal(content, &list)
		return strings.Fields(list), err
	})
}

// Unit returns a unit of the index as it is shown.
func (e *Evaluator) Unit(number int) (*search.TextUnit, error) {
	if number < 0 || number >= e.manifest.Units {
		return nil, fmt.Errorf("the index has no unit %d", number)
	}
	file := number / e.manifest.Per
	name := search.FileName(e.manifest.Texts[file/e.manifest.Group], file%e.manifest.Group)
	units, err := cached(e, e.texts, name, func(content []byte) (units []search.TextUnit, err error) {
		return units, json.Unmarshal(content, &units)
	})
	if err != nil {
		return nil, err
	}
	return &units[number%e.manifest.Per], nil
}

// Words returns the words of a query that count, folded, in its order, each once; and its stop
// words.
func (e *Evaluator) Words(query string) (words, stop []string) {
	query = first(query, search.MaxQuery)
	end := 0
	seen := map[string]bool{}
	language.Words([]byte(query), func(from, to int, word []byte) {
		if from < end { // A part of a word with a hyphen.
			return
		}
		end = to
		w := string(word)
		if seen[w] {
			return
		}
		seen[w] = true
		if e.stemmer.Stop(w) {
			stop = append(stop, w)
		} else {
			words = append(words, w)
		}
	})
	words = words[:min(len(words), search.MaxWords)]
	return words, stop[:min(len(stop), search.MaxWords-len(words))]
}

// first returns the first n characters of a text.
func first(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// length returns the number of characters of a word.
func length(word string) int { return utf8.RuneCountInString(word) }
