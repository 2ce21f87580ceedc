// Package markdowntest has the oracle that nothing is lost in silence: each visible word of a
// text's source is in what is published of it, or a finding stands on its line.
//
// The oracle doesn't parse Markdown, so that it can't share a mistake with the parser. It takes out
// of the source whatever may be invisible, such as comments, tags, targets and labels, and counts
// the words that remain; it may miss a lost word, but reports none that was published.
package markdowntest

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"baken.example/baken/internal/diag"
)

// Word is a word of a source, and the number of its line, from 1.
type Word struct {
	Text string
	Line int
}

// invisible matches parts of a source that readers may not see. Each is looked for in the whole
// source, at each place where it may begin, since a part of one kind may hold signs of another.
var invisible = []*regexp.Regexp{
	regexp.MustCompile("(?m)(?:```|~~~)[^\n]*$"),
	regexp.MustCompile(`(?si)<(?:script|style|iframe|noembed)\b.*?(?:</[A-Za-z]*|\z)`),
	regexp.MustCompile(`(?si)<(?:pre|textarea|title|xmp|plaintext|noscript|noframes)\b.*`),
	regexp.MustCompile(`(?s)<[?!].*`),
	regexp.MustCompile(`\]\([ \t]*<[^>\n]*>`),   // goldmark takes a < in it
	regexp.MustCompile(`!\[(?:[^\n]|\n[^\n])*`), // marks in an alternative text join words
	regexp.MustCompile(`\]\{[^}\n]*\}?`),
	regexp.MustCompile(`\[\^[^\]]*\]?(?:\([^)]*\)?\S*|:)?`),
	regexp.MustCompile(`(?m)\[[^\]]*\]:[^\n]*(?:\n[^\n]+){0,2}`), // a definition
	regexp.MustCompile(`(?:\]\[[^\]]*)+(?:\](?:\([^)]*\)?\S*)?)?`),
	regexp.MustCompile(`\]\((?:\S*\]\([^)]*\)?\S*|\S*\)\S*|[^)]*\)?\S*)`),
	regexp.MustCompile(`\{#[^}\n]*\}?`),
	regexp.MustCompile(`\[![^\]\n]*\]`),
	regexp.MustCompile(`\[[ \txX]\]`),
	regexp.MustCompile(`::[^\n]*`),
	regexp.MustCompile(`Table:`), // begins a caption
}

// joining is like invisible, of parts that the word before them may be published with.
var joining = []*regexp.Regexp{
	regexp.MustCompile(`(?s)<!--.*?(?:-->[^\s<]*|\z)`),
	regexp.MustCompile(`<[/A-Za-z](?:"[^"]*"|'[^']*'|[^<>"'])*>[^\s<]*`),
	regexp.MustCompile(`<[/A-Za-z][^<>]*(?:>[^\s<]*)?`),
	regexp.MustCompile(`(?:[&%\x00@]|www\.|://)\S*`),
	regexp.MustCompile(`:value\{[^}\n]*\}\S*`), // the value of a constant stands there
}

// visible returns the words of a source that readers certainly see.
func visible(src []byte) (words []Word) {
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	seen := bytes.Clone(src)
	for i, pattern := range slices.Concat(invisible, joining) {
		for from := 0; from < len(src); {
			part := pattern.FindIndex(src[from:])
			if part == nil {
				break
			}
			start, end := from+part[0], from+part[1]
			from = start + 1
			for i >= len(invisible) && start > 0 && strings.IndexByte(" \t\n\f>", src[start-1]) < 0 {
				start--
			}
			blank(seen[start:end])
		}
	}
	for i, line := range bytes.Split(seen, []byte("\n")) {
		for _, word := range split(string(line)) {
			words = append(words, Word{word, i + 1})
		}
	}
	return words
}

// blank replaces a text with spaces and keeps its lines.
func blank(text []byte) {
	for i, c := range text {
		if c != '\n' {
			text[i] = ' '
		}
	}
}

// split divides a text into words. Numbers are left out, since a list's own aren't in its text.
func split(text string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.N)
	})
	kept := words[:0]
	for _, word := range words {
		if strings.ContainsFunc(word, unicode.IsLetter) {
			kept = append(kept, word)
		}
	}
	return kept
}

// published counts the words that HTML shows, the alternative texts of pictures included.
func published(text []byte) map[string]int {
	counts := make(map[string]int)
	add := func(s string) {
		for _, word := range split(s) {
			counts[word]++
		}
	}
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return counts
		case html.TextToken:
			add(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			for _, a := range z.Token().Attr {
				if a.Key == "alt" || a.Key == "title" {
					add(a.Val)
				}
			}
		}
	}
}

// down matches the end of a message that concerns the lines from its own to a later one.
var down = regexp.MustCompile(`\bdown to line ([0-9]+)\b`)

// Mark adds the lines that a finding names to found.
func Mark(found map[int]bool, f diag.Finding) {
	last := f.Line
	if m := down.FindStringSubmatch(f.Message); m != nil {
		last, _ = strconv.Atoi(m[1])
	}
	found[f.Line] = true
	for line := f.Line + 1; line <= last; line++ {
		found[line] = true
	}
}

// note matches the first line of a footnote's text, which later lines continue if they are
// indented.
var note = regexp.MustCompile(`\[\^[^\]]*\]:`)

// Lost returns the words of a source that are neither in the HTML made of it nor in a paragraph
// with a finding on or above their line. Found holds the lines of the findings, from 1; a finding
// about a footnote stands for all of its paragraphs.
func Lost(src, text []byte, found map[int]bool) (lost []Word) {
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(src)), "\n")
	covered := make([]bool, len(lines)+2)
	within, blank := false, false // a footnote with a finding, behind a blank line
	for i, line := range lines {
		empty := strings.TrimSpace(line) == ""
		indented := strings.HasPrefix(line, "    ") || strings.HasPrefix(strings.TrimLeft(line, " "), "\t")
		covered[i+1] = found[i+1] || covered[i] && (!blank || within && (empty || indented))
		within = covered[i+1] && (within || note.MatchString(line))
		blank = empty
	}
	counts := published(text)
	for _, word := range visible(src) {
		if covered[word.Line] {
			continue
		}
		if counts[word.Text]--; counts[word.Text] < 0 && !partOf(counts, word.Text) {
			lost = append(lost, word)
		}
	}
	return lost
}

// partOf reports whether a word is part of a longer one, which marks between the two divided.
func partOf(counts map[string]int, word string) bool {
	for longer := range counts {
		if len(longer) > len(word) && strings.Contains(longer, word) {
			return true
		}
	}
	return false
}
