// Package atoz makes the alphabetical index of a site: its titles, headings and glossary terms. It
// is for readers whose browsers run no scripts, on hosts that can't search.
package atoz

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	textlanguage "golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
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
	// keys are the letters of texts and, behind them, their places under these.
	keys := make(map[string][]byte, len(entries))
	type keyed struct {
		key []byte
		Entry
	}
	in := make([]keyed, len(entries))
	for i, e := range entries {
		key, found := keys[e.Text]
		if !found {
			key = append([]byte(letter(e.Text)), 0)
			key = append(key, order.KeyFromString(&buffer, sorted(e.Text))...)
			keys[e.Text] = key
			buffer.Reset()
		}
		in[i] = keyed{key, e}
	}
	slices.SortStableFunc(in, func(a, b keyed) int { return bytes.Compare(a.key, b.key) })
	var groups []Group
	for _, e := range in {
		l := string(e.key[:bytes.IndexByte(e.key, 0)])
		if n := len(groups); n == 0 || groups[n-1].Letter != l {
			groups = append(groups, Group{Letter: l})
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

// letter returns the letter that a text is under. Digits come before letters, other signs first.
func letter(text string) string {
	r, _ := utf8.DecodeRuneInString(norm.NFD.String(sorted(text)))
	switch {
	case unicode.IsDigit(r):
		return "0–9"
	case unicode.IsLetter(r):
		return string(unicode.ToUpper(r))
	}
	return "#"
}
