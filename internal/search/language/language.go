package language

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
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

//go:embed languages/*.yaml snowball.yaml
var files embed.FS

// languageFile is the content of a file in languages.
type languageFile struct {
	// Stop are stop words, several in an item.
	Stop []string `yaml:"stop_words"`
	// Known are words of the language, several in an item.
	Known     []string      `yaml:"known"`
	Stem      []replacement `yaml:"stem"`
	Compounds *struct {
		Linking  []string `yaml:"linking,required"`
		Shortest int      `yaml:"shortest,required"`
		// Alone is the number of letters from which a word that ends another one is its last part
		// though the first isn't known; 0 if none is.
		Alone int `yaml:"alone"`
		// Excluded are words that aren't parts of compounds, several in an item.
		Excluded []string `yaml:"excluded"`
	} `yaml:"compounds"`
	// Snowball is the number of letters of the shortest stem of Snowball that counts.
	Snowball int `yaml:"snowball"`
	// Apart are words for which no stem of Snowball counts, several in an item.
	Apart []string `yaml:"apart"`
	// Participle finds the rest of a participle of which the stem is that of its verb.
	Participle *struct {
		From string `yaml:"from,required"`
		To   string `yaml:"to,required"`
		// Prefix is what participles begin with, unless another prefix stands in its place.
		Prefix string `yaml:"prefix"`
		// Except are words that aren't participles, several in an item.
		Except []string `yaml:"except"`
	} `yaml:"participle"`
	// Forms make forms of a stem.
	Forms []replacement `yaml:"forms"`
	// Irregular are the forms of a word that have little in common, in each item.
	Irregular []string `yaml:"irregular"`
	// VerbPrefixes are what verbs begin with whose forms are those of another one, several in an
	// item: Separable stands before the prefix of a participle, and Inseparable in its place.
	VerbPrefixes struct {
		Separable   []string `yaml:"separable"`
		Inseparable []string `yaml:"inseparable"`
	} `yaml:"verb_prefixes"`
}

// replacement is a regular expression, and what a match of it is replaced by.
type replacement struct {
	From string `yaml:"from,required"`
	To   string `yaml:"to"`
}

// Language is a language by whose rules words are compared. It is safe for concurrent use.
type Language struct {
	rules    search.Rules
	stemmer  *Stemmer
	snowball func(*snowballstem.Env) bool
	// shortest is the number of letters of the shortest stem of snowball that counts.
	shortest int
	excluded map[string]bool
	known    []string
	// alone is the number of letters of a last part that needs no known first one.
	alone int
	// apart are the stems by the rules of words for which no stem of snowball counts.
	apart map[string]bool
	// irregular are the forms that belong together with each irregular one; the first is that whose
	// stem counts for all.
	irregular map[string][]string
	// byStem are the irregular forms by the stem of the first.
	byStem map[string][]string
	// participle finds the rest of a participle, nil if there are none; participles are words that
	// it doesn't apply to.
	participle   *rule
	noParticiple map[string]bool
	forms        []*rule
	// participlePrefix is what participles begin with, unless another prefix stands in its place.
	participlePrefix string
	// verbPrefixes are what verbs begin with whose forms are those of another one.
	verbPrefixes []verbPrefix
}

// Known returns folded words that an index has, whether a page has them or not, so that they aren't
// taken for typing errors of others.
func (l *Language) Known() []string { return l.known }

