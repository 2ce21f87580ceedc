package server

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"baken.example/baken/internal/secureheader"
)

// gated serves a handler behind a gate for so many connections, and returns it and its address.
func gated(t *testing.T, total int, h http.Handler) (*gate, string) {
	t.Helper()
	g := newGate(listen(t), total, nil)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- serve(ctx, g, h, slog.New(slog.DiscardHandler), time.Second) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return g, g.Addr().String()
}

// readsAll answers with as many bytes as the path's last segment says, after it has read the body.
func readsAll(large []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return
		}
		if r.URL.Path == "/large" {
			w.Write(large)
			return
		}
		io.WriteString(w, "served")
	})
}

// hostile are the ways to hold a connection. Each gets a connection and keeps it until the server
// closes it.
var hostile = map[string]func(c net.Conn){
	"idle": func(c net.Conn) { io.Copy(io.Discard, c) },
	"idle after a request": func(c net.Conn) {
		fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: h\r\n\r\n")
		io.Copy(io.Discard, c)
	},
	"slow header": func(c net.Conn) {
		fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: h\r\n")
		drip(c, "X: y\r\n")
	},
	"slow body": func(c net.Conn) {
		fmt.Fprint(c, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n")
		drip(c, "x")
	},
	"slow reading": func(c net.Conn) {
		c.(*net.TCPConn).SetReadBuffer(4096)
		fmt.Fprint(c, "GET /large HTTP/1.1\r\nHost: h\r\n\r\n")
		for one := make([]byte, 1); ; time.Sleep(20 * time.Millisecond) { // a slow client, not a wait
			if _, err := c.Read(one); err != nil {
				return
			}
		}
	},
}

func drip(c net.Conn, text string) {
	for {
		if _, err := io.WriteString(c, text); err != nil {
			return
		}
		time.Sleep(20 * time.Millisecond) // a slow client, not a wait
	}
}

// TestHonestClientIsServed has several times as many hostile clients as there is room for, all of
// one address, which come again as soon as they are closed; an honest client of that address is
// served within a second, with kept and with new connections.
func TestHonestClientIsServed(t *testing.T) {
	const room, each, requests = 24, 8, 40
	g, address := gated(t, room, readsAll(make([]byte, 16<<20)))
	var (
		clients sync.WaitGroup
		over    atomic.Bool
		conns   sync.Map
	)
	for _, hold := range hostile {
		for range each {
			clients.Go(func() {
				for !over.Load() {
					c, err := net.Dial("tcp", address)
					if err != nil {
						return
					}
					conns.Store(c, nil)
					if over.Load() {
						c.Close()
					}
					hold(c)
					c.Close()
					conns.Delete(c)
				}
			})
		}
	}
	t.Cleanup(clients.Wait)
	t.Cleanup(func() {
		over.Store(true)
		conns.Range(func(c, _ any) bool { c.(net.Conn).Close(); return true })
	})
	// The room that one address has is taken.
	for {
		g.mu.Lock()
		n := len(g.open)
		g.mu.Unlock()
		if n >= g.each {
			break
		}
		time.Sleep(time.Millisecond)
	}
	var times []time.Duration
	for i := range requests {
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: i%2 == 0}}
		start := time.Now()
		r, err := client.Get("http://" + address + "/")
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r.Body)
		r.Body.Close()
		if err != nil || string(text) != "served" {
			t.Fatalf("%q, %v", text, err)
		}
		times = append(times, time.Since(start))
		client.CloseIdleConnections()
		g.mu.Lock()
		if len(g.open) > room {
			t.Errorf("%d connections", len(g.open))
		}
		g.mu.Unlock()
	}
	slices.Sort(times)
	t.Logf("p50 %v, p99 %v", times[requests/2], times[requests*99/100])
	if p99 := times[requests*99/100]; p99 > time.Second {
		t.Errorf("p99 is %v", p99)
	}
}

// TestWorkIsNeverClosed fills the gate with connections that the server works for: a new client
// waits, and all of them get their answers.
func TestWorkIsNeverClosed(t *testing.T) {
	const room = 8
	started, finish := make(chan struct{}), make(chan struct{})
	_, address := gated(t, room, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/work" {
			started <- struct{}{}
			<-finish
		}
		io.WriteString(w, "served")
	}))
	answers := make(chan string, room+1)
	ask := func(path string) {
		r, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Get("http://" + address + path)
		if err != nil {
			answers <- err.Error()
			return
		}
		defer r.Body.Close()
		text, _ := io.ReadAll(r.Body)
		answers <- string(text)
	}
	working := max(minConnections/2, room-room/4) // what one address may have
	for range working {
		go ask("/work")
		<-started
	}
	go ask("/")
	select {
	case text := <-answers:
		t.Fatalf("answered before there was room: %s", text)
	case <-time.After(3 * patience):
	}
	close(finish)
	for range working + 1 {
		if text := <-answers; text != "served" {
			t.Error(text)
		}
	}
}

