package visitor

import (
	"net/http"
	"net/netip"
	"strings"
)

// Address is the address of whoever sent a request, or the zero Addr where it can't be told.
//
// It is the one at the other end of the connection, unless that is a trusted proxy: then it is the
// last in X-Forwarded-For that isn't one. Everything before that may have been made up.
func Address(r *http.Request, trusted []netip.Prefix) netip.Addr {
	hop := parseAddress(r.RemoteAddr)
	forwarded := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(forwarded) - 1; i >= 0 && isTrusted(hop, trusted); i-- {
		next := parseAddress(strings.TrimSpace(forwarded[i]))
		if !next.IsValid() {
			break // the proxy doesn't say whom it speaks for
		}
		hop = next
	}
	return hop
}

func isTrusted(a netip.Addr, trusted []netip.Prefix) bool {
	for _, p := range trusted {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// parseAddress reads an address, with a port or without.
func parseAddress(s string) netip.Addr {
	if ap, err := netip.ParseAddrPort(s); err == nil {
		return ap.Addr().Unmap().WithZone("")
	}
	a, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"))
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap().WithZone("")
}
