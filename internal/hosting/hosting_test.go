package hosting_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/hosting"
)

// site returns a site with rules.
func site(redirects, headers string) (*hosting.Site, error) {
	return hosting.New(baseurl.URL{Origin: "https://www.example.org"}, false, []artifact.Artifact{
		artifact.Static("index.html", "text/html; charset=utf-8", nil),
		artifact.Static("_redirects", "text/plain", []byte(redirects)), artifact.Static("_headers", "text/plain", []byte(headers)),
	})
}

// TestRulesWithoutCounterpart checks that rules that other servers can't be told of are errors with
// their line, and so are malformed ones.
func TestRulesWithoutCounterpart(t *testing.T) {
	for _, rule := range []string{
		"/a /b 302", "/a /b 301!", "/a https://other.example/ 301", "/a /b?c=d 301", "/:x /b/:x 301", "/a/* /b/:splat 301", "/a id=1 /b 301",
		"/a /b 301 Country=nl", "/a /b 301 Cookie=x", "https://www.example.org/a /b 301", "/a /b 200", "/en/* /404.html 404!", "/a", "/ /en/ 302",
	} {
		if _, err := site("# first\n"+rule+"\n", ""); err == nil || !strings.Contains(err.Error(), "_redirects:2: ") {
			t.Errorf("%q: %v", rule, err)
		}
	}
	if _, err := site("", "/*\n  Location: x\n"); err == nil || !strings.Contains(err.Error(), "_headers:2: ") {
		t.Error(err)
	}
	if _, err := site("/a /b/ 301\n/ /en/ 302! Language=en\n/en/* /en/404.html 404\n", "/*\n  X-A: b\n"); err != nil {
		t.Error(err)
	}
}

// TestOptions checks what a configuration can be told of a machine.
func TestOptions(t *testing.T) {
	right := hosting.Options{Root: "/srv/a b", Listen: []string{"[::1]:8080", "unix:/run/x", "http://a.example"}, Service: "[::1]:8081", Include: "/etc/x"}
	if err := right.Check(); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(o *hosting.Options){
		"--root":    func(o *hosting.Options) { o.Root = "public" },
		"--listen":  func(o *hosting.Options) { o.Listen = []string{"80", "81;"} },
		"--service": func(o *hosting.Options) { o.Service = "feedback" },
		"--include": func(o *hosting.Options) { o.Include = "/a\n}" },
	} {
		o := right
		change(&o)
		if err := o.Check(); err == nil || !strings.HasPrefix(err.Error(), name+" ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestUnwritable checks that a text that a server's configuration has no way to say is an error.
func TestUnwritable(t *testing.T) {
	s, err := site("", "/*\n  X-A: `\\\"\n")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Caddy(hosting.Options{Root: "/srv"}); err == nil {
		t.Error("a Caddyfile has a backtick beside an escaped quotation mark")
	}
	if s, err = site("", "/*\n  X-A: "+strings.Repeat("a", 5000)+"\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Nginx(hosting.Options{Root: "/srv"}); err == nil {
		t.Error("nginx reads a word of 5,000 bytes")
	}
}
