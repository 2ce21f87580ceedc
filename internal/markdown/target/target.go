// Package target reads where links lead and pictures come from.
package target

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
)

// Target is where a link leads or a picture comes from.
type Target struct {
	Kind Kind
	// Written is what the editor wrote, with escapes and character references resolved.
	Written string
	// Scheme is a foreign target's, in lower case. URL is what to write for one that isn't local.
	Scheme, URL string
	// Path and Fragment are those of a local target, percent-decoded.
	Path, Fragment string
}

// Kind says whose a target is.
type Kind uint8

const (
	// Local is a file of the site, relative to the text, or a place on the page.
	Local Kind = iota
	// Root is a path from the site's root.
	Root
	// Foreign is an address elsewhere, of a scheme that may be linked to.
	Foreign
)

// Problem says why a target can't be linked to. Message goes after "link to x: ".
type Problem struct {
	Code          diag.Code
	Hint, Message string
}

// Parse classifies a target the way a browser would read it: the URL Standard strips white
// space around an address and drops tabs and line feeds within it, and takes \ for /.
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
		return t, checkScheme(scheme, rest)
	case strings.HasPrefix(seen, "//"):
		t.Kind = Foreign
		return t, &Problem{diag.LinkScheme, fmt.Sprintf("write https:%.80s", seen), "an address without its scheme"}
	case seen[0] == '/':
		t.Kind, t.URL = Root, seen
		return t, nil
	}
	path, fragment, _ := strings.Cut(written, "#")
	var problem *Problem
	if t.Path, problem = percentDecoded(path); problem == nil {
		t.Fragment, problem = percentDecoded(fragment)
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

// CutScheme splits an address after its scheme (RFC 3986, section 3.1), which comes back in
// lower case; it is empty when there is none.
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
		// What comes after the host, browsers take as it is.
		if _, err := url.Parse("//" + host); err != nil {
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

// percentDecoded resolves %xx.
func percentDecoded(s string) (string, *Problem) {
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
