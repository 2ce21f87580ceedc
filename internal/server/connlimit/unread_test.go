package connlimit

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"
)

// TestUnreadBodyIsWaiting fills the gate with requests whose body doesn't come and that the handler
// answers without reading it. net/http waits for the body before it answers, so they are clients
// that keep the server waiting, and an honest one replaces them.
func TestUnreadBodyIsWaiting(t *testing.T) {
	for name, framing := range map[string]string{
		"length":                    "Content-Length: 10\r\n\r\n",
		"a part of the length":      "Content-Length: 10\r\n\r\nhalf",
		"chunks":                    "Transfer-Encoding: chunked\r\n\r\n",
		"a part of a chunk":         "Transfer-Encoding: chunked\r\n\r\nff\r\nhalf",
		"length, in vain announced": "Expect: 100-continue\r\nContent-Length: 10\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			const room = 8
			var reached sync.WaitGroup
			g, address := serveGated(t, room, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPost {
					defer reached.Done()
					w.WriteHeader(http.StatusMethodNotAllowed)
				}
				io.WriteString(w, "served")
			}))
			reached.Add(g.perNetwork)
			for range g.perNetwork {
				c, err := net.Dial("tcp", address)
				if err != nil {
					t.Fatal(err)
				}
				defer c.Close()
				fmt.Fprint(c, "POST / HTTP/1.1\r\nHost: h\r\n"+framing)
			}
			reached.Wait()
			start := time.Now()
			r, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Get("http://" + address + "/")
			if err != nil {
				t.Fatal(err)
			}
			defer r.Body.Close()
			if text, err := io.ReadAll(r.Body); err != nil || string(text) != "served" {
				t.Errorf("%q, %v", text, err)
			}
			if took := time.Since(start); took > readTimeout/3 {
				t.Errorf("served after %v", took)
			}
		})
	}
}

// TestRefusedBeforeContinue checks that a client that waits for "100 Continue" is answered at once
// where the handler doesn't want the body.
func TestRefusedBeforeContinue(t *testing.T) {
	_, address := serveGated(t, 8, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusMethodNotAllowed)
	}))
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprint(c, "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n")
	if err := c.SetReadDeadline(time.Now().Add(readTimeout / 3)); err != nil {
		t.Fatal(err)
	}
	r, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != http.StatusMethodNotAllowed || !r.Close {
		t.Errorf("%s, closes %v", r.Status, r.Close)
	}
}
