package navigation_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"baken.example/baken"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/render/locale"
	"baken.example/baken/internal/render/navigation"
	"baken.example/baken/internal/site"
)

// english returns the language of a site with the templates of navigation.
func english(t *testing.T) *locale.Language {
	t.Helper()
	catalog, findings, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("en")})
	if err != nil || findings.HasErrors() {
		t.Fatal(err, findings.All())
	}
	templates, findings, err := layout.Load(t.Context(), fstest.MapFS{
		"templates/partials/section-item.html": {Data: []byte(`<li>{{.Title}}{{if .Current}}!{{end}}</li>`)},
		"templates/partials/menu-item.html":    {Data: []byte(`<li>{{.Title}}{{if .Current}}!{{else if .Inside}}?{{end}}</li>`)},
		"templates/partials/breadcrumb.html":   {Data: []byte(`<li>{{.Title}}</li>`)},
	})
	if err != nil || findings.HasErrors() {
		t.Fatal(err, findings.All())
	}
	set, findings := templates.In(catalog.In("en"), new(asset.Set), layout.SiteView{})
	if findings.HasErrors() {
		t.Fatal(findings.All())
	}
	return &locale.Language{Code: "en", Templates: set, Messages: catalog.In("en")}
}

// page returns a page below another.
func page(title string, parent *site.Page) *site.Page {
	p := &site.Page{Page: &content.Page{Meta: &content.Meta{}}, Parent: parent}
	p.Meta.Title.V = title
	if parent != nil {
		parent.Children = append(parent.Children, p)
	}
	return p
}

// text removes the markup of items, and puts a space between them.
func text(html string) string {
	return strings.TrimSpace(strings.NewReplacer("<li>", "", "</li>", " ").Replace(html))
}

// TestNavigation makes the navigation of the pages of a small and of a large section, many at once,
// as pages are rendered.
func TestNavigation(t *testing.T) {
	home := page("Home", nil)
	small, large := page("Small", home), page("Large", home)
	for i := range 41 {
		page(fmt.Sprintf("L%d", i), large)
		if i < 40 {
			page(fmt.Sprintf("S%d", i), small)
		}
	}
	s := &site.Site{Languages: []string{"en"}, Config: &siteconfig.Config{}, Menu: map[string][]site.MenuItem{
		"en": {{Page: small, Title: "Small"}, {Page: large, Title: "Large"}, {Title: "Elsewhere", URL: "https://example.org"}},
	}}
	n := navigation.New(s, english(t))
	neighbours := func(prefix string, from, to, current int) string {
		var out []string
		for i := from; i < to; i++ {
			item := fmt.Sprintf("%s%d", prefix, i)
			if i == current {
				item += "!"
			}
			out = append(out, item)
		}
		return strings.Join(out, " ")
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for _, c := range []struct {
				page                *site.Page
				menu, trail, around string
			}{
				{home, "Small Large Elsewhere", "", ""},
				{small, "Small! Large Elsewhere", "Home", neighbours("S", 0, 40, -1)},
				{small.Children[39], "Small? Large Elsewhere", "Home Small", neighbours("S", 0, 40, 39)},
				{large, "Small Large! Elsewhere", "Home", neighbours("L", 0, 21, -1)},
				{large.Children[0], "Small Large? Elsewhere", "Home Large", neighbours("L", 0, 21, 0) + " All 41 pages in this section"},
				{large.Children[20], "Small Large? Elsewhere", "Home Large", neighbours("L", 10, 31, 20) + " All 41 pages in this section"},
				{large.Children[40], "Small Large? Elsewhere", "Home Large", neighbours("L", 20, 41, 40) + " All 41 pages in this section"},
			} {
				menu, err := n.Menu(c.page)
				if err != nil || text(string(menu)) != c.menu {
					t.Errorf("the menu of %s is %q, %v; want %q", c.page.Label(), text(string(menu)), err, c.menu)
				}
				trail, err := n.Breadcrumbs(c.page.Parent)
				if err != nil || text(string(trail)) != c.trail {
					t.Errorf("the breadcrumbs of %s are %q, %v; want %q", c.page.Label(), text(string(trail)), err, c.trail)
				}
				if c.around == "" {
					continue
				}
				items, err := n.AppendSection(nil, c.page.Section(), c.page)
				if err != nil || text(string(items)) != c.around {
					t.Errorf("the section of %s is %q, %v; want %q", c.page.Label(), text(string(items)), err, c.around)
				}
			}
		})
	}
	wait.Wait()
	if links := n.LanguageLinks(home); links != nil {
		t.Errorf("a site in one language has the switch %v", links)
	}
}

func TestAppendContents(t *testing.T) {
	for _, c := range []struct {
		levels []int
		want   string
	}{
		{[]int{2, 2}, ""},
		{[]int{2, 2, 2}, "<0></0><1></1><2></2>"},
		{[]int{2, 3, 3, 2}, "<0>(<1></1><2></2>)</0><3></3>"},
		{[]int{2, 4, 3}, "<0>(<2></2>)</0>"},
		{[]int{3, 3, 2}, "<2></2>"}, // Those in front of the first have no place.
	} {
		var headings []hypertext.Heading
		for i, level := range c.levels {
			headings = append(headings, hypertext.Heading{Level: level, ID: "x&y", Text: fmt.Sprint(i)})
		}
		want := c.want
		for i := range c.levels {
			n := fmt.Sprint(i)
			want = strings.ReplaceAll(want, "<"+n+">", `{li}{a href="#x&amp;y"}`+n+`{/a}`)
			want = strings.ReplaceAll(want, "</"+n+">", `{/li}`)
		}
		want = strings.NewReplacer("(", "<ul>", ")", "</ul>", "{", "<", "}", ">").Replace(want)
		if got := string(navigation.AppendContents([]byte("x"), headings)); got != "x"+want {
			t.Errorf("levels %v: %s, want x%s", c.levels, got, want)
		}
	}
}
