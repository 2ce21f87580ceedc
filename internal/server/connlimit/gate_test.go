package connlimit

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

// serveGated serves a handler behind a gate with a limit of total connections, and returns the gate
// and its address.
func serveGated(t *testing.T, total int, h http.Handler) (*gate, string) {
	t.Helper()
	g := newGate(listen(t), total, nil)
	serveGate(t, g, h)
	return g, g.Addr().String()
}

// serveGate serves a handler behind a gate until the test ends.
func serveGate(t testing.TB, g *gate, h http.Handler) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- serve(ctx, g, h, slog.New(slog.DiscardHandler), time.Second) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// readsAll returns a handler that reads the body and answers with as many bytes as the path's last
// segment says.
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

// pace lets slow clients take a step whenever the test has made progress, rather than after a time.
type pace struct {
	mu   sync.Mutex
	next chan struct{}
	over chan struct{}
}

func newPace() *pace { return &pace{next: make(chan struct{}), over: make(chan struct{})} }

// step lets each client take a step.
func (p *pace) step() {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.next)
	p.next = make(chan struct{})
}

// wait waits for the next step, and reports whether there is one before the end of the test, or of
// the connection unless closed is nil.
func (p *pace) wait(closed <-chan struct{}) bool {
	p.mu.Lock()
	next := p.next
	p.mu.Unlock()
	select {
	case <-next:
		return true
	case <-closed:
	case <-p.over:
	}
	return false
}

// hostile are the ways to hold a connection. Each gets a connection and keeps it until the server
// closes it.
var hostile = map[string]func(c net.Conn, p *pace){
	"idle": func(c net.Conn, _ *pace) { io.Copy(io.Discard, c) },
	"idle after a request": func(c net.Conn, _ *pace) {
		fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: h\r\n\r\n")
		io.Copy(io.Discard, c)
	},
	"slow header": func(c net.Conn, p *pace) {
		fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: h\r\n")
		sendSlowly(c, "X: y\r\n", p)
	},
	"slow body": func(c net.Conn, p *pace) {
		fmt.Fprint(c, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n")
		sendSlowly(c, "x", p)
	},
	"slow reading": func(c net.Conn, p *pace) {
		c.(*net.TCPConn).SetReadBuffer(4096)
		fmt.Fprint(c, "GET /large HTTP/1.1\r\nHost: h\r\n\r\n")
		for one := make([]byte, 1); ; {
			if _, err := c.Read(one); err != nil || !p.wait(nil) {
				return
			}
		}
	},
}

func sendSlowly(c net.Conn, text string, p *pace) {
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		io.Copy(io.Discard, c)
	}()
	for {
		if _, err := io.WriteString(c, text); err != nil || !p.wait(closed) {
			return
		}
	}
}

// counted is a listener that closes reached when Accept is called for the nth time: by then n-1
// connections have been admitted.
type counted struct {
	net.Listener
	calls   atomic.Int64
	n       int64
	reached chan struct{}
}

func (l *counted) Accept() (net.Conn, error) {
	if l.calls.Add(1) == l.n {
		close(l.reached)
	}
	return l.Listener.Accept()
}

// hold runs several times as many hostile clients as a limit of room connections allows, all of one
// address, which reconnect as soon as they are closed. It returns when the limit of that address is
// reached.
func hold(t testing.TB, room, each int, patience time.Duration) (*gate, *pace) {
	t.Helper()
	g := newGate(nil, room, nil)
	g.patience = patience
	ln := &counted{Listener: listen(t), n: int64(g.perNetwork) + 1, reached: make(chan struct{})}
	g.Listener = ln
	serveGate(t, g, readsAll(make([]byte, 16<<20)))
	var (
		clients sync.WaitGroup
		over    atomic.Bool
		conns   sync.Map
		p       = newPace()
	)
	for _, hold := range hostile {
		for range each {
			clients.Go(func() {
				for !over.Load() {
					c, err := net.Dial("tcp", g.Addr().String())
					if err != nil {
						return
					}
					conns.Store(c, nil)
					if over.Load() {
						c.Close()
					}
					hold(c, p)
					c.Close()
					conns.Delete(c)
				}
			})
		}
	}
	t.Cleanup(clients.Wait)
	t.Cleanup(func() {
		over.Store(true)
		close(p.over)
		conns.Range(func(c, _ any) bool { c.(net.Conn).Close(); return true })
	})
	<-ln.reached
	return g, p
}

