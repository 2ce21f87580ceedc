package facts

import (
	"embed"
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
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

// entry has the meanings of a word or a sign.
type entry struct {
	number, ordinal, multiplier float64
	month                       int
	unit                        string
	per                         float64 // the number of unit that the word stands for
	currency                    string
	percent, reference, between bool
	dayOf, ordinalEnd, clock    bool
	decade                      bool
	hours                       float64 // that a word of the clock adds
	// phrase reports whether longer phrases begin with the word.
	phrase bool
	// capital reports whether a month is written with a capital.
	capital bool
}

// Reader reads the facts of texts in one language. It is safe for concurrent use.
type Reader struct {
	decimal, group string
	// limited reports whether the language has no file.
	limited bool
	// words are the words and phrases, in lower case.
	words map[string]*entry
	// begins has a bit for the first three letters of each word that matters before a number.
	begins [1 << 15 / 64]uint64
	// lengths has a bit for the length of each of these words, and of longer ones of which it may
	// be a part, by a hash of the same letters.
	lengths [1 << 10]uint32
	// signs are the words and signs that may follow digits directly, by their first byte, the
	// longest first.
	signs [256][]sign
	// parts are the words of numbers by their first byte, the longest first.
	parts   [256][]part
	joiners []string
	// decadeEnds make a decade of the digits before them.
	decadeEnds []string
	// scans are reused by one text after another.
	scans sync.Pool
}

type sign struct {
	text string
	*entry
}

// part is a word of a number.
type part struct {
	text  string
	value float64
}

// New returns a reader for texts in the language with a BCP 47 tag. The error is a flaw of the
// package's own data.
func New(code string) (*Reader, error) {
	var s symbolFile
	if err := strictyaml.DecodeFile(files, "symbols.yaml", &s); err != nil {
		return nil, err
	}
	var l languageFile
	base, _, _ := strings.Cut(strings.ToLower(code), "-")
	err := strictyaml.DecodeFile(files, "languages/"+base+".yaml", &l)
	r := &Reader{limited: errors.Is(err, fs.ErrNotExist), words: map[string]*entry{}, joiners: l.Joiners}
	if err != nil && !r.limited {
		return nil, err
	}
	r.separators(code)
	for code, signs := range s.Currencies {
		r.add(signs, true, func(e *entry) { e.currency, e.per = code, 1 })
	}
	r.add(s.Percent, true, func(e *entry) { e.percent = true })
	for _, u := range s.Units {
		set := func(e *entry) { e.unit, e.per = u.Of, float64(u.Is) }
		r.add(u.Signs, true, set)
		r.add(l.Units[u.Unit], false, set)
	}
	r.addLanguage(&l)
	for i := range r.signs {
		for j, sg := range r.signs[i] {
			if sg.clock {
				r.signs[i][j].entry = r.words[strings.ToLower(sg.text)]
			}
		}
		slices.SortStableFunc(r.signs[i], func(a, b sign) int { return len(b.text) - len(a.text) })
	}
	for word, e := range r.words {
		if e.number != 0 || e.month > 0 || e.reference || e.ordinal != 0 || e.currency != "" || e.decade {
			r.begin(word, e)
		}
	}
	for i := range r.parts {
		slices.SortStableFunc(r.parts[i], func(a, b part) int { return len(b.text) - len(a.text) })
	}
	return r, nil
}

// separators sets the separators of a language to CLDR's.
func (r *Reader) separators(code string) {
	sample := message.NewPrinter(language.Make(code)).Sprint(number.Decimal(1234567.5))
	marks := strings.FieldsFunc(sample, unicode.IsDigit)
	if len(marks) > 0 {
		r.group, r.decimal = marks[0], marks[len(marks)-1]
	}
}

func (r *Reader) addLanguage(l *languageFile) {
	for i, names := range l.Months {
		r.add(names, false, func(e *entry) { e.month = i + 1 })
		for _, name := range names {
			first, _ := utf8.DecodeRuneInString(name)
			r.words[strings.ToLower(name)].capital = unicode.IsUpper(first)
		}
	}
	for word, n := range l.Numbers {
		r.add([]string{word}, false, func(e *entry) { e.number = float64(n) })
		r.parts[word[0]] = append(r.parts[word[0]], part{word, float64(n)})
	}
	for word, n := range l.Multipliers {
		r.add([]string{word}, true, func(e *entry) { e.multiplier = float64(n) })
	}
	for word, n := range l.Ordinals {
		r.add([]string{word}, false, func(e *entry) { e.ordinal = float64(n) })
	}
	for code, words := range l.Currencies {
		r.add(words, false, func(e *entry) { e.currency, e.per = code, 1 })
	}
	for code, words := range l.Cents {
		r.add(words, false, func(e *entry) { e.currency, e.per = code, 0.01 })
	}
	for word, hours := range l.Clock {
		r.add([]string{word}, true, func(e *entry) { e.clock, e.hours = true, float64(hours) })
	}
	r.add(l.References, false, func(e *entry) { e.reference = true })
	r.add(l.Ranges, false, func(e *entry) { e.between = true })
	r.add(l.Decades.Words, false, func(e *entry) { e.decade = true })
	r.decadeEnds = l.Decades.Ends
	r.add(l.DayOf, false, func(e *entry) { e.dayOf = true })
	r.add(l.Percent, false, func(e *entry) { e.percent = true })
	r.add(l.OrdinalEnds, true, func(e *entry) { e.ordinalEnd = true })
}

// add adds a meaning to words and phrases, which are also signs if they may follow digits without
// a space.
func (r *Reader) add(words []string, signs bool, set func(*entry)) {
	for _, w := range words {
		lower := strings.ToLower(w)
		set(r.entry(lower))
		if first, _, phrase := strings.Cut(lower, " "); phrase {
			r.entry(first).phrase = true
		}
		if signs {
			list := &r.signs[w[0]]
			i := slices.IndexFunc(*list, func(s sign) bool { return s.text == w })
			if i < 0 {
				i = len(*list)
				*list = append(*list, sign{w, new(entry)})
			}
			set((*list)[i].entry)
		}
	}
}

// entry returns the entry of a word, a new one if there is none.
func (r *Reader) entry(word string) *entry {
	e := r.words[word]
	if e == nil {
		e = new(entry)
		r.words[word] = e
	}
	return e
}

// begin sets the bits for a word: as it is, and as the beginning of a longer one.
func (r *Reader) begin(word string, e *entry) {
	b := []byte(word)
	lengths := lengthBit(len(b))
	if e.number != 0 {
		lengths = -lengths // and all that are longer
	}
	r.beginsWith(beginning(b), lengths)
	if len(b) == 2 {
		for c := range byte(32) {
			r.beginsWith(beginning([]byte{b[0], b[1], c}), lengths)
		}
	}
}

func (r *Reader) beginsWith(bits int, lengths uint32) {
	r.begins[bits/64] |= 1 << (bits % 64)
	r.lengths[lengthsIndex(bits)] |= lengths
}

// lengthsIndex returns the index in lengths for the beginning of a word.
func lengthsIndex(bits int) int { return (bits ^ bits>>5) & (1<<10 - 1) }

// lengthBit returns the bit for the length of a word.
func lengthBit(n int) uint32 { return 1 << min(n, 31) }

// beginning returns five bits of each of the first three bytes of a word, which are the same in
// upper and lower case.
func beginning(word []byte) int {
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
