package browsertest

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// TestLinks follows every link of every page, and everything a page is made of: each is there at
// once, without a redirect, and so is the place within it. From the entrance, links lead to every
// page there is.
func TestLinks(t *testing.T) {
	s := ownSite(t)
	for _, problem := range s.deadLinks(t) {
		t.Error(problem)
	}
}

func TestLinksFaults(t *testing.T) {
	s := faultySite(t, map[string]string{
		"index.html": `<a href="/a/#there">A</a> <a href="/a">redirected</a> <img src="none.png" alt="">
			<a href="ftp://host.example/">FTP</a> <a href="https://host.example/">elsewhere</a> <a href="mailto:a@host.example">mail</a>`,
		"a/index.html":      `<p id="here"><a href="#here">up</a> <a href="#%zz">bad</a>`,
		"orphan/index.html": ``,
	})
	reports(t, s.deadLinks(t),
		`/: <a> leads to /a/#there, which has no such place`,
		`/: <a> leads to /a: status 301`,
		`/: <img> leads to /none.png: status 404`,
		`/: href="ftp://host.example/": no link for a reader`,
		`/a/: href="#%zz": parse`,
		`/orphan/: no link leads here`,
	)
}

// deadLinks returns what is wrong with the links between the pages of a site.
func (s *site) deadLinks(t *testing.T) []string {
	t.Helper()
	var problems []string
	report := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	places := map[string][]string{} // by path
	leads := map[string][]link{}    // by path
	for _, p := range s.pages {
		d := s.parse(t, p)
		places[p.path] = d.ids()
		links, bad := d.links(t, s.origin+p.path)
		leads[p.path] = links
		for _, problem := range bad {
			report("%s: %s", p.path, problem)
		}
	}
	checked := map[string]bool{}
	for _, p := range s.pages {
		for _, l := range leads[p.path] {
			path, local := strings.CutPrefix(l.url, s.origin)
			if !local || checked[path+l.place] {
				continue
			}
			checked[path+l.place] = true
			// Forms are sent to a service beside the site, which this one is without.
			service := l.tag == "form" && path == "/api/feedback"
			if status, _, _ := s.fetch(t, path); status != 200 && leads[path] == nil && !service {
				report("%s: <%s> leads to %s: status %d", p.path, l.tag, path, status)
			}
			if l.place != "" && !slices.Contains(places[path], l.place) {
				report("%s: <%s> leads to %s#%s, which has no such place", p.path, l.tag, path, l.place)
			}
		}
	}

	reached := map[string]bool{"/": true}
	for queue := []string{"/"}; len(queue) > 0; queue = queue[1:] {
		for _, l := range leads[queue[0]] {
			if path := strings.TrimPrefix(l.url, s.origin); (l.tag == "a" || l.tag == "form") && places[path] != nil && !reached[path] {
				reached[path] = true
				queue = append(queue, path)
			}
		}
	}
	for _, p := range s.pages {
		if p.status == 200 && !reached[p.path] {
			report("%s: no link leads here", p.path)
		}
	}
	t.Logf("%d addresses on %d pages", len(checked), len(s.pages))
	return problems
}

// TestSitemap holds the sitemap against the pages that are published: it has each once, and nothing
// else.
func TestSitemap(t *testing.T) {
	s := portal(t, false)
	var sitemap struct {
		URLs []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.NewDecoder(bytes.NewReader(s.content(t, "sitemap.xml"))).Decode(&sitemap); err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, u := range sitemap.URLs {
		got = append(got, strings.TrimPrefix(u.Loc, s.origin))
	}
	for _, p := range s.pages {
		if p.status == 200 && p.whole() && !s.parse(t, p).unlisted() {
			want = append(want, p.path)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	// The chooser at the root may be listed or not: it has nothing that the others haven't.
	got = slices.DeleteFunc(got, func(path string) bool { return path == "/" })
	if !slices.Equal(got, want) {
		t.Errorf("the sitemap has\n%v\nbut the pages are\n%v", got, want)
	}
}

// unlisted reports whether a page asks search engines not to list it, as one that searches does.
func (d document) unlisted() bool {
	return slices.ContainsFunc(d.elements(), func(e element) bool { return e.tag == "meta" && e.has("name", "robots") && e.has("content", "noindex") })
}

// link is an absolute URL without its fragment, the place that the fragment names, and the element
// that refers to it.
type link struct{ tag, url, place string }

// links lists what a document refers to on the web, and what is wrong in itself.
func (d document) links(t *testing.T, base string) (links []link, problems []string) {
	t.Helper()
	from, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range d.elements() {
		for _, attribute := range []string{"href", "src", "action", "formaction", "poster"} {
			value, ok := e.attr[attribute]
			if !ok {
				continue
			}
			u, err := from.Parse(value)
			switch {
			case err != nil:
				problems = append(problems, fmt.Sprintf("%s=%q: %v", attribute, value, err))
			case u.Scheme == "mailto" || u.Scheme == "tel":
			case u.Scheme != from.Scheme && u.Scheme != "https":
				problems = append(problems, fmt.Sprintf("%s=%q: no link for a reader", attribute, value))
			default:
				place := u.Fragment
				u.Fragment, u.RawFragment = "", ""
				links = append(links, link{e.tag, u.String(), place})
			}
		}
	}
	return links, problems
}

// ids lists the places in a document that a fragment can name.
func (d document) ids() []string {
	ids := []string{}
	for _, e := range d.elements() {
		if id, ok := e.attr["id"]; ok {
			ids = append(ids, id)
		}
	}
	return ids
}
