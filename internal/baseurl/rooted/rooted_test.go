package rooted_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/baseurl/rooted"
)

// labelled are lines of own files, and the addresses in each that lead out of a site under /guide/.
var labelled = []struct{ file, line, want string }{
	{"templates/a.html", `<a href="/">x</a>`, "/"},
	{"templates/a.html", `<a href='/en/'>x</a>`, "/en/"},
	{"templates/a.html", `<a href=/en/>x</a>`, "/en/"},
	{"templates/a.html", `<a HREF = "/en/#a">x</a>`, "/en/#a"},
	{"templates/a.html", `<a href=" /en/">x</a>`, "/en/"},
	{"templates/a.html", `<a href="/{{.Lang}}/">x</a>`, "/{{.Lang}}/"},
	{"templates/a.html", `<link rel="stylesheet" href="/own.css">`, "/own.css"},
	{"templates/a.html", `<script src="/own.js"></script>`, "/own.js"},
	{"templates/a.html", `<img src="/a.png" srcset="/a.png 1x, /b.png 2x">`, "/a.png /a.png /b.png"},
	{"templates/a.html", `<source srcset="/a.png 640w,/b.png 1280w">`, "/a.png /b.png"},
	{"templates/a.html", `<link rel="preload" as="image" imagesrcset="/a.png 1x">`, "/a.png"},
	{"templates/a.html", `<form method="post" action="/api/feedback">`, "/api/feedback"},
	{"templates/a.html", `<button formaction="/api/other">x</button>`, "/api/other"},
	{"templates/a.html", `<video poster="/a.jpg"></video>`, "/a.jpg"},
	{"templates/a.html", `<blockquote cite="/nl/a/">x</blockquote>`, "/nl/a/"},
	{"templates/a.html", `<object data="/a.svg"></object>`, "/a.svg"},
	{"templates/a.html", `<p data-search-index="/nl/search.json">`, "/nl/search.json"},
	{"templates/a.html", `<meta http-equiv="refresh" content="0; url=/nl/">`, "/nl/"},
	{"templates/a.html", `<p style="background:url(/a.png)">`, "/a.png"},
	{"templates/partials/a.html", `{{if .Title}}<a href="/x">{{.Title}}</a>{{end}}`, "/x"},
	{"templates/a.html", `<a href="/guides/">x</a>`, "/guides/"},
	{"assets/a.css", `a{background:url(/a.png)}`, "/a.png"},
	{"assets/a.css", `a{background:url("/a.png"),url( '/b.png' )}`, "/a.png /b.png"},
	{"assets/a.css", `@import "/b.css";`, "/b.css"},
	{"assets/deep/a.css", `@font-face{src:url(/assets/a.woff2)}`, "/assets/a.woff2"},
	{"assets/a.js", `fetch('/api/feedback')`, "/api/feedback"},
	{"assets/a.js", "location.href = `/nl/x/`", "/nl/x/"},
	{"assets/a.js", `const home = "/nl";`, "/nl"},
	{"assets/a.js", `import("/assets/b.js")`, "/assets/b.js"},
	{"assets/a.js", `link.href = '/files/a.pdf'`, "/files/a.pdf"},

	{"templates/a.html", `<a href="{{.URL}}">x</a>`, ""},
	{"templates/a.html", `<a href="{{path "/nl/"}}">x</a>`, ""},
	{"templates/a.html", `<a href="{{.Site.Base}}/nl/">x</a>`, ""},
	{"templates/a.html", `<a href="/guide/nl/">x</a>`, ""},
	{"templates/a.html", `<a href="/guide">x</a>`, ""},
	{"templates/a.html", `<a href="//host.test/">x</a>`, ""},
	{"templates/a.html", `<a href="https://host.test/nl/">x</a>`, ""},
	{"templates/a.html", `<a href="#/">x</a>`, ""},
	{"templates/a.html", `<a href="nl/">x</a>`, ""},
	{"templates/a.html", `<a title="/nl/" href="#a">x</a>`, ""},
	{"templates/a.html", `{{/* <a href="/nl/"> */}}`, ""},
	{"templates/a.html", `{{- /* <a href="/nl/"> */ -}}`, ""},
	{"templates/a.html", `<!-- <a href="/nl/"> -->`, ""},
	{"templates/a.html", `<meta name="description" content="/nl/">`, ""},
	{"templates/a.html", `<input value="/nl/" name="data">`, ""},
	{"templates/a.html", `<p>1/2 and /nl/</p>`, ""},
	{"templates/a.html", `<p data-date="1/2">`, ""},
	{"templates/a.html", `<svg><path d="M0/1"/></svg>`, ""},
	{"templates/a.html", `<img src="{{(asset "a.svg").URL}}" alt="/">`, ""},
	{"templates/a.txt", `href="/nl/"`, ""},
	{"assets/a.css", `a{background:url(../files/a.png)}`, ""},
	{"assets/a.css", `a{background:url(#a)} /* url(/a.png) */`, ""},
	{"assets/a.css", `a{background:url(data:image/png;base64,/9j/4AAQ)}`, ""},
	{"assets/a.css", `a::after{content:"/"} b{grid-area:1/2/3}`, ""},
	{"assets/a.css", `a::after{content:" (/nl/)"}`, ""},
	{"assets/a.css", `a{background:url(//host.test/a.png)}`, ""},
	{"assets/a.css", `a{background:url(/guide/a.png)}`, ""},
	{"assets/a.js", `const re = /nl/; path.split('/')`, ""},
	{"assets/a.js", `s.endsWith('/index.html') || s === '/'`, ""},
	{"assets/a.js", `const other = '/x/y'`, ""},
	{"assets/a.js", `const prose = 'see /nl/ for more'`, ""},
	{"assets/a.js", "// fetch('/api/feedback')", ""},
	{"assets/a.js", "/* fetch('/api/feedback') */ x()", ""},
	{"assets/a.js", `'/nlx/' + '/filesystem'`, ""},
	{"assets/a.js", `'/guide/nl/'`, ""},
	{"assets/a.svg", `<a href="/nl/"/>`, ""},
	{"content/a.html", `<a href="/nl/">`, ""},
}

