// Package vocabulary has the words by which the facts of a text are recognized in a language: of
// months, numbers, currencies and units. They are in a file for each supported language, and signs
// in one for all of them.
package vocabulary

import (
	"embed"
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"baken.example/baken/internal/strictyaml"
)

//go:embed languages/*.yaml symbols.yaml
var files embed.FS

// decimal is a decimal fraction.
type decimal float64

// UnmarshalText parses a decimal fraction.
func (d *decimal) UnmarshalText(text []byte) error {
	f, err := strconv.ParseFloat(string(text), 64)
	*d = decimal(f)
	return err
}

// languageFile is the content of a file in languages. All words are matched in any case, but for
// the first letter of a month.
type languageFile struct {
	// Months are the names of each month.
	Months [][]string `yaml:"months,required"`
	// Numbers are the words that numbers are made of, and Joiners what is between them.
	Numbers map[string]decimal `yaml:"numbers,required"`
	Joiners []string           `yaml:"joiners"`
	// Multipliers follow the digits of an amount.
	Multipliers map[string]decimal `yaml:"multipliers"`
	// Ordinals are words, OrdinalEnds follow digits.
	Ordinals    map[string]decimal `yaml:"ordinals"`
	OrdinalEnds []string           `yaml:"ordinal_ends"`
	References  []string           `yaml:"references"`
	// Ranges are between two numbers that share a unit.
	Ranges []string `yaml:"ranges"`
	// DayOf is between a day and its month.
	DayOf      []string            `yaml:"day_of"`
	Percent    []string            `yaml:"percent"`
	Currencies map[string][]string `yaml:"currencies"`
	Cents      map[string][]string `yaml:"cents"`
	Units      map[string][]string `yaml:"units"`
	Clock      map[string]decimal  `yaml:"clock"`
	Decades    decades             `yaml:"decades"`
}

// decades are how a language writes decades.
type decades struct {
	// Words stand before the number, Ends directly behind its digits.
	Words []string `yaml:"words"`
	Ends  []string `yaml:"ends"`
}

// symbolFile is the content of symbols.yaml.
type symbolFile struct {
	Currencies map[string][]string `yaml:"currencies,required"`
	Percent    []string            `yaml:"percent,required"`
	Units      []struct {
		Unit  string   `yaml:"unit,required"`
		Of    string   `yaml:"of,required"`
		Is    decimal  `yaml:"is,required"`
		Signs []string `yaml:"signs"`
	} `yaml:"units,required"`
}

// Entry has the meanings of a word or a sign.
type Entry struct {
	Number, Ordinal, Multiplier float64
	// Month is 1 to 12.
	Month int
	// Unit is the unit that a quantity is reckoned in, and Per the number of it, or of the
	// currency, that the word stands for.
	Unit string
	Per  float64
	// Currency is an ISO 4217 code.
	Currency string
	// Between is said of a word between two numbers that share a unit, DayOf of one between a day
	// and its month, and Decade of one that a decade stands behind.
	Percent, Reference, Between bool
	DayOf, OrdinalEnd, Clock    bool
	Decade                      bool
	// Hours are what a word of the clock adds.
	Hours float64
	// Phrase reports whether longer phrases begin with the word.
	Phrase bool
	// Capital reports whether a month is written with a capital.
	Capital bool
}

// Vocabulary has the words of one language. It is immutable.
type Vocabulary struct {
	// Decimal is the separator of decimals.
	Decimal string
	// Limited reports whether the language has no file.
	Limited bool
	// words are the words and phrases, in lower case.
	words map[string]*Entry
	// begins has a bit for the first three letters of each word that matters before a number.
	begins [1 << 15 / 64]uint64
	// lengths has a bit for the length of each of these words, and of longer ones of which it may
	// be a part, by a hash of the same letters.
	lengths [1 << 10]uint32
	// signs are the words and signs that may follow digits directly, by their first byte, the
	// longest first.
	signs [256][]Sign
	// parts are the words of numbers by their first byte, the longest first.
	parts   [256][]part
	joiners []string
	// decadeEnds make a decade of the digits before them.
	decadeEnds []string
}

