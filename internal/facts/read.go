package facts

import (
	"bytes"
	"sync"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/facts/vocabulary"
)

// found is a fact and where it is in a text.
type found struct {
	Fact
	start, end int
	// prefixed reports whether its unit stands before the digits; plain whether it has no unit,
	// and its digits say nothing about its kind.
	prefixed, plain bool
}

// mention is a word whose meaning depends on the number beside it.
type mention struct {
	entry *vocabulary.Entry
	end   int // 0 if there is none
	start int
}

// Reader reads the facts of texts in one language. It is safe for concurrent use.
type Reader struct {
	words *vocabulary.Vocabulary
	// scans are reused by one text after another.
	scans sync.Pool
}

// New returns a reader for texts in the language with a BCP 47 tag. The error is a flaw of the
// package's own data.
func New(code string) (*Reader, error) {
	v, err := vocabulary.New(code)
	if err != nil {
		return nil, err
	}
	return &Reader{words: v}, nil
}

// scan reads a text.
type scan struct {
	*vocabulary.Vocabulary
	text []byte
	out  []found
	// currency, reference, ordinal and month are the last words or signs of their kinds.
	currency, reference, ordinal, month mention
	// decades is the last word that a decade stands behind.
	decades mention
	lower   []byte
	// values and more are reused by one number in words after another.
	values, more []float64
}

// read returns the facts of a text, in its order.
func (s *scan) read(text []byte) {
	s.text, s.out = text, s.out[:0]
	s.currency, s.reference, s.ordinal, s.month, s.decades = mention{}, mention{}, mention{}, mention{}, mention{}
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case asciiLetter(c):
			end := i + 1
			for end < len(text) && asciiLetter(text[end]) {
				end++
			}
			if end < len(text) && text[end] >= utf8.RuneSelf {
				end = s.allLetters(end)
			}
			// Few words matter: the others cost no call.
			if bits := vocabulary.Beginning(text[i:end]); s.Begins(bits) || end < len(text) && joinsDigits(text[end]) {
				end = s.word(i, end)
			}
			i = end
		case c <= ' ':
			i++
		case '0' <= c && c <= '9':
			i = s.digits(i)
		case c == '+' && i+1 < len(text) && digitAt(text, i+1):
			i = s.phoneOr(i)
		case c == '$' || c >= utf8.RuneSelf:
			i = s.other(i)
		case c == '(' && s.afterReference(i):
			i = s.subsection(i)
		default:
			i++
		}
	}
}

// other reads a character outside ASCII, or a sign of a currency.
func (s *scan) other(i int) int {
	c, size := utf8.DecodeRune(s.text[i:])
	if unicode.IsLetter(c) {
		return s.word(i, s.letters(i))
	}
	if unicode.Is(unicode.Sc, c) {
		if e := s.Word(s.text[i : i+size]); e != nil {
			s.currency = mention{e, i + size, i}
		}
	}
	if c == '§' {
		if e := s.Word([]byte("§")); e != nil {
			s.reference = mention{e, i + size, i}
		}
	}
	return i + size
}

// word reads a word between two offsets that no digits precede.
func (s *scan) word(i, end int) int {
	if end < len(s.text) {
		c := s.text[end]
		if '0' <= c && c <= '9' || c == '_' || c == '-' && digitAt(s.text, end+1) {
			return s.alphanumeric(end)
		}
	}
	bits := vocabulary.Beginning(s.text[i:end])
	if !s.Begins(bits) {
		return end
	}
	low, ok := s.lowered(i, end)
	if !ok || !s.HasLength(bits, len(low)) {
		return end
	}
	e := s.Word(low)
	if s.BeginsNumber(low[0]) && (e == nil || e.Number != 0) {
		if next := s.worded(i, end, e, low); next > 0 {
			return next
		}
	}
	if e == nil {
		return end
	}
	if e.Currency != "" {
		s.currency = mention{e, end, i}
	}
	if e.Reference {
		if s.adjacent(s.ordinal.end, i) {
			s.add(found{Fact: Fact{Kind: Reference, value: s.ordinal.entry.Ordinal, Worded: true}, start: s.ordinal.start, end: end})
		}
		s.reference = mention{e, end, i}
	}
	if e.Ordinal != 0 {
		s.ordinal = mention{e, end, i}
	}
	if e.Decade {
		s.decades = mention{e, end, i}
	}
	if e.Month > 0 && (s.capitalized(i) || !e.Capital) {
		return s.monthFirst(e, i, end)
	}
	return end
}

// maxWord is the length in bytes of the longest word or phrase that is looked up.
const maxWord = 48

