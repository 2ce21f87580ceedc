// Package atoz makes the alphabetical index of a site: its titles, headings and glossary terms. It
// is for readers whose browsers run no scripts, on hosts that can't search.
package atoz

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	textlanguage "golang.org/x/text/language"
)

// Entry is a title, a heading or a term, and the address that it leads to.
type Entry struct {
	URL, Text string
	// Page is the title of the page that a heading is on; empty for a title.
	Page string
}

// Group holds the entries that begin with a letter.
type Group struct {
	// Letter is a capital, or "0–9" for digits, or "#" for what begins with neither.
	Letter  string
	Entries []Entry
}

// maxShared is the number of pages above which a heading that they share is left out, since it
// tells none of them apart.
const maxShared = 3

// maxAll is the number of entries above which headings are left out: a list of tens of thousands
// helps nobody.
const maxAll = 5000

// Groups returns the index of entries in the alphabetical order of a language (BCP 47).
func Groups(entries []Entry, tag string) []Group {
	order := collate.New(textlanguage.Make(tag), collate.IgnoreCase)
	letters := newAlphabet(tag)
	shared := map[string]int{}
	for _, e := range entries {
		if e.Page != "" {
			shared[e.Text]++
		}
	}
	all := len(entries)
	entries = slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool {
		return strings.TrimSpace(e.Text) == "" || e.Text == e.Page || e.Page != "" && (all > maxAll || shared[e.Text] > maxShared)
	})
	var buffer collate.Buffer
	// places are the letters of texts, the keys of these, and keys by which texts are in order.
	type place struct {
		letter   string
		key, all []byte
	}
	places := make(map[string]place, len(entries))
	type placed struct {
		place
		Entry
	}
	in := make([]placed, len(entries))
	for i, e := range entries {
		p, found := places[e.Text]
		if !found {
			p.letter = letters.letter(e.Text)
			p.key = letters.key(p.letter)
			p.all = slices.Concat(p.key, []byte{0}, order.KeyFromString(&buffer, sorted(e.Text)))
			places[e.Text] = p
			buffer.Reset()
		}
		in[i] = placed{p, e}
	}
	slices.SortStableFunc(in, func(a, b placed) int { return bytes.Compare(a.all, b.all) })
	var groups []Group
	for i, e := range in {
		// Two forms of a letter, as hiragana and katakana, are one: texts with either are in turns.
		if i == 0 || !bytes.Equal(in[i-1].key, e.key) {
			groups = append(groups, Group{Letter: e.letter})
		}
		last := &groups[len(groups)-1]
		last.Entries = append(last.Entries, e.Entry)
	}
	return groups
}

// sorted returns the part of a text by which it is sorted: without signs in front.
func sorted(text string) string {
	return strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// longestStart is the number of characters of the longest start of a text.
const longestStart = 30

// Start returns the start of a text in an index, up to the word that tells it from the text before:
// by these, readers find the page of an index that has what they look for.
func Start(before, text string) string {
	a, b := []rune(sorted(before)), []rune(sorted(text))
	end := 0
	for end < min(len(a), len(b)) && unicode.ToLower(a[end]) == unicode.ToLower(b[end]) {
		end++
	}
	for end++; end < len(b) && !unicode.IsSpace(b[end]); end++ {
	}
	if end = min(end, longestStart); end >= len(b) {
		return string(b)
	}
	return string(b[:end]) + "…"
}
