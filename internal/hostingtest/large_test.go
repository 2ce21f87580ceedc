package hostingtest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/hosting"
)

// TestManyAliases has the servers read as many aliases as a host may have, and as many rules of
// headers, without a warning, and follow the last one.
func TestManyAliases(t *testing.T) {
	p := made(t, "https://www.example.org", "en")
	var rules, headers strings.Builder
	const n = 9000
	for i := range n {
		fmt.Fprintf(&rules, "/en/topic-%d/an-old-address-%d/ /en/new/ 301\n", i%17, i)
		fmt.Fprintf(&headers, "/files/form-%d.pdf\n  X-Form: %d\n", i, i%3)
		p.artifacts = append(p.artifacts, artifact.Static(fmt.Sprintf("files/form-%d-with-quite-a-long-name-for-a-file.pdf", i), "application/pdf", []byte("x")))
	}
	for i, a := range p.artifacts {
		switch a.Path {
		case "_redirects":
			p.artifacts[i] = artifact.Static(a.Path, a.MediaType, []byte(rules.String()))
		case "_headers":
			p.artifacts[i] = artifact.Static(a.Path, a.MediaType, []byte(headers.String()))
		}
	}
	dir := temporary(t)
	site, err := hosting.New(p.base, false, p.artifacts)
	if err != nil {
		t.Fatal(err)
	}
	nginx := filepath.Join(dir, "nginx")
	o := hosting.Options{Root: dir, Service: "127.0.0.1:8081", Listen: []string{"unix:" + nginx}}
	configuration, err := site.Nginx(o)
	if err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(dir, "caddy")
	o.Listen, o.Include = []string{"http://www.example.org"}, filepath.Join(dir, "bind")
	if err := os.WriteFile(o.Include, []byte("bind unix/"+socket+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	caddyfile, err := site.Caddy(o)
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*started{
		"nginx": startNginx(t, nginx, configuration), "caddy": startCaddy(t, socket, caddyfile),
	} {
		got := ask(t, "unix", s.socket, "www.example.org", request{method: "GET", target: fmt.Sprintf("/en/topic-%d/an-old-address-%d?a", (n-1)%17, n-1)})
		if got.status != 301 || got.headers["Location"] != "/en/new/?a" {
			t.Errorf("%s: %+v", name, got)
		}
		got = ask(t, "unix", s.socket, "www.example.org", request{method: "GET", target: fmt.Sprintf("/files/form-%d.pdf", n-1)})
		if got.status != 404 || got.headers["X-Form"] != fmt.Sprint((n-1)%3) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestBrotli asks for files that are compressed with Brotli: of nginx with its module, and of
// Caddy.
func TestBrotli(t *testing.T) {
	module, err := filepath.Abs(filepath.Join("bin", "usr", "lib", "nginx", "modules", "ngx_http_brotli_static_module.so"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(module); err != nil {
		t.Skip("SKIPPED: nginx's module for Brotli isn't there")
	}
	p := made(t, "https://www.example.org", "en")
	servers := serversFor(t, p, "127.0.0.1:8081")
	dir := temporary(t)
	p.write(t, filepath.Join(dir, "site"))
	site, err := hosting.New(p.base, false, p.artifacts)
	if err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(dir, "nginx")
	configuration, err := site.Nginx(hosting.Options{Root: filepath.Join(dir, "site"), Listen: []string{"unix:" + socket}, Brotli: true})
	if err != nil {
		t.Fatal(err)
	}
	servers["nginx"] = startNginx(t, socket, configuration, "load_module "+module+";")
	for name, s := range servers {
		for _, target := range []string{"/en/", "/en/feed.xml", "/assets/style.0123456789.css", "/en/nothing"} {
			r := request{method: "GET", target: target}
			plain := ask(t, "unix", s.socket, "www.example.org", r)
			r.headers = []string{"Accept-Encoding: gzip, deflate, br"}
			got := ask(t, "unix", s.socket, "www.example.org", r)
			if got.headers["Content-Encoding"] != "br" || got.body != plain.body || got.headers["Vary"] != plain.headers["Vary"] || got.headers["Content-Type"] != plain.headers["Content-Type"] {
				t.Errorf("%s: %s: %+v", name, target, got)
			}
		}
	}
}
