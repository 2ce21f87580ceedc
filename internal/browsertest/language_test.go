package browsertest

import (
	"fmt"
	"maps"
	"slices"
	"testing"
)

// translations are the language links of a page.
type translations struct {
	lang      string
	canonical string
	// alternates and links are URLs by language: those of link elements in the head, and those of
	// links that say which language they lead to.
	alternates, links map[string]string
}

func (d document) translations(origin string) translations {
	t := translations{alternates: map[string]string{}, links: map[string]string{}}
	for _, e := range d.elements() {
		lang, href := e.attr["hreflang"], e.attr["href"]
		switch {
		case e.tag == "html":
			t.lang = e.attr["lang"]
		case e.tag == "link" && e.has("rel", "canonical"):
			t.canonical = href
		case e.tag == "link" && e.has("rel", "alternate") && lang != "":
			t.alternates[lang] = href
		case e.tag == "a" && lang != "":
			t.links[lang] = origin + href
		}
	}
	return t
}

// TestLanguages holds every page's language, its alternates and its language switch against the
// pages they name: they say the same of each other.
func TestLanguages(t *testing.T) {
	s := ownSite(t)
	for _, problem := range s.languageProblems(t) {
		t.Error(problem)
	}
}

func TestLanguagesFaults(t *testing.T) {
	s := faultySite(t, map[string]string{
		"index.html":      `<a hreflang="xx" href="/yy/">to the wrong one</a> <a hreflang="yy" href="/yy/">right</a>`,
		"xx/feed.xml":     ``,
		"yy/feed.xml":     ``,
		"xx/index.html":   `<link rel="canonical" href="/elsewhere/">`,
		"yy/index.html":   `<a hreflang="xx" href="/xx/a/">another page</a><link rel="alternate" hreflang="xx" href="ORIGIN/xx/">`,
		"xx/a/index.html": `<link rel="alternate" hreflang="yy" href="ORIGIN/yy/gone/">`,
	})
	reports(t, s.languageProblems(t),
		`/: html lang is "zz"`,
		`/: the switch to xx leads to `+s.origin+`/yy/, which is in "zz"`,
		`/xx/: html lang is "zz"`,
		`/xx/: canonical is "/elsewhere/"`,
		`/xx/: nothing leads to yy`,
		`/yy/: alternates are map[xx:`+s.origin+`/xx/]: they lack the page itself or x-default`,
		`/yy/: the switch to xx leads to `+s.origin+`/xx/a/ instead of `+s.origin+`/xx/`,
		`/yy/: alternate xx is in "zz"`,
		`/yy/: alternate `+s.origin+`/xx/ names others`,
		`/xx/a/: alternate yy is `+s.origin+`/yy/gone/, where there is no page`,
	)
}

// languageProblems returns what pages say wrongly about their languages.
func (s *site) languageProblems(t *testing.T) []string {
	t.Helper()
	var problems []string
	said := map[string]translations{} // by URL
	for _, p := range s.pages {
		said[s.origin+p.path] = s.parse(t, p).translations(s.origin)
	}
	for _, p := range s.pages {
		report := func(format string, args ...any) {
			problems = append(problems, p.path+": "+fmt.Sprintf(format, args...))
		}
		v := said[s.origin+p.path]
		if want := p.lang; want != "" && v.lang != want || want == "" && !slices.Contains(s.languages, v.lang) {
			report("html lang is %q", v.lang)
		}
		for lang, url := range v.links {
			if other, ok := said[url]; !ok || other.lang != lang {
				report("the switch to %s leads to %s, which is in %q", lang, url, other.lang)
			}
		}
		for _, lang := range s.languages {
			if _, ok := v.links[lang]; !ok && lang != p.lang {
				report("nothing leads to %s", lang)
			}
		}
		// A page that isn't listed needs no alternates.
		if p.status == 200 && !s.parse(t, p).unlisted() {
			s.alternateProblems(p, said, report)
		}
	}
	return problems
}

// alternateProblems holds the versions that a page names against what those say themselves.
func (s *site) alternateProblems(p page, said map[string]translations, report func(string, ...any)) {
	own := s.origin + p.path
	v := said[own]
	if v.canonical != own {
		report("canonical is %q", v.canonical)
	}
	if v.alternates["x-default"] == "" || p.whole() && v.alternates[p.lang] != own {
		report("alternates are %v: they lack the page itself or x-default", v.alternates)
	}
	for lang, url := range v.alternates {
		other, ok := said[url]
		if !ok {
			report("alternate %s is %s, where there is no page", lang, url)
			continue
		}
		if lang != "x-default" && other.lang != lang {
			report("alternate %s is in %q", lang, other.lang)
		}
		// The entrance alone is the default of more than its own translations.
		if p.whole() && url != s.origin+"/" && !maps.Equal(other.alternates, v.alternates) {
			report("alternate %s names others: %v and %v", url, v.alternates, other.alternates)
		}
		// The switch in the page leads to the same page in the other language.
		if to, ok := v.links[lang]; ok && to != url {
			report("the switch to %s leads to %s instead of %s", lang, to, url)
		}
	}
}
