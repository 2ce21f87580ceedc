package server

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"testing"

	"baken.example/baken/internal/server/connlimit"
)

// TestRaw sends requests that no client library would send.
func TestRaw(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- connlimit.Serve(ctx, ln, newSite(t, files), slog.New(slog.DiscardHandler)) }()
	for request, want := range map[string]string{
		"GET /file HTTP/1.1":                     "200 file",
		"GET //evil.example/%2e%2e HTTP/1.1":     "404 missing",
		"GET //evil.example/x HTTP/1.1":          "301 /evil.example/x",
		`GET /\evil.example HTTP/1.1`:            "404 missing",
		`GET \\evil.example HTTP/1.1`:            "400",
		"GET /../../etc/passwd HTTP/1.1":         "404 missing",
		"GET http://evil.example/file HTTP/1.1":  "200 file",
		"GET http://evil.example HTTP/1.1":       "200 home",
		"GET http://evil.example//file HTTP/1.1": "301 /file",
		"GET /file#x HTTP/1.1":                   "404 missing",
		"GET /moved?a#b HTTP/1.1":                "301 /file?a%23b",
		"OPTIONS * HTTP/1.1":                     "405 This site can only be read.\n",
		"GET /f%zz HTTP/1.1":                     "400",
	} {
		t.Run(request, func(t *testing.T) {
			c, err := net.Dial("tcp", ln.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			fmt.Fprintf(c, "%s\r\nHost: h.example\r\nConnection: close\r\n\r\n", request)
			r, err := http.ReadResponse(bufio.NewReader(c), nil)
			if err != nil {
				t.Fatal(err)
			}
			got := answer(t, r)
			if got != want && !(want == "400" && got[:3] == want) { // the words are net/http's

				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
