package server

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// The bounds on connections, where the system allows as many.
const (
	maxConnections = 4096
	// spare is how many descriptors are left for everything else: the database, the log, metrics.
	spare = 40
	// minConnections holds even where that leaves less.
	minConnections = 8
	// patience is for how long a client may keep the server waiting before its connection can go to
	// another one. A request on a bad line arrives within it.
	patience = 100 * time.Millisecond
)

// gate is a listener that bounds the connections that are open, in all and for each network. Where a
// bound is reached, a new connection takes the place of the one that has kept the server waiting for
// longest, of the network that has most: an idle one, one that sends its request or takes its answer
// too slowly. So clients that hold connections can't shut anybody out, behind the same address
// neither, and no honest client loses an answer. A connection that the server works for is never
// closed; if there is no other, new clients wait.
//
// [golang.org/x/net/netutil.LimitListener] makes new clients wait in any case, and so is what an
// attacker would want.
type gate struct {
	net.Listener
	total, each int
	// exempt are the networks to which the bound for each doesn't apply: proxies, behind which there
	// are many clients.
	exempt []netip.Prefix
	start  time.Time

	mu       sync.Mutex
	open     map[*conn]struct{}
	networks map[string]int
	closed   bool
	// wake has a value when a connection was closed.
	wake chan struct{}
}

func newGate(ln net.Listener, total int, exempt []netip.Prefix) *gate {
	return &gate{Listener: ln, total: total, each: max(minConnections/2, total-total/4), exempt: exempt, start: time.Now(),
		open: map[*conn]struct{}{}, networks: map[string]int{}, wake: make(chan struct{}, 1)}
}

// connections returns how many connections a process may have open at once that may have so many
// descriptors; 0 means that it isn't known.
func connections(descriptors uint64) int {
	if descriptors == 0 || descriptors > maxConnections+spare {
		return maxConnections
	}
	return max(minConnections, int(descriptors)-spare)
}

// now returns the time since the gate was made, never 0, by a clock that nobody sets.
func (g *gate) now() int64 { return int64(time.Since(g.start)) + 1 }

// Accept returns the next connection once there is room for it.
func (g *gate) Accept() (net.Conn, error) {
	accepted, err := g.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c := &conn{Conn: accepted, gate: g}
	address, _ := netip.ParseAddrPort(accepted.RemoteAddr().String())
	c.network = network(address.Addr())
	c.waiting.Store(g.now())
	for {
		victim, wait, ok := g.admit(c, address.Addr())
		switch {
		case ok:
			return c, nil
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

// admit counts a connection in if there is room. Otherwise it returns the connection to close for it,
// or, where none may be closed yet, after how long to look again.
func (g *gate) admit(c *conn, address netip.Addr) (victim *conn, wait time.Duration, ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	full := len(g.open) >= g.total
	crowded := g.networks[c.network] >= g.each && !g.exempts(address)
	if !full && !crowded {
		g.open[c] = struct{}{}
		g.networks[c.network]++
		return nil, 0, true
	}
	now, most := g.now(), 0
	var longest time.Duration
	wait = patience
	for other := range g.open {
		size := g.networks[other.network]
		if crowded {
			if other.network != c.network {
				continue
			}
			size = 0
		}
		since := other.since(now)
		switch {
		case since == 0:
		case since < patience:
			wait = min(wait, patience-since)
		case victim == nil, size > most, size == most && since > longest:
			victim, most, longest = other, size, since
		}
	}
	return victim, wait, false
}

// pause waits until a connection is closed or a time has passed. It reports whether the gate is open.
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

// changed wakes the one that waits for room.
func (g *gate) changed() {
	select {
	case g.wake <- struct{}{}:
	default:
	}
}

func (g *gate) release(c *conn) {
	g.mu.Lock()
	if _, there := g.open[c]; there {
		delete(g.open, c)
		if g.networks[c.network]--; g.networks[c.network] == 0 {
			delete(g.networks, c.network)
		}
	}
	g.mu.Unlock()
	g.changed()
}

// Close closes the listener. Connections stay open.
func (g *gate) Close() error {
	g.mu.Lock()
	g.closed = true
	g.mu.Unlock()
	g.changed()
	return g.Listener.Close()
}

// state notes for whom a connection waits. It is the ConnState of the server.
func (g *gate) state(nc net.Conn, state http.ConnState) {
	c, ok := nc.(*conn)
	if !ok {
		return
	}
	switch state {
	case http.StateIdle:
		c.serving.Store(false)
		c.waits()
	case http.StateActive: // the first byte of a request is there
		if !c.serving.Load() {
			c.waiting.Store(g.now())
		}
	}
}

// context puts the connection where requests find it.
func (g *gate) context(ctx context.Context, nc net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, nc)
}

func (g *gate) exempts(address netip.Addr) bool {
	address = address.Unmap()
	return slices.ContainsFunc(g.exempt, func(p netip.Prefix) bool { return p.Contains(address) })
}

// network returns what one client has at the least: an IPv4 address, or 64 bits of an IPv6 one
// (RFC 4291, section 2.5.4).
func network(address netip.Addr) string {
	address = address.Unmap().WithZone("")
	if address.Is6() {
		if p, err := address.Prefix(64); err == nil {
			return p.String()
		}
	}
	return address.String()
}
