package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// newsItems is how many pages the list has that a test edits: more than stand on one of its pages.
const newsItems = 22

// editList changes something of a list by date, related pages, the site map or the menu, and says
// what. The first time it makes the list.
func (s *editedSite) editList(file, lang string) string {
	s.Helper()
	item := func(n int, lang, more string) {
		s.write(fmt.Sprintf("content/news/item%d.%s.md", n, lang),
			s.text(fmt.Sprintf("date: 2026-01-%02d\n%s", 1+s.rand.IntN(28), more)))
	}
	index := func(more string) {
		s.write("content/news/index."+lang+".md", s.text(more))
	}
	if _, err := os.Stat(filepath.Join(s.dir, "content", "news", "index.en.md")); err != nil {
		for _, lang := range []string{"nl", "en"} {
			s.write("content/news/index."+lang+".md", s.text("list: news\n"))
			for n := range newsItems {
				item(n, lang, "")
			}
		}
		return "list"
	}
	n := s.rand.IntN(newsItems)
	up := strings.Repeat("../", strings.Count(file, "/")-1)
	switch s.rand.IntN(9) {
	case 0:
		item(n, lang, "")
		return "date"
	case 1:
		item(n, lang, "updated: 2026-02-01\n")
		return "update"
	case 2:
		item(n, lang, "noindex: true\n")
		return "noindex"
	case 3:
		item(n, lang, "draft: true\nweight: 3\n")
		return "draft in a list"
	case 4:
		index("")
		s.agree("section without list")
		index("list: news\n")
		return "section with list"
	case 5:
		index("list: news\nnoindex: true\n")
		s.agree("list without index")
		index("list: news\n")
		return "list with index"
	case 6:
		s.write(file, s.text(fmt.Sprintf("related: [%snews/item%d.%s.md]\n", up, n, lang)))
		s.agree("related page")
		item(n, lang, "") // With another title.
		return "title of a related page"
	case 7:
		s.write(file, s.text("")+"\n::sitemap\n")
		s.agree("site map")
		item(n, lang, "menu: Short\n")
		return "page in the site map"
	default:
		s.write("content/site.yaml", siteYAML("Site")+fmt.Sprintf(
			"menu: [news, {url: \"https://example.com/%[1]d\", title: {nl: Elders %[1]d, en: Elsewhere %[1]d}}]\n", s.rand.IntN(1000)))
		return "menu"
	}
}
