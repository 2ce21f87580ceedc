package redact

import "regexp"

// address is an e-mail address, or what is meant as one: with spaces around its signs, or with
// words for them where they leave no doubt ("jan at example dot org"). What stands before the @ is
// taken as widely as RFC 5322 does, since half an address is still somebody's. The vowels of some
// scripts are marks (Mc), not letters.
var address = regexp.MustCompile(`(?i)@?(?:"[^"\n]{1,64}"|[\pL\p{Mc}\pN!#$%&'*+/=?^_` + "`" + `{|}~.-]+)` +
	`(?: {0,2}@ {0,2}(?:` +
	`(?:[\pL\p{Mc}\pN](?:[\pL\p{Mc}\pN_-]*[\pL\p{Mc}\pN])?(?:\.| +(?:\.|dot|punt|point) *))+(?:xn--[a-z0-9-]+|[\pL\p{Mc}]{2,63})` + // a domain
	`|[\pL\pN-]+\. (?:com|org|net|info|eu|nl|be)\b` + // a domain with a space in it that no sentence has
	`|\[[0-9a-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3}` + // an address of the machine (RFC 5321, section 4.1.3)
	`)| at [\pL\pN-]+(?: (?:dot|punt|point) [\pL\pN-]+)+)`)

// scaled is the name of a picture for a dense screen: "logo@2x.png".
var scaled = regexp.MustCompile(`@\dx\.\w+$`)

// email finds the first e-mail address at an offset or behind it.
func email(s string, i int) (span, bool) {
	for {
		m := address.FindStringIndex(s[i:])
		if m == nil {
			return span{}, false
		}
		if found := (span{i + m[0], i + m[1]}); !scaled.MatchString(s[found.from:found.to]) {
			return found, true
		}
		i += m[1]
	}
}
