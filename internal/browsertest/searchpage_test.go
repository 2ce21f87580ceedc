package browsertest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/search/index"
	"baken.example/baken/internal/search/language"
	"baken.example/baken/internal/secureheader"
)

// searchPage is a page with the parts that search.js expects.
//
//go:embed testdata/search/page.html
var searchPage string

// portalThrough serves the portal through a handler; a page that searches it, and the index, are added
// where it has none.
func portalThrough(t *testing.T, through func(http.Handler) http.Handler) *site {
	t.Helper()
	listener := listen(t)
	p, err := pipeline.Load(t.Context(), os.DirFS(root), baken.Defaults, pipeline.Options{
		Date:    content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)},
		BaseURL: origin(listener),
	})
	if err != nil || p.Findings.HasErrors() {
		t.Fatal(err, p.Findings.All())
	}
	real := slices.ContainsFunc(p.Artifacts, func(a artifact.Artifact) bool { return a.Path == "nl/zoeken/index.html" })
	own := serve(t, listen(t), p.Artifacts)
	l, err := language.Of("nl")
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Build(t.Context(), l, p.Searched("nl"))
	if err != nil {
		t.Fatal(err)
	}
	set, _, err := asset.Load(t.Context(), baken.Defaults, asset.Minifier())
	if err != nil {
		t.Fatal(err)
	}
	var js []byte
	for _, name := range []string{"search/query.js", "search/search.js"} {
		if js, err = set.Get(name).Append(js); err != nil {
			t.Fatal(err)
		}
		js = append(js, '\n')
	}
	script, style := asset.New("search.js", js), asset.New("search.css", []byte("input { font: inherit; padding: .5em } #search\\:status { min-height: 3em }"))
	head := fmt.Sprintf(`<script type="module" src="/%s" integrity="%s"></script><link rel="stylesheet" href="/%s">`, script.Path, script.Integrity, style.Path)
	for _, a := range p.Artifacts {
		if strings.HasPrefix(a.Path, "assets/baken.") && strings.HasSuffix(a.Path, ".css") {
			head += `<link rel="stylesheet" href="/` + a.Path + `">`
		}
	}
	manifest, err := json.Marshal(x.Manifest)
	if err != nil {
		t.Fatal(err)
	}
	artifacts := []artifact.Artifact{
		script.Artifact, style.Artifact, artifact.Static("search/nl.json", "application/json", manifest),
		artifact.Static("nl/zoeken/index.html", "text/html; charset=utf-8", []byte(strings.Replace(searchPage, "STYLES", head, 1))),
	}
	if real { // The files of the index are made when they are asked for.
		artifacts = artifacts[2:3]
	}
	for _, a := range p.Artifacts {
		switch {
		case a.Path == "_headers" && !real:
			rules := append(own.content(t, a.Path), "/search/*\n  Cache-Control: public, max-age=31536000, immutable\n  Content-Security-Policy: "+secureheader.Sandbox+"\n  Permissions-Policy: usb=()\n/search/nl.json\n  Cache-Control: no-cache\n"...)
			artifacts = append(artifacts, artifact.Static(a.Path, "text/plain", rules))
		default:
			artifacts = append(artifacts, a)
		}
	}
	for _, f := range x.Files {
		content, err := f.Append(nil)
		if err != nil {
			t.Fatal(err)
		}
		artifacts = append(artifacts, artifact.Static("search/"+f.Name+".json", "application/json", content))
	}
	return serveThrough(t, listener, asset.WithCompressed(t.Context(), artifacts), through)
}
