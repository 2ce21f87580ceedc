package server

import (
	"testing"

	"baken.example/baken/internal/server/netlify"
)

func TestCustomHeaders(t *testing.T) {
	s := newSite(t, map[string]string{
		"index.html": "home", "a/index.html": "a", "b.html": "b", "assets/x.css": "x", "404.html": "missing",
		"_redirects": "/moved /a/\n/shown /b 200",
		"_headers": `
/*
  X-Frame-Options: DENY
  Cache-Control: no-cache
  ETag: "mine"
/assets/*
  Cache-Control: public
  Cache-Control: max-age=31536000, immutable
/b
  Content-Type: text/plain
/shown
  X-Shown: yes
`})
	tests := []struct{ path, header, want string }{
		{"/", "X-Frame-Options", "DENY"},
		{"/", "Cache-Control", "no-cache"},
		{"/", "Content-Type", "text/html; charset=utf-8"},
		{"/a/", "X-Frame-Options", "DENY"},
		{"/a", "X-Frame-Options", ""}, // a redirect
		{"/a", "Cache-Control", netlify.DefaultCacheControl},
		{"/moved", "X-Frame-Options", ""},
		{"/assets/x.css", "Cache-Control", "public, max-age=31536000, immutable"},
		{"/assets/x.css", "X-Frame-Options", "DENY"},
		{"/b", "Content-Type", "text/plain"},
		{"/b.html", "Content-Type", "text/html; charset=utf-8"},
		{"/shown", "X-Shown", "yes"}, // by the address that was asked for
		{"/none", "X-Frame-Options", "DENY"},
		{"/none", "Etag", ""},
		{"/assets/none", "Cache-Control", netlify.DefaultCacheControl},
		{"/%5C", "X-Frame-Options", "DENY"},
	}
	for _, test := range tests {
		if got := get(t, s, test.path).Header.Get(test.header); got != test.want {
			t.Errorf("%s: %s is %q, want %q", test.path, test.header, got, test.want)
		}
	}
	if etag := get(t, s, "/").Header.Get("ETag"); etag == `"mine"` {
		t.Error("a constant entity tag is sent for content that changes")
	}

	plain := newSite(t, map[string]string{"a.html": "a"})
	if got := get(t, plain, "/a").Header.Get("Cache-Control"); got != netlify.DefaultCacheControl {
		t.Errorf("Cache-Control %q without _headers", got)
	}
}
