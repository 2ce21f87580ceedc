package server

import "testing"

func TestRedirects(t *testing.T) {
	site := map[string]string{
		"index.html":       "home",
		"page.html":        "page",
		"dir/index.html":   "dir",
		"blog/2004.html":   "2004",
		"en/404.html":      "not there",
		"404.html":         "missing",
		"admin/index.html": "secret",
	}
	tests := []struct {
		name, rules string
		path, want  string
		headers     []string
	}{
		{name: "path", rules: "/house /", path: "/house", want: "301 /"},
		{name: "slash at the end of the request", rules: "/house /", path: "/house/", want: "301 /"},
		{name: "slash at the end of the rule", rules: "/house/ /", path: "/house", want: "301 /"},
		{name: "case", rules: "/house /", path: "/House", want: "404 missing"},
		{name: "longer", rules: "/house /", path: "/house/x", want: "404 missing"},
		{name: "encoded otherwise", rules: "/zo%c3%ab /zo", path: "/z%6f%C3%AB", want: "301 /zo"},
		{name: "first wins", rules: "/a /one 302\n/a /two", path: "/a", want: "302 /one"},
		{name: "first wins over precise", rules: "/a/* /one\n/a/b /two", path: "/a/b", want: "301 /one"},
		{name: "precise first", rules: "/a/b /two\n/a/* /one", path: "/a/b", want: "301 /two"},
		{name: "see other", rules: "/a /b 303", path: "/a?x=1", want: "303 /b"},
		{name: "other host", rules: "/a https://h.example/b#c", path: "/a?x=1", want: "301 https://h.example/b?x=1#c"},
		{name: "other host without path", rules: "/a https://h.example", path: "/a", want: "301 https://h.example/"},

		{name: "splat", rules: "/news/* /blog/:splat", path: "/news/2004/01/story", want: "301 /blog/2004/01/story"},
		{name: "splat keeps the slash", rules: "/news/* /blog/:splat", path: "/news/2004/", want: "301 /blog/2004/"},
		{name: "splat of nothing", rules: "/news/* /blog/:splat", path: "/news", want: "301 /blog/"},
		{name: "splat of the root", rules: "/* /in/:splat 302", path: "/a/b", want: "302 /in/a/b"},
		{name: "splat of no segment", rules: "/news/* /blog/:splat", path: "/newspaper", want: "404 missing"},
		{name: "splat after text", rules: "/jobs/star* /careers/:splat", path: "/jobs/stars/x", want: "301 /careers/s/x"},
		{name: "splat after text and a slash", rules: "/jobs/star* /careers/x-:splat", path: "/jobs/star/x/", want: "301 /careers/x-x/"},
		{name: "splat after other text", rules: "/jobs/star* /careers/:splat", path: "/jobs/sta", want: "404 missing"},
		{name: "splat keeps the encoding", rules: "/s/* /d/:splat?u=:splat", path: "/s/a%2Fb/%C3%A9&c+", want: "301 /d/a%2Fb/%C3%A9&c+?u=a%2Fb%2F%C3%A9%26c%2B"},
		{name: "placeholders", rules: "/news/:month/:year/:slug /blog/:year/:month/:slug", path: "/news/02/2004/my-story.html", want: "301 /blog/2004/02/my-story.html"},
		{name: "placeholder is one segment", rules: "/news/:a /b", path: "/news/1/2", want: "404 missing"},
		{name: "placeholder isn't nothing", rules: "/news/:a /b", path: "/news/", want: "404 missing"},
		{name: "placeholder and splat", rules: "/:a/x/* /y/:splat/:a", path: "/q/x/z", want: "301 /y/z/q"},

		{name: "query", rules: "/shop id=:id /blog/:id", path: "/shop?id=my-post", want: "301 /blog/my-post?id=my-post"},
		{name: "query missing", rules: "/shop id=:id /blog/:id", path: "/shop", want: "404 missing"},
		{name: "query of another", rules: "/shop id=:id /blog/:id", path: "/shop?ID=1", want: "404 missing"},
		{name: "query has more", rules: "/shop id=:id /blog/:id", path: "/shop?id=1&x=2", want: "404 missing"},
		{name: "query value", rules: "/shop id=5 /five\n/shop id=6%207 /six", path: "/shop?id=6+7", want: "301 /six?id=6+7"},
		{name: "two parameters in another order", rules: "/p id=:id tag=:tag /posts/:tag/:id", path: "/p?tag=a&id=1", want: "301 /posts/a/1?tag=a&id=1"},
		{name: "one of two parameters", rules: "/p a=:a /one/:a\n/p b=:b /two/:b\n/p a=:a b=:b /both/:a/:b", path: "/p?b=2&a=1", want: "301 /both/1/2?b=2&a=1"},
		{name: "the last of several", rules: "/p a=:a /q/:a", path: "/p?a=1&a=2", want: "301 /q/2?a=1&a=2"},
		{name: "passed on", rules: "/a /b", path: "/a?x=1&y=%20", want: "301 /b?x=1&y=%20"},
		{name: "not passed on to a target that has its own", rules: "/a /b?z=3", path: "/a?x=1", want: "301 /b?z=3"},
		{name: "passed on safely", rules: "/a /b", path: "/a?x=\"<é>", want: "301 /b?x=%22%3C%C3%A9%3E"},
		{name: "value becomes one segment", rules: "/go to=:to /:to?x", path: "/go?to=//evil.example/a%0d%0a", want: "301 /%2F%2Fevil.example%2Fa%0D%0A?x"},

		{name: "a file shadows", rules: "/page /other\n/dir/* /other/:splat", path: "/page", want: "200 page"},
		{name: "a directory shadows", rules: "/dir/* /other/:splat", path: "/dir", want: "301 /dir/"},
		{name: "a catch-all is shadowed", rules: "/* /index.html 200", path: "/page.html", want: "200 page"},
		{name: "a catch-all", rules: "/* /index.html 200", path: "/app/route", want: "200 home"},
		{name: "forced", rules: "/page /other 302!", path: "/page", want: "302 /other"},
		{name: "forced before pretty URLs", rules: "/dir /page.html 200!", path: "/dir", want: "200 page"},
		{name: "a later forced rule comes too late", rules: "/page /one\n/page /two 301!", path: "/page", want: "200 page"},
		{name: "not found in its language", rules: "/en/* /en/404.html 404", path: "/en/x", want: "404 not there"},
		{name: "found in its language", rules: "/* /en/404.html 404", path: "/page", want: "200 page"},
		{name: "gone", rules: "/x /page 410", path: "/x", want: "410 page"},
		{name: "closed", rules: "/* /page 503!", path: "/", want: "503 page"},
		{name: "rewrite to a pretty address", rules: "/x/:y /blog/:y 200", path: "/x/2004", want: "200 2004"},
		{name: "rewrite to a directory without slash", rules: "/x /dir 200", path: "/x", want: "200 dir"},
		{name: "rewrite to a missing page", rules: "/x /nowhere 200", path: "/x", want: "404 missing"},
		{name: "rewrite isn't chained", rules: "/x /y 200\n/y /page 200", path: "/x", want: "404 missing"},
		{name: "rewrite out of the site", rules: "/go to=:to /:to/:to/page.html 200", path: "/go?to=..", want: "404 missing"},
		{name: "rewrite to the rules", rules: "/x /_redirects 200", path: "/x", want: "404 missing"},
		{name: "proxy", rules: "/api/* https://api.example/:splat 200\n/* /index.html 200", path: "/api/x", want: "404 missing"},
		{name: "proxy of what is there", rules: "/* https://api.example/:splat 200", path: "/page", want: "200 page"},
		{name: "function", rules: "/api/x /.netlify/functions/x 200", path: "/api/x", want: "404 missing"},

		{name: "language", rules: "/* /fr/:splat 302 Language=fr", path: "/a", headers: []string{"Accept-Language: fr"}, want: "302 /fr/a"},
		{name: "language of a region", rules: "/* /fr/:splat 302 Language=fr", path: "/a", headers: []string{"Accept-Language: FR-be;q=0.1, en;q=0.9"}, want: "302 /fr/a"},
		{name: "another region", rules: "/* /br/:splat 302 Language=pt-BR", path: "/a", headers: []string{"Accept-Language: pt-PT"}, want: "404 missing"},
		{name: "that region", rules: "/* /br/:splat 302 Language=he,pt-BR", path: "/a", headers: []string{"Accept-Language: pt-br"}, want: "302 /br/a"},
		{name: "part of a tag", rules: "/* /x 302 Language=f", path: "/a", headers: []string{"Accept-Language: fr"}, want: "404 missing"},
		{name: "second preference", rules: "/ /nl/ 302! Language=nl\n/ /en/ 302! Language=en", path: "/", headers: []string{"Accept-Language: de, fr;q=0.9, en;q=0.8, nl;q=0.7"}, want: "302 /en/"},
		{name: "order of the rules doesn't count", rules: "/ /nl/ 302! Language=nl\n/ /en/ 302! Language=en", path: "/", headers: []string{"Accept-Language: en;q=0.9, nl;q=0.8"}, want: "302 /en/"},
		{name: "weights before order", rules: "/ /nl/ 302! Language=nl\n/ /en/ 302! Language=en", path: "/", headers: []string{"Accept-Language: nl;q=0.2, en;q=0.3"}, want: "302 /en/"},
		{name: "a weight of 0 excludes", rules: "/ /nl/ 302! Language=nl\n/ /en/ 302! Language=en", path: "/", headers: []string{"Accept-Language: nl;q=0, de"}, want: "200 home"},
		{name: "two lines of preferences", rules: "/ /nl/ 302! Language=nl\n/ /en/ 302! Language=en", path: "/", headers: []string{"Accept-Language: de", "Accept-Language: nl"}, want: "302 /nl/"},
		{name: "malformed preferences", rules: "/ /nl/ 302! Language=nl", path: "/", headers: []string{"Accept-Language: nl;q=x;;"}, want: "200 home"},
		{name: "an unknown language beside a known one", rules: "/ /nl/ 302! Language=nl", path: "/", headers: []string{"Accept-Language: qq-unknown, tlh-XX;q=0.9, nl;q=0.5"}, want: "302 /nl/"},
		{name: "a malformed language beside a known one", rules: "/ /nl/ 302! Language=nl", path: "/", headers: []string{"Accept-Language: !!, , en_, toolongtobeatag;q=1, nl;q=0.5"}, want: "302 /nl/"},
		{name: "a malformed weight beside a known one", rules: "/ /nl/ 302! Language=nl\n/ /en/ 302! Language=en", path: "/", headers: []string{"Accept-Language: nl;q=x, en;q=0.1"}, want: "302 /en/"},
		{name: "an older tag of a language", rules: "/* /x 302 Language=he", path: "/a", headers: []string{"Accept-Language: iw"}, want: "302 /x"},
		{name: "no language", rules: "/* /en/:splat 302 Language=en", path: "/a", want: "404 missing"},
		{name: "language by cookie", rules: "/* /fr/:splat 302 Language=fr\n/* /en/:splat 302 Language=en", path: "/a", headers: []string{"Accept-Language: fr", "Cookie: a=b; nf_lang=en"}, want: "302 /en/a"},
		{name: "home by language", rules: "/ /nl/ 302! Language=nl\n/ /en/ 302! Language=en", path: "/", headers: []string{"Accept-Language: en-GB,en;q=0.9"}, want: "302 /en/"},
		{name: "home in no language", rules: "/ /nl/ 302! Language=nl\n/ /en/ 302! Language=en", path: "/", headers: []string{"Accept-Language: de"}, want: "200 home"},
		{name: "home unforced", rules: "/ /nl/ 302 Language=nl", path: "/", headers: []string{"Accept-Language: nl"}, want: "200 home"},
		{name: "country", rules: "/a /x 302 Country=au,nz", path: "/a", want: "404 missing"},
		{name: "country by cookie", rules: "/a /x 302 Country=au,NZ", path: "/a", headers: []string{"Cookie: nf_country=nz"}, want: "302 /x"},
		{name: "both conditions", rules: "/a /x 302 Country=au Language=en", path: "/a", headers: []string{"Accept-Language: en"}, want: "404 missing"},
		{name: "cookie", rules: "/a /x 302 Cookie=one,two", path: "/a", headers: []string{"Cookie: two=yes"}, want: "302 /x"},
		{name: "empty cookie", rules: "/a /x 302 Cookie=one,two", path: "/a", headers: []string{"Cookie: two="}, want: "404 missing"},
		{name: "other cookie", rules: "/a /x 302 Cookie=one,two", path: "/a", headers: []string{"Cookie: three=yes"}, want: "404 missing"},
		{name: "role guards", rules: "/admin/* 200! Role=admin", path: "/admin/", want: "404 missing"},
		{name: "role guards unforced", rules: "/admin/* /admin/:splat 200 Role=admin", path: "/admin/index.html", want: "404 missing"},
		{name: "role guards nothing else", rules: "/admin/* 200! Role=admin", path: "/page", want: "200 page"},
		{name: "role, else", rules: "/admin/* 200! Role=admin\n/admin/* /page 302", path: "/admin/", want: "302 /page"},

		{name: "host", rules: "http://blog.example/* https://www.example/blog/:splat 301!", path: "/page", headers: []string{"Host: Blog.example:8080"}, want: "301 https://www.example/blog/page"},
		{name: "other host", rules: "http://blog.example/* https://www.example/blog/:splat 301!", path: "/page", want: "200 page"},
		{name: "other scheme", rules: "https://blog.example/* https://www.example/blog/:splat 301!", path: "/page", headers: []string{"Host: blog.example"}, want: "200 page"},
		{name: "own host", rules: "/* http://blog.example/:splat 301!", path: "/page?x", headers: []string{"Host: blog.example"}, want: "200 page"},

		{name: "loop is passed over", rules: "/:x/:y /:y/:x\n/a/* /other/:splat", path: "/a/a", want: "301 /other/a"},
		{name: "loop by a placeholder", rules: "/:x/:y /:y/:x", path: "/a/a", want: "404 missing"},
		{name: "loop with another query", rules: "/a x=1 /a?x=2", path: "/a?x=1", want: "301 /a?x=2"},
		{name: "loop with the same query", rules: "/a x=1 /a", path: "/a?x=1", want: "404 missing"},

		{name: "not to another host", rules: "/a b=:b c=:c /:b/:c", path: "/a?b=&c=evil.example", want: "301 /evil.example?b=&c=evil.example"},
		{name: "not to another host by a splat", rules: "/a/* /:splat", path: "/a//evil.example", want: "301 /a/evil.example"},
		{name: "not to another host by encoding", rules: "/a/* /:splat", path: "/a/%2Fevil.example", want: "301 /%2Fevil.example"},
		{name: "not to another host by a backslash", rules: "/a/* /:splat", path: "/a/%5Cevil.example", want: "404 missing"},
		{name: "host stays", rules: "/a/* https://h.example/:splat", path: "/a/@evil.example", want: "301 https://h.example/@evil.example"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			site["_redirects"] = test.rules
			s := newSite(t, site)
			if got := answer(t, get(t, s, test.path, test.headers...)); got != test.want {
				t.Errorf("%s by\n%s\ngot %q, want %q", test.path, test.rules, got, test.want)
			}
		})
	}
}

func TestVary(t *testing.T) {
	s := newSite(t, map[string]string{
		"index.html": "home", "a.png": "a", "b.html": "b",
		"_redirects": "/ /nl/ 302! Language=nl\n/a.png /x 302! Cookie=c\n/b /c 302! Country=be",
		"_headers":   "/b*\n  Vary: X-Y, accept-encoding",
	})
	for path, want := range map[string]string{
		"/":      "Accept-Language, Cookie, Accept-Encoding",
		"/a.png": "Cookie",
		"/b":     "X-Y, accept-encoding, Cookie",
		"/none":  "",
	} {
		if got := get(t, s, path).Header.Get("Vary"); got != want {
			t.Errorf("%s: Vary %q, want %q", path, got, want)
		}
	}
	if got := get(t, s, "/", "Accept-Language: nl").Header.Get("Vary"); got != "Accept-Language, Cookie" {
		t.Errorf("redirect: Vary %q", got)
	}
}
