package dialect

import (
	"regexp"

	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

// The patterns of bare addresses. Goldmark's own stop at the first letter outside ASCII, so that a
// link would lead to the part of its address before it. Here letters, their marks and digits of all
// scripts are part of an address, as GitHub Flavored Markdown has it (section 6.9), and so are the
// dash and the apostrophe within a word, which titles of wikis have. Other punctuation outside ASCII
// ends an address: it belongs to the sentence. So does a ; or ] or a straight quotation mark that
// nothing of the address follows, where goldmark would link to a page that isn't there. The lengths are bounded because a search may begin at
// each of many characters.
const (
	letters    = `\p{L}\p{M}\p{N}`
	host       = `[-a-zA-Z0-9@:%._\+~#=` + letters + `]{1,256}\.(?:xn--[a-z0-9-]{1,59}|[a-z\p{L}\p{M}]+)`
	within     = `-a-zA-Z0-9@:%_+.~#$!?&/=\(\),>\^{}\[` + "`" + letters + `\p{So}\x{200c}\x{200d}`
	afterHost  = `(?:[/#?](?:(?:[;'"\]]*[` + within + `])|–[` + letters + `]|’[` + letters + `]{2})*)?`
	emailLabel = `[a-zA-Z0-9` + letters + `](?:[-a-zA-Z0-9` + letters + `]{0,61}[a-zA-Z0-9` + letters + `])?`
)

var (
	bareURL   = regexp.MustCompile(`^https?://` + host + `(?::\d+)?` + afterHost)
	bareWWW   = regexp.MustCompile(`^www\.` + host + afterHost)
	bareEmail = regexp.MustCompile("^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@" + emailLabel + `(?:\.` + emailLabel + `)+`)
)

// newAddressParser returns a parser of bare addresses.
func newAddressParser() parser.InlineParser {
	return extension.NewLinkifyParser(
		extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}),
		extension.WithLinkifyURLRegexp(bareURL), extension.WithLinkifyWWWRegexp(bareWWW), extension.WithLinkifyEmailRegexp(bareEmail))
}
