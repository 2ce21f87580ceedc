package linkcheck

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/net/idna"
)

// Errors of requests that aren't sent.
var (
	// errNotPublic is returned for an address that isn't on the public internet.
	errNotPublic = errors.New("the address isn't public")
	// errBadPort is returned for a port that browsers block.
	errBadPort = errors.New("the port is blocked")
)

// Transport returns a transport that sends requests to public addresses only.
//
// If the environment names a proxy for an address (HTTP_PROXY, HTTPS_PROXY, NO_PROXY), the request
// is sent to the proxy, which may have any address. The proxy resolves the name of the host, so
// that only IP addresses and names of local networks can be refused here. Without a proxy, every
// address is checked after its name has been resolved.
func Transport() http.RoundTripper {
	return &guarded{direct: transport(onlyPublic, nil), proxied: transport(nil, proxy), proxy: proxy}
}

// PrivateTransport returns a transport that also sends requests to addresses of internal networks
// and of this machine.
func PrivateTransport() http.RoundTripper {
	return &guarded{direct: transport(nil, nil), proxied: transport(nil, proxy), proxy: proxy, private: true}
}

func proxy(r *http.Request) (*url.URL, error) { return http.ProxyFromEnvironment(r) }

// control checks an address before a connection is made; see ControlContext in [net.Dialer].
type control func(ctx context.Context, network, address string, c syscall.RawConn) error

func transport(judge control, proxy func(*http.Request) (*url.URL, error)) *http.Transport {
	return &http.Transport{
		Proxy:                  proxy,
		DialContext:            (&net.Dialer{Timeout: 10 * time.Second, ControlContext: judge}).DialContext,
		TLSHandshakeTimeout:    10 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
		MaxConnsPerHost:        1,
		IdleConnTimeout:        10 * time.Second,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // Bodies aren't read.
	}
}

// guarded is a transport that refuses blocked ports and, unless private, addresses that aren't
// public.
type guarded struct {
	direct, proxied http.RoundTripper
	proxy           func(*http.Request) (*url.URL, error)
	private         bool
}

// RoundTrip sends a request, through a proxy if the environment names one.
func (g *guarded) RoundTrip(r *http.Request) (*http.Response, error) {
	if port := r.URL.Port(); port != "" && blocked(port) {
		return nil, errBadPort
	}
	if !g.private && !publicName(r.URL.Hostname()) {
		return nil, errNotPublic
	}
	to, err := g.proxy(r)
	if err != nil {
		return nil, err
	}
	if to == nil {
		return g.direct.RoundTrip(r)
	}
	return g.proxied.RoundTrip(r)
}

// onlyPublic refuses an address that isn't public. It is called between resolving a name and
// connecting, so that DNS rebinding can't evade it.
func onlyPublic(_ context.Context, _, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !public(at.Addr()) {
		return fmt.Errorf("%s: %w", address, errNotPublic)
	}
	return nil
}

// publicName reports whether a host may be on the public internet: a public address, or a name of
// more than one label that isn't reserved for local networks (RFC 6761, RFC 6762, RFC 8375, and
// ICANN's .internal), in any spelling that browsers map to it (UTS 46).
func publicName(host string) bool {
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	}
	if at, err := netip.ParseAddr(host); err == nil {
		return public(at)
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	dot := strings.LastIndexByte(host, '.')
	if dot < 0 || strings.HasSuffix(host, ".home.arpa") {
		return false
	}
	last := host[dot+1:]
	switch last {
	case "", "localhost", "local", "internal", "localdomain":
		return false
	}
	// An IPv4 address in another notation, such as 127.1, which parsers interpret differently (URL
	// Standard, "ends in a number").
	return strings.Trim(last, "0123456789") != "" && !strings.HasPrefix(last, "0x")
}

// The prefixes that aren't public, by IANA's registries of special-purpose addresses (RFC 6890) and
// of multicast addresses, and the address of Azure's platform services.
const (
	special4 = "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 " +
		"192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3 168.63.129.16/32"
	// global6 is global unicast (RFC 4291), of which special6 is Teredo, 6to4, documentation and
	// other special purposes.
	global6  = "2000::/3"
	special6 = "2001::/23 2001:db8::/32 2002::/16 3fff::/20"
	// nat64 is the prefix of IPv4 addresses that are reached through a translator (RFC 6052).
	nat64 = "64:ff9b::/96"
)

// public reports whether an address is on the public internet.
func public(at netip.Addr) bool {
	at = at.Unmap()
	switch bytes := at.As16(); {
	case !at.IsValid() || at.Zone() != "":
		return false
	case at.Is4():
		return !inPrefixes(special4, at)
	case inPrefixes(nat64, at):
		return public(netip.AddrFrom4([4]byte(bytes[12:])))
	default:
		return inPrefixes(global6, at) && !inPrefixes(special6, at)
	}
}

// inPrefixes reports whether one of the space-separated prefixes contains an address.
func inPrefixes(prefixes string, at netip.Addr) bool {
	return slices.ContainsFunc(strings.Fields(prefixes), func(p string) bool { return netip.MustParsePrefix(p).Contains(at) })
}

// blockedPorts are the ports that browsers block (Fetch Standard, "port blocking"), because their
// services may interpret an HTTP request as commands.
const blockedPorts = " 0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 " +
	"119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 " +
	"995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080 "

func blocked(port string) bool {
	n, err := strconv.ParseUint(port, 10, 16)
	return err != nil || strings.Contains(blockedPorts, " "+strconv.FormatUint(n, 10)+" ")
}
