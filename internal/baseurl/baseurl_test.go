package baseurl_test

import (
	"testing"

	"baken.example/baken/internal/baseurl"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"https://www.example.org": "https://www.example.org", "https://www.example.org/": "https://www.example.org",
		"https://www.example.org//": "https://www.example.org", "http://127.0.0.1:8080": "http://127.0.0.1:8080", "HTTPS://a.test": "https://a.test",
		"": "", "a.test": "", "//a.test": "", "ftp://a.test": "", "https://": "", "https://:80": "",
		"https://a.test?": "", "https://a.test#": "", "https://me@a.test": "", "https://a b": "", "https://a.test\\": "", "https://[::1": "",
		// Under a path.
		"https://a.test/b": "https://a.test/b", "https://a.test/b/": "https://a.test/b", "https://a.test//b//": "https://a.test/b",
		"https://a.test/Team/my-site_2.0/": "https://a.test/Team/my-site_2.0", "https://a.test/%62/": "https://a.test/b",
		"https://a.test/führung/": "https://a.test/f%C3%BChrung", "https://a.test/f%C3%BChrung": "https://a.test/f%C3%BChrung",
		"https://bücher.test/führung/": "https://xn--bcher-kva.test/f%C3%BChrung",
		"https://a.test/b//c":          "", "https://a.test/../b": "", "https://a.test/.": "", "https://a.test/.well-known": "", "https://a.test/_b": "",
		"https://a.test/b/index.html": "", "https://a.test/B.HTM": "", "https://a.test/v2.0/": "https://a.test/v2.0",
		"https://a.test/*": "", "https://a.test/:b": "", "https://a.test/b%2Fc": "", "https://a.test/b%00": "", "https://a.test/b%20c": "",
		"https://a.test/%": "", "https://a.test/b?c": "", "https://a.test/b#c": "", "https://a.test/b@c": "", `https://a.test/"b`: "", "https://a.test/%ff": "",
	} {
		got, err := baseurl.Parse(text)
		if got.String() != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
		if again, err := baseurl.Parse(want); want != "" && (err != nil || again != got) {
			t.Errorf("%q: %+v parses to %+v, %v", text, got, again, err)
		}
	}
}

func TestAddresses(t *testing.T) {
	root := baseurl.URL{Origin: "https://a.test"}
	under := baseurl.URL{Origin: "https://a.test", Path: "/f%C3%BChrung/x"}
	for published, want := range map[string]string{"": "/", "nl/": "/nl/", "files/één.pdf": "/files/%C3%A9%C3%A9n.pdf", "a?b": "/a%3Fb"} {
		if got := root.Address(published); got != want {
			t.Errorf("%q: %q, want %q", published, got, want)
		}
		if got := under.Address(published); got != under.Path+want {
			t.Errorf("%q: %q, want %q", published, got, under.Path+want)
		}
	}
	for address, want := range map[string]string{
		"/": "/f%C3%BChrung/x/", "/nl/": "/f%C3%BChrung/x/nl/", "/f%C3%BChrung/x/nl/": "/f%C3%BChrung/x/nl/",
		"/f%C3%BChrung/xy/": "/f%C3%BChrung/x/f%C3%BChrung/xy/", "/f%C3%BChrung/x?a": "/f%C3%BChrung/x?a",
	} {
		if got := under.Under(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
		if got := root.Under(address); got != address {
			t.Errorf("%q: %q at the root of the host", address, got)
		}
	}
	for address, want := range map[string]string{
		"/": "", "/nl/": "", "/f%C3%BChrung/xy": "", "/f%C3%BChrung/x": "/", "/f%C3%BChrung/x/": "/", "/f%C3%BChrung/x/nl/": "/nl/", "/f%C3%BChrung/x#a": "/#a",
	} {
		if got, ok := under.Within(address); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v, want %q", address, got, ok, want)
		}
	}
	if got, ok := root.Within("/nl/"); ok {
		t.Errorf("below the root of the host: %q", got)
	}
}

// FuzzParse holds the parser to what rules, headers and file names rely on.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"https://a.test/b/", "https://a.test/%C3%BC/x", "https://a.test/:b", "https://a.test/*", "http://[::1]:80/a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, err := baseurl.Parse(s)
		if err != nil {
			return
		}
		for i, c := range []byte(b.Path) {
			if c <= ' ' || c >= 0x7f || c == '*' || c == ':' || c == '"' || c == '<' || c == '/' && i+1 == len(b.Path) {
				t.Fatalf("%q: path %q", s, b.Path)
			}
		}
		if again, err := baseurl.Parse(b.String()); err != nil || again != b {
			t.Fatalf("%q: %+v parses to %+v, %v", s, b, again, err)
		}
	})
}