// honest sends requests, one after the other, on one connection, and fails unless they are served.
func honest(t testing.TB, address string, requests int) {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	// Far below the time after which the server closes slow connections in any case.
	if err := c.SetDeadline(time.Now().Add(readHeaderTimeout / 2)); err != nil {
		t.Fatal(err)
	}
	b := bufio.NewReader(c)
	for range requests {
		if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: h\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		r, err := http.ReadResponse(b, nil)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r.Body)
		r.Body.Close()
		if err != nil || string(text) != "served" {
			t.Fatalf("%q, %v", text, err)
		}
	}
}

// TestHonestClientIsServed has an honest client of the address from which hostile ones hold all
// connections that it may have. It is served, with reused and with new connections, long before the
// server closes any connection for being slow. BenchmarkHonestClient measures how soon.
func TestHonestClientIsServed(t *testing.T) {
	// With more patience than usual the honest client isn't taken for a hostile one if the machine
	// keeps it from sending its request.
	const room, each, clients, patience = 24, 8, 6, 5 * evictAfter
	g, p := hold(t, room, each, patience)
	for i := range clients {
		honest(t, g.Addr().String(), 1+i%2)
		p.step()
		g.mu.Lock()
		if len(g.open) > room {
			t.Errorf("%d connections", len(g.open))
		}
		g.mu.Unlock()
	}
}

// BenchmarkHonestClient measures how long an honest client waits for an answer on a new connection
// while hostile ones hold all that there are.
func BenchmarkHonestClient(b *testing.B) {
	g, p := hold(b, 24, 8, evictAfter)
	var times []time.Duration
	for b.Loop() {
		start := time.Now()
		honest(b, g.Addr().String(), 1)
		times = append(times, time.Since(start))
		p.step()
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Milliseconds()), "p50-ms")
	b.ReportMetric(float64(times[len(times)*99/100].Milliseconds()), "p99-ms")
}

// TestWorkIsNeverClosed fills the gate with connections whose requests are being served: a new
// client waits, and all of them get their answers.
func TestWorkIsNeverClosed(t *testing.T) {
	const room = 8
	started, finish := make(chan struct{}), make(chan struct{})
	_, address := serveGated(t, room, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
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
	working := max(minConnections/2, room-room/4) // the limit of one address
	for range working {
		go ask("/work")
		<-started
	}
	go ask("/")
	select {
	case text := <-answers:
		t.Fatalf("answered before there was room: %s", text)
	case <-time.After(3 * evictAfter):
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
			c.waitingSince.Store(now(g, ago))
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

// TestArrivedIsNotEvicted has a client whose request has arrived, and that the server hasn't come
// to read: it isn't closed for that, and has to wait no longer than the others once it is read.
func TestArrivedIsNotEvicted(t *testing.T) {
	ln := listen(t)
	defer ln.Close()
	client, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	accepted, err := ln.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer accepted.Close()
	g := newGate(nil, 8, nil)
	g.start = time.Now().Add(-time.Hour)
	c := &conn{Conn: accepted, gate: g}
	c.waitingSince.Store(1)
	if c.hasArrived() || c.waitingSince.Load() != 1 {
		t.Error("nothing has been sent")
	}
	if _, err := io.WriteString(client, "GE"); err != nil {
		t.Fatal(err)
	}
	one := make([]byte, 1)
	if _, err := c.Read(one); err != nil { // So the rest has arrived as well.
		t.Fatal(err)
	}
	if !hasUnread(accepted) {
		t.Skip("it isn't known here what has arrived")
	}
	if !c.hasArrived() || c.waited(g.now()) > time.Minute {
		t.Error("the server's delay counts as the client's")
	}
	c.waitingSince.Store(1)
	c.serving.Store(true) // More than the request has no claim to be read.
	if c.hasArrived() {
		t.Error("bytes after a request protect a client that doesn't read")
	}
	c.serving.Store(false)
	if _, err := c.Read(one); err != nil {
		t.Fatal(err)
	}
	if c.hasArrived() {
		t.Error("everything has been read")
	}
}

// TestFraming sends requests whose length is ambiguous. Each is answered once, and the connection
// is closed.
func TestFraming(t *testing.T) {
	_, address := serveGated(t, 20, readsAll(nil))
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