func TestAdmit(t *testing.T) {
	now := func(g *gate, ago time.Duration) int64 { return max(1, g.now()-int64(ago)) }
	start := time.Now().Add(-time.Hour)
	make := func(exempt ...netip.Prefix) *gate {
		g := newGate(nil, 8, exempt)
		g.start = start
		return g
	}
	add := func(g *gate, address string, ago time.Duration) *conn {
		c := &conn{gate: g, network: network(netip.MustParseAddr(address))}
		if ago > 0 {
			c.waiting.Store(now(g, ago))
		}
		g.open[c] = struct{}{}
		g.networks[c.network]++
		return c
	}
	admit := func(g *gate, address string) (*conn, bool) {
		a := netip.MustParseAddr(address)
		victim, _, ok := g.admit(&conn{gate: g, network: network(a)}, a)
		return victim, ok
	}

	g := make()
	longest := add(g, "192.0.2.1", time.Minute)
	for range 5 {
		add(g, "192.0.2.1", time.Second)
	}
	older := add(g, "192.0.2.2", time.Hour/2)
	if victim, ok := admit(g, "192.0.2.1"); ok || victim != longest {
		t.Error("an address beyond its bound doesn't give one of its own")
	}
	if _, ok := admit(g, "192.0.2.3"); !ok {
		t.Error("there is room for another address")
	}
	if victim, ok := admit(g, "192.0.2.4"); ok || victim != longest || victim == older {
		t.Error("not the longest of those with most")
	}

	g = make(netip.MustParsePrefix("2001:db8::/32"))
	for i := range 8 {
		add(g, fmt.Sprintf("2001:db8::%d", i+1), 0)
	}
	if victim, ok := admit(g, "192.0.2.1"); ok || victim != nil {
		t.Error("work is closed")
	}
	fresh := add(g, "2001:db8::ffff", time.Nanosecond)
	_ = fresh
	if victim, ok := admit(g, "192.0.2.1"); ok || victim != nil {
		t.Error("a fresh connection is closed")
	}
	if len(g.networks) != 1 {
		t.Errorf("%d networks of one /64", len(g.networks))
	}

	g = make(netip.MustParsePrefix("192.0.2.0/24"))
	for range 7 {
		add(g, "192.0.2.1", time.Minute)
	}
	if _, ok := admit(g, "::ffff:192.0.2.1"); !ok {
		t.Error("a proxy is bounded")
	}
	for descriptors, want := range map[uint64]int{0: maxConnections, 16: minConnections, 128: 88, 1 << 40: maxConnections} {
		if got := connections(descriptors); got != want {
			t.Errorf("%d descriptors: %d", descriptors, got)
		}
	}
}

// TestFraming sends what two servers may take for requests of different lengths. It is answered once,
// and the connection is closed.
func TestFraming(t *testing.T) {
	_, address := gated(t, 20, readsAll(nil))
	const smuggled = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n"
	for name, request := range map[string]string{
		"length and chunks":           "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"chunks and length":           "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
		"HTTP/1.0":                    "POST / HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n",
		"two lengths":                 "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
		"another coding":              "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n",
		"a space before the colon":    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length : 1\r\n\r\nx",
		"no host":                     "GET / HTTP/1.1\r\n\r\n",
		"no request":                  "\x16\x03\x01\x02\r\n\r\n",
		"a header that never fits in": "GET / HTTP/1.1\r\nHost: h\r\nX: " + strings.Repeat("y", 2*maxHeaderBytes) + "\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			c, err := net.Dial("tcp", address)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			go io.WriteString(c, request+smuggled)
			b := bufio.NewReader(c)
			r, err := http.ReadResponse(b, nil)
			if err != nil {
				t.Fatal(err)
			}
			text, _ := io.ReadAll(r.Body)
			if !r.Close {
				t.Error("the connection stays open")
			}
			rest, _ := io.ReadAll(b)
			if bytes.Contains(append(text, rest...), []byte("HTTP/1.1")) {
				t.Errorf("answered twice: %q", rest)
			}
			if r.StatusCode >= 400 {
				for _, field := range secureheader.Fields(secureheader.Sandbox) {
					if r.Header.Get(field.Name) != field.Value {
						t.Errorf("%d: %s is %q", r.StatusCode, field.Name, r.Header.Get(field.Name))
					}
				}
			}
		})
	}
}
