package netlify

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var compiledFields = cmpopts.IgnoreUnexported(Redirect{})

func TestParseRedirects(t *testing.T) {
	tests := []struct {
		name, line string
		want       Redirect
	}{
		{"permanent by default", "/house /", Redirect{From: "/house", To: "/", Status: 301}},
		{"another host", "/cats https://cats.example", Redirect{From: "/cats", To: "https://cats.example", Status: 301}},
		{"encoded", "/writers/zo%C3%AB /writers/about-zo%C3%AB", Redirect{From: "/writers/zo%C3%AB", To: "/writers/about-zo%C3%AB", Status: 301}},
		{"temporary", "/elsewhere / 302", Redirect{From: "/elsewhere", To: "/", Status: 302}},
		{"see other", "/sent /thanks 303", Redirect{From: "/sent", To: "/thanks", Status: 303}},
		{"missing page of its own", "/shop /closed 404", Redirect{From: "/shop", To: "/closed", Status: 404}},
		{"gone", "/old/* /gone.html 410", Redirect{From: "/old/*", To: "/gone.html", Status: 410}},
		{"rewrite", "/through /index.html 200", Redirect{From: "/through", To: "/index.html", Status: 200}},
		{"forced", "/pets/dogs /pets/cats.html 200!", Redirect{From: "/pets/dogs", To: "/pets/cats.html", Status: 200, Force: true}},
		{"splat", "/news/* /blog/:splat", Redirect{From: "/news/*", To: "/blog/:splat", Status: 301}},
		{"splat after text", "/jobs/star* /careers/engineer", Redirect{From: "/jobs/star*", To: "/careers/engineer", Status: 301}},
		{"placeholders", "/news/:month/:year/:slug /blog/:year/:month/:slug.html", Redirect{From: "/news/:month/:year/:slug", To: "/blog/:year/:month/:slug.html", Status: 301}},
		{"placeholders side by side", "/a/:b/:b-c /:b-:b-c?x=:b&y=1#:b", Redirect{From: "/a/:b/:b-c", To: "/:b-:b-c?x=:b&y=1#:b", Status: 301}},
		{"query", "/shop id=:id /blog/:id 301", Redirect{From: "/shop", To: "/blog/:id", Status: 301, Query: []Parameter{{Key: "id", Placeholder: "id"}}}},
		{"two parameters", "/pieces id=:id tag=news%20s /posts/:id", Redirect{From: "/pieces", To: "/posts/:id", Status: 301, Query: []Parameter{{Key: "id", Placeholder: "id"}, {Key: "tag", Value: "news s"}}}},
		{"parameter without value", "/pieces id= /posts", Redirect{From: "/pieces", To: "/posts", Status: 301, Query: []Parameter{{Key: "id"}}}},
		{"countries", "/ /down-under 302 Country=au,NZ", Redirect{From: "/", To: "/down-under", Status: 302, Conditions: Conditions{Countries: []string{"au", "nz"}}}},
		{"languages", "/x/* /x/he/:splat 302 Language=he,pt-BR", Redirect{From: "/x/*", To: "/x/he/:splat", Status: 302, Conditions: Conditions{Languages: []string{"he", "pt-br"}}}},
		{"cookies", "/* /old/:splat 200 Cookie=is_old,other", Redirect{From: "/*", To: "/old/:splat", Status: 200, Conditions: Conditions{Cookies: []string{"is_old", "other"}}}},
		{"lower case", "/a /b 301 language=en country=be role=x", Redirect{From: "/a", To: "/b", Status: 301, Conditions: Conditions{Languages: []string{"en"}, Countries: []string{"be"}, Roles: []string{"x"}}}},
		{"target left out", "/admin/* 200! Role=admin", Redirect{From: "/admin/*", To: "/admin/:splat", Status: 200, Force: true, Conditions: Conditions{Roles: []string{"admin"}}}},
		{"target left out at the root", "/* 200", Redirect{From: "/*", To: "/:splat", Status: 200}},
		{"signed", "/api/* https://api.example/:splat 200 Sign=SECRET", Redirect{From: "/api/*", To: "https://api.example/:splat", Status: 200}},
		{"whole addresses", "http://blog.example/* https://www.example/blog/:splat 301!", Redirect{From: "http://blog.example/*", To: "https://www.example/blog/:splat", Status: 301, Force: true}},
		{"host only", "https://blog.example https://www.example", Redirect{From: "https://blog.example", To: "https://www.example", Status: 301}},
		{"comment after it", "/a /b # 302 for now", Redirect{From: "/a", To: "/b", Status: 301}},
		{"anchor", "/page/ /other/#part 301", Redirect{From: "/page/", To: "/other/#part", Status: 301}},
		{"a placeholder called splat", "/:splat /b/:splat", Redirect{From: "/:splat", To: "/b/:splat", Status: 301}},
		{"spaces and tabs", " \t/a\t\t/b  302 \r", Redirect{From: "/a", To: "/b", Status: 302}},
		{"a port isn't a placeholder", "/a https://h.example:8080/x:1", Redirect{From: "/a", To: "https://h.example:8080/x:1", Status: 301}},
		{"rewrite onto itself", "/a /a 200 Language=he", Redirect{From: "/a", To: "/a", Status: 200, Conditions: Conditions{Languages: []string{"he"}}}},
		{"itself by other parameters", "/a id=1 /a?id=2", Redirect{From: "/a", To: "/a?id=2", Status: 301, Query: []Parameter{{Key: "id", Value: "1"}}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.want.Line = 3
			rules, found := ParseRedirects([]byte("\ufeff# comment\r\n\r\n" + test.line))
			if diff := cmp.Diff([]Redirect{test.want}, rules, compiledFields); diff != "" || len(found) != 0 {
				t.Errorf("problems %v, rules (-want +got):\n%s", found, diff)
			}
		})
	}
}