func TestLabelled(t *testing.T) {
	right, wrong, missed := 0, 0, 0
	for _, l := range labelled {
		got := addresses(t, fstest.MapFS{l.file: {Data: []byte(l.line)}})
		if got == l.want {
			right += len(strings.Fields(l.want))
			continue
		}
		t.Errorf("%s: %s: %q, want %q", l.file, l.line, got, l.want)
		if len(strings.Fields(got)) > len(strings.Fields(l.want)) {
			wrong++
		} else {
			missed++
		}
	}
	t.Logf("%d places: %d found rightly, %d wrongly, %d missed; precision %.2f", len(labelled), right, wrong, missed, float64(right)/float64(right+wrong))
}

// addresses returns the addresses of the findings about a site under /guide/.
func addresses(t *testing.T, site fstest.MapFS) string {
	t.Helper()
	list, err := rooted.Check(t.Context(), site, baseurl.URL{Origin: "https://a.test", Path: "/guide"}, []string{"nl", "en"})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range list.All() {
		address, _, _ := strings.Cut(strings.TrimPrefix(f.Message, `"`), `"`)
		found = append(found, address)
	}
	return strings.Join(found, " ")
}

func TestPlaces(t *testing.T) {
	site := fstest.MapFS{"templates/a.html": {Data: []byte("<p>é\n<!-- é\n --> <b>é</b> <a href=\"/x\">\n")}}
	list, err := rooted.Check(t.Context(), site, baseurl.URL{Path: "/guide"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if all := list.All(); len(all) != 1 || all[0].Line != 3 || all[0].Column != 24 {
		t.Error(all)
	}
	if list, err := rooted.Check(t.Context(), site, baseurl.URL{Origin: "https://a.test"}, nil); err != nil || list.Len() > 0 {
		t.Errorf("at the root of the host: %v, %v", list.All(), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := rooted.Check(ctx, site, baseurl.URL{Path: "/guide"}, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
