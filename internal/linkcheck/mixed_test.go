package linkcheck

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// resolveTo lets names resolve to addresses, by a DNS server of its own, until the test ends.
func resolveTo(t *testing.T, addresses ...string) {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	before := net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", server.LocalAddr().String())
	}}
	t.Cleanup(func() {
		net.DefaultResolver = before
		server.Close()
	})
	go func() {
		buf := make([]byte, 4096)
		for {
			n, from, err := server.ReadFrom(buf)
			if err != nil {
				return
			}
			if answer, err := answerWith(buf[:n], addresses); err == nil {
				server.WriteTo(answer, from)
			}
		}
	}()
}

// answerWith returns the answer to a query: those of the addresses that are of its type.
func answerWith(query []byte, addresses []string) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(query); err != nil {
		return nil, err
	}
	m.Response, m.Additionals = true, nil
	for _, q := range m.Questions {
		for _, a := range addresses {
			header := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1}
			switch at := netip.MustParseAddr(a); {
			case at.Is4() && q.Type == dnsmessage.TypeA:
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AResource{A: at.As4()}})
			case at.Is6() && q.Type == dnsmessage.TypeAAAA:
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AAAAResource{AAAA: at.As16()}})
			}
		}
	}
	return m.Pack()
}

// TestMixedAddresses checks that where a name has public and private addresses, each is judged on
// its own, whatever their order and family, and only the public ones are connected to.
func TestMixedAddresses(t *testing.T) {
	if l, err := net.Listen("tcp6", "[::1]:0"); err != nil {
		t.Skip("no IPv6 here:", err)
	} else {
		l.Close()
	}
	const public4, public6 = "1.1.1.1", "2a02:2308::216:1"
	for _, addresses := range [][]string{
		{"127.0.0.1", public4}, {public4, "127.0.0.1"}, {"169.254.169.254", public4, "10.0.0.1"}, {"::1", public4}, {public6, "192.168.1.1"},
		{"::ffff:10.0.0.1", public6, public4}, {"127.0.0.1"}, {"::1", "10.0.0.1"},
	} {
		resolveTo(t, addresses...)
		errStop := errors.New("would connect")
		var mu sync.Mutex
		var reached []string
		judge := func(ctx context.Context, network, address string, c syscall.RawConn) error {
			if err := onlyPublic(ctx, network, address, c); err != nil {
				return err
			}
			host, _, _ := net.SplitHostPort(address)
			mu.Lock()
			defer mu.Unlock()
			reached = append(reached, host)
			return errStop
		}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://mixed.example.org/", nil)
		if err != nil {
			t.Fatal(err)
		}
		if answer, err := transport(judge, nil).RoundTrip(r); err == nil {
			answer.Body.Close()
			t.Errorf("%v: there is an answer", addresses)
		} else if !errors.Is(err, errStop) && !errors.Is(err, errNotPublic) {
			t.Errorf("%v: %v", addresses, err)
		}
		cancel()
		mu.Lock()
		for _, a := range addresses {
			if slices.Contains(reached, a) != public(netip.MustParseAddr(a)) {
				t.Errorf("%v: connects to %v", addresses, reached)
			}
		}
		mu.Unlock()
	}
}
