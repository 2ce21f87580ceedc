package slot

import (
	"bytes"
	"html"
	"strings"
	"unicode"

	"baken.example/baken/internal/download"
	"baken.example/baken/internal/markdown/hypertext"
)

// download returns the download that a slot leads to, or nil if it leads to a page.
func (fl *Filler) download(file string, slot *hypertext.Slot) *download.File {
	if to := fl.Site.Resolve(file, slot.Target); to.File != "" {
		return fl.Downloads.Get(to.File)
	}
	return nil
}

// fileLink appends the attributes of a link to a file of the site. A file that browsers show has no
// attribute download: readers may want to look at it first.
func (fl *Filler) fileLink(b []byte, file string, slot *hypertext.Slot) []byte {
	f := fl.download(file, slot)
	b = append(b, `href="`...)
	if f == nil {
		b = fl.href(b, file, slot)
		return append(b, '"')
	}
	b = append(b, html.EscapeString(fl.Site.Address(f.Path))...)
	if slot.Fragment != "" { // a page of a PDF document
		b = fl.href(b, file, &hypertext.Slot{Fragment: slot.Fragment})
	}
	b = append(b, '"')
	if !f.Inline {
		b = append(b, ` download="`...)
		b = append(b, html.EscapeString(f.SaveAs)...)
		b = append(b, '"')
	}
	return b
}

// fileNote appends the format and the size of a download to the text of its link, which is the end
// of the HTML in before. It leaves out the parts that the text has already.
func (fl *Filler) fileNote(b []byte, file string, before []byte, slot *hypertext.Slot) ([]byte, error) {
	f := fl.download(file, slot)
	if f == nil {
		return b, nil
	}
	text := linkText(before)
	kind := f.Kind
	if hasWord(text, kind) || hasWord(text, strings.TrimPrefix(strings.ToLower(f.SaveAs[strings.LastIndexByte(f.SaveAs, '.'):]), ".")) {
		kind = ""
		if saysSize(text) {
			return b, nil
		}
	}
	size, err := fl.l.FileSize(f.Size)
	if err != nil {
		return b, err
	}
	note := size
	if kind != "" {
		if note, err = fl.l.Messages.Format("DownloadNote", struct{ Format, Size string }{kind, size}); err != nil {
			return b, err
		}
	}
	b = append(b, " ("...)
	b = append(b, html.EscapeString(note)...)
	return append(b, ')'), nil
}

// linkText returns the text in the HTML since the start of the last link, without its tags.
func linkText(before []byte) string {
	text := before[bytes.LastIndex(before, []byte("<a "))+1:]
	var b strings.Builder
	for len(text) > 0 {
		open := bytes.IndexByte(text, '>')
		if open < 0 {
			break
		}
		text = text[open+1:]
		next := bytes.IndexByte(text, '<')
		if next < 0 {
			next = len(text)
		}
		b.Write(text[:next])
		text = text[next:]
	}
	return html.UnescapeString(b.String())
}

// hasWord reports whether a text has a word, in capitals or not.
func hasWord(text, word string) bool {
	return containsFold(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), word)
}

func containsFold(words []string, word string) bool {
	for _, w := range words {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

// saysSize reports whether a text has a number in front of a unit of some bytes.
func saysSize(text string) bool {
	fields := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, field := range fields {
		number := strings.TrimRightFunc(field, unicode.IsLetter)
		unit := field[len(number):]
		if number == "" && i > 0 && strings.TrimFunc(fields[i-1], unicode.IsDigit) == "" {
			number = fields[i-1]
		}
		if number != "" && containsFold([]string{"kb", "mb", "gb", "kib", "mib", "gib", "ko", "mo", "go"}, unit) {
			return true
		}
	}
	return false
}
