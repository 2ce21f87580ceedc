package server_test

import (
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/server"
)

func ExampleNew() {
	site, err := server.New([]artifact.Artifact{
		artifact.Static("_redirects", "text/plain", []byte("/old /nl/ 301\n")),
		artifact.Static("nl/index.html", "text/html; charset=utf-8", []byte("<p>Hallo\n")),
	}, slog.New(slog.DiscardHandler))
	if err != nil {
		log.Fatal(err)
	}
	ts := httptest.NewServer(site)
	defer ts.Close()

	for _, path := range []string{"/nl/", "/old", "/en/"} {
		resp, err := http.Get(ts.URL + path) // follows redirects
		if err != nil {
			log.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: %d %s", resp.Request.URL.Path, resp.StatusCode, body)
	}
	// Output:
	// /nl/: 200 <p>Hallo
	// /nl/: 200 <p>Hallo
	// /en/: 404 There is no page at this address.
}
