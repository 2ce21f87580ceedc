package content

import (
	"bytes"
	"cmp"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
)

// maxDescription is the number of characters that a description made of a sentence has at most:
// what search engines show of one.
const maxDescription = 200

// describe gives a page without a description the first sentence of its text. at is the position of
// the front matter.
func (d *Document) describe(at diag.Pos, first func(string) string, text []byte, list *diag.List) {
	const hint = "add a line description: …"
	misspelt := list.Filter(func(f diag.Finding) bool {
		return f.Code == diag.YAMLUnknownKey && strings.HasSuffix(f.Message, `did you mean "description"?`)
	})
	if misspelt.Len() > 0 {
		return
	}
	sentence := firstParagraph(withAlternatives(text))
	if first != nil {
		sentence = first(sentence)
	}
	if sentence = shorten(sentence); sentence == "" {
		list.Add(d.File, at, diag.YAMLMissingKey, hint, "description is missing, and the page has no sentence that could stand in for it")
		return
	}
	d.Meta.Description.V = sentence
	list.Add(d.File, at, diag.DescriptionMissing, hint, "description is missing: the first sentence stands in for it, %q", sentence)
}

// Elements of the HTML of package markdown: paragraphs, what isn't read as part of a sentence, and
// tags.
var (
	paragraph = regexp.MustCompile(`(?s)<p>(.*?)</p>`)
	listItem  = regexp.MustCompile(`(?s)<li>(.*?)(?:</li>|<ul|<ol|<p>)`)
	aside     = regexp.MustCompile(`(?s)<sup\b.*?</sup>`)
	// apart matches quotations, callouts, texts that open, and lists of links with sentences, which
	// say something beside the text.
	apart     = regexp.MustCompile(`(?s)<blockquote\b.*?</blockquote>|<div class="callout.*?</div>|<details\b.*?</details>|<ul class=.*?</ul>`)
	onlyLink  = regexp.MustCompile(`(?s)^\s*<a\b[^>]*>[^<]*</a>\s*$`)
	lineBreak = regexp.MustCompile(`<br\b[^>]*>`)
	anyTag    = regexp.MustCompile(`<[^>]*>`)
)

// maxScanned bounds the HTML that is looked at for a paragraph.
const maxScanned = 64 << 10

// firstParagraph returns the text of the first paragraph with words, of the HTML of a page, or else
// of the first item of a list. A quotation, a callout and a paragraph that is only a link are taken
// where there is nothing else.
func firstParagraph(text []byte) string {
	text = text[:min(len(text), maxScanned)]
	own := apart.ReplaceAll(text, nil)
	return cmp.Or(firstOf(paragraph, own, onlyLink), firstOf(listItem, own, onlyLink), firstOf(paragraph, text, nil), firstOf(listItem, text, nil))
}

// firstOf returns the text of the first match with several words, that isn't a match of except.
func firstOf(element *regexp.Regexp, text []byte, except *regexp.Regexp) string {
	for {
		m := element.FindSubmatchIndex(text)
		if m == nil {
			return ""
		}
		inner := lineBreak.ReplaceAll(aside.ReplaceAll(text[m[2]:m[3]], nil), []byte(" "))
		words := strings.Join(strings.Fields(html.UnescapeString(string(anyTag.ReplaceAll(inner, nil)))), " ")
		if strings.Contains(words, " ") && (except == nil || !except.Match(inner)) {
			return words
		}
		text = text[m[1]:]
	}
}

// shorten cuts a text behind a word, if it is longer than a description.
func shorten(s string) string {
	if utf8.RuneCountInString(s) <= maxDescription {
		return s
	}
	cut := []byte(string([]rune(s)[:maxDescription]))
	if i := bytes.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(string(cut), " ,;:–—-") + "…"
}
