// Package excerpt takes a short text from the HTML of a page that can stand in for a description.
package excerpt

import (
	"bytes"
	"cmp"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/lazyregexp"
)

// maxLength is the number of characters that search engines show of a description.
const maxLength = 200

// Elements of the HTML of package markdown: paragraphs, what isn't read as part of a sentence, and
// tags.
var (
	paragraph = lazyregexp.New(`(?s)<p>(.*?)</p>`)
	listItem  = lazyregexp.New(`(?s)<li>(.*?)(?:</li>|<ul|<ol|<p>)`)
	aside     = lazyregexp.New(`(?s)<sup\b.*?</sup>`)
	// apart matches quotations, callouts, texts that open, and lists of links with sentences, which
	// say something beside the text.
	apart     = lazyregexp.New(`(?s)<blockquote\b.*?</blockquote>|<div class="callout.*?</div>|<details\b.*?</details>|<ul class=.*?</ul>`)
	onlyLink  = lazyregexp.New(`(?s)^\s*<a\b[^>]*>[^<]*</a>\s*$`)
	lineBreak = lazyregexp.New(`<br\b[^>]*>`)
	anyTag    = lazyregexp.New(`<[^>]*>`)
)

// maxScanned bounds the HTML that is looked at for a paragraph.
const maxScanned = 64 << 10

// FirstParagraph returns the text of the first paragraph with words, of the HTML of package
// markdown, or else of the first item of a list. A quotation, a callout and a paragraph that is
// only a link are taken where there is nothing else. It reads the first 64 KiB of the HTML.
func FirstParagraph(text []byte) string {
	text = withAlternatives(text)
	text = text[:min(len(text), maxScanned)]
	own := apart().ReplaceAll(text, nil)
	return cmp.Or(firstOf(paragraph(), own, onlyLink()), firstOf(listItem(), own, onlyLink()), firstOf(paragraph(), text, nil), firstOf(listItem(), text, nil))
}

// firstOf returns the text of the first match with several words, that isn't a match of except.
func firstOf(element *regexp.Regexp, text []byte, except *regexp.Regexp) string {
	for {
		m := element.FindSubmatchIndex(text)
		if m == nil {
			return ""
		}
		inner := lineBreak().ReplaceAll(aside().ReplaceAll(text[m[2]:m[3]], nil), []byte(" "))
		words := strings.Join(strings.Fields(html.UnescapeString(string(anyTag().ReplaceAll(inner, nil)))), " ")
		if strings.Contains(words, " ") && (except == nil || !except.Match(inner)) {
			return words
		}
		text = text[m[1]:]
	}
}

// Shorten cuts a text of more than 200 characters behind a word and adds an ellipsis.
func Shorten(s string) string {
	if utf8.RuneCountInString(s) <= maxLength {
		return s
	}
	cut := []byte(string([]rune(s)[:maxLength]))
	if i := bytes.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(string(cut), " ,;:–—-") + "…"
}
