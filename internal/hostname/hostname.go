// Package hostname converts the names of hosts between the form that people read, with letters of
// any script, and the one of ASCII characters that protocols and files for programs have
// (RFC 5891; Unicode Technical Standard #46).
package hostname

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// profile returns the conversion of the URL standard (https://url.spec.whatwg.org/#idna), so that a
// link leads to the host that a browser would ask for.
func profile() *idna.Profile {
	return idna.New(idna.MapForLookup(), idna.BidiRule(), idna.CheckJoiners(true), idna.CheckHyphens(false),
		idna.StrictDomainName(false), idna.Transitional(false))
}

// ASCII returns the name of a host, with or without a port, in ASCII characters, "xn--…" for labels
// with others. It returns a name without others as it is, and an error for one that no host can
// have.
func ASCII(host string) (string, error) {
	if isASCII(host) {
		return host, nil
	}
	name, port := host, ""
	if i := strings.LastIndexByte(host, ':'); i >= 0 {
		name, port = host[:i], host[i:]
	}
	name, err := profile().ToASCII(name)
	if err != nil {
		return "", err
	}
	return name + port, nil
}

// Display returns the name of a host as people read it. It returns a name that can't be converted
// as it is.
func Display(host string) string {
	if !strings.Contains(strings.ToLower(host), "xn--") {
		return host
	}
	if name, err := idna.Display.ToUnicode(host); err == nil {
		return name
	}
	return host
}

// InURL returns an http or https URL, or a mail address with or without its scheme, with its host
// in ASCII characters and the other parts as they are.
func InURL(address string) (string, error) {
	if isASCII(address) {
		return address, nil
	}
	start := strings.Index(address, "//") + 2
	if start == 1 || strings.HasPrefix(strings.ToLower(address), "mailto:") {
		start = len(address)
		if i := strings.LastIndexByte(withoutQuery(address), '@'); i >= 0 {
			start = i + 1
		}
	}
	end := len(address)
	if i := strings.IndexAny(address[start:], `/?#\`); i >= 0 {
		end = start + i
	}
	if i := strings.LastIndexByte(address[start:end], '@'); i >= 0 {
		start += i + 1
	}
	host := address[start:end]
	if decoded, err := url.PathUnescape(host); err == nil {
		host = decoded
	}
	host, err := ASCII(host)
	if err != nil {
		return "", err
	}
	return address[:start] + host + address[end:], nil
}

func withoutQuery(address string) string {
	before, _, _ := strings.Cut(address, "?")
	return before
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