// Sign is a word or a sign as it is written.
type Sign struct {
	Text string
	*Entry
}

// part is a word of a number.
type part struct {
	text  string
	value float64
}

// Word returns the entry of a word or a phrase in lower case, or nil.
func (v *Vocabulary) Word(lower []byte) *Entry { return v.words[string(lower)] }

// Signs returns the words and signs that may follow digits directly and begin with a byte, the
// longest first.
func (v *Vocabulary) Signs(first byte) []Sign { return v.signs[first] }

// DecadeEnds returns what makes a decade of the digits before it.
func (v *Vocabulary) DecadeEnds() []string { return v.decadeEnds }

// Begins reports whether a word with a [Beginning] may matter before a number.
func (v *Vocabulary) Begins(beginning int) bool {
	return v.begins[beginning/64]>>(beginning%64)&1 != 0
}

// HasLength reports whether a word with a [Beginning] and a length in bytes, in lower case, may
// matter before a number.
func (v *Vocabulary) HasLength(beginning, length int) bool {
	return v.lengths[lengthsIndex(beginning)]&lengthBit(length) != 0
}

// New returns the vocabulary of the language with a BCP 47 tag. The error is a flaw of the
// package's own data.
func New(code string) (*Vocabulary, error) {
	var s symbolFile
	if err := strictyaml.DecodeFile(files, "symbols.yaml", &s); err != nil {
		return nil, err
	}
	var l languageFile
	base, _, _ := strings.Cut(strings.ToLower(code), "-")
	err := strictyaml.DecodeFile(files, "languages/"+base+".yaml", &l)
	v := &Vocabulary{Limited: errors.Is(err, fs.ErrNotExist), words: map[string]*Entry{}, joiners: l.Joiners}
	if err != nil && !v.Limited {
		return nil, err
	}
	v.separators(code)
	for code, signs := range s.Currencies {
		v.add(signs, true, func(e *Entry) { e.Currency, e.Per = code, 1 })
	}
	v.add(s.Percent, true, func(e *Entry) { e.Percent = true })
	for _, u := range s.Units {
		set := func(e *Entry) { e.Unit, e.Per = u.Of, float64(u.Is) }
		v.add(u.Signs, true, set)
		v.add(l.Units[u.Unit], false, set)
	}
	v.addLanguage(&l)
	for i := range v.signs {
		for j, sg := range v.signs[i] {
			if sg.Clock {
				v.signs[i][j].Entry = v.words[strings.ToLower(sg.Text)]
			}
		}
		slices.SortStableFunc(v.signs[i], func(a, b Sign) int { return len(b.Text) - len(a.Text) })
	}
	for word, e := range v.words {
		if e.Number != 0 || e.Month > 0 || e.Reference || e.Ordinal != 0 || e.Currency != "" || e.Decade {
			v.begin(word, e)
		}
	}
	for i := range v.parts {
		slices.SortStableFunc(v.parts[i], func(a, b part) int { return len(b.text) - len(a.text) })
	}
	return v, nil
}

// separators sets the separator of a language to CLDR's.
func (v *Vocabulary) separators(code string) {
	sample := message.NewPrinter(language.Make(code)).Sprint(number.Decimal(1234567.5))
	marks := strings.FieldsFunc(sample, unicode.IsDigit)
	if len(marks) > 0 {
		v.Decimal = marks[len(marks)-1]
	}
}

