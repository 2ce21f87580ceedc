package browsertest

import (
	"flag"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/thoroughtest"
)

var thorough = flag.Bool("thorough", thoroughtest.Asked(), "look at every page and every state in all views, walk all paths, and hold limits on time as they are")

// unless returns few, and all with -thorough.
func unless(few, all int) int {
	if *thorough {
		return all
	}
	return few
}

// byTurns returns the views in which to look at each of some pages that are made alike: each page
// in one of them, both in one of two that follow each other. With -thorough it is all of them.
func byTurns(pages []page, views ...view) func(page) []view {
	turn := map[page]int{}
	for i, p := range pages {
		// States come in pairs, with an error and without, and each kind is to be seen in each
		// view.
		turn[p] = (i + 1) / 2 % len(views)
	}
	return func(p page) []view {
		if *thorough {
			return views
		}
		return views[turn[p]:][:1]
	}
}

// inPairs returns the views in which to look at each of some pages: each in a third of them, or in
// one of two. Pages whose paths have the same beginning up to a hyphen are of one kind, and those
// with the same end of one set: those of a kind are together seen in all views, and, where there
// are three kinds, those of a set are. With -thorough it is all views for each page.
func inPairs(pages []page, views ...view) func(page) []view {
	turn := turns(pages)
	return func(p page) (out []view) {
		if *thorough {
			return views
		}
		n := max(1, len(views)/3)
		for i := range n {
			out = append(out, views[(turn[p]*n+i)%len(views)])
		}
		return out
	}
}

// oneKind returns a third of pages of three kinds as [inPairs] has them: of each set one, and of
// each kind as many. With another remainder it is another third; with -thorough all pages.
func oneKind(pages []page, remainder int) (out []page) {
	turn := turns(pages)
	for _, p := range pages {
		if *thorough || turn[p]%3 == remainder {
			out = append(out, p)
		}
	}
	return out
}

// turns numbers pages by the sum of the numbers of their kind and set.
func turns(pages []page) map[page]int {
	var kinds, sets []string
	index := func(all *[]string, name string) int {
		if i := slices.Index(*all, name); i >= 0 {
			return i
		}
		*all = append(*all, name)
		return len(*all) - 1
	}
	turn := map[page]int{}
	for _, p := range pages {
		kind, set, _ := strings.Cut(p.path, "-")
		turn[p] = index(&kinds, kind) + index(&sets, set)
	}
	return turn
}

// byLanguage returns the views in which to look at each page of a site: those of one language in
// the first, their translations in the next. Pages without a language, and with -thorough all, are
// looked at in every view.
func (s *site) byLanguage(views ...view) func(page) []view {
	return func(p page) []view {
		if i := slices.Index(s.languages, p.lang); i >= 0 && len(s.languages) >= len(views) && !*thorough {
			return views[i%len(views):][:1]
		}
		return views
	}
}

// inOneLanguage returns the pages of a site, but of each page and its translations only one: by
// turns, so that each language has its share. Pages without a translation are all among them. With
// -thorough it returns all pages.
func (s *site) inOneLanguage(t testing.TB) []page {
	t.Helper()
	taken := map[string]string{} // the language of a page, by the address of one of its versions
	next := 0
	return s.each(func(p page) bool {
		alternates := s.parse(t, p).translations(s.origin).alternates
		if *thorough || len(alternates) < 2 {
			return true
		}
		lang := taken[s.origin+p.path]
		if lang == "" {
			lang = s.languages[next%len(s.languages)]
			for next++; alternates[lang] == ""; next++ {
				lang = s.languages[next%len(s.languages)]
			}
			for _, address := range alternates {
				taken[address] = lang
			}
		}
		return p.lang == lang
	})
}
