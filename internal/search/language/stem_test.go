package language_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"baken.example/baken/internal/search/language"
)

// lines reads the lines of words of a file.
func lines(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all [][]string
	for s := bufio.NewScanner(f); s.Scan(); {
		if words := strings.Fields(s.Text()); len(words) > 0 && words[0] != "#" {
			all = append(all, words)
		}
	}
	return all
}

// classes are the classes of forms that an index makes of a vocabulary: forms with the same stem of
// one of several kinds, and the same first three letters, are of one class.
type classes map[string]string

func (c classes) find(w string) string {
	for c[w] != w {
		w = c[w]
	}
	return w
}

func newClasses(vocabulary [][]string, stems ...func(string) string) classes {
	c := make(classes)
	for _, words := range vocabulary {
		for _, w := range words {
			c[w] = w
		}
	}
	first := make(map[[3]string]string)
	for _, words := range vocabulary {
		for _, w := range words {
			for i, stem := range stems {
				key := [3]string{string(rune('a' + i)), w[:min(3, len(w))], stem(w)}
				if other, found := first[key]; found {
					c[c.find(w)] = c.find(other)
				} else {
					first[key] = w
				}
			}
		}
	}
	return c
}

// measure returns the pairs of words that belong together and aren't, and those that are together
// and shouldn't be; and the number of pairs that belong together. Words that begin otherwise don't
// count: no stem unites them.
func (c classes) measure(together, apart [][]string) (missing, wrong [][2]string, pairs int) {
	for _, words := range together {
		for i, a := range words {
			for _, b := range words[:i] {
				if a[:min(3, len(a))] != b[:min(3, len(b))] {
					continue
				}
				pairs++
				if c.find(a) != c.find(b) {
					missing = append(missing, [2]string{b, a})
				}
			}
		}
	}
	for _, words := range apart {
		if c.find(words[0]) == c.find(words[1]) {
			wrong = append(wrong, [2]string(words))
		}
	}
	return missing, wrong, pairs
}

func TestStems(t *testing.T) {
	for _, test := range []struct {
		code, set string
		recall    float64
	}{
		{"nl", "", 0.98}, {"nl", "2", 0.94}, {"en", "", 0.98}, {"en", "2", 0.94},
		{"fr", "", 0.95}, {"fr", "2", 0.85}, {"es", "", 0.95}, {"es", "2", 0.85}, {"pt", "", 0.95}, {"pt", "2", 0.85},
		{"de", "", 0.98}, {"de", "2", 0.94}, {"it", "", 0.98}, {"it", "2", 0.87}, {"pl", "", 0.97}, {"pl", "2", 0.94},
	} {
		t.Run(test.code+test.set, func(t *testing.T) {
			lang, err := language.Of(test.code)
			if err != nil {
				t.Fatal(err)
			}
			stemmer, err := language.NewStemmer(lang.Rules())
			if err != nil {
				t.Fatal(err)
			}
			together, apart := lines(t, test.code+".together"+test.set), lines(t, test.code+".apart"+test.set)
			vocabulary := append(together, apart...)
			for _, way := range []struct {
				name  string
				stems []func(string) string
			}{
				{"snowball", []func(string) string{language.Snowball(test.code)}},
				{"rules", []func(string) string{stemmer.Stem}},
				{"both", []func(string) string{lang.Stem, stemmer.Stem}},
			} {
				c := newClasses(vocabulary, way.stems...)
				missing, wrong, pairs := c.measure(together, apart)
				right := pairs - len(missing)
				precision, recall := float64(right)/float64(right+len(wrong)), float64(right)/float64(pairs)
				t.Logf("%-8s: precision %.3f, recall %.3f of %d pairs that belong together, %d of %d others together", way.name, precision, recall, pairs, len(wrong), len(apart))
				if way.name != "both" {
					continue
				}
				t.Logf("apart: %v; together: %v", missing, wrong)
				if precision < 0.97 || recall < test.recall || float64(len(wrong)) > 0.06*float64(len(apart)) {
					t.Errorf("precision %.3f, recall %.3f, %d wrong of %d", precision, recall, len(wrong), len(apart))
				}
			}
		})
	}
}
