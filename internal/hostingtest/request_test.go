package hostingtest

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

// request is a request as it is sent: its target isn't normalised.
type request struct {
	method, target string
	// headers are lines such as "Accept-Language: nl".
	headers []string
	body    string
}

func (r request) String() string {
	return strings.Join(append([]string{r.method + " " + r.target}, r.headers...), " | ")
}

// answer is the part of a response that servers must agree on.
type answer struct {
	status int
	// headers holds the compared headers, by name, with the values that depend on the server taken
	// out.
	headers map[string]string
	etag    string
	body    string
}

// ignored are the headers in which servers may differ: those of the connection and of the program,
// and those whose values are compared in other ways.
var ignored = []string{"Server", "Date", "Connection", "Content-Length", "Transfer-Encoding", "Keep-Alive", "Etag", "Accept-Ranges", "Alt-Svc"}

// ask sends a request to a server and returns its answer.
func ask(t *testing.T, network, addr, host string, r request) answer {
	t.Helper()
	conn, err := net.Dial(network, addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n", r.method, r.target, host)
	for _, h := range r.headers {
		out.WriteString(h + "\r\n")
	}
	if r.body != "" {
		fmt.Fprintf(&out, "Content-Length: %d\r\n", len(r.body))
	}
	out.WriteString("\r\n" + r.body)
	if _, err := io.WriteString(conn, out.String()); err != nil {
		t.Fatal(r, err)
	}
	response, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: r.method})
	if err != nil {
		t.Fatal(r, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(r, err)
	}
	a := answer{status: response.StatusCode, headers: map[string]string{}, etag: response.Header.Get("Etag")}
	for name, values := range response.Header {
		if !slices.Contains(ignored, name) {
			a.headers[name] = strings.Join(values, " || ")
		}
	}
	vary := strings.Split(strings.ReplaceAll(a.headers["Vary"], " ", ""), ",")
	slices.Sort(vary)
	if a.headers["Vary"] = strings.Join(slices.Compact(vary), ", "); a.headers["Vary"] == "" {
		delete(a.headers, "Vary")
	}
	if location, ok := a.headers["Location"]; ok {
		a.headers["Location"] = spelled(location)
	}
	a.body = decode(t, a.headers["Content-Encoding"], body)
	return a
}

// spelled returns an address with its path spelled in one way: which characters are
// percent-encoded makes no difference, but for the slash, which is then part of a segment.
func spelled(address string) string {
	path, query, ok := strings.Cut(address, "?")
	segments := strings.Split(path, "/")
	for i, s := range segments {
		if text, err := url.PathUnescape(s); err == nil {
			segments[i] = url.PathEscape(text)
		}
	}
	if ok {
		query = "?" + query
	}
	return strings.Join(segments, "/") + query
}

// decode returns a body without its coding.
func decode(t *testing.T, coding string, body []byte) string {
	t.Helper()
	var in io.Reader = bytes.NewReader(body)
	switch {
	case len(body) == 0:
	case coding == "gzip":
		z, err := gzip.NewReader(in)
		if err != nil {
			t.Fatal(err)
		}
		in = z
	case coding == "br":
		in = brotli.NewReader(in)
	}
	out, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// differences returns what differs between the answer of package server and another, as lines.
func differences(want, got answer) []string {
	var out []string
	add := func(what, want, got string) {
		if want != got {
			out = append(out, fmt.Sprintf("%s: %q instead of %q", what, got, want))
		}
	}
	add("status", fmt.Sprint(want.status), fmt.Sprint(got.status))
	names := maps.Clone(want.headers)
	maps.Copy(names, got.headers)
	shown := want.status == http.StatusOK || want.status == http.StatusPartialContent || want.status == http.StatusNotFound
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if name == "Content-Type" && !shown {
			continue // of a line that no reader sees
		}
		if name == "Content-Encoding" && len(want.body) < 256 {
			continue // A build compresses small files too, whether or not that makes them smaller.
		}
		add(name, want.headers[name], got.headers[name])
	}
	if want.etag != "" || !isImmutable(want) { // Serve sends none for a file that never changes.
		add("entity tag", fmt.Sprint(want.etag != ""), fmt.Sprint(got.etag != ""))
	}
	if shown && want.body != got.body {
		out = append(out, fmt.Sprintf("body: %.80q instead of %.80q", got.body, want.body))
	}
	return out
}

// isImmutable reports whether browsers needn't ask for a file again.
func isImmutable(a answer) bool { return strings.Contains(a.headers["Cache-Control"], "immutable") }