func TestParseRedirectsProblems(t *testing.T) {
	tests := []struct {
		line string
		want []string // parts of the messages
	}{
		{"/a", []string{"no target"}},
		{"/a # /b", []string{"no target"}},
		{"/a b", []string{"no target"}},
		{"/a ftp://h/b", []string{"no target"}},
		{"/a 301", []string{"no target"}},
		{"/a/* 404", []string{"no target"}},
		{"/a/* 302 Role=x", []string{"no target"}},
		{"a /b", []string{`"a" isn't a path`}},
		{"* /b", []string{`"*" isn't a path`}},
		{"/.netlify/x /b", []string{"/.netlify"}},
		{"/.netlify-x /b", []string{"/.netlify"}},
		{"http:///x /b", []string{"no proper host"}},
		{"https://:x/ /b", []string{"no proper host"}},
		{"/a?x=1 /b", []string{"query parameters are words of their own (/a name=value /target)"}},
		{"/a#x /b", []string{"a path ends before it"}},
		{"/a//b /c", []string{"doubled slash"}},
		{"/a/../b /c", []string{`segment ".."`}},
		{"/a/%2e/b /c", []string{`segment "%2e"`}},
		{`/a\b /c`, []string{"which no request gets past"}},
		{"/a%zz /c", []string{"encoded byte"}},
		{"/a\u200bb /c", []string{`write "a\u200bb" as "a%E2%80%8Bb"`}},
		{"/a\xffb /c", []string{"isn't percent-encoded"}},
		{"/a\u00a0/b /c", []string{"isn't percent-encoded"}},
		{"/a/*.html /b", []string{"a * where none can stand"}},
		{"/*/a /b", []string{"a * where none can stand"}},
		{"/a** /b", []string{"a * where none can stand"}},
		{"/:a* /b", []string{"a * where none can stand"}},
		{"/:a.html /b", []string{"a placeholder is a whole segment"}},
		{"/: /b", []string{"a placeholder is a whole segment"}},
		{"/:a/:a /b", []string{"twice"}},
		{"/:splat/* /b", []string{"the splat's name"}},
		{"/a/* x=:splat /b", []string{"stands there twice"}},
		{"/a x /b", []string{`"x" is neither`}},
		{"/a =x /b", []string{`"=x" is neither`}},
		{"/a x=1=2 /b", []string{"two = in it"}},
		{"/a x=1 x=2 /b", []string{"twice"}},
		{"/a x=:b.c /b", []string{`":b.c" isn't a name`}},
		{"/:x x=:x /b", []string{"stands there twice"}},
		{"/a x=%2 /b", []string{"encoded byte"}},
		{"/a /b Country=nl", []string{"isn't a status"}},
		{"/a /b 301x", []string{"isn't a status"}},
		{"/a /b 301 !", []string{"isn't a condition"}},
		{"/a /b 307", []string{"use 302"}},
		{"/a /b 308", []string{"use 301"}},
		{"/a /b 204", []string{"does nothing"}},
		{"/a /b 99999999999999999999", []string{"isn't a status"}},
		{"/a /b 301 Foo=x", []string{"there are Language"}},
		{"/a /b 301 Language=", []string{"empty value"}},
		{"/a /b 301 Country=au, nz", []string{"empty value", `"nz" isn't a condition`}},
		{"/a /b 301 Language=en Language=fr", []string{"twice"}},
		{"/a //h.example/ 301", []string{"another host is written with https://"}},
		{"/a https:///x", []string{"no proper host"}},
		{"/a https://user@h.example/", []string{"no proper host"}},
		{"/:h https://:h/", []string{"no proper host"}},
		{"/:h https://:h.example/", []string{"no proper host"}},
		{"/a /:b", []string{`":b"`}},
		{"/a /b?x=:splat", []string{`":splat"`}},
		{"/a /é", []string{"isn't percent-encoded"}},
		{`/a /\h.example`, []string{"isn't percent-encoded"}},
		{"/a /%", []string{"encoded byte"}},
		{"/a /a", []string{"leads to itself"}},
		{"/a/ /a 302!", []string{"leads to itself"}},
		{"/a /a/#x", []string{"leads to itself"}},
		{"/* /:splat 301", []string{"leads to itself"}},
		{"/:x/b /:x/b/ 301", []string{"leads to itself"}},
		{"/a*b /b 999 Foo=x", []string{"does nothing", "there are Language", "a * where none"}},
	}
	for _, test := range tests {
		t.Run(test.line, func(t *testing.T) {
			rules, found := ParseRedirects([]byte("/good /one\n" + test.line + "\n/good /two"))
			if len(rules) != 2 || len(found) != len(test.want) {
				t.Fatalf("%d rules, problems %v, want %q", len(rules), found, test.want)
			}
			for i, part := range test.want {
				if !strings.Contains(found[i].Message, part) || found[i].Line != 2 {
					t.Errorf("problem %q, want %q in line 2", found[i], part)
				}
			}
		})
	}
}
