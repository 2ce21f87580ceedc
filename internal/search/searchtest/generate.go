package searchtest

import (
	"embed"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"baken.example/baken/internal/search"
)

//go:embed vocabulary
var vocabularies embed.FS

// subject is what pages of the corpus are about.
type subject struct {
	domain, name, plural, link string
	parts                      []string
	synonym                    string
}

// aspect is what a page says of its subject. Headings and texts are by turns, the text of the top
// first.
type aspect struct {
	id, title, noun, participle, question string
	headings, texts                       []string
}

// vocabulary is what a corpus is made of.
type vocabulary struct {
	subjects []subject
	aspects  []aspect
	domains  map[string][]string
}

func loadVocabulary(lang string) (*vocabulary, error) {
	text, err := vocabularies.ReadFile("vocabulary/" + lang + ".txt")
	if err != nil {
		return nil, err
	}
	v := &vocabulary{domains: map[string][]string{}}
	kind, name := "", ""
	for i, line := range strings.Split(string(text), "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		if inside, ok := strings.CutPrefix(line, "["); ok {
			kind, name, _ = strings.Cut(strings.TrimSuffix(inside, "]"), " ")
			continue
		}
		fields := strings.Split(line, "|")
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		switch {
		case kind == "subjects" && len(fields) == 5:
			v.subjects = append(v.subjects, subject{name, fields[0], fields[1], fields[2], strings.Fields(fields[3]), fields[4]})
		case kind == "aspects" && len(fields) == 5:
			v.aspects = append(v.aspects, aspect{id: fields[0], title: fields[1], noun: fields[2], participle: fields[3], question: fields[4]})
		case kind == "domain":
			v.domains[name] = append(v.domains[name], fields...)
		case kind == "text":
			at := slices.IndexFunc(v.aspects, func(a aspect) bool { return a.id == name })
			if at < 0 {
				return nil, fmt.Errorf("%s.txt, line %d: no aspect %q", lang, i+1, name)
			}
			a := &v.aspects[at]
			if heading, ok := strings.CutPrefix(line, "## "); ok {
				a.headings = append(a.headings, heading)
			} else {
				a.texts = append(a.texts, line)
			}
		default:
			return nil, fmt.Errorf("%s.txt, line %d: %q is of no known form", lang, i+1, line)
		}
	}
	return v, nil
}

// fill puts a subject into a text.
func (s *subject) fill(text string) string {
	text = strings.ReplaceAll(text, "{s}", s.name)
	return strings.ReplaceAll(text, "{S}", strings.ToUpper(s.name[:1])+s.name[1:])
}

// slug returns a name as it stands in an address.
func slug(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) && r < 128 || unicode.IsDigit(r):
			return unicode.ToLower(r)
		case r == 'ç':
			return 'c'
		case r == ' ':
			return '-'
		}
		return -1
	}, name)
}

func (s *subject) url(lang string, a *aspect) string {
	return "/" + lang + "/" + slug(s.name) + "/" + a.id + "/"
}

// Corpus makes a set of pages about each aspect of each subject of a language, copies times, in the
// same way for the same seed. Its queries are derived from the pages by rule. With more than one
// copy, subjects are numbered, and there are no queries.
func Corpus(lang string, seed uint64, copies int) (*Set, error) {
	v, err := loadVocabulary(lang)
	if err != nil {
		return nil, err
	}
	set := &Set{Name: "corpus", Language: lang}
	for n := range copies {
		for i := range v.subjects {
			s := v.subjects[i]
			if n > 0 {
				s.name, s.plural = fmt.Sprintf("%s %d", s.name, n), fmt.Sprintf("%s %d", s.plural, n)
			} else {
				set.Synonyms = append(set.Synonyms, []string{s.name, s.plural, s.synonym})
			}
			for j := range v.aspects {
				rng := rand.New(rand.NewPCG(seed, uint64((n*len(v.subjects)+i)*len(v.aspects)+j)))
				set.Pages = append(set.Pages, v.page(rng, lang, &s, &v.aspects[j]))
			}
		}
	}
	if copies == 1 {
		v.derive(set, seed)
	}
	return set, nil
}

