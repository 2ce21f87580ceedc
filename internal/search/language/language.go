package language

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/strictyaml"
)

//go:embed languages/*.yaml
var files embed.FS

// languageFile is the content of a file in languages.
type languageFile struct {
	// Stop are stop words, several in an item.
	Stop []string `yaml:"stop_words"`
	Stem []struct {
		From string `yaml:"from,required"`
		To   string `yaml:"to"`
	} `yaml:"stem"`
	Compounds *struct {
		Linking  []string `yaml:"linking,required"`
		Shortest int      `yaml:"shortest,required"`
		// Excluded are words that aren't parts of compounds, several in an item.
		Excluded []string `yaml:"excluded"`
	} `yaml:"compounds"`
	// Snowball is the number of letters of the shortest stem of Snowball that counts.
	Snowball int `yaml:"snowball"`
}

// Language is a language by whose rules words are compared. It is safe for concurrent use.
type Language struct {
	rules    search.Rules
	stemmer  *Stemmer
	snowball func(*snowballstem.Env) bool
	// shortest is the number of letters of the shortest stem of snowball that counts.
	shortest int
	excluded map[string]bool
}

// Of returns the language with a BCP 47 tag, by its primary subtag. One that has no rules knows
// neither stop words nor compounds.
func Of(code string) (*Language, error) {
	base, _, _ := strings.Cut(strings.ToLower(code), "-")
	l := &Language{snowball: snowball(base), excluded: make(map[string]bool)}
	l.rules.Stem, l.rules.Linking = [][2]string{}, []string{}
	name := "languages/" + base + ".yaml"
	src, err := files.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err == nil {
		var file languageFile
		if err := decode(name, src, &file); err != nil {
			return nil, err
		}
		l.rules.Stop = strings.Join(strings.Fields(strings.Join(file.Stop, " ")), " ")
		for _, r := range file.Stem {
			l.rules.Stem = append(l.rules.Stem, [2]string{r.From, r.To})
		}
		l.shortest = file.Snowball
		if c := file.Compounds; c != nil {
			l.rules.Linking, l.rules.Shortest = c.Linking, c.Shortest
			for _, w := range strings.Fields(strings.Join(c.Excluded, " ")) {
				l.excluded[w] = true
			}
		}
	}
	l.stemmer, err = NewStemmer(l.rules)
	return l, err
}

func decode(name string, src []byte, into any) error {
	node, findings := strictyaml.Parse(name, src, 1)
	if node != nil {
		findings.Join(strictyaml.Decode(name, node, into))
	}
	if findings.Len() > 0 {
		return fmt.Errorf("read %v", findings.All()[0])
	}
	return nil
}

// snowball returns the stemmer of a language, or nil.
func snowball(base string) func(*snowballstem.Env) bool {
	switch base {
	case "da":
		return danish.Stem
	case "de":
		return german.Stem
	case "en":
		return english.Stem
	case "es":
		return spanish.Stem
	case "fi":
		return finnish.Stem
	case "fr":
		return french.Stem
	case "it":
		return italian.Stem
	case "nb", "nn", "no":
		return norwegian.Stem
	case "nl":
		return dutch.Stem
	case "pt":
		return portuguese.Stem
	case "sv":
		return swedish.Stem
	}
	return nil
}

// Rules returns the rules that an evaluator needs.
func (l *Language) Rules() search.Rules { return l.rules }

// whole ends a stem that is the same for all forms of a word, and for no other word.
const whole = "="

// Stem returns the stem of a folded word for classes of forms: Snowball's, or the word if Snowball
// doesn't know the language. Where that would unite what differs, as the rules say, it is the stem
// by the rules.
func (l *Language) Stem(word string) string {
	if l.snowball == nil {
		return word
	}
	if stem := l.stemmer.Stem(word); strings.HasSuffix(stem, whole) {
		return stem
	}
	env := snowballstem.NewEnv(word)
	l.snowball(env)
	if stem := env.Current(); utf8.RuneCountInString(stem) >= l.shortest {
		return stem
	}
	return word
}
