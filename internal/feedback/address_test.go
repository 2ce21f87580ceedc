package feedback

import (
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
		got := client(&http.Request{RemoteAddr: tt.remote, Header: http.Header{"X-Forwarded-For": tt.forwarded}}, trusted)
		if want, _ := netip.ParseAddr(tt.want); got != want {
			t.Errorf("%s, %v: %v, want %v", tt.remote, tt.forwarded, got, want)
		}
	}
}

func TestHashes(t *testing.T) {
	a, b := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")
	one, two := Salt{Day: 1, Key: []byte("one")}, Salt{Day: 1, Key: []byte("two")}
	next := Salt{Day: 2, Key: []byte("one")}
	seen := map[string]bool{}
	for _, h := range [][]byte{
		one.visitor(a, "/a/"), one.visitor(a, "/b/"), one.visitor(b, "/a/"), two.visitor(a, "/a/"), next.visitor(a, "/a/"),
		one.sender(a), one.sender(b), two.sender(a), one.visitor(a, ""),
	} {
		if len(h) != hashSize || seen[string(h)] {
			t.Errorf("%x", h)
		}
		seen[string(h)] = true
	}
	if !seen[string(one.visitor(a, "/a/"))] {
		t.Error("a hash differs from itself")
	}
}

func TestDay(t *testing.T) {
	for d, want := range map[Day]string{0: "1970-01-01", 20780: "2026-11-23", -1: "1969-12-31"} {
		got, err := ParseDay(want)
		if d.String() != want || got != d || err != nil || DayOf(d.Time()) != d || DayOf(d.Time().Add(-1)) != d-1 {
			t.Errorf("%d: %s, %v, %v", d, d, got, err)
		}
	}
	if _, err := ParseDay("23-11-2026"); err == nil {
		t.Error("no error")
	}
}
