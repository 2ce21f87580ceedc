package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"baken.example/baken/internal/lazyregexp"
)

// folded is a normalized text: look-alikes are replaced by plain characters, and invisible
// characters removed. from maps each byte to its source in the original.
type folded struct {
	text string
	from []span
	// length is that of the original text.
	length int
}

// original returns the part of the original text that a part of the folded text stands for,
// including the invisible characters after it.
func (f folded) original(s span) span {
	to := f.length
	if s.to < len(f.from) {
		to = max(f.from[s.to-1].to, f.from[s.to].from)
	}
	return span{f.from[s.from].from, to}
}

func (f *folded) add(b *strings.Builder, s string, from span) {
	b.WriteString(s)
	for range len(s) {
		f.from = append(f.from, from)
	}
}

// addFolded adds the normalized form of a character.
func (f *folded) addFolded(b *strings.Builder, r rune, from span) {
	// Compatibility decomposition (Unicode Standard Annex #15) makes "６" and "⁶" a 6, "＠" an @.
	for _, r := range norm.NFKC.String(string(r)) {
		if !invisible(r) {
			f.add(b, string(plain(r)), from)
		}
	}
}

func fold(text string) folded {
	f := folded{from: make([]span, 0, len(text)), length: len(text)}
	var b strings.Builder
	codes := encoded(text)
	for i, r := range text {
		for len(codes) > 0 && codes[0].to <= i {
			codes = codes[1:]
		}
		if len(codes) > 0 && codes[0].from <= i {
			if codes[0].from == i {
				f.addFolded(&b, codes[0].r, codes[0].span)
			}
			continue
		}
		if r < utf8.RuneSelf {
			f.add(&b, string(plain(r)), span{i, i + 1})
			continue
		}
		from := span{i, i + utf8.RuneLen(r)}
		if r == utf8.RuneError {
			_, size := utf8.DecodeRuneInString(text[i:])
			from.to = i + size
		}
		f.addFolded(&b, r, from)
	}
	f.text = b.String()
	return f.unwrap()
}

// invisible reports whether a character has no width of its own.
func invisible(r rune) bool {
	switch r {
	case '\u115f', '\u1160', '\u17b4', '\u17b5', '\u3164', '\uffa0': // fillers, which count as letters
		return true
	}
	return unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me)
}

// plain returns the ASCII equivalent of a character, or the character itself.
func plain(r rune) rune {
	switch r {
	case '\n', '\r':
		return r
	case '−', '⁓', '˗', 'ー':
		return '-'
	case '·', '•', '∙', '⋅', '。', '․', '٫', '۔':
		return '.'
	case '∶', 'ː', '꞉', '˸':
		return ':'
	case '⁄', '∕', '╱':
		return '/'
	case '⠀':
		return ' '
	}
	switch {
	case r == 0:
		return '\ufffd' // reserved for masked spans
	case unicode.IsSpace(r):
		return ' '
	case r >= utf8.RuneSelf && unicode.Is(unicode.Pd, r):
		return '-'
	case r >= utf8.RuneSelf && unicode.Is(unicode.Nd, r):
		return digit(r)
	}
	return r
}

// digit returns the ASCII digit with the value of a decimal digit. The digits of a script are
// contiguous and begin with zero (The Unicode Standard, section 4.6).
func digit(r rune) rune {
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10
		}
	}
	return r
}

// wrapped matches signs in brackets and words for signs, which obfuscate an address:
// "jan(at)example[dot]org", "jan_at_example_dot_org".
var wrapped = lazyregexp.New(`(?i)[\[({<] {0,2}(?:(@|at|ad|apenstaartje|apestaartje)|(\.|dot|punt|point)|(:)|(-)) {0,2}[\])}>]` +
	`| (apenstaartje|apestaartje) | ?[_*-](at|apenstaartje|apestaartje)[_*-] ?| ?[_*-](dot|punt|point)[_*-] ?`)

// wrappedSigns are the signs that the groups of wrapped stand for.
const wrappedSigns = "@.:-@@."

// mayBeWrapped matches where wrapped may match, in a fraction of the time.
var mayBeWrapped = lazyregexp.New(`(?i)[\[({<]|staartje|[_*-](?:at|dot|punt|point)[_*-]`)

// unwrap replaces the matches of wrapped by their signs.
func (f folded) unwrap() folded {
	if !mayBeWrapped().MatchString(f.text) {
		return f // The pattern takes longer than everything else on a text without an address.
	}
	matches := wrapped().FindAllStringSubmatchIndex(f.text, -1)
	if matches == nil {
		return f
	}
	out := folded{from: make([]span, 0, len(f.from)), length: f.length}
	var b strings.Builder
	done := 0
	for _, m := range matches {
		b.WriteString(f.text[done:m[0]])
		out.from = append(out.from, f.from[done:m[0]]...)
		for i := range len(wrappedSigns) {
			if m[2+2*i] >= 0 {
				out.add(&b, wrappedSigns[i:i+1], f.original(span{m[0], m[1]}))
			}
		}
		done = m[1]
	}
	b.WriteString(f.text[done:])
	out.from = append(out.from, f.from[done:]...)
	out.text = b.String()
	return out
}
