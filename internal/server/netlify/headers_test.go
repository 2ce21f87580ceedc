package netlify

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestParseHeaders(t *testing.T) {
	rules, found := ParseHeaders([]byte("\ufeff# a path:\r\n" +
		"/templates/index.html\r\n" +
		"  # its headers:\r\n" +
		"\tX-Frame-Options: DENY\r\n" +
		"  X-XSS-Protection: 1; mode=block\r\n" +
		"\r\n" +
		"/* \n" +
		"cache-control: max-age=0\n" +
		"  Link: <https://h.example/a>; rel=preload\n" +
		"  Cache-Control:no-cache\n" +
		"  CACHE-CONTROL : no-store\n"))
	want := []HeaderRule{
		{Line: 2, Path: "/templates/index.html", Headers: []Header{{"X-Frame-Options", "DENY"}, {"X-Xss-Protection", "1; mode=block"}}},
		{Line: 7, Path: "/*", Headers: []Header{{"Cache-Control", "max-age=0, no-cache, no-store"}, {"Link", "<https://h.example/a>; rel=preload"}}},
	}
	if diff := cmp.Diff(want, rules, cmpopts.IgnoreUnexported(HeaderRule{})); diff != "" || len(found) != 0 {
		t.Errorf("problems %v, rules (-want +got):\n%s", found, diff)
	}
}

func TestParseHeadersProblems(t *testing.T) {
	tests := []struct{ line, want string }{
		{"  X-A b", `"X-A b" is neither a path`},
		{"  : b", `"" isn't a name`},
		{"  X A: b", `"X A" isn't a name`},
		{"  X-A:", `"X-A" has no value`},
		{"  X-A: a\x01b", "control character"},
		{"  Server: me", `"Server" can't be set`},
		{"  set-cookie: a=b", `"set-cookie" can't be set`},
		{"  Content-length: 5", `"Content-length" can't be set`},
		{"  Basic-Auth: user:password", `"Basic-Auth" would protect`},
		{"/a b", "isn't a path"},
		{"/é", "isn't a path"},
		{"/a?b", "isn't a path"},
		{"/a%2", "encoded byte"},
		{"/:a.html", "a placeholder is a whole segment"},
		{"/:*", "a placeholder is a whole segment"},
	}
	for _, test := range tests {
		t.Run(test.line, func(t *testing.T) {
			rules, found := ParseHeaders([]byte("/a\n  X-B: c\n" + test.line + "\n"))
			if len(rules) != 1 || len(rules[0].Headers) != 1 || len(found) != 1 || found[0].Line != 3 || !strings.Contains(found[0].Message, test.want) {
				t.Errorf("rules %v, problems %v, want %q", rules, found, test.want)
			}
		})
	}

	rules, found := ParseHeaders([]byte("X-A: b\nX-B: c\n/a b\n  X-C: d\n/*\n  X-D: e"))
	if len(rules) != 1 || len(found) != 3 || found[0].Line != 1 || found[1].Line != 2 || found[2].Line != 3 {
		t.Errorf("rules %v, problems %v", rules, found)
	}
}

func TestHeaderPaths(t *testing.T) {
	tests := []struct {
		path   string
		match  []string
		differ []string
	}{
		{"/", []string{"/"}, []string{"/a"}},
		{"/*", []string{"/", "/a", "/a/b.html", "/%0A"}, nil},
		{"/a", []string{"/a", "/a/", "/A"}, []string{"/", "/ab", "/a/b"}},
		{"/a/", []string{"/a", "/a/"}, []string{"/a/b"}},
		{"/a/*", []string{"/a", "/a/", "/a/b", "/a/b/c"}, []string{"/ab", "/b/a/c"}},
		{"/*.css", []string{"/x.css", "/a/b/x.css", "/x.css/"}, []string{"/xacss", "/x.css2"}},
		{"/a/x*y/b", []string{"/a/xy/b", "/a/x1/2y/b"}, []string{"/a/x/b"}},
		{"/*/b", []string{"/b", "/a/b", "/a/c/b"}, []string{"/a/b/c", "/ab"}},
		{"/:lang/*", []string{"/nl", "/nl/", "/nl/a/b"}, []string{"/"}},
		{"/:a/x/:b_2", []string{"/1/x/2", "/1/x/2.html"}, []string{"/1/x", "/1/2/x/3", "/1/x/2/3"}},
		{"/a.b+(c)", []string{"/a.b+%28c%29"}, []string{"/aXb+%28c%29"}},
		{"/%c3%a9", []string{"/%C3%A9"}, []string{"/e"}},
	}
	for _, test := range tests {
		rules, found := ParseHeaders([]byte(test.path + "\n X-A: b"))
		if len(rules) != 1 {
			t.Errorf("%s: problems %v", test.path, found)
			continue
		}
		for _, path := range slices.Concat(test.match, test.differ) {
			h := http.Header{}
			ApplyHeaders(rules, path, h)
			if got, want := len(h) > 0, slices.Contains(test.match, path); got != want {
				t.Errorf("%s on %s: %v, want %v", test.path, path, got, want)
			}
		}
	}
}
