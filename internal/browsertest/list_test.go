package browsertest

import (
	"fmt"
	"testing"
	"testing/fstest"
)

// listSite serves a site with a list by date of two pages, a site map and a menu that leads
// elsewhere.
func listSite(t *testing.T) *site {
	t.Helper()
	files := fstest.MapFS{
		"content/site.yaml": {Data: []byte("base_url: https://town.test\ntitle: {en: Town, nl: Stad}\ndescription: {en: A town., nl: Een stad.}\n" +
			"languages: [en, nl]\ncontact: {name: {en: Town hall, nl: Stadhuis}, email: hall@town.test}\nsecurity: {contact: \"mailto:hall@town.test\", expires: 2027-01-01}\n" +
			"menu: [news, {url: \"https://permits.test/\", title: {en: Permits online, nl: Vergunningen}}]\nfooter: [map, {url: \"https://region.test/\", title: {en: The region, nl: De regio}}]\n")},
	}
	files["content/index.nl.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Stad\ndescription: Wat de stad doet.\n---\nTekst.\n")}
	for name, text := range map[string]string{
		"index":        "title: Town\ndescription: What the town does.\n---\nText.\n",
		"map":          "title: Site map\ndescription: All pages.\n---\n::sitemap\n",
		"news/index":   "title: News\ndescription: What is new.\nlist: news\n---\nText.\n",
		"events/index": "title: Events\ndescription: What is on.\nlist: news\n---\n",
	} {
		files["content/"+name+".en.md"] = &fstest.MapFile{Data: []byte("---\n" + text)}
	}
	for i := range 22 {
		files[fmt.Sprintf("content/news/item-%02d.en.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil,
			"---\ntitle: Item %d on the responsibilities of the municipality\ndescription: About this.\ndate: 2026-10-%02d\nupdated: 2026-11-01\nrelated: [../map.en.md, index.en.md]\n---\nText.\n", i, 1+i)}
	}
	return serveFiles(t, files)
}

// TestLists looks at the pages of lists by date, at an item of one and at the site map.
func TestLists(t *testing.T) {
	s, b := listSite(t), startBrowser(t)
	var pages []page
	for _, path := range []string{"en/news/", "en/news/2/", "en/events/", "en/news/item-21/", "en/map/"} {
		pages = append(pages, s.page(path+"index.html"))
	}
	t.Run("axe", func(t *testing.T) { b.holds(t, s, pages, loadAxe(t).in(desk, phoneDark)) })
	t.Run("layout", func(t *testing.T) { b.holds(t, s, pages, layout(always(desk, phone), always(phone))) })
	for _, problem := range s.deadLinks(t) {
		t.Error(problem)
	}
}
