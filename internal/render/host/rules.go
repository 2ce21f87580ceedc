package host

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/hostname"
	"baken.example/baken/internal/render/publish"
	"baken.example/baken/internal/secureheader"
	"baken.example/baken/internal/site"
)

const textType = "text/plain; charset=utf-8"

// robots makes robots.txt (RFC 9309) and security.txt (RFC 9116). Robots may read a preview: who
// may not read a page doesn't learn that it isn't to be indexed, and lists its address all the
// same.
func (in *Input) robots() []artifact.Artifact {
	s := in.Site.Config.Security
	robots := "User-agent: *\nAllow: /\n"
	if !in.Preview {
		robots += "\nSitemap: " + in.absolute(in.Site.Address("sitemap.xml")) + "\n"
	}
	security := "Contact: " + uri(s.Contact.V) + "\nExpires: " + timestamp(s.Expires.V) + "\n"
	if s.Policy.V != "" {
		security += "Policy: " + uri(s.Policy.V) + "\n"
	}
	security += "Preferred-Languages: " + strings.Join(in.Site.Languages, ", ") +
		"\nCanonical: " + in.absolute("/.well-known/security.txt") + "\n"
	return []artifact.Artifact{
		artifact.Static("robots.txt", textType, []byte(robots)),
		artifact.Static(".well-known/security.txt", textType, []byte(security)),
	}
}

