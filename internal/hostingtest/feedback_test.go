package hostingtest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken.example/baken/internal/hosting"
)

// TestFeedback sends answers through the servers: the service gets them with the path, the host and
// the reader's address, and its answer comes back as it is.
func TestFeedback(t *testing.T) {
	for _, base := range []string{"https://www.example.org", "https://www.example.org/guide"} {
		p := made(t, base, "en")
		p.asks = true
		service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			w.Header().Set("Content-Security-Policy", "sandbox")
			w.Header().Set("Location", p.base.Path+"/en/")
			w.Header().Set("X-Seen", fmt.Sprintf("%s %s host=%s for=%s %d", r.Method, r.RequestURI, r.Host, r.Header.Get("X-Forwarded-For"), len(body)))
			w.WriteHeader(http.StatusSeeOther)
		}))
		t.Cleanup(service.Close)
		for name, s := range serversFor(t, p, strings.TrimPrefix(service.URL, "http://")) {
			at := p.base.Path + "/api/feedback"
			r := request{method: "POST", target: at + "?x=%20", body: strings.Repeat("a", 30<<10)}
			got := ask(t, "unix", s.socket, "www.example.org", r)
			seen := got.headers["X-Seen"]
			if got.status != http.StatusSeeOther || got.headers["Location"] != p.base.Path+"/en/" || got.headers["Content-Security-Policy"] != "sandbox" ||
				!strings.HasPrefix(seen, "POST "+at+"?x=%20 host=www.example.org for=") || !strings.HasSuffix(seen, " 30720") {
				t.Errorf("%s: %+v", name, got)
			}
			// One that there isn't any other of.
			for _, target := range []string{at + "/", at + "/x", p.base.Path + "/en/", "/api/feedback/"} {
				r.target = target
				if got := ask(t, "unix", s.socket, "www.example.org", r); got.headers["X-Seen"] != "" || got.status == http.StatusOK {
					t.Errorf("%s: %s reached the service: %+v", name, target, got)
				}
			}
		}
	}
}

// serversFor starts the servers with their configurations for a portal.
func serversFor(t *testing.T, p portal, service string) map[string]*started {
	t.Helper()
	dir := temporary(t)
	root := filepath.Join(dir, `a "portal" {$HOME} $uri; é`)
	p.write(t, root)
	site, err := hosting.New(p.base, p.asks, p.artifacts)
	if err != nil {
		t.Fatal(err)
	}
	nginx, caddy := filepath.Join(dir, "nginx"), filepath.Join(dir, "caddy")
	o := hosting.Options{Root: root, Service: service, Listen: []string{"unix:" + nginx}}
	if err := o.Check(); err != nil {
		t.Fatal(err)
	}
	configuration, err := site.Nginx(o)
	if err != nil {
		t.Fatal(err)
	}
	servers := map[string]*started{"nginx": startNginx(t, nginx, configuration)}
	o.Listen, o.Include = []string{"http://" + strings.TrimPrefix(p.base.Origin, "https://")}, filepath.Join(dir, "bind")
	if err := os.WriteFile(o.Include, []byte("bind unix/"+caddy+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if configuration, err = site.Caddy(o); err != nil {
		t.Fatal(err)
	}
	servers["caddy"] = startCaddy(t, caddy, configuration)
	return servers
}
