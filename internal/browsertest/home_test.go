package browsertest

import (
	"strings"
	"testing"
)

// TestHome checks that the home page of each language has one primary action, that it and what it
// takes are in view without scrolling, and that the ways in and the topics follow it in that order.
func TestHome(t *testing.T) {
	s := portal(t, false)
	window, closeTab, err := startBrowser(t).newTab(s)
	defer closeTab()
	if err != nil {
		t.Fatal(err)
	}
	desk := view{name: "light, 1280 by 800 px", width: 1280, height: 800, zoom: 1}
	for _, p := range s.each(func(p page) bool { return p.path == "/"+p.lang+"/" }) {
		for _, v := range []view{pocket, desk} {
			t.Run(p.lang+" "+v.name, func(t *testing.T) {
				type home struct {
					Actions, Ways, Order     int
					Bottom, Needs, Overflow  float64
					Title, Brand, SiteName   string
					Heading, Action, Address string
				}
				var h home
				if err := window.look(v); err != nil {
					t.Fatal(err)
				}
				if err := window.open(p); err != nil {
					t.Fatal(err)
				}
				if h, err = probe[home](window, "home"); err != nil {
					t.Fatal(err)
				}
				t.Logf("%+v", h)
				if h.Actions != 1 || h.Bottom <= 0 || h.Bottom > float64(v.height) || h.Needs <= h.Bottom || h.Needs > float64(v.height) {
					t.Errorf("%d primary actions, down to %v, and what it takes to %v, on a screen of %d", h.Actions, h.Bottom, h.Needs, v.height)
				}
				if h.Ways < 4 || h.Order != 0 {
					t.Errorf("%d ways in, %d parts out of order", h.Ways, h.Order)
				}
				if h.Brand == "" || h.SiteName != h.Brand || h.Title != h.Heading+" – "+h.Brand {
					t.Errorf("title %q, brand %q, og:site_name %q", h.Title, h.Brand, h.SiteName)
				}
				if h.Overflow > 0 {
					t.Errorf("%v px too wide", h.Overflow)
				}
			})
		}
	}
	// Every page has the name of the site beside the mark and once in its title.
	for _, p := range s.each(page.whole) {
		html := string(s.content(t, p.artifact))
		_, rest, _ := strings.Cut(html, `property="og:site_name" content="`)
		name, _, _ := strings.Cut(rest, `"`)
		if p.status == 404 {
			name = nameIn(t, s, p.lang)
		}
		_, rest, _ = strings.Cut(html, "<title>")
		title, _, _ := strings.Cut(rest, "</title>")
		if name == "" || !strings.HasSuffix(title, " – "+name) || strings.Count(title, name) != 1 || !strings.Contains(html, ">"+name+"</a>") {
			t.Errorf("%s: title %q, name %q", p.path, title, name)
		}
	}
}

// nameIn returns the name of the site in a language.
func nameIn(t *testing.T, s *site, lang string) string {
	t.Helper()
	_, rest, _ := strings.Cut(string(s.content(t, lang+"/index.html")), `property="og:site_name" content="`)
	name, _, _ := strings.Cut(rest, `"`)
	return name
}
