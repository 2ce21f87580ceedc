// Package baseurl parses the URL that a site is published at, and makes addresses below it.
//
// A site is a tree of files. Where the root of that tree stands, at the root of a host or under a
// path such as /guide/, shows in addresses only: paths of files never have the path of the base.
package baseurl

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode"

	"baken.example/baken/internal/hostname"
)

// URL is a parsed base URL. The zero URL is a site at the root of an unnamed host.
type URL struct {
	// Origin is the scheme and host, without a slash at the end: "https://www.example.org".
	Origin string
	// Path is the path of the site's root on its host, percent-encoded and without a slash at the
	// end: "/guide". It is empty for a site at the root of its host.
	Path string
}

// String returns the URL without a slash at its end.
func (b URL) String() string { return b.Origin + b.Path }

// Address returns the path on the host of a published file, whose path is relative to the site's
// root, not escaped: "assets/a.css".
func (b URL) Address(published string) string {
	return b.Path + (&url.URL{Path: "/" + published}).EscapedPath()
}

// Under returns an address that begins at the site's root, percent-encoded, as one that begins at
// the root of the host. One that has the path of the base already stays as it is.
func (b URL) Under(address string) string {
	if _, ok := b.Within(address); ok {
		return address
	}
	return b.Path + address
}

// Within returns the part of an address below the path of the base: "/nl/" of "/guide/nl/". ok is
// false if the address isn't below it, or the base has no path.
func (b URL) Within(address string) (rest string, ok bool) {
	if b.Path == "" {
		return "", false
	}
	rest, ok = strings.CutPrefix(address, b.Path)
	if !ok || rest != "" && !strings.ContainsRune("/?#", rune(rest[0])) {
		return "", false
	}
	if rest == "" || rest[0] != '/' {
		rest = "/" + rest
	}
	return rest, true
}

// Parse parses the URL that a site is published at. It converts the host to ASCII characters and
// percent-encodes the path, as programs and protocols have them. What it returns parses to itself.
func Parse(s string) (URL, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil, strings.ContainsAny(s, " \t\\"):
		return URL{}, fmt.Errorf("%q isn't a URL", s)
	case u.Scheme != "http" && u.Scheme != "https":
		return URL{}, fmt.Errorf("%q doesn't begin with https:// or http://", s)
	case u.Hostname() == "":
		return URL{}, fmt.Errorf("%q has no host", s)
	case strings.ContainsAny(s, "?#@"):
		return URL{}, fmt.Errorf("%q has more than a scheme, a host and a path", s)
	}
	below := ""
	if whole := strings.Trim(u.EscapedPath(), "/"); whole != "" {
		for escaped := range strings.SplitSeq(whole, "/") {
			segment, err := url.PathUnescape(escaped)
			if err != nil || !isSegment(segment) {
				return URL{}, fmt.Errorf("%q has a path that a site can't stand at: %q isn't made of letters, digits, hyphens, underscores and dots, with a letter or digit first", s, escaped)
			}
			below += "/" + url.PathEscape(segment)
		}
	}
	if ext := strings.ToLower(path.Ext(below)); ext == ".html" || ext == ".htm" {
		return URL{}, fmt.Errorf("%q is the address of a page, and not of the place where all of them stand", s)
	}
	host, err := hostname.ASCII(u.Host)
	if err != nil {
		return URL{}, fmt.Errorf("%q has a host that can't be", s)
	}
	return URL{Origin: u.Scheme + "://" + host, Path: below}, nil
}

// isSegment reports whether a site can stand at a path with a segment, not escaped. Hosts write
// such segments alike, no rule of theirs has a meaning for one, and none is left out for its name.
func isSegment(s string) bool {
	for i, r := range s {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
		case i > 0 && (strings.ContainsRune("-_.~", r) || unicode.IsMark(r)):
		default:
			return false
		}
	}
	return s != ""
}
