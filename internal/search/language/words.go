package language

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"baken.example/baken/internal/search"
)

// Words calls f with each word of a text, as [Scanner.Words] does.
func Words(text []byte, f func(start, end int, word []byte)) { new(Scanner).Words(text, f) }

// Words calls f with each word of a text in UTF-8: its place, in bytes, and its folded characters,
// which are valid only during the call. Words are in the order of their starts; a word with hyphens
// precedes its parts. The package comment says which words a text has.
func (s *Scanner) Words(text []byte, f func(start, end int, word []byte)) {
	for i := 0; i < len(text); {
		if k := kinds[text[i]]; k == separator || k == joiner {
			i++
			continue
		}
		j, upper := i, byte(small)
		for j < len(text) && kinds[text[j]] <= capital {
			upper |= kinds[text[j]]
			j++
		}
		plain := j > i && j-i <= search.MaxWord
		if plain && j < len(text) {
			switch kinds[text[j]] {
			case joiner:
				plain = j+1 == len(text) || kinds[text[j+1]] == separator || kinds[text[j+1]] == joiner
				plain = plain || text[j] == '.' && j-i > 1
			case foreign:
				plain = false
			}
		}
		switch {
		case plain && upper != capital:
			f(i, j, text[i:j])
			i = j
		case plain:
			s.word = s.word[:0]
			for _, c := range text[i:j] {
				if kinds[c] == capital {
					c += 'a' - 'A'
				}
				s.word = append(s.word, c)
			}
			f(i, j, s.word)
			i = j
		default:
			for j = i; j < len(text) && kinds[text[j]] != separator; j++ {
			}
			s.fold(text, i, j)
			s.words(f)
			i = j
		}
	}
}

// Stretch returns the first stretch of a text that has no separators: the words of a text are those
// of its stretches. It is empty at the end of a text.
func Stretch(text []byte) (start, end int) {
	for start < len(text) && kinds[text[start]] == separator {
		start++
	}
	end = start
	for end < len(text) && kinds[text[end]] != separator {
		end++
	}
	return start, end
}

// Kinds of bytes. Letters and digits come first.
const (
	small     = 0 // a small letter or a digit
	capital   = 1
	joiner    = 2 // may stand within a word
	foreign   = 3 // belongs to a character beyond ASCII
	separator = 4
)

// kinds are the kinds of all bytes.
var kinds = func() (kinds [256]byte) {
	for c := range 256 {
		switch {
		case c >= utf8.RuneSelf:
			kinds[c] = foreign
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			kinds[c] = small
		case 'A' <= c && c <= 'Z':
			kinds[c] = capital
		case c == '\'', c == '-', c == '.':
			kinds[c] = joiner
		default:
			kinds[c] = separator
		}
	}
	return kinds
}()

// Scanner finds the words of texts, one after the other, in memory of its own. The zero value is
// ready. It isn't safe for concurrent use, nor for a text within the function that it calls.
type Scanner struct {
	// These describe a stretch of text without separators of ASCII.
	//
	// folded is the stretch, folded. starts and ends hold the place in the text of the character
	// from which each byte comes; the place of one that is left out belongs to the byte before.
	folded       []byte
	starts, ends []int
	word         []byte
}

// fold folds text[from:to].
func (s *Scanner) fold(text []byte, from, to int) {
	s.folded, s.starts, s.ends = s.folded[:0], s.starts[:0], s.ends[:0]
	for from < to {
		_, size := utf8.DecodeRune(text[from:to])
		s.folded = appendFolded(s.folded, text[from:from+size])
		if n := len(s.ends); n == len(s.folded) && n > 0 {
			s.ends[n-1] = from + size
		}
		for range len(s.folded) - len(s.starts) {
			s.starts = append(s.starts, from)
			s.ends = append(s.ends, from+size)
		}
		from += size
	}
}

// words calls f with each word of the stretch.
func (s *Scanner) words(f func(start, end int, word []byte)) {
	for i := 0; i < len(s.folded); {
		r, size := utf8.DecodeRune(s.folded[i:])
		switch {
		case alone(r):
			s.emit(i, i+size, f)
			i += size
		case !letter(r):
			i += size
		default:
			if end := s.dotted(i); end > 0 {
				s.emit(i, end, f)
				i = end
				continue
			}
			i = s.joined(i, f)
		}
	}
}

// dotted returns the end of the single letters with full stops between them that start at i, or 0.
func (s *Scanner) dotted(i int) (end int) {
	for first := true; ; first = false {
		r, size := utf8.DecodeRune(s.folded[i:])
		if !letter(r) || !unicode.IsLetter(r) {
			return end
		}
		i += size
		next, _ := utf8.DecodeRune(s.folded[i:])
		if letter(next) || alone(next) {
			return end
		}
		if !first {
			end = i
		}
		if next != '.' {
			return end
		}
		i++
	}
}

