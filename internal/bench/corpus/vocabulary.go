package corpus

import (
	_ "embed"
	"fmt"

	"github.com/goccy/go-yaml"
)

//go:embed data/vocabulary.yaml
var vocabularyFile []byte

// Language is a language of the corpus.
type Language struct {
	// Code is a BCP 47 tag, Name the language's name in itself.
	Code string `yaml:"code"`
	Name string `yaml:"name"`
}

// localized maps the codes of the languages to a text in each.
type localized map[string]string

// vocabulary holds data/vocabulary.yaml: words, and patterns of phrases whose slots they fill. A
// comment at the top of that file lists the kinds of slots.
type vocabulary struct {
	Languages []Language `yaml:"languages"`
	Site      struct {
		Title       localized `yaml:"title"`
		Description localized `yaml:"description"`
	} `yaml:"site"`
	// Archive is the segment after the language in the old addresses of moved pages.
	Archive localized `yaml:"archive"`
	// Pages are the pages that every site has.
	Pages []struct {
		Key   string    `yaml:"key"`
		Block string    `yaml:"block"`
		Title localized `yaml:"title"`
	} `yaml:"pages"`

	// Nouns and Verbs map the code of a language to the singular and the plural. A singular noun
	// has its article.
	Nouns      []map[string][2]string `yaml:"nouns"`
	Verbs      []map[string][2]string `yaml:"verbs"`
	Adjectives []localized            `yaml:"adjectives"`
	Adverbials []localized            `yaml:"adverbials"`
	// Elsewhere are links to other sites: a text in each language, and the address under "url".
	Elsewhere []localized `yaml:"elsewhere"`
	Code      []string    `yaml:"code"`
	// Listings are blocks of code, each in a programming language.
	Listings []struct {
		Language string `yaml:"language"`
		Text     string `yaml:"text"`
	} `yaml:"listings"`
	Terms []term `yaml:"terms"`

	Sections     []phrase `yaml:"sections"`
	Titles       []phrase `yaml:"titles"`
	Headings     []phrase `yaml:"headings"`
	Descriptions []phrase `yaml:"descriptions"`
	Menus        []phrase `yaml:"menus"`
	Sentences    []phrase `yaml:"sentences"`
	Links        []phrase `yaml:"links"`
	Items        []phrase `yaml:"items"`
	Cells        []phrase `yaml:"cells"`
	Leads        []phrase `yaml:"leads"`
}

// term is an entry of the glossary, as in content/glossary.yaml.
type term struct {
	ID         string              `yaml:"id"`
	Term       localized           `yaml:"term"`
	Forms      map[string][]string `yaml:"forms,omitempty"`
	Name       localized           `yaml:"name,omitempty"`
	Definition localized           `yaml:"definition"`
}

// loadVocabulary parses data/vocabulary.yaml and compiles its phrases.
func loadVocabulary() (*vocabulary, error) {
	v := new(vocabulary)
	if err := yaml.UnmarshalWithOptions(vocabularyFile, v, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("read vocabulary: %w", err)
	}
	for _, phrases := range [][]phrase{
		v.Sections, v.Titles, v.Headings, v.Descriptions, v.Menus,
		v.Sentences, v.Links, v.Items, v.Cells, v.Leads,
	} {
		for i := range phrases {
			if err := phrases[i].compile(v); err != nil {
				return nil, err
			}
		}
	}
	return v, nil
}

// inOrder returns the texts in the order of v.Languages.
func (v *vocabulary) inOrder(text localized) []string {
	out := make([]string, len(v.Languages))
	for i, l := range v.Languages {
		out[i] = text[l.Code]
	}
	return out
}

// count returns the number of words of a kind that [drawnAs] returned, or 0 if it has none.
func (v *vocabulary) count(kind byte) int {
	switch kind {
	case 'n':
		return len(v.Nouns)
	case 'v':
		return len(v.Verbs)
	case 'j':
		return len(v.Adjectives)
	case 'a':
		return len(v.Adverbials)
	case 't':
		return len(v.Terms)
	case 'c':
		return len(v.Code)
	case 'u':
		return len(v.Elsewhere)
	}
	return 0
}

// word returns the nth word for a slot of a kind, in the language with index lang.
func (v *vocabulary) word(kind byte, n, lang int) string {
	code := v.Languages[lang].Code
	switch kind {
	case 'n':
		return v.Nouns[n][code][0]
	case 'p':
		return v.Nouns[n][code][1]
	case 'v':
		return v.Verbs[n][code][0]
	case 'i':
		return v.Verbs[n][code][1]
	case 'j':
		return v.Adjectives[n][code]
	case 'a':
		return v.Adverbials[n][code]
	case 't':
		return v.Terms[n].Term[code]
	case 'c':
		return v.Code[n]
	case 'u':
		return "[" + v.Elsewhere[n][code] + "](" + v.Elsewhere[n]["url"] + ")"
	case 'o':
		other := v.Languages[(lang+1)%len(v.Languages)].Code
		return "[" + v.Nouns[n][other][0] + "]{lang=" + other + "}"
	}
	return ""
}