func (v *Vocabulary) addLanguage(l *languageFile) {
	for i, names := range l.Months {
		v.add(names, false, func(e *Entry) { e.Month = i + 1 })
		for _, name := range names {
			first, _ := utf8.DecodeRuneInString(name)
			v.words[strings.ToLower(name)].Capital = unicode.IsUpper(first)
		}
	}
	for word, n := range l.Numbers {
		v.add([]string{word}, false, func(e *Entry) { e.Number = float64(n) })
		v.parts[word[0]] = append(v.parts[word[0]], part{word, float64(n)})
	}
	for word, n := range l.Multipliers {
		v.add([]string{word}, true, func(e *Entry) { e.Multiplier = float64(n) })
	}
	for word, n := range l.Ordinals {
		v.add([]string{word}, false, func(e *Entry) { e.Ordinal = float64(n) })
	}
	for code, words := range l.Currencies {
		v.add(words, false, func(e *Entry) { e.Currency, e.Per = code, 1 })
	}
	for code, words := range l.Cents {
		v.add(words, false, func(e *Entry) { e.Currency, e.Per = code, 0.01 })
	}
	for word, hours := range l.Clock {
		v.add([]string{word}, true, func(e *Entry) { e.Clock, e.Hours = true, float64(hours) })
	}
	v.add(l.References, false, func(e *Entry) { e.Reference = true })
	v.add(l.Ranges, false, func(e *Entry) { e.Between = true })
	v.add(l.Decades.Words, false, func(e *Entry) { e.Decade = true })
	v.decadeEnds = l.Decades.Ends
	v.add(l.DayOf, false, func(e *Entry) { e.DayOf = true })
	v.add(l.Percent, false, func(e *Entry) { e.Percent = true })
	v.add(l.OrdinalEnds, true, func(e *Entry) { e.OrdinalEnd = true })
}

// add adds a meaning to words and phrases, which are also signs if they may follow digits without
// a space.
func (v *Vocabulary) add(words []string, signs bool, set func(*Entry)) {
	for _, w := range words {
		lower := strings.ToLower(w)
		set(v.entry(lower))
		if first, _, phrase := strings.Cut(lower, " "); phrase {
			v.entry(first).Phrase = true
		}
		if signs {
			list := &v.signs[w[0]]
			i := slices.IndexFunc(*list, func(s Sign) bool { return s.Text == w })
			if i < 0 {
				i = len(*list)
				*list = append(*list, Sign{w, new(Entry)})
			}
			set((*list)[i].Entry)
		}
	}
}

// entry returns the entry of a word, a new one if there is none.
func (v *Vocabulary) entry(word string) *Entry {
	e := v.words[word]
	if e == nil {
		e = new(Entry)
		v.words[word] = e
	}
	return e
}

// begin sets the bits for a word: as it is, and as the beginning of a longer one.
func (v *Vocabulary) begin(word string, e *Entry) {
	b := []byte(word)
	lengths := lengthBit(len(b))
	if e.Number != 0 {
		lengths = -lengths // and all that are longer
	}
	v.beginsWith(Beginning(b), lengths)
	if len(b) == 2 {
		for c := range byte(32) {
			v.beginsWith(Beginning([]byte{b[0], b[1], c}), lengths)
		}
	}
}

func (v *Vocabulary) beginsWith(bits int, lengths uint32) {
	v.begins[bits/64] |= 1 << (bits % 64)
	v.lengths[lengthsIndex(bits)] |= lengths
}

// lengthsIndex returns the index in lengths for the beginning of a word.
func lengthsIndex(bits int) int { return (bits ^ bits>>5) & (1<<10 - 1) }

// lengthBit returns the bit for the length of a word.
func lengthBit(n int) uint32 { return 1 << min(n, 31) }

// Beginning returns five bits of each of the first three bytes of a word, which are the same in
// upper and lower case.
func Beginning(word []byte) int {
	if len(word) > 2 {
		return int(word[0]&31)<<10 | int(word[1]&31)<<5 | int(word[2]&31)
	}
	n := 0
	for i := range 3 {
		n <<= 5
		if i < len(word) {
			n |= int(word[i] & 31)
		}
	}
	return n
}
