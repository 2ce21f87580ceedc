package connlimit

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// The limits on connections, where the system allows as many.
const (
	maxConnections = 4096
	// spare is the number of descriptors that are left for other uses: the database, the log,
	// metrics.
	spare = 40
	// minConnections is the limit even where that leaves fewer.
	minConnections = 8
	// evictAfter is how long a client may keep the server waiting before its connection can be
	// closed for a new one. A request on a slow network arrives within it.
	evictAfter = 100 * time.Millisecond
)

// gate is a listener that limits the open connections, in total and for each network. At a limit, a
// new connection replaces the one that has kept the server waiting longest, of the network that has
// most: an idle one, or one that sends its request or reads its answer too slowly. So clients that
// hold connections open can't deny service to other clients, not even behind the same address, and
// no honest client loses an answer. A connection whose request is being served is never closed; if
// there is no other, new clients wait.
//
// [golang.org/x/net/netutil.LimitListener] always makes new clients wait, so that connections held
// open deny service.
type gate struct {
	net.Listener
	total, perNetwork int
	// exempt are the networks without a limit of their own: proxies of many clients.
	exempt []netip.Prefix
	// patience is evictAfter, but in tests.
	patience time.Duration
	start    time.Time

	mu       sync.Mutex
	open     map[*conn]struct{}
	networks map[string]int
	closed   bool
	// wake receives a value when a connection or the gate has been closed.
	wake chan struct{}
}

func newGate(ln net.Listener, total int, exempt []netip.Prefix) *gate {
	return &gate{Listener: ln, total: total, perNetwork: max(minConnections/2, total-total/4), exempt: exempt, patience: evictAfter, start: time.Now(),
		open: map[*conn]struct{}{}, networks: map[string]int{}, wake: make(chan struct{}, 1)}
}

// connections returns the limit on open connections of a process with a limit on descriptors, of
// which 0 means unknown.
func connections(descriptors uint64) int {
	if descriptors == 0 || descriptors > maxConnections+spare {
		return maxConnections
	}
	return max(minConnections, int(descriptors)-spare)
}

// now returns the time since the gate was made, by the monotonic clock. It is never 0.
func (g *gate) now() int64 { return int64(time.Since(g.start)) + 1 }

// Accept returns the next connection once the limits allow it.
func (g *gate) Accept() (net.Conn, error) {
	accepted, err := g.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c := &conn{Conn: accepted, gate: g}
	address, _ := netip.ParseAddrPort(accepted.RemoteAddr().String())
	c.network = network(address.Addr())
	c.waitingSince.Store(g.now())
	for {
		victim, wait, ok := g.admit(c, address.Addr())
		switch {
		case ok:
			return c, nil
		case victim != nil && victim.hasArrived():
			// It is the server that is late: the client gets as much time again.
		case victim != nil:
			victim.evict()
		default:
			if !g.pause(wait) {
				_ = accepted.Close() // the listener is closed, which is the error to report
				return nil, net.ErrClosed
			}
		}
	}
}

// admit adds a connection if the limits allow it. Otherwise it returns the connection to close
// first or, where none may be closed yet, the time to wait before the next attempt.
func (g *gate) admit(c *conn, address netip.Addr) (victim *conn, wait time.Duration, ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	full := len(g.open) >= g.total
	crowded := g.networks[c.network] >= g.perNetwork && !g.exempts(address)
	if !full && !crowded {
		g.open[c] = struct{}{}
		g.networks[c.network]++
		return nil, 0, true
	}
	now, most := g.now(), 0
	var longest time.Duration
	wait = g.patience
	for other := range g.open {
		size := g.networks[other.network]
		if crowded {
			if other.network != c.network {
				continue
			}
			size = 0
		}
		waited := other.waited(now)
		switch {
		case waited == 0:
		case waited < g.patience:
			wait = min(wait, g.patience-waited)
		case victim == nil, size > most, size == most && waited > longest:
			victim, most, longest = other, size, waited
		}
	}
	return victim, wait, false
}

// pause waits until a connection is closed or a time has passed, and reports whether the gate is
// open.
func (g *gate) pause(wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-g.wake:
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return !g.closed
}

// signal wakes a pending Accept.
func (g *gate) signal() {
	select {
	case g.wake <- struct{}{}:
	default:
	}
}

func (g *gate) release(c *conn) {
	g.mu.Lock()
	if _, open := g.open[c]; open {
		delete(g.open, c)
		if g.networks[c.network]--; g.networks[c.network] == 0 {
			delete(g.networks, c.network)
		}
	}
	g.mu.Unlock()
	g.signal()
}

// Close closes the listener. Connections stay open.
func (g *gate) Close() error {
	g.mu.Lock()
	g.closed = true
	g.mu.Unlock()
	g.signal()
	return g.Listener.Close()
}

// state is the ConnState hook of the server. It records when the server starts to wait for a
// client.
func (g *gate) state(nc net.Conn, state http.ConnState) {
	c, ok := nc.(*conn)
	if !ok {
		return
	}
	switch state {
	case http.StateIdle:
		c.serving.Store(false)
		c.receiving.Store(false)
		c.startWaiting()
	case http.StateActive: // the first byte of a request has arrived
		if !c.serving.Load() {
			c.waitingSince.Store(g.now())
		}
	}
}

// context is the ConnContext hook of the server. It stores the connection under connKey.
func (g *gate) context(ctx context.Context, nc net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, nc)
}

func (g *gate) exempts(address netip.Addr) bool {
	address = address.Unmap()
	return slices.ContainsFunc(g.exempt, func(p netip.Prefix) bool { return p.Contains(address) })
}

// network returns the smallest network that one client has: an IPv4 address, or the /64 network of
// an IPv6 address (RFC 4291, section 2.5.4).
func network(address netip.Addr) string {
	address = address.Unmap().WithZone("")
	if address.Is6() {
		if p, err := address.Prefix(64); err == nil {
			return p.String()
		}
	}
	return address.String()
}
