package readability

import (
	"embed"
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/strictyaml"
)

//go:embed languages/*.yaml names.yaml
var files embed.FS

// languageFile is the content of a file in languages.
type languageFile struct {
	// Ease is the formula of the language's reading ease.
	Ease struct {
		Base     number `yaml:"base,required"`
		Sentence number `yaml:"sentence,required"`
		Syllable number `yaml:"syllable"`
		// LongWords is the weight of the percentage of words of Long syllables or more.
		LongWords number `yaml:"long_words"`
		Long      int    `yaml:"long"`
	} `yaml:"reading_ease,required"`
	Vowels        string   `yaml:"vowels,required"`
	Syllables     []string `yaml:"syllables"`
	Silent        []silent `yaml:"silent"`
	Abbreviations []string `yaml:"abbreviations"`
	VagueLinks    []string `yaml:"vague_links"`
	Known         []string `yaml:"known"`
	// Emphasis are words that are written in capitals to stress them.
	Emphasis []string `yaml:"emphasis"`
	// Introductions precede an abbreviation that the words before them are short for, and Meanings
	// follow one whose words come next.
	Introductions []string `yaml:"introductions"`
	Meanings      []string `yaml:"meanings"`
	// LegalForms follow the name of a company.
	LegalForms []string `yaml:"legal_forms"`
}

// silent is a word ending that isn't a syllable of its own, unless the word has one of the endings
// in Unless.
type silent struct {
	End    string   `yaml:"end,required"`
	Unless []string `yaml:"unless"`
}

// number is a decimal fraction.
type number float64

// UnmarshalText parses a decimal fraction.
func (n *number) UnmarshalText(text []byte) error {
	f, err := strconv.ParseFloat(string(text), 64)
	*n = number(f)
	return err
}

// language is a languageFile with its lists as sets.
type language struct {
	languageFile
	abbreviations, vague, known, emphasis map[string]bool
}

// languageOf returns the language with a BCP 47 tag, by its primary subtag, or nil if it isn't
// supported.
func languageOf(code string) (*language, error) {
	base, _, _ := strings.Cut(strings.ToLower(code), "-")
	name := "languages/" + base + ".yaml"
	var l language
	err := strictyaml.DecodeFile(files, name, &l.languageFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var every struct {
		// Each item of the list holds several names.
		Names []string `yaml:"names,required"`
	}
	if err := strictyaml.DecodeFile(files, "names.yaml", &every); err != nil {
		return nil, err
	}
	slices.SortStableFunc(l.Syllables, func(a, b string) int { return len(b) - len(a) })
	l.abbreviations = set(l.Abbreviations)
	l.vague = set(l.VagueLinks)
	l.known = set(append(strings.Fields(strings.Join(every.Names, " ")), l.Known...))
	l.emphasis = set(l.Emphasis)
	return &l, nil
}

func set(words []string) map[string]bool {
	s := make(map[string]bool, len(words))
	for _, w := range words {
		s[w] = true
	}
	return s
}

// syllables returns the number of syllables of a word in lower case, at least one.
func (l *language) syllables(word string) int {
	n := 0
	for rest := word; rest != ""; {
		if group := l.group(rest); group > 0 {
			n++
			rest = rest[group:]
			continue
		}
		c, size := utf8.DecodeRuneInString(rest)
		if strings.ContainsRune(l.Vowels, c) {
			n++
		}
		rest = rest[size:]
	}
	for _, s := range l.Silent {
		if strings.HasSuffix(word, s.End) && !slices.ContainsFunc(s.Unless, func(end string) bool { return strings.HasSuffix(word, end) }) {
			n--
			break
		}
	}
	return max(n, 1)
}

// group returns the length of the longest syllable of several characters at the start of a text,
// or 0.
func (l *language) group(text string) int {
	for _, s := range l.Syllables {
		if strings.HasPrefix(text, s) {
			return len(s)
		}
	}
	return 0
}
