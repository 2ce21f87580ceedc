package dialect

import (
	"bytes"
	"regexp"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// The patterns of bare addresses. Goldmark's own stop at the first letter outside ASCII, so that a
// link would lead to the part of its address before it. Here letters, their marks and digits of all
// scripts are part of an address, as GitHub Flavored Markdown has it (section 6.9), and so are the
// dash and the apostrophe within a word, which titles of wikis have. Other punctuation outside
// ASCII ends an address: it belongs to the sentence. So does a ; or ] or a straight quotation mark
// that nothing of the address follows, where goldmark would link to a page that isn't there. The
// lengths are bounded because a search may begin at each of many characters.
const (
	letters    = `\p{L}\p{M}\p{N}`
	host       = `[-a-zA-Z0-9@:%._\+~#=` + letters + `]{1,256}\.(?:xn--[a-z0-9-]{1,59}|[a-z\p{L}\p{M}]+)`
	within     = `-a-zA-Z0-9@:%_+.~#$!?&/=\(\),>\^{}\[` + "`" + letters + `\p{So}\x{200c}\x{200d}`
	afterHost  = `(?:[/#?](?:(?:[;'"\]]*[` + within + `])|–[` + letters + `]|’[` + letters + `]{2})*)?`
	emailLabel = `[a-zA-Z0-9` + letters + `](?:[-a-zA-Z0-9` + letters + `]{0,61}[a-zA-Z0-9` + letters + `])?`
)

// linkify returns goldmark's parser of bare addresses with these patterns. They are compiled when
// the first text may have one: that takes longer than the start of the program without it.
var linkify = sync.OnceValue(func() parser.InlineParser {
	return extension.NewLinkifyParser(
		extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}),
		extension.WithLinkifyURLRegexp(regexp.MustCompile(`^https?://`+host+`(?::\d+)?`+afterHost)),
		extension.WithLinkifyWWWRegexp(regexp.MustCompile(`^www\.`+host+afterHost)),
		extension.WithLinkifyEmailRegexp(regexp.MustCompile("^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"+emailLabel+`(?:\.`+emailLabel+`)+`)))
})

// newAddressParser returns a parser of bare addresses.
func newAddressParser() parser.InlineParser { return addressParser{extension.NewLinkifyParser()} }

// addressParser spares its parser the words that can't begin an address: goldmark matches the
// pattern of a mail address with the start of each word. It embeds one that only says which bytes
// trigger it.
type addressParser struct{ parser.InlineParser }

func (addressParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if line, _ := block.PeekLine(); !mayBeginAddress(line) {
		return nil
	}
	return linkify().Parse(parent, block, pc)
}

// maxLocal is the maximum length in bytes of the part of a mail address before its @.
const maxLocal = 64

// mayBeginAddress reports whether a bare address may begin a text, or follow its first byte.
func mayBeginAddress(line []byte) bool {
	if len(line) > 0 && bytes.IndexByte([]byte(" *_~("), line[0]) >= 0 {
		line = line[1:]
	}
	for i, b := range line[:min(len(line), maxLocal+1)] {
		switch {
		case b == '@':
			return true
		case b == ':' || b == '.':
			if word := string(line[:i]); word == "http" || word == "https" || word == "www" {
				return true
			}
		case b <= ' ' || b >= utf8.RuneSelf:
			return false
		}
	}
	return false
}