// lowered returns a word in lower case, in a buffer, or false where no entry can be as long.
func (s *scan) lowered(i, end int) ([]byte, bool) {
	if end-i > maxWord {
		return nil, false
	}
	s.lower = s.lower[:0]
	for j := i; j < end; {
		c := s.text[j]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			s.lower = append(s.lower, c)
			j++
			continue
		}
		r, size := utf8.DecodeRune(s.text[j:])
		s.lower = utf8.AppendRune(s.lower, unicode.ToLower(r))
		j += size
	}
	return s.lower, true
}

// letters returns the end of the letters from i on.
func (s *scan) letters(i int) int {
	text := s.text
	for i < len(text) && asciiLetter(text[i]) {
		i++
	}
	if i < len(text) && text[i] >= utf8.RuneSelf {
		return s.allLetters(i)
	}
	return i
}

// allLetters is letters for text that isn't ASCII.
func (s *scan) allLetters(i int) int {
	for i < len(s.text) {
		c := s.text[i]
		if asciiLetter(c) {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, size := utf8.DecodeRune(s.text[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		i += size
	}
	return i
}

// alphanumeric skips the rest of a name that consists of letters and digits.
func (s *scan) alphanumeric(i int) int {
	for i < len(s.text) {
		c := s.text[i]
		switch {
		case '0' <= c && c <= '9' || c == '_':
			i++
		case (c == '-' || c == '.' || c == '/') && i+1 < len(s.text) && (digitAt(s.text, i+1) || asciiLetter(s.text[i+1])):
			i++
		default:
			end := s.letters(i)
			if end == i {
				return i
			}
			i = end
		}
	}
	return i
}

// lookup returns the entry of the word or phrase at i, and its end.
func (s *scan) lookup(i int) (*vocabulary.Entry, int) {
	end := s.letters(i)
	if end == i {
		return nil, i
	}
	long := end
	for long-i <= maxWord && long+1 < len(s.text) && (s.text[long] == '\'' || s.text[long] == '.' || s.text[long] == '-' || bytes.HasPrefix(s.text[long:], []byte("’"))) {
		_, size := utf8.DecodeRune(s.text[long:])
		next := s.letters(long + size)
		if next == long+size {
			break
		}
		long = next
	}
	if long < len(s.text) && s.text[long] == '.' {
		if e := s.exact(i, long+1); e != nil {
			return e, long + 1
		}
	}
	e := s.exact(i, end)
	if long > end {
		if l := s.exact(i, long); l != nil {
			return l, long
		}
	}
	if e != nil && e.Phrase {
		phrase := end
		var best *vocabulary.Entry
		at := end
		for range 2 {
			if next := s.spaces(phrase); next > phrase && s.letters(next) > next {
				phrase = s.letters(next)
				if p := s.exact(i, phrase); p != nil {
					best, at = p, phrase
				}
			}
		}
		if best != nil {
			return best, at
		}
	}
	return e, end
}

// exact returns the entry of a range of the text, or nil.
func (s *scan) exact(i, end int) *vocabulary.Entry {
	low, ok := s.lowered(i, end)
	if !ok {
		return nil
	}
	for j, c := range low {
		if c == '\n' || c == 0xA0 && j > 0 && low[j-1] == 0xC2 {
			return s.Word(bytes.Join(bytes.Fields(low), []byte(" ")))
		}
	}
	return s.Word(low)
}

// spaces returns the end of the spaces from i on; at most three of them are between two words.
func (s *scan) spaces(i int) int {
	for range 3 {
		if i >= len(s.text) {
			break
		}
		c, size := utf8.DecodeRune(s.text[i:])
		if !isSpace(c) {
			break
		}
		i += size
	}
	return i
}

// isSpace reports whether a character is a space within a block of text.
func isSpace(c rune) bool { return c != '\n' && unicode.IsSpace(c) }

// adjacent reports whether there are only spaces, and a full stop of an abbreviation, between two
// offsets.
func (s *scan) adjacent(end, i int) bool {
	if end == 0 || i < end || i-end > 6 {
		return false
	}
	return len(bytes.TrimFunc(bytes.TrimPrefix(s.text[end:i], []byte(".")), isSpace)) == 0
}

// capitalized reports whether a word begins with a capital.
func (s *scan) capitalized(i int) bool {
	c, _ := utf8.DecodeRune(s.text[i:])
	return unicode.IsUpper(c)
}

func digitAt(text []byte, i int) bool { return i < len(text) && '0' <= text[i] && text[i] <= '9' }

// joinsDigits reports whether a character behind letters may join digits to them.
func joinsDigits(c byte) bool { return c-'0' < 10 || c == '_' || c == '-' }

func asciiLetter(c byte) bool { return c|0x20-'a' < 26 }
