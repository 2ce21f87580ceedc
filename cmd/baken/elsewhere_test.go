package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// elsewhere is the script command "elsewhere ADDRESS=ANSWER…": from here on the script's programs
// meet only these addresses of other hosts, over a proxy. An answer is a status, or a status and
// where it leads on to: 301:http://other.test/. "elsewhere -asked" prints what was asked of them
// since, sorted.
func elsewhere(ts *testscript.TestScript, _ bool, args []string) {
	log := ts.Value(elsewhereKey{}).(*requestLog)
	if len(args) == 1 && args[0] == "-asked" {
		log.mu.Lock()
		defer log.mu.Unlock()
		slices.Sort(log.lines)
		_, err := io.WriteString(ts.Stdout(), strings.Join(log.lines, ""))
		ts.Check(err)
		log.lines = nil
		return
	}
	answers := map[string]string{}
	for _, a := range args {
		address, answer, ok := strings.Cut(a, "=")
		if !ok {
			ts.Fatalf("usage: elsewhere ADDRESS=ANSWER…")
		}
		answers[address] = answer
	}
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.mu.Lock()
		log.lines = append(log.lines, fmt.Sprintln(r.Method, r.URL))
		log.mu.Unlock()
		status, to, _ := strings.Cut(answers[r.URL.String()], ":")
		code := http.StatusNotFound
		if _, err := fmt.Sscan(status, &code); to != "" && err == nil {
			w.Header().Set("Location", to)
		}
		w.WriteHeader(code)
	}))
	ts.Defer(proxy.Close)
	ts.Setenv("HTTP_PROXY", proxy.URL)
	ts.Setenv("http_proxy", proxy.URL)
	ts.Setenv("NO_PROXY", "")
	ts.Setenv("no_proxy", "")
}

type elsewhereKey struct{}

// requestLog records the requests that the test hosts got.
type requestLog struct {
	mu    sync.Mutex
	lines []string
}
