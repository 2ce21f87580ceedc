package searchtest

import (
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/search"
)

const root = "../../.."

// day is one on which the texts of the portal are known.
var day = content.Date{Time: time.Date(2026, time.November, 28, 0, 0, 0, 0, time.UTC)}

// portal loads the repository's own portal.
func portal(t testing.TB) *pipeline.Result {
	t.Helper()
	p, err := pipeline.Load(t.Context(), os.DirFS(root), baken.Defaults, pipeline.Options{Date: day})
	if err != nil || p.Findings.HasErrors() {
		t.Fatal(err, p.Findings.All())
	}
	return p
}

// pages reads all pages of a source.
func pages(src search.Source) []search.Page {
	out := make([]search.Page, src.Len())
	for i := range out {
		src.Read(i, &out[i])
	}
	return out
}

// written returns the pages of the portal in a language, with the queries for them that people
// wrote.
func written(t testing.TB, p *pipeline.Result, lang string) *Set {
	t.Helper()
	src := p.Searched(lang)
	s := &Set{Name: "portal", Language: lang, Pages: pages(src), Synonyms: src.Synonyms()}
	s.Queries = readQueries(t, "testdata/portal."+lang+".txt", "/"+lang+"/")
	s.twins()
	return s
}

// twins adds to the targets of queries the sections of other pages with the same heading of at
// least four words: the self-check and the criteria in words show the same questions and outcomes.
func (s *Set) twins() {
	headings, byHeading := map[Target]string{}, map[string][]Target{}
	for _, p := range s.Pages {
		for _, section := range p.Sections {
			if len(strings.Fields(section.Heading)) >= 4 {
				at := Target{p.URL, section.Anchor}
				headings[at] = section.Heading
				byHeading[section.Heading] = append(byHeading[section.Heading], at)
			}
		}
	}
	for i := range s.Queries {
		q := &s.Queries[i]
		for _, target := range q.Targets {
			if heading := headings[target]; heading != "" {
				q.Targets = append(q.Targets, byHeading[heading]...)
			}
		}
	}
}

func readQueries(t testing.TB, file, root string) []Query {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	queries, err := ParseQueries(root, string(text))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return queries
}

// library returns the pages of a library and queries for them, of which ranking was tuned with none.
func library(t testing.TB, lang string) *Set {
	t.Helper()
	text, err := os.ReadFile("testdata/library." + lang + ".pages.txt")
	if err != nil {
		t.Fatal(err)
	}
	s := &Set{Name: "library", Language: lang}
	if s.Pages, err = ParsePages("/"+lang+"/", string(text)); err != nil {
		t.Fatal(err)
	}
	s.Queries = readQueries(t, "testdata/library."+lang+".txt", "/"+lang+"/")
	for i := range s.Queries {
		s.Queries[i].HeldOut = true
	}
	return s
}

// expand replaces targets "subject/*" by the pages about each aspect of the subject.
func (s *Set) expand() {
	for i := range s.Queries {
		q := &s.Queries[i]
		var targets []Target
		for _, target := range q.Targets {
			prefix, ok := strings.CutSuffix(target.URL, "*/")
			if !ok {
				targets = append(targets, target)
				continue
			}
			n := len(targets)
			for _, p := range s.Pages {
				if strings.HasPrefix(p.URL, prefix) {
					targets = append(targets, Target{URL: p.URL})
				}
			}
			if len(targets) == n {
				targets = append(targets, target) // It is one of [Set.Unknown] then.
			}
		}
		q.Targets = targets
	}
}

// link matches a link of Markdown to another page or section.
var link = regexp.MustCompile(`\[([^\[\]]+)\]\(([^():\s]*\.md)?(#[^()\s]*)?\)`)

// known returns the pages of the portal in a language, with queries for all that has a name there.
func known(t testing.TB, p *pipeline.Result, lang string) *Set {
	t.Helper()
	src := p.Searched(lang)
	s := &Set{Name: "known", Language: lang, Pages: pages(src), Synonyms: src.Synonyms()}
	byName := map[string][]Target{}
	for _, page := range s.Pages {
		byName[page.Title] = append(byName[page.Title], Target{URL: page.URL})
		for _, section := range page.Sections[1:] {
			byName[section.Heading] = append(byName[section.Heading], Target{page.URL, section.Anchor})
		}
	}
	counts := map[string]int{}
	seen := map[string]int{}
	add := func(group, text string, targets ...Target) {
		if text == "" {
			return
		}
		if i, ok := seen[group+"\n"+text]; ok {
			s.Queries[i].Targets = append(s.Queries[i].Targets, targets...)
			return
		}
		seen[group+"\n"+text] = len(s.Queries)
		s.Queries = append(s.Queries, Query{group, text, slices.Clone(targets), counts[group]%2 == 1})
		counts[group]++
	}
	for _, page := range s.Pages {
		add("titles", page.Title, byName[page.Title]...)
		for _, section := range page.Sections[1:] {
			add("headings", section.Heading, byName[section.Heading]...)
		}
		// A form of a term leads to the section of the glossary that explains it, or to where a
		// title or heading has it.
		for _, section := range page.Sections {
			for _, term := range p.Model.Glossary.Terms {
				if own := p.Model.GlossaryPage(lang); own == nil || own.URL != page.URL || term.ID.V != section.Anchor {
					continue
				}
				forms := []string{term.Term.In(lang), term.Name.In(lang)}
				for _, f := range term.Forms[lang] {
					forms = append(forms, f.V)
				}
				for _, form := range forms {
					targets := []Target{{page.URL, section.Anchor}}
					for name, at := range byName {
						if form != "" && slices.Contains(words(name), strings.ToLower(form)) {
							targets = append(targets, at...)
						}
					}
					add("glossary", form, targets...)
				}
			}
		}
	}
	urls := map[string]string{}
	for _, page := range p.Model.Pages {
		urls[page.File] = page.URL
	}
	for _, page := range p.Model.Pages {
		if page.Lang != lang {
			continue
		}
		text, err := os.ReadFile(path.Join(root, page.File))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			file := page.File
			if m[2] != "" {
				file = path.Join(path.Dir(page.File), m[2])
			}
			if url := urls[file]; url != "" {
				add("links", strings.Join(strings.Fields(m[1]), " "), Target{url, strings.TrimPrefix(m[3], "#")})
			}
		}
	}
	return s
}

// words returns the words of a name in lower case.
func words(name string) []string {
	return regexp.MustCompile(`[\pL\pN]+`).FindAllString(strings.ToLower(name), -1)
}