// page makes a page: the text of the aspect, with sentences of the domain and other subjects of it.
func (v *vocabulary) page(rng *rand.Rand, lang string, s *subject, a *aspect) search.Page {
	p := search.Page{URL: s.url(lang, a), Title: s.fill(a.title)}
	var others []string
	for _, o := range v.subjects {
		if o.domain == s.domain && o.name != s.name {
			others = append(others, o.plural)
		}
	}
	sentences := v.domains[s.domain]
	for i, text := range a.texts {
		section := search.Section{Start: len(p.Text)}
		if i > 0 {
			section.Heading = a.headings[i-1]
			section.Anchor = slug(section.Heading)
		} else {
			p.Description = s.fill(strings.SplitAfter(text, ".")[0])
		}
		p.Text = append(p.Text, s.fill(text)...)
		for range 1 + rng.IntN(3) {
			p.Text = append(append(p.Text, ' '), sentences[rng.IntN(len(sentences))]...)
		}
		if rng.IntN(3) == 0 {
			p.Text = append(append(p.Text, "\n"...), others[rng.IntN(len(others))]...)
			p.Text = append(append(p.Text, ", "...), others[rng.IntN(len(others))]...)
		}
		p.Text = append(p.Text, '\n')
		section.End = len(p.Text)
		p.Sections = append(p.Sections, section)
	}
	return p
}

// derive makes queries of every group for each subject, each time with another aspect.
func (v *vocabulary) derive(set *Set, seed uint64) {
	counts := map[string]int{}
	add := func(group, text string, targets ...Target) {
		set.Queries = append(set.Queries, Query{group, text, targets, counts[group]%2 == 1})
		counts[group]++
	}
	lang := set.Language
	for i := range v.subjects {
		s := &v.subjects[i]
		rng := rand.New(rand.NewPCG(seed, uint64(i)))
		next := rng.Perm(len(v.aspects))
		pick := func() (*aspect, Target) {
			a := &v.aspects[next[0]]
			next = append(next[1:], next[0])
			return a, Target{URL: s.url(lang, a)}
		}
		a, to := pick()
		if s.link != "" || !strings.Contains(s.name, " ") {
			add("compounds", s.name+s.link+a.noun, to)
		} else {
			add("compounds", strings.ReplaceAll(s.name, " ", "")+" "+a.noun, to)
		}
		if len(s.parts) > 0 {
			a, _ = pick()
			var all []Target
			for j := range v.subjects {
				if o := &v.subjects[j]; slices.Contains(o.parts, s.parts[0]) {
					all = append(all, Target{URL: o.url(lang, a)})
				}
			}
			add("parts", s.parts[0]+" "+a.noun, all...)
		}
		a, to = pick()
		add("plurals", s.plural+" "+a.noun, to)
		a, to = pick()
		add("verbs", a.participle+" "+s.name, to)
		a, to = pick()
		add("typos", misspell(rng, s.name)+" "+a.noun, to)
		a, to = pick()
		add("synonyms", s.synonym+" "+a.noun, to)
		a, to = pick()
		add("questions", s.fill(a.question), to)
		a, to = pick()
		add("words", s.name+" "+a.noun, to)
		a, to = pick()
		add("order", a.noun+" "+s.name, to)
		a, to = pick()
		add("diacritics", accented(rng, s.name)+" "+a.noun, to)
	}
}

// near are letters beside each other on a keyboard, and sounds such as others, by turns.
const near = "aqsweryrtyuiopdfghjkklbvnmcxzs"

// misspell makes a typing error within a name, behind its first letter: two letters swapped, one
// missing, doubled or replaced by its neighbour.
func misspell(rng *rand.Rand, name string) string {
	r := []rune(name)
	for {
		i := 1 + rng.IntN(len(r)-2)
		if !unicode.IsLetter(r[i]) || !unicode.IsLetter(r[i+1]) || r[i] == r[i+1] {
			continue
		}
		switch rng.IntN(4) {
		case 0:
			r[i], r[i+1] = r[i+1], r[i]
		case 1:
			r = slices.Delete(r, i, i+1)
		case 2:
			r = slices.Insert(r, i, r[i])
		default:
			at := strings.IndexRune(near, r[i])
			if at < 0 {
				continue
			}
			r[i] = rune(near[at^1])
		}
		return string(r)
	}
}

// accented puts an accent on a vowel, or takes all away.
func accented(rng *rand.Rand, name string) string {
	if strings.ContainsRune(name, 'ç') {
		return strings.ReplaceAll(name, "ç", "c")
	}
	r := []rune(name)
	from, to := []rune("aeiou"), []rune("áéïöû")
	start := rng.IntN(len(r))
	for k := range r {
		i := (start + k) % len(r)
		if at := slices.Index(from, r[i]); at >= 0 {
			r[i] = to[at]
			break
		}
	}
	return string(r)
}
