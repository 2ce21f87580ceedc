package visitor

import (
	"bytes"
	"net/http"
	"net/netip"
	"testing"
)

func TestClient(t *testing.T) {
	trusted := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, tt := range []struct {
		remote    string
		forwarded []string
		want      string
	}{
		{"192.0.2.1:1234", nil, "192.0.2.1"},
		{"192.0.2.1:1234", []string{"198.51.100.1"}, "192.0.2.1"},
		{"192.0.2.1", nil, "192.0.2.1"},
		{"[2001:db8::1%eth0]:1", nil, "2001:db8::1"},
		{"[::ffff:192.0.2.1]:1", nil, "192.0.2.1"},
		{"10.0.0.1:1", []string{"198.51.100.1"}, "198.51.100.1"},
		{"10.0.0.1:1", []string{"203.0.113.9, 198.51.100.1"}, "198.51.100.1"},
		{"10.0.0.1:1", []string{"203.0.113.9", "198.51.100.1"}, "198.51.100.1"},
		{"10.0.0.1:1", []string{"203.0.113.9, 198.51.100.1 , 10.2.3.4"}, "198.51.100.1"},
		{"[fd00::1]:1", []string{"2001:db8::7"}, "2001:db8::7"},
		{"10.0.0.1:1", []string{"198.51.100.1:4711"}, "198.51.100.1"},
		{"10.0.0.1:1", []string{"[2001:db8::7]:4711"}, "2001:db8::7"},
		{"10.0.0.1:1", []string{"[2001:db8::7]"}, "2001:db8::7"},
		{"[::ffff:10.0.0.1]:1", []string{"::ffff:198.51.100.1"}, "198.51.100.1"},
		{"10.0.0.1:1", nil, "10.0.0.1"},
		{"10.0.0.1:1", []string{""}, "10.0.0.1"},
		{"10.0.0.1:1", []string{"198.51.100.1, unknown"}, "10.0.0.1"},
		{"10.0.0.1:1", []string{"10.0.0.3, 10.0.0.2"}, "10.0.0.3"},
		{"@", []string{"198.51.100.1"}, ""},
		{"", nil, ""},
	} {
		got := Address(&http.Request{RemoteAddr: tt.remote, Header: http.Header{"X-Forwarded-For": tt.forwarded}}, trusted)
		if want, _ := netip.ParseAddr(tt.want); got != want {
			t.Errorf("%s, %v: %v, want %v", tt.remote, tt.forwarded, got, want)
		}
	}
}

// TestHash checks what makes two visitors one, and what doesn't.
func TestHash(t *testing.T) {
	one := Visitor{netip.MustParseAddr("192.0.2.1"), "Browser/1", "nl,en"}
	hash := func(change func(*Visitor)) Hashes {
		v := one
		change(&v)
		return v.Hash([]byte("salt"), 1, "/a/")
	}
	same := hash(func(*Visitor) {})
	for name, tt := range map[string]struct {
		h                         Hashes
		browser, address, network bool
	}{
		"same":      {hash(func(*Visitor) {}), true, true, true},
		"agent":     {hash(func(v *Visitor) { v.Agent = "Browser/2" }), false, true, true},
		"languages": {hash(func(v *Visitor) { v.Languages = "en" }), false, true, true},
		"shifted":   {hash(func(v *Visitor) { v.Agent, v.Languages = "Browser/1n", "l,en" }), false, true, true},
		"neighbour": {hash(func(v *Visitor) { v.Address = netip.MustParseAddr("192.0.2.99") }), false, false, true},
		"stranger":  {hash(func(v *Visitor) { v.Address = netip.MustParseAddr("192.0.3.1") }), false, false, false},
	} {
		if got := bytes.Equal(tt.h.Browser, same.Browser); got != tt.browser {
			t.Errorf("%s: the same browser: %v", name, got)
		}
		if got := bytes.Equal(tt.h.Address, same.Address) && bytes.Equal(tt.h.AddressPage, same.AddressPage); got != tt.address {
			t.Errorf("%s: the same address: %v", name, got)
		}
		if got := bytes.Equal(tt.h.Network, same.Network) && bytes.Equal(tt.h.NetworkPage, same.NetworkPage); got != tt.network {
			t.Errorf("%s: the same network: %v", name, got)
		}
	}
	// A subscriber of IPv6 has 64 bits to choose from; around it is a network of 48.
	six := func(a string) Hashes { return Visitor{Address: netip.MustParseAddr(a)}.Hash([]byte("salt"), 1, "/a/") }
	a, b, c := six("2001:db8:0:1::1"), six("2001:db8:0:1:ffff::2"), six("2001:db8:0:2::1")
	if !bytes.Equal(a.Browser, b.Browser) || bytes.Equal(a.Address, c.Address) || !bytes.Equal(a.Network, c.Network) {
		t.Error("IPv6 addresses don't count by their prefixes")
	}
	// Nothing of one purpose, page, day or salt is another's.
	seen := map[string]bool{}
	for _, h := range []Hashes{same, one.Hash([]byte("other"), 1, "/a/"), one.Hash([]byte("salt"), 2, "/a/")} {
		for _, b := range [][]byte{h.Browser, h.Address, h.Network, h.AddressPage, h.NetworkPage} {
			if len(b) != Size || seen[string(b)] {
				t.Errorf("%x", b)
			}
			seen[string(b)] = true
		}
	}
	if h := one.Hash([]byte("salt"), 1, "/b/"); !bytes.Equal(h.Address, same.Address) || bytes.Equal(h.AddressPage, same.AddressPage) || bytes.Equal(h.Browser, same.Browser) {
		t.Error("another page")
	}
	if id := Rename([]byte("salt"), 1, "0123456789abcdef"); id != Rename([]byte("salt"), 1, "0123456789abcdef") || id == Rename([]byte("salt"), 2, "0123456789abcdef") || len(id) < 16 {
		t.Error(id)
	}
}