// joined calls f with the word that starts at i and its parts, and returns its end.
func (s *Scanner) joined(i int, f func(start, end int, word []byte)) (end int) {
	hyphens, apostrophes := 0, 0
	end = s.run(i)
	for end+1 < len(s.folded) {
		c := s.folded[end]
		next, _ := utf8.DecodeRune(s.folded[end+1:])
		if c != '-' && c != '\'' || !letter(next) {
			break
		}
		if c == '-' {
			hyphens++
		} else {
			apostrophes++
		}
		end = s.run(end + 1)
	}
	s.emit(i, end, f)
	if hyphens+apostrophes == 0 {
		return end
	}
	for part, tail, j := i, i, i; j <= end; j++ {
		if j < end && s.folded[j] == '\'' {
			tail = j + 1
		}
		if j < end && s.folded[j] != '-' {
			continue
		}
		if hyphens > 0 {
			s.emit(part, j, f)
		}
		if tail > part && utf8.RuneCount(s.folded[tail:j]) >= shortestTail {
			s.emit(tail, j, f)
		}
		part, tail = j+1, j+1
	}
	return end
}

// shortestTail is the number of characters of the shortest word after an apostrophe.
const shortestTail = 3

// run returns the end of the letters and digits at i.
func (s *Scanner) run(i int) int {
	for i < len(s.folded) {
		r, size := utf8.DecodeRune(s.folded[i:])
		if !letter(r) {
			break
		}
		i += size
	}
	return i
}

// emit calls f with the characters from i to j without the signs between letters.
func (s *Scanner) emit(i, j int, f func(start, end int, word []byte)) {
	s.word = s.word[:0]
	n := 0
	for k := i; k < j && n < search.MaxWord; {
		_, size := utf8.DecodeRune(s.folded[k:])
		if kinds[s.folded[k]] != joiner {
			s.word = append(s.word, s.folded[k:k+size]...)
			n++
		}
		k += size
	}
	f(s.starts[i], s.ends[j-1], s.word)
}

// Fold returns a text with compatibility characters and capitals replaced and marks left out, as
// the package comment says.
func Fold(word string) string {
	b := make([]byte, 0, len(word))
	src := []byte(word)
	for i := 0; i < len(src); {
		_, size := utf8.DecodeRune(src[i:])
		b = appendFolded(b, src[i:i+size])
		i += size
	}
	return string(b)
}

// appendFolded appends a character, folded.
func appendFolded(b, char []byte) []byte {
	if c := char[0]; c < utf8.RuneSelf {
		if kinds[c] == capital {
			c += 'a' - 'A'
		}
		return append(b, c)
	}
	r, _ := utf8.DecodeRune(char)
	if 0xac00 <= r && r <= 0xd7a3 {
		// A syllable of Hangul is two or three letters.
		r -= 0xac00
		b = utf8.AppendRune(b, 0x1100+r/588)
		b = utf8.AppendRune(b, 0x1161+r%588/28)
		if r%28 > 0 {
			b = utf8.AppendRune(b, 0x11a7+r%28)
		}
		return b
	}
	if d := norm.NFKD.Properties(char).Decomposition(); d != nil {
		char = d
	}
	for i := 0; i < len(char); {
		r, size := utf8.DecodeRune(char[i:])
		b = appendLower(b, r)
		i += size
	}
	return b
}

// appendLower appends a character of a decomposition in lower case, or nothing if it is a mark or
// controls the format.
func appendLower(b []byte, r rune) []byte {
	switch r = unicode.ToLower(r); r {
	case 'ß':
		return append(b, "ss"...)
	case 'æ':
		return append(b, "ae"...)
	case 'œ':
		return append(b, "oe"...)
	case 'ø':
		return append(b, 'o')
	case 'ł':
		return append(b, 'l')
	case 'đ':
		return append(b, 'd')
	case 'ı':
		return append(b, 'i')
	case 'ς':
		return append(b, "σ"...)
	case '’', 'ʼ':
		return append(b, '\'')
	case '‐':
		return append(b, '-')
	}
	if unicode.In(r, unicode.M, unicode.Cf) {
		return b
	}
	return utf8.AppendRune(b, r)
}

// letter reports whether a folded character is a letter or a digit of a word of several.
func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return kinds[r] == small
	}
	return unicode.In(r, unicode.L, unicode.N) && !alone(r)
}

// alone reports whether a folded character is a word of its own, since its script puts no spaces
// between words.
func alone(r rune) bool {
	return r >= 0x0e00 && unicode.IsLetter(r) && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
