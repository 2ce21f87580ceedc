package scripttest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"baken.example/baken/internal/search"
)

// oddSite is a site in memory whose pages are made of random words.
type oddSite struct {
	pages    []search.Page
	synonyms [][]string
}

func (s *oddSite) Len() int             { return len(s.pages) }
func (s *oddSite) Synonyms() [][]string { return s.synonyms }
func (s *oddSite) Read(i int, into *search.Page) {
	p := s.pages[i]
	into.URL, into.Title, into.Description, into.Sections, into.Text = p.URL, p.Title, p.Description, p.Sections, p.Text
}

// add adds a page whose sections have the texts.
func (s *oddSite) add(title string, texts ...string) {
	p := search.Page{URL: fmt.Sprintf("/p%d/", len(s.pages)), Title: title, Description: "About " + title}
	for i, text := range texts {
		section := search.Section{Start: len(p.Text)}
		if i > 0 {
			section.Heading = strings.Join(strings.Fields(text)[:min(len(strings.Fields(text)), 3)], " ")
			section.Anchor = fmt.Sprintf("s-%d", i)
		}
		p.Text = append(p.Text, text...)
		section.End = len(p.Text)
		p.Sections = append(p.Sections, section)
	}
	s.pages = append(s.pages, p)
}

// oddIndexes returns indexes of sites that few sites resemble: one without pages, one with a single
// word, one of all that is odd, one with very long pages, which are more than one unit, one with so
// many that their texts are in several groups.
func oddIndexes(t *testing.T) []*indexed {
	t.Helper()
	nothing, single, strange, long, many := &oddSite{}, &oddSite{}, &oddSite{}, &oddSite{}, &oddSite{}
	single.add("word", "word")
	w := &writer{Rand: rand.New(rand.NewPCG(*seed, 99)), stop: []string{"de", "the", "is"}, titles: []string{""}, forms: odd}
	for i := range 40 {
		strange.add(fmt.Sprintf("%s %d", pick(w, odd), i), w.text(20), w.text(60), w.text(5))
	}
	strange.synonyms = [][]string{{"漢字", "kanji", "Chinese characters"}, {"e-mail", "post"}}
	w.forms = strings.Fields("crisis team crisisteam computer aanbieder melding meldingen huis huizen bedrijf bedrijven verhuizing vergunning parkeervergunning")
	for i := range 6 {
		texts := make([]string, 20)
		for j := range texts {
			texts[j] = w.text(300)
		}
		long.add(fmt.Sprintf("Long %d", i), texts...)
	}
	for i := range 800 {
		many.add(fmt.Sprintf("%s %d", pick(w, w.forms), i), w.text(60), w.text(60))
	}
	out := []*indexed{
		newIndex(t, "no pages", "en", nothing), newIndex(t, "one word", "nl", single),
		newIndex(t, "odd words", "nl", strange), newIndex(t, "odd words without rules", "fi", strange),
		newIndex(t, "long pages", "nl", long), newIndex(t, "many pages", "nl", many),
	}
	if len(out[4].Manifest.Continued) == 0 || len(out[5].Manifest.Texts) < 2 {
		t.Fatal("no page is in several units, or all text files are of one group")
	}
	return out
}
