package visitor

import (
	"net/http"
	"net/netip"
	"strings"
)

// Address returns the address of a request's client, or the zero Addr if it is unknown.
//
// It is the peer of the connection, unless that is a trusted proxy: then it is the last address in
// X-Forwarded-For that isn't a trusted proxy. Addresses before that one may be forged.
func Address(r *http.Request, trusted []netip.Prefix) netip.Addr {
	hop := parseAddress(r.RemoteAddr)
	forwarded := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(forwarded) - 1; i >= 0 && isTrusted(hop, trusted); i-- {
		next := parseAddress(strings.TrimSpace(forwarded[i]))
		if !next.IsValid() {
			break // the proxy doesn't name its client
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

// parseAddress parses an address with or without a port.
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
