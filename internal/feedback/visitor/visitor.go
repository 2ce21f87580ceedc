// Package visitor tells the visitors of a day apart without knowing them: by HMAC-SHA256, under a
// random salt of the day, of what a request shows of its sender. Nothing that goes into a hash is
// kept, and without its salt, a hash can't be told from random bytes.
package visitor

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"hash"
	"net/http"
	"net/netip"
	"strings"
)

// Visitor is what a request shows of its sender.
type Visitor struct {
	// Address is where the request comes from, the zero Addr where that isn't known.
	Address netip.Addr
	// Agent and Languages are the User-Agent and Accept-Language of the request.
	Agent, Languages string
}

// Of returns the sender of a request that may have come through trusted proxies.
func Of(r *http.Request, trusted []netip.Prefix) Visitor {
	return Visitor{Address(r, trusted), r.UserAgent(), strings.Join(r.Header.Values("Accept-Language"), ",")}
}

// Size is the length of a hash in bytes: far more than the visitors of a day need.
const Size = 16

// Hashes are a visitor's on one day. All are Size bytes long.
type Hashes struct {
	// Browser is the same for the same address, user agent, languages and page.
	Browser []byte
	// Address is the same for the same address, and Network for the same network around it.
	Address, Network []byte
	// AddressPage and NetworkPage are the same for the same page as well.
	AddressPage, NetworkPage []byte
}

// How much of an address is one subscriber, who may choose the rest at will (RFC 6177), and how much
// is the network that one organisation or one place of a provider may have.
const (
	subscriberBits6 = 64
	networkBits6    = 48
	networkBits4    = 24
)

// Hash returns the visitor's hashes under the salt of a day. The visitor must have an address.
func (v Visitor) Hash(salt []byte, day uint32, page string) Hashes {
	subscriber, network := prefixes(v.Address)
	mac := hmac.New(sha256.New, salt)
	of := func(purpose byte, parts ...string) []byte { return sum(mac, purpose, day, parts) }
	return Hashes{
		Browser: of('b', subscriber, v.Agent, v.Languages, page),
		Address: of('a', subscriber), Network: of('n', network),
		AddressPage: of('A', subscriber, page), NetworkPage: of('N', network, page),
	}
}

// prefixes are the parts of an address that its subscriber and the network around it have.
func prefixes(a netip.Addr) (subscriber, network string) {
	bits, around := a.BitLen(), networkBits4
	if a.Is6() {
		bits, around = subscriberBits6, networkBits6
	}
	return masked(a, bits), masked(a, around)
}

func masked(a netip.Addr, bits int) string {
	b := netip.PrefixFrom(a, bits).Masked().Addr().As16()
	return string(b[:])
}

// Rename returns the id that an answer has on a day whose salt is given, if another answer of an
// earlier day has its id. It is the same for the same id all day, so that a retry stays one.
func Rename(salt []byte, day uint32, id string) string {
	mac := hmac.New(sha256.New, salt)
	return base64.RawURLEncoding.EncodeToString(sum(mac, 'i', day, []string{id}))
}

// sum hashes parts, each behind its length, so that no two lists of parts are the same bytes.
func sum(mac hash.Hash, purpose byte, day uint32, parts []string) []byte {
	mac.Reset()
	b := binary.BigEndian.AppendUint32([]byte{purpose}, day)
	for _, p := range parts {
		b = binary.BigEndian.AppendUint32(b, uint32(len(p)))
		b = append(b, p...)
	}
	mac.Write(b)
	return mac.Sum(nil)[:Size]
}