// uri returns an address that [content] has checked as a URI of ASCII characters only, which RFC
// 9116 asks for in section 2.3: its host as protocols have it, and other letters percent-encoded.
func uri(address string) string {
	if ascii, err := hostname.InURL(address); err == nil {
		address = ascii
	}
	var b strings.Builder
	for _, c := range []byte(address) {
		if c <= ' ' || c >= 0x7f {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// rules makes _headers and _redirects, which Netlify reads and baken serve obeys.
func (in *Input) rules(files []artifact.Artifact) []artifact.Artifact {
	return []artifact.Artifact{
		artifact.Static("_headers", textType, []byte(in.headers(files))),
		artifact.Static("_redirects", textType, []byte(in.redirects())),
	}
}

// policy is the Content-Security-Policy (https://www.w3.org/TR/CSP3/): nothing but the site's own
// files, nothing inline, no way for text to become script. Only where pages ask for feedback is
// there a form to be sent, and a script that sends it, and only pages that play videos of the site
// may load these and their captions.
func (in *Input) policy(asks, plays bool) string {
	forms := "'none'"
	if asks {
		forms = "'self'"
	}
	directives := []string{
		"default-src 'none'",
		"style-src 'self'",
		"img-src 'self'",
		"manifest-src 'self'",
		"form-action " + forms,
		"frame-ancestors 'none'",
		"base-uri 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types 'none'",
	}
	if plays {
		directives = slices.Insert(directives, 3, "media-src 'self'")
	}
	if asks || in.Scripts {
		directives = slices.Insert(directives, 1, "connect-src 'self'")
	}
	// A script in a directory is there for single pages.
	if slices.ContainsFunc(in.Assets.Names(), func(name string) bool { return path.Ext(name) == ".js" }) {
		directives = slices.Insert(directives, 1, "script-src 'self'")
	}
	if slices.ContainsFunc(in.Assets.Names(), func(name string) bool { return path.Ext(name) == ".woff2" }) {
		directives = slices.Insert(directives, 1, "font-src 'self'")
	}
	return strings.Join(directives, "; ")
}

// drawingPolicy is the policy of a drawing, should a browser open it alone: it keeps its own style,
// which can load nothing, and the pictures and fonts that are embedded in it.
const drawingPolicy = "default-src 'none'; font-src data:; img-src data:; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox"

// diagramPolicy is the policy of the diagram of a criteria set, whose style is known.
func diagramPolicy() string {
	return strings.Replace(drawingPolicy, "'unsafe-inline'", publish.DiagramStyle(), 1)
}

// headers makes _headers for all files but assets and downloads, which have rules by their names.
func (in *Input) headers(files []artifact.Artifact) string {
	var b strings.Builder
	base := in.Site.Base().Path
	b.WriteString(base + "/*\n")
	for _, f := range secureheader.Fields(in.policy(false, false)) {
		fmt.Fprintf(&b, "  %s: %s\n", f.Name, f.Value)
	}
	if in.Preview {
		b.WriteString("  X-Robots-Tag: noindex\n")
	}
	for _, code := range in.Site.Languages {
		if in.asks(code) || in.Site.HasSearch() {
			fmt.Fprintf(&b, "%s/%s/*\n  Content-Security-Policy: %s\n", base, code, in.policy(true, false))
		}
	}
	in.videoHeaders(&b)
	if in.Site.HasSearch() {
		in.searchHeaders(&b)
	}
	// A header can't be taken back. So assets get the shortest permissions of those that are for
	// pages: each is sent with every file of a first view.
	b.WriteString(base + "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n" +
		"  Content-Security-Policy: " + secureheader.Sandbox + "\n  Permissions-Policy: usb=()\n")
	b.WriteString(base + "/assets/*.svg\n  Content-Security-Policy: " + drawingPolicy + "\n")
	for _, ext := range in.saved() {
		fmt.Fprintf(&b, "%s/assets/*%s\n  Content-Disposition: attachment\n", base, ext)
	}
	// The script of anybody's page may read what is published of criteria
	// (https://fetch.spec.whatwg.org/#http-cors-protocol). Cross-Origin-Resource-Policy is only for
	// requests without CORS, so it stays as it is.
	if slices.ContainsFunc(files, func(a artifact.Artifact) bool { return strings.HasPrefix(a.Path, publish.Dir) }) {
		fmt.Fprintf(&b, "%s/%s*\n  Access-Control-Allow-Origin: *\n", base, publish.Dir)
	}
	b.WriteString(in.downloadHeaders())
	for _, a := range files {
		if bare, _, _ := strings.Cut(a.MediaType, ";"); bare == "text/html" {
			continue
		}
		policy := secureheader.Sandbox
		if a.MediaType == asset.MediaType(".svg") {
			policy = drawingPolicy
			if strings.HasPrefix(a.Path, publish.Dir) {
				policy = diagramPolicy()
			}
		}
		fmt.Fprintf(&b, "%s/%s\n  Content-Security-Policy: %s\n", base, a.Path, policy)
		if strings.HasSuffix(a.Path, "/feed.xml") || path.Ext(a.Path) == ".webmanifest" || strings.HasPrefix(a.Path, publish.Dir) {
			fmt.Fprintf(&b, "  Content-Type: %s\n", a.MediaType)
		}
		if ext := path.Ext(a.Path); ext == ".csv" || ext == ".dmn" {
			b.WriteString("  Content-Disposition: attachment\n")
		}
	}
	return b.String()
}

// saved returns the extensions of downloads that browsers offer to save instead of showing them.
func (in *Input) saved() []string {
	var out []string
	for _, name := range in.Files.Names() {
		if p := in.Files.Get(name).Path; !asset.OpensInline(p) {
			out = append(out, path.Ext(p))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// dataPolicy is [secureheader.Sandbox] without what a sandbox and data rule out as well: forms, and
// a base of links. A query loads ten files of an index, so that their headers are half of what it
// takes.
const dataPolicy = "default-src 'none';frame-ancestors 'none';sandbox"

// searchHeaders adds the rules of the files of the index. Their names are hashes of their contents,
// but for the manifests. A cache that gets both of a manifest's rules asks for it anew each time.
// Readers who guess the address /search/ get the page for what isn't there, which no sandbox may
// strip of its styles.
func (in *Input) searchHeaders(b *strings.Builder) {
	base := in.Site.Base().Path
	fmt.Fprintf(b, "%s/search/*.json\n  Cache-Control: max-age=31536000, immutable\n  Content-Security-Policy: %s\n  Permissions-Policy: usb=()\n",
		base, dataPolicy)
	for _, code := range in.Site.Languages {
		fmt.Fprintf(b, "%s/search/%s.json\n  Cache-Control: no-cache\n", base, code)
	}
}

// asks reports whether there is a page in a language that asks for feedback.
func (in *Input) asks(lang string) bool {
	return slices.ContainsFunc(in.Site.Pages, func(p *site.Page) bool { return p.Lang == lang && in.Site.AsksFeedback(p) })
}

// readBy returns the preferences that lead to a language of a site: its own tag and, if no other
// language of the site shares it, the language without the region, in which its text is written by
// default. A preference without a region holds for all regions.
func readBy(code string, languages []string) []string {
	primary, rest, _ := strings.Cut(code, "-")
	shares := func(other string) bool {
		p, _, _ := strings.Cut(other, "-")
		return other != code && strings.EqualFold(p, primary)
	}
	if rest == "" || slices.ContainsFunc(languages, shares) {
		return []string{code}
	}
	written, _ := language.Make(code).Script()
	if byDefault, _ := language.Make(primary).Script(); byDefault != written {
		return []string{code}
	}
	return []string{code, primary}
}

// redirects lists aliases, then what sends readers to their language, then the 404 pages.
func (in *Input) redirects() string {
	var b strings.Builder
	base := in.Site.Base().Path
	for _, a := range in.Site.Redirects {
		for _, from := range a.Spellings {
			fmt.Fprintf(&b, "%s%s %s 301\n", base, from, a.To)
		}
	}
	for _, code := range in.Site.Languages {
		condition := ""
		if len(in.Site.Languages) > 1 {
			condition = " Language=" + strings.Join(readBy(code, in.Site.Languages), ",")
		}
		fmt.Fprintf(&b, "%[1]s/ %[1]s/%[2]s/ 302!%[3]s\n", base, code, condition)
	}
	for _, code := range in.Site.Languages {
		fmt.Fprintf(&b, "%[1]s/%[2]s/* %[1]s/%[2]s/404.html 404\n", base, code)
	}
	return b.String()
}
