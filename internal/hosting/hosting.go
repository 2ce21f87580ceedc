// Package hosting writes configuration for web servers that send the files of a built site: what
// the server answers to a request then has the status, the Location and the headers that package
// server answers with, from the same _headers and _redirects.
//
// A configuration is made of the site's rules and of the paths of its files, so it changes with
// them: it is printed anew after each build, and never edited.
//
// What is written into a configuration comes from a site: paths, header values and addresses are
// quoted, so that none of them can end a directive or begin a variable, whatever is in them.
package hosting

import (
	"fmt"
	"net/netip"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/server/netlify"
)

// Site is the part of a built site that a configuration depends on.
type Site struct {
	base baseurl.URL
	// under is the path of the base as requests are compared, decoded and without a slash at its
	// end: "/guide" or "".
	under   string
	files   []file
	headers []headerRule
	index   index
	aliases []alias
	home    home
	missing []missing
	// asks reports whether pages of the site ask for feedback.
	asks bool
}

// file is a file of the site: its path below the site's root, and its Content-Type.
type file struct{ path, mediaType string }

// extension returns the extension of a path without its dot, or "" where the server has to know the
// file by its whole name.
func (f file) extension() string {
	ext := path.Ext(f.path)
	if len(ext) < 2 || ext == path.Base(f.path) || !isWord(ext[1:]) {
		return ""
	}
	return strings.ToLower(ext[1:])
}

// New returns what a configuration depends on: base is the address of the site, asks reports
// whether its pages ask for feedback, and artifacts are all of its files, with _headers and
// _redirects. It returns an error for a rule that has no counterpart in other servers; Baken writes
// none.
func New(base baseurl.URL, asks bool, artifacts []artifact.Artifact) (*Site, error) {
	under, err := url.PathUnescape(base.Path)
	if err != nil {
		return nil, err
	}
	s := &Site{base: base, under: under, asks: asks}
	rules := map[string][]byte{}
	for _, a := range artifacts {
		switch a.Path {
		case "_headers", "_redirects":
			if rules[a.Path], err = a.Append(nil); err != nil {
				return nil, err
			}
		default:
			mediaType := a.MediaType
			if mediaType == "" {
				mediaType = "application/octet-stream"
			}
			s.files = append(s.files, file{a.Path, mediaType})
		}
	}
	slices.SortFunc(s.files, func(a, b file) int { return strings.Compare(a.path, b.path) })
	headers, problems := netlify.ParseHeaders(rules["_headers"])
	redirects, more := netlify.ParseRedirects(rules["_redirects"])
	for _, p := range append(problems, more...) {
		return nil, p
	}
	if s.headers, err = headerRules(headers); err != nil {
		return nil, err
	}
	s.index = newIndex(s.headers)
	for i, f := range s.files {
		if value := s.header("Content-Type", s.address(f.path)); value != "" {
			s.files[i].mediaType = value
		}
	}
	return s, s.addRedirects(redirects)
}

// address returns the decoded path on the host of a file of the site.
func (s *Site) address(file string) string { return s.under + "/" + file }

// Options are what a configuration says of the machine that it is for.
type Options struct {
	// Root is the directory that the site was built into, absolute.
	Root string
	// Listen are the addresses to listen at, in the server's own notation: those of nginx's listen,
	// or the addresses of a site in a Caddyfile, which are that of base_url if there are none.
	Listen []string
	// Service is the address of the feedback service, host and port, where the site asks for
	// feedback.
	Service string
	// Include is a file of the reader's own directives, or "".
	Include string
	// Brotli reports whether the server has a module for files that are compressed with Brotli.
	Brotli bool
}

// Check returns an error for options that no configuration can have.
func (o *Options) Check() error {
	for flag, name := range map[string]string{"root": o.Root, "include": o.Include} {
		if strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			return fmt.Errorf("--%s %q has a control character in it", flag, name)
		}
	}
	if !filepath.IsAbs(o.Root) {
		return fmt.Errorf("--root %q isn't an absolute path", o.Root)
	}
	for _, l := range o.Listen {
		if l == "" || strings.ContainsFunc(l, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`;{}"'$#\`+"`", r) }) {
			return fmt.Errorf("--listen %q isn't an address", l)
		}
	}
	if _, err := netip.ParseAddrPort(o.Service); err != nil {
		host, port, ok := strings.Cut(o.Service, ":")
		if !ok || host == "" || port == "" || strings.Trim(port, "0123456789") != "" || strings.ContainsFunc(host, func(r rune) bool { return r != '.' && r != '-' && !isWord(string(r)) }) {
			return fmt.Errorf("--service %q isn't an address with a port, such as 127.0.0.1:8081", o.Service)
		}
	}
	return nil
}

// isWord reports whether a text has only ASCII letters and digits.
func isWord(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
}
