// Package visitor distinguishes the visitors of a day without identifying them, by HMAC-SHA256 of
// attributes of a request under a random salt of the day. The attributes aren't stored, and without
// its salt, a hash is indistinguishable from random bytes.
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

// Visitor has the attributes of a request that distinguish its sender.
type Visitor struct {
	// Address is the client's address, or the zero Addr if it is unknown.
	Address netip.Addr
	// Agent and Languages are the User-Agent and Accept-Language of the request.
	Agent, Languages string
}

// Of returns the sender of a request that may have come through trusted proxies.
func Of(r *http.Request, trusted []netip.Prefix) Visitor {
	return Visitor{Address(r, trusted), r.UserAgent(), strings.Join(r.Header.Values("Accept-Language"), ",")}
}

// Size is the length of a hash in bytes, which excludes collisions among the visitors of a day.
const Size = 16

// Hashes are the hashes of a visitor on one day. All are Size bytes long.
type Hashes struct {
	// Browser is the same for the same address, user agent, languages and page.
	Browser []byte
	// Address is the same for the same address, and Network for the same network around it.
	Address, Network []byte
	// AddressPage and NetworkPage are the same for the same page as well.
	AddressPage, NetworkPage []byte
}

// Prefix lengths of a subscriber, who controls the rest of the address (RFC 6177), and of the
// network that an organisation or a region of a provider may have.
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

// Group returns the hashes of what visitors of a day have in common, and of that and the visitor's
// address. The visitor must have an address.
func (v Visitor) Group(salt []byte, day uint32, common ...string) (group, member []byte) {
	subscriber, _ := prefixes(v.Address)
	mac := hmac.New(sha256.New, salt)
	return sum(mac, 'g', day, common), sum(mac, 'm', day, append([]string{subscriber}, common...))
}

// prefixes returns the prefixes of an address that identify its subscriber and its network.
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

// Rename returns a new id for an answer whose id belongs to an answer of another day. It is
// deterministic under the salt of a day, so that a retry keeps its id.
func Rename(salt []byte, day uint32, id string) string {
	mac := hmac.New(sha256.New, salt)
	return base64.RawURLEncoding.EncodeToString(sum(mac, 'i', day, []string{id}))
}

// sum hashes parts. Each is prefixed by its length, so that distinct lists have distinct encodings.
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
