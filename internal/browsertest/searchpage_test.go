package browsertest

// TEMPORARY, until templates/search.html is there: a page with the same parts.

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
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
)

func portalThrough(t *testing.T, through func(http.Handler) http.Handler) *site {
	own := portal(t, false)
	p, err := pipeline.Load(t.Context(), os.DirFS(root), baken.Defaults, pipeline.Options{Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}})
	if err != nil {
		t.Fatal(err)
	}
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
	var script []byte
	for _, n := range []string{"search/query.js", "search/search.js"} {
		script, _ = set.Get(n).Append(script)
		script = append(script, '\n')
	}
	f := asset.New("search.js", script)
	home := string(own.content(t, "nl/index.html"))
	head, rest, _ := strings.Cut(home, "<main")
	_, foot, _ := strings.Cut(rest, "</main>")
	head = strings.Replace(head, `<meta charset="utf-8">`, `<meta charset="utf-8"><meta name="referrer" content="no-referrer">`, 1)
	head = strings.Replace(head, "</head>", fmt.Sprintf(`<script type="module" src="/%s" integrity="%s"></script></head>`, f.Path, f.Integrity), 1)
	pageHTML := head + `<main id="page:main"><h1>Zoeken</h1>
<form role="search" data-search="/search/nl.json" action="/nl/zoeken/" method="get"><label for="q">Zoek</label> <input type="search" name="q" id="q"> <button>Zoek</button></form>
<p role="status" id="search:status"></p>
<div id="search:results"><h2>A</h2><ul><li><a href="/nl/">Aanbieder</a></li></ul></div>
<template id="search:strings" data-counts='{"one":"1 pagina voor „{q}”","other":"{n} pagina’s voor „{q}”"}' data-instead="Geen pagina heeft „{q}”." data-none="Niets gevonden voor „{q}”." data-loading="Bezig met zoeken" data-slow="Uw verbinding is traag" data-failed="Zoeken lukt niet" data-offline="U bent offline" data-retry="Probeer opnieuw" data-outdated="Deze pagina is verouderd" data-reload="Laad opnieuw" data-more="Meer resultaten"><p>Controleer de spelling.</p></template>
</main>` + foot
	artifacts := own.artifacts
	artifacts = append(artifacts[:len(artifacts):len(artifacts)], f.Artifact, artifact.Static("nl/zoeken/index.html", "text/html; charset=utf-8", []byte(pageHTML)))
	for i := range artifacts {
		if artifacts[i].Path == "_headers" {
			b, _ := artifacts[i].Append(nil)
			artifacts[i] = artifact.Static("_headers", "text/plain", append(b, "/search/*\n  Cache-Control: public, max-age=31536000, immutable\n/search/nl.json\n  Cache-Control: no-cache\n"...))
		}
	}
	m, _ := json.Marshal(x.Manifest)
	artifacts = append(artifacts, artifact.Static("search/nl.json", "application/json", m))
	for _, f := range x.Files {
		b, _ := f.Append(nil)
		artifacts = append(artifacts, artifact.Static("search/"+f.Name+".json", "application/json", b))
	}
	return serveThrough(t, listen(t), asset.WithCompressed(t.Context(), artifacts), through)
}
