// Package target parses and classifies the targets of links and pictures.
package target

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/hostname"
)

// Target is the target of a link or a picture.
type Target struct {
	Kind Kind
	// Written is the target in the source, with escapes and character references resolved.
	Written string
	// Scheme is the scheme of a foreign target, in lower case. URL is the URL of a target that
	// isn't local.
	Scheme, URL string
	// Path and Fragment are those of a local target, percent-decoded.
	Path, Fragment string
}

// Kind is the kind of a target.
type Kind uint8

const (
	// Local is a file of the site, relative to the text's file, or a fragment of the page.
	Local Kind = iota
	// Root is a path from the site's root.
	Root
	// Foreign is an address with a host or a scheme.
	Foreign
)

// IsFile reports whether the target is a file of the site that isn't a page, by its name.
func (t Target) IsFile() bool {
	return t.Kind == Local && t.Path != "" && !strings.HasSuffix(t.Path, ".md")
}

// Problem is the reason why a target is invalid. Message follows "link to x: ".
type Problem struct {
	Code          diag.Code
	Hint, Message string
}

// Parse parses a target as a browser does: the URL standard strips white space around an address,
// drops tabs and line feeds within it, and treats \ as /.
func Parse(written string) (Target, *Problem) {
	t := Target{Written: written}
	t.URL = browserSpace.Replace(strings.TrimFunc(written, func(r rune) bool { return r <= ' ' }))
	seen := strings.ReplaceAll(t.URL, `\`, "/")
	scheme, rest := CutScheme(seen)
	switch {
	case seen == "" || seen == "#":
		return t, &Problem{diag.LinkEmpty, "write a target between the parentheses", "there is no target"}
	case scheme != "":
		t.Kind, t.Scheme = Foreign, scheme
		problem := checkScheme(scheme, rest)
		if address, err := hostname.InURL(t.URL); err == nil && (scheme == "http" || scheme == "https" || scheme == "mailto") {
			t.URL = address
		}
		return t, problem
	case strings.HasPrefix(seen, "//"):
		t.Kind = Foreign
		return t, &Problem{diag.LinkScheme, fmt.Sprintf("write https:%.80s", seen), "an address without its scheme"}
	case seen[0] == '/':
		t.Kind, t.URL = Root, seen
		return t, nil
	}
	path, fragment, _ := strings.Cut(written, "#")
	var problem *Problem
	if t.Path, problem = percentDecode(path); problem == nil {
		t.Fragment, problem = percentDecode(fragment)
	}
	return t, problem
}

// ParsePicture is [Parse] for a picture, which must be a file of the site.
func ParsePicture(written string) (Target, *Problem) {
	const hint = "put the picture beside the page"
	t, problem := Parse(written)
	switch {
	case t.Kind == Foreign && (t.Scheme == "" || t.Scheme == "http" || t.Scheme == "https"):
		problem = &Problem{diag.ImageForeign, hint, "it is on another host"}
	case t.Kind == Foreign:
		problem = &Problem{diag.LinkScheme, hint, "it isn't a file"}
	case problem != nil && problem.Code == diag.LinkPage:
		problem.Code = diag.ImageMissing
	case problem == nil && t.Kind == Local && t.Path == "":
		problem = &Problem{diag.LinkEmpty, hint, "there is no file"}
	}
	return t, problem
}

var browserSpace = strings.NewReplacer("\t", "", "\n", "", "\r", "")

// CutScheme splits an address after its scheme (RFC 3986, section 3.1). It returns the scheme in
// lower case, or "" and the whole address if there is none.
func CutScheme(s string) (scheme, rest string) {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return strings.ToLower(s[:i]), s[i+1:]
		default:
			return "", s
		}
	}
	return "", s
}

// IsNamed reports whether a text is the target's address, as people write it: it may lack the
// scheme, "www." and a slash at the end, and is decoded or not.
func (t Target) IsNamed(text string) bool { return bareAddress(text) == bareAddress(t.URL) }

// bareAddress returns the part of an address by which people know it: without scheme, "www." and a
// slash at the end.
func bareAddress(address string) string {
	if decoded, err := url.PathUnescape(address); err == nil {
		address = decoded
	}
	_, rest := CutScheme(address)
	rest = strings.TrimPrefix(rest, "//")
	host, path, slash := strings.Cut(rest, "/")
	host = strings.TrimPrefix(strings.ToLower(hostname.Display(host)), "www.")
	if slash = slash && path != ""; !slash {
		return host
	}
	return host + "/" + strings.TrimSuffix(path, "/")
}

// checkScheme checks the scheme and the rest of an address.
func checkScheme(scheme, rest string) *Problem {
	switch scheme {
	case "http", "https":
		after, ok := strings.CutPrefix(rest, "//")
		host := after
		if end := strings.IndexAny(after, "/?#"); end >= 0 {
			host = after[:end]
		}
		if !ok || host == "" {
			return &Problem{diag.LinkEmpty, "write the whole address, " + scheme + "://host/path", "the address has no host"}
		}
		// Browsers accept anything after the host.
		if _, err := url.Parse("//" + host); err != nil {
			return &Problem{diag.LinkScheme, "write " + scheme + "://host/path, with a host that can be", fmt.Sprintf("there can't be a host %.80q", host)}
		}
		if _, err := hostname.InURL(scheme + ":" + rest); err != nil {
			return &Problem{diag.LinkScheme, "write " + scheme + "://host/path, with a host that can be", fmt.Sprintf("there can't be a host %.80q", host)}
		}
	case "mailto", "tel":
		if rest == "" {
			return &Problem{diag.LinkEmpty, "write what comes after " + scheme + ":", "there is no target"}
		}
	default:
		return &Problem{diag.LinkScheme,
			"link to https:, http:, mailto: or tel:, or to a file of the site",
			fmt.Sprintf("the scheme %.80q can't be linked to", scheme+":")}
	}
	return nil
}

// percentDecode decodes a path or fragment, and refuses control characters and invalid UTF-8.
func percentDecode(s string) (string, *Problem) {
	decoded, err := url.PathUnescape(s)
	if err != nil {
		at := strings.IndexByte(s, '%')
		for at+2 < len(s) && isHex(s[at+1]) && isHex(s[at+2]) {
			at += 1 + strings.IndexByte(s[at+1:], '%')
		}
		return "", &Problem{diag.LinkPage, "write %25 for a percent sign",
			fmt.Sprintf("%.3q isn't a character", s[at:])}
	}
	if !utf8.ValidString(decoded) || strings.ContainsFunc(decoded, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return "", &Problem{diag.LinkPage, "write the name as the file has it",
			"there are characters in it that no name has"}
	}
	return decoded, nil
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }
