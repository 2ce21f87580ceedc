package redact

import "baken.example/baken/internal/lazyregexp"

// address matches an e-mail address, also an obfuscated one: with spaces around its signs, with a
// line break at its @, or with unambiguous words for them ("jan at example dot org"). The local
// part is as wide as RFC 5322 allows, since half an address still identifies a person. The vowels
// of some scripts are marks (Mc), not letters.
var address = lazyregexp.New(`(?i)@?(?:"[^"\n]{1,64}"|[\pL\p{Mc}\pN!#$%&'*+/=?^_` + "`" + `{|}~.-]+)` +
	`(?: {0,2}\n?@\n? {0,2}(?:` +
	`(?:[\pL\p{Mc}\pN](?:[\pL\p{Mc}\pN_-]*[\pL\p{Mc}\pN])?(?:\.| +(?:\.|dot|punt|point) *))+(?:xn--[a-z0-9-]+|[\pL\p{Mc}]{2,63})` + // a domain
	`|[\pL\pN-]+\. (?:com|org|net|info|eu|nl|be)\b` + // a domain with a space that occurs in no sentence
	`|\[[0-9a-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3}` + // an address literal (RFC 5321, section 4.1.3)
	`)| at [\pL\pN-]+(?: (?:dot|punt|point) [\pL\pN-]+)+)`)

// scaled matches the name of a picture for a dense screen: "logo@2x.png".
var scaled = lazyregexp.New(`@\dx\.\w+$`)

// email returns the first e-mail address at or after an offset.
func email(s string, i int) (span, bool) {
	for {
		m := address().FindStringIndex(s[i:])
		if m == nil {
			return span{}, false
		}
		if found := (span{i + m[0], i + m[1]}); !scaled().MatchString(s[found.from:found.to]) {
			return found, true
		}
		i += m[1]
	}
}