// Of returns the language with a BCP 47 tag, by its primary subtag. One that has no rules knows
// neither stop words nor compounds.
func Of(code string) (*Language, error) {
	base, _, _ := strings.Cut(strings.ToLower(code), "-")
	stem, err := snowball(base)
	if err != nil {
		return nil, err
	}
	l := &Language{snowball: stem}
	l.rules.Stem, l.rules.Linking = [][2]string{}, []string{}
	name := "languages/" + base + ".yaml"
	var file languageFile
	err = strictyaml.DecodeFile(files, name, &file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err == nil {
		stop := strings.Fields(strings.Join(file.Stop, " "))
		slices.Sort(stop) // They take fewer bytes of a manifest then.
		l.rules.Stop = strings.Join(slices.Compact(stop), " ")
		for _, r := range file.Stem {
			l.rules.Stem = append(l.rules.Stem, [2]string{r.From, r.To})
		}
		l.known = strings.Fields(strings.Join(file.Known, " "))
		l.shortest = file.Snowball
		if c := file.Compounds; c != nil {
			l.rules.Linking, l.rules.Shortest = c.Linking, c.Shortest
			l.alone, l.excluded = c.Alone, set(c.Excluded)
		}
	}
	if l.stemmer, err = NewStemmer(l.rules); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	l.apart = make(map[string]bool)
	for _, w := range strings.Fields(strings.Join(file.Apart, " ")) {
		l.apart[l.stemmer.Stem(w)] = true
	}
	l.irregular, l.byStem = make(map[string][]string), make(map[string][]string)
	for _, item := range file.Irregular {
		forms := strings.Fields(item)
		for _, w := range forms {
			l.irregular[w] = forms
		}
		l.byStem[l.stemmer.Stem(forms[0])] = forms
	}
	if p := file.Participle; p != nil {
		r, err := newRule(p.From, p.To)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		l.participle, l.noParticiple, l.participlePrefix = r, set(p.Except), p.Prefix
		l.rules.Base = [][2]string{{p.From, p.To}}
	}
	for _, prefix := range strings.Fields(strings.Join(file.VerbPrefixes.Separable, " ")) {
		l.verbPrefixes = append(l.verbPrefixes, verbPrefix{prefix, true})
	}
	for _, prefix := range strings.Fields(strings.Join(file.VerbPrefixes.Inseparable, " ")) {
		l.verbPrefixes = append(l.verbPrefixes, verbPrefix{prefix, false})
	}
	for _, f := range file.Forms {
		r, err := newRule(f.From, f.To)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		l.forms = append(l.forms, r)
	}
	return l, nil
}

// set returns the words of items.
func set(items []string) map[string]bool {
	words := make(map[string]bool)
	for _, item := range items {
		for _, w := range strings.Fields(item) {
			words[w] = true
		}
	}
	return words
}

// snowball returns the stemmer of a language, or nil.
func snowball(base string) (func(*snowballstem.Env) bool, error) {
	var file struct {
		// Stemmers are the primary subtag of a language and the name of its stemmer, in each item.
		Stemmers []string `yaml:"stemmers,required"`
	}
	if err := strictyaml.DecodeFile(files, "snowball.yaml", &file); err != nil {
		return nil, err
	}
	for _, item := range file.Stemmers {
		if code, name, _ := strings.Cut(item, " "); code == base {
			return stemmer(name), nil
		}
	}
	return nil, nil
}

// stemmer returns the stemmer of Snowball with a name, or nil.
func stemmer(name string) func(*snowballstem.Env) bool {
	switch name {
	case "danish":
		return danish.Stem
	case "dutch":
		return dutch.Stem
	case "english":
		return english.Stem
	case "finnish":
		return finnish.Stem
	case "french":
		return french.Stem
	case "german":
		return german.Stem
	case "italian":
		return italian.Stem
	case "norwegian":
		return norwegian.Stem
	case "portuguese":
		return portuguese.Stem
	case "spanish":
		return spanish.Stem
	case "swedish":
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
	if forms := l.irregular[word]; forms != nil {
		word = forms[0]
	}
	if stem := l.stemmer.Stem(word); strings.HasSuffix(stem, whole) || l.apart[stem] {
		return stem
	}
	env := snowballstem.NewEnv(word)
	l.snowball(env)
	if stem := env.Current(); utf8.RuneCountInString(stem) >= l.shortest {
		return stem
	}
	return word
}
