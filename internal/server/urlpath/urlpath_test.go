package urlpath

import "testing"

func TestCanonical(t *testing.T) {
	for escaped, want := range map[string]string{
		"": "/", "/": "/", "/a/": "/a/", "/%41/b": "/A/b", "/z%c3%ab": "/z%C3%AB", "/a%2fb": "/a%2Fb", "/a//b": "/a//b", "/.well-known/x": "/.well-known/x",
		"/..": "", "/a/%2e/b": "", "/a%5Cb": "", "/%00": "", "/%zz": "", "a": "",
	} {
		path, ok := Canonical(escaped)
		if ok != (want != "") || ok && path != want {
			t.Errorf("%q: %q, %v, want %q", escaped, path, ok, want)
		}
		if again, same := Canonical(path); ok && (again != path || !same) {
			t.Errorf("%q: %q, and %q once more", escaped, path, again)
		}
	}
}

func TestFileName(t *testing.T) {
	for path, want := range map[string]string{"/": "", "/a/b.html": "a/b.html", "/a/": "a", "/c%20d": "c d"} {
		if name, ok := FileName(path); name != want || !ok {
			t.Errorf("%q: %q, %v, want %q", path, name, ok, want)
		}
	}
	if name, ok := FileName("/a%2Fb"); ok {
		t.Errorf("an encoded slash leads to %q", name)
	}
}

func TestEscapeQuery(t *testing.T) {
	if got, want := EscapeQuery("x=\"<é>#&y=%20"), "x=%22%3C%C3%A9%3E%23&y=%20"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
