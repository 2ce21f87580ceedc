package hostingtest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/source"
)

// portal is a site that servers are asked for.
type portal struct {
	name      string
	base      baseurl.URL
	artifacts []artifact.Artifact
	// aliases are addresses that lead elsewhere, from the root of the host.
	aliases []string
	asks    bool
}

// repository returns the portal of this repository.
func repository(t *testing.T, base string) portal {
	t.Helper()
	root, err := os.OpenRoot(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	p, err := pipeline.Load(t.Context(), source.Root(root), baken.Defaults, pipeline.Options{
		Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}, BaseURL: base,
	})
	if err != nil || p.Findings.HasErrors() {
		t.Fatal(err, p.Findings.All())
	}
	if err := p.LookAhead(t.Context()); err != nil {
		t.Fatal(err)
	}
	artifacts, err := p.Published(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return portal{name: "repository at " + base, base: p.Model.Base(), artifacts: artifacts, asks: true}
}

// hostile are names of files and header values that mean something in the configuration of some
// server.
var hostile = []string{
	`a b`, `q"uote`, `'single'`, `$host`, `${host}`, `semi;colon`, `{brace}`, `}`, `{$HOME}`, `{http.request.host}`, `ünïcode`, `日本`,
	`per%cent`, `plus+`, `#hash`, `quest?ion`, `back` + "`" + `tick`, `(paren)[x]*`, `~tilde`, `a|b`, `^$`, `<b>`, `a, b`, `=x`, `@name`, `a:b`,
}

// made returns a site that is made for the test, at a base URL, in some languages.
func made(t *testing.T, base string, languages ...string) portal {
	t.Helper()
	u, err := baseurl.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	p := portal{name: strings.Join(languages, " and ") + " at " + base, base: u}
	var headers, redirects strings.Builder
	add := func(path, mediaType, text string) {
		p.artifacts = append(p.artifacts, artifact.Static(path, mediaType, []byte(text+strings.Repeat("\nThis is the text of "+path+".", 50)+"\n")))
	}
	page := func(path string) { add(path, "text/html; charset=utf-8", "<!doctype html><title>"+path+"</title>") }
	rule := func(path string, lines ...string) {
		headers.WriteString(u.Path + path + "\n  " + strings.Join(lines, "\n  ") + "\n")
	}
	alias := func(path string) {
		p.aliases = append(p.aliases, u.Path+path)
		redirects.WriteString(u.Path + path + " " + u.Path + "/" + languages[0] + "/new/ 301\n")
	}
	page("index.html")
	page("404.html")
	rule("/*", "Content-Security-Policy: default-src 'self'", "X-Content-Type-Options: nosniff", "X-Robots-Tag: noindex")
	rule("/assets/*", "Cache-Control: public, max-age=31536000, immutable", "Content-Security-Policy: default-src 'none'")
	rule("/assets/*.svg", "Content-Security-Policy: style-src 'unsafe-inline'")
	rule("/:place/special.json", "X-Placeholder: yes")
	for _, l := range languages {
		rule("/"+l+"/*", "Content-Security-Policy: default-src 'self' "+l)
		page(l + "/index.html")
		page(l + "/404.html")
		page(l + "/new/index.html")
		page(l + "/flat.html")
		add(l+"/feed.xml", "application/atom+xml; charset=utf-8", "<feed/>")
		rule("/"+l+"/feed.xml", "Content-Type: application/atom+xml; charset=utf-8")
		add(l+"/special.json", "application/ld+json", "{}")
		for _, name := range []string{"old", "Old", "old-with-a-name-that-is-longer-than-what-nginx-takes-into-its-tables", "LONG-with-a-name-that-is-longer-than-what-nginx-takes", "file.html", "old.php", ".hidden/old"} {
			alias("/" + l + "/" + name + "/")
		}
		for _, name := range hostile {
			alias("/" + l + "/" + artifactURL("old "+name) + "/")
		}
	}
	add("sitemap.xml", "application/xml; charset=utf-8", "<urlset/>")
	add("assets/style.0123456789.css", "text/css; charset=utf-8", "p{}")
	add("assets/mark.0123456789.svg", "image/svg+xml", "<svg/>")
	add("assets/photo.0123456789.png", "image/png", "png")
	add("search/en.json", "application/json", "[]")
	add(".well-known/security.txt", "text/plain; charset=utf-8", "Contact: x")
	add("files/data.tar.gz", "application/gzip", "archive")
	add("files/data.json.gz", "application/gzip", "compressed")
	add("files/LICENSE", "text/plain; charset=utf-8", "license")
	add("files/page.html", "text/html; charset=utf-8", "a page that is a download")
	for i, name := range hostile {
		add("files/"+name+".txt", "text/plain; charset=utf-8", name)
		rule("/files/"+artifactURL(name+".txt"), "X-Name: "+name+" "+`"$uri" {$HOME} {path} \ ; } #x`, `Content-Disposition: attachment; filename="`+name+`.txt"`)
		long := "files/" + strings.Repeat("long ", 12) + name + ".bin"
		add(long, "application/octet-stream", name)
		if i%2 == 0 {
			rule("/"+artifactURL(long), "X-Name: long")
		}
	}
	for _, l := range languages {
		condition := ""
		if len(languages) > 1 {
			condition = " Language=" + l
			if primary, _, ok := strings.Cut(l, "-"); ok {
				condition += "," + primary
			}
		}
		redirects.WriteString(u.Path + "/ " + u.Path + "/" + l + "/ 302!" + condition + "\n")
	}
	for _, l := range languages {
		redirects.WriteString(u.Path + "/" + l + "/* " + u.Path + "/" + l + "/404.html 404\n")
	}
	p.artifacts = append(p.artifacts, artifact.Static("_headers", "text/plain", []byte(headers.String())),
		artifact.Static("_redirects", "text/plain", []byte(redirects.String())))
	return p
}

// artifactURL returns the path of an artifact as it stands in an address.
func artifactURL(path string) string {
	return strings.TrimPrefix(baseurl.URL{}.Address(path), "/")
}

// write writes the files of a portal, and their compressed forms, into a directory.
func (p portal) write(t *testing.T, dir string) {
	t.Helper()
	// What a build leaves beside the site.
	artifacts := append(asset.WithCompressed(t.Context(), p.artifacts), artifact.Static(".baken", "text/plain", []byte("the list of a build\n")))
	for _, a := range artifacts {
		if a.Open != nil {
			continue
		}
		data, err := a.Append(nil)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, filepath.FromSlash(a.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
