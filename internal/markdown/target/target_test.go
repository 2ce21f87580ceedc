package target

import "testing"

func TestParse(t *testing.T) {
	for _, c := range []struct {
		written string
		want    Target
	}{
		{"a.md", Target{Path: "a.md"}},
		{"../a/b.md#c", Target{Path: "../a/b.md", Fragment: "c"}},
		{"#a", Target{Fragment: "a"}},
		{"#%C3%A9%23", Target{Fragment: "é#"}},
		{"a%20b%2Fc%23.md#d#e", Target{Path: "a b/c#.md", Fragment: "d#e"}},
		{"a.md?b", Target{Path: "a.md?b"}},
		{"1:2", Target{Path: "1:2"}},
		{":a", Target{Path: ":a"}},
		{"é:a", Target{Path: "é:a"}},
		{"./a:b", Target{Path: "./a:b"}},
		{"/", Target{Kind: Root, URL: "/"}},
		{`\a\b`, Target{Kind: Root, URL: "/a/b"}},
		{"https://a.example", Target{Kind: Foreign, Scheme: "https", URL: "https://a.example"}},
		{" \x01HTTPS://a.example\n/b ", Target{Kind: Foreign, Scheme: "https", URL: "HTTPS://a.example/b"}},
		{"mailto:a@b.example", Target{Kind: Foreign, Scheme: "mailto", URL: "mailto:a@b.example"}},
		{"tel:+1", Target{Kind: Foreign, Scheme: "tel", URL: "tel:+1"}},
	} {
		got, problem := Parse(c.written)
		if problem != nil {
			t.Errorf("%q: %v", c.written, *problem)
		}
		c.want.Written = c.written
		if c.want.Kind == Local {
			got.URL = ""
		}
		if got != c.want {
			t.Errorf("%q is %+v, want %+v", c.written, got, c.want)
		}
	}
}

func TestProblems(t *testing.T) {
	// "-" expects no problem, and "" accepts any.
	for _, c := range []struct{ written, link, picture string }{
		{"", "link-empty: there is no target", ""},
		{" \t\n", "link-empty: there is no target", ""},
		{"#", "link-empty: there is no target", ""},
		{"#a", "-", "link-empty: there is no file"},
		{"a.png", "-", "-"},
		{"javascript:x", `link-scheme: the scheme "javascript:" can't be linked to`, "link-scheme: it isn't a file"},
		{" \x00jAva\tscr\nipt\r:x", `link-scheme: the scheme "javascript:" can't be linked to`, "link-scheme: it isn't a file"},
		{"data:image/png;base64,", `link-scheme: the scheme "data:" can't be linked to`, "link-scheme: it isn't a file"},
		{"view-source:a", `link-scheme: the scheme "view-source:" can't be linked to`, "link-scheme: it isn't a file"},
		{"blob:https://a.example", `link-scheme: the scheme "blob:" can't be linked to`, "link-scheme: it isn't a file"},
		{"//a.example", "link-scheme: an address without its scheme", "image-foreign: it is on another host"},
		{`\/a.example`, "link-scheme: an address without its scheme", "image-foreign: it is on another host"},
		{"/\t/a.example", "link-scheme: an address without its scheme", "image-foreign: it is on another host"},
		{"http://", "link-empty: the address has no host", "image-foreign: it is on another host"},
		{"https:/a", "link-empty: the address has no host", "image-foreign: it is on another host"},
		{"http://?a", "link-empty: the address has no host", "image-foreign: it is on another host"},
		{"http://[::1", `link-scheme: there can't be a host "[::1"`, "image-foreign: it is on another host"},
		{"http://[::1/a]", `link-scheme: there can't be a host "[::1"`, "image-foreign: it is on another host"},
		{"https://a.example:port/", `link-scheme: there can't be a host "a.example:port"`, "image-foreign: it is on another host"},
		{"https://a b.example/", `link-scheme: there can't be a host "a b.example"`, "image-foreign: it is on another host"},
		{"https://[::1]:80/100%?%#%", "-", "image-foreign: it is on another host"},
		{"https://café.example", "-", "image-foreign: it is on another host"},
		{"https://a.example/b.png", "-", "image-foreign: it is on another host"},
		{"mailto:", "link-empty: there is no target", "link-scheme: it isn't a file"},
		{"mailto:a", "-", "link-scheme: it isn't a file"},
		{"%", `link-page: "%" isn't a character`, `image-missing: "%" isn't a character`},
		{"a%20b%4", `link-page: "%4" isn't a character`, `image-missing: "%4" isn't a character`},
		{"a.md#%é", `link-page: "%é" isn't a character`, ""},
		{"%FF", "link-page: there are characters in it that no name has", ""},
		{"a%0Ab", "link-page: there are characters in it that no name has", ""},
	} {
		check := func(what, want string, problem *Problem) {
			got := "-"
			if problem != nil {
				got = string(problem.Code) + ": " + problem.Message
			}
			if want != "" && got != want {
				t.Errorf("%s %q: %s, want %s", what, c.written, got, want)
			}
			if problem != nil && problem.Hint == "" {
				t.Errorf("%s %q: no hint", what, c.written)
			}
		}
		_, problem := Parse(c.written)
		check("link", c.link, problem)
		_, problem = ParsePicture(c.written)
		check("picture", c.picture, problem)
	}
}
