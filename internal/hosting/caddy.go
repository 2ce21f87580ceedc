package hosting

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/secureheader"
	"baken.example/baken/internal/server/netlify"
)

// caddy is a configuration of Caddy that is being written.
type caddy struct {
	*Site
	Options
	strings.Builder
	depth int
	// err is the first text that can't be quoted.
	err error
}

// Caddy returns the configuration of a site in Caddy 2.6 or later, for its Caddyfile. It returns an
// error for a text that a Caddyfile can't have.
func (s *Site) Caddy(o Options) (string, error) {
	w := &caddy{Site: s, Options: o}
	w.line("# For a Caddyfile. Printed by \"baken hosting caddy\" from the rules of %s: don't edit it, print it anew.", s.base)
	w.open("%s", cmp.Or(strings.Join(o.Listen, ", "), s.base.Origin))
	if o.Include != "" {
		w.line("import %s", w.word(o.Include))
	}
	w.line("root * %s", w.text(o.Root))
	w.open("route")
	w.maps()
	w.refusals()
	w.redirects()
	w.headers()
	w.send()
	w.close()
	w.errors()
	w.close()
	return w.String(), w.err
}

// line writes a line, formatted as by fmt.
func (w *caddy) line(format string, args ...any) {
	w.WriteString(strings.Repeat("\t", w.depth))
	fmt.Fprintf(w, format+"\n", args...)
}

// open writes a line that begins a block.
func (w *caddy) open(format string, args ...any) {
	w.line(format+" {", args...)
	w.depth++
}

// close ends a block.
func (w *caddy) close() {
	w.depth--
	w.line("}")
}

// word quotes a text that Caddy takes as it is. There are no escapes between backticks, and between
// quotation marks there is one for these alone. What looks like a variable of the environment is
// replaced whether it is quoted or not: a brace before a dollar sign is the default of one that
// isn't there.
func (w *caddy) word(text string) string {
	text = strings.ReplaceAll(text, "{$", "{$BAKEN_BRACE:{}$")
	switch {
	case !strings.Contains(text, "`"):
		return "`" + text + "`"
	case strings.Contains(text, `\"`), strings.HasSuffix(text, `\`):
		if w.err == nil {
			w.err = fmt.Errorf("%q can't be written into a Caddyfile", text)
		}
	}
	return `"` + strings.ReplaceAll(text, `"`, `\"`) + `"`
}

// text quotes a text in which Caddy would look for placeholders, long ones and short ones, of which
// the latter are replaced whether or not a backslash is before them.
func (w *caddy) text(text string) string {
	if !strings.Contains(text, "{") {
		return w.word(text)
	}
	return w.word(strings.NewReplacer("{", `\{`, "}", `\}`).Replace(text))
}

// expansion quotes the output of an expression in a map, in which Caddy looks for groups, and takes
// numbers for numbers. Behind the text stands a group, or nothing.
func (w *caddy) expansion(text, group string) string {
	if _, err := strconv.ParseFloat(text, 64); err == nil || text == "-" || text == "true" || text == "false" {
		group += "${}"
	}
	return w.word(strings.NewReplacer("$", "$$", "}", "${}}").Replace(text) + group)
}

// pattern quotes an expression.
func (w *caddy) pattern(expr string) string {
	return w.word(strings.ReplaceAll(expr, "`", `\x60`))
}

// table writes a map with lines of inputs and outputs.
func (w *caddy) table(source, name, otherwise string, lines ...string) {
	w.open("map %s {baken_%s}", source, name)
	for _, l := range lines {
		w.line("%s", l)
	}
	w.line("default %s", otherwise)
	w.close()
}

// regexpRow returns a line of a map: an expression, and its output as it is.
func (w *caddy) regexpRow(expr, output string) string {
	return w.word("~"+strings.ReplaceAll(expr, "`", `\x60`)) + " " + output
}

// maps writes the maps that say what a request asks for.
func (w *caddy) maps() {
	base, under := "(?-i:"+regexp.QuoteMeta(w.base.Path)+")", regexp.QuoteMeta(w.under)
	const uri, none = "{http.request.orig_uri}", "/.none"
	raw := w.expansion(w.under, "${rest}")
	// Names that no file has, and that servers and proxies understand in different ways.
	unusable := []string{"(?i)^" + base + `(?P<rest>/[^?]*?(?:%5c|\\|%0[0-9a-f]|%1[0-9a-f]|%7f)[^?]*)`,
		"(?i)^" + base + `(?P<rest>(?:/[^?]*?)?/(?:\.|%2e){1,2}(?:/[^?]*)?)(?:\?|$)`}
	w.table(uri, "bad", `""`, w.regexpRow(unusable[0], "x"), w.regexpRow(unusable[1], "x"))
	// An encoded slash belongs to its segment: no file has it in its name.
	encoded := "(?i)^" + base + `(?P<rest>[^?]*?%2f[^?]*)`
	w.table(uri, "path", "{http.request.orig_uri.path}", w.regexpRow(unusable[0], raw), w.regexpRow(unusable[1], raw), w.regexpRow(encoded, raw))
	lines := []string{w.regexpRow("(?i)%2f", none)}
	for _, f := range w.files {
		if hidden(f.path) || compressed(f.path) {
			lines = append(lines, w.regexpRow("^"+regexp.QuoteMeta(w.address(f.path))+"$", w.expansion("/"+f.path, "")))
		}
		if isErrorPage(f.path) {
			lines = append(lines, w.regexpRow("^"+regexp.QuoteMeta(strings.TrimSuffix(w.address(f.path), ".html"))+`(?:\.html)?$`, none))
		}
	}
	lines = append(lines, w.regexpRow("^"+under+`/(?:_headers|_redirects|(?:.*/)?\..*|.*\.(?:br|gz))$`, none),
		w.regexpRow("(?s)^"+under+"(/.*)$", "$1"))
	w.table("{baken_path}", "file", none, lines...)
	w.table("{baken_file}", "page", none, w.regexpRow("(?s)^(.*[^/])$", "$1"))
	w.table("{baken_file}", "folder", none, w.regexpRow("(?s)^(.*/)$", "$1"))
	w.table("{baken_file}", "flat", none, w.regexpRow("(?s)^(.+)/$", "$1"))
	w.table("{http.request.orig_uri.query}", "query", `""`, w.regexpRow("^(.+)$", "?$1"))
	lines = nil
	for _, a := range w.aliases {
		lines = append(lines, w.regexpRow("^"+regexp.QuoteMeta(a.from)+"/?$", w.expansion(a.to, "")))
	}
	w.table("{baken_path}", "moved", `""`, lines...)
	lines = nil
	for _, m := range w.missing {
		lines = append(lines, w.regexpRow("^"+regexp.QuoteMeta(m.below)+"(?:/|$)", w.expansion("/"+m.file, "")))
	}
	w.table("{baken_bad}{baken_path}", "missing", "/404.html", lines...)
	// Doubled slashes are made one, a run of them at a time.
	from := uri
	for i := range 4 {
		to := fmt.Sprint("slashes_", i)
		w.table(from, to, from, w.regexpRow("^([^?]*?/)/+(.*)$", "$1$2"))
		from = "{baken_" + to + "}"
	}
	w.typeMaps()
}

// typeMaps writes the maps of the Content-Type of a file, and of whether it is compressed for those
// who accept it.
func (w *caddy) typeMaps() {
	usual := w.usual()
	var types, text []string
	for _, f := range w.files {
		if usual[f.extension()] == f.mediaType {
			continue
		}
		at := "^" + regexp.QuoteMeta("/"+f.path) + "$"
		types = append(types, w.regexpRow(at, w.expansion(f.mediaType, "")))
		yes := `""`
		if asset.IsText(f.mediaType) {
			yes = "x"
		}
		text = append(text, w.regexpRow(at, yes))
	}
	for _, ext := range slices.Sorted(maps.Keys(usual)) {
		at := `(?i)\.` + ext + "$"
		types = append(types, w.regexpRow(at, w.expansion(usual[ext], "")))
		if asset.IsText(usual[ext]) {
			text = append(text, w.regexpRow(at, "x"))
		}
	}
	w.table("{http.request.uri.path}", "type", "application/octet-stream", types...)
	w.table("{http.request.uri.path}", "text", `""`, text...)
}

// refusals writes what is answered to requests for anything but files, with the headers of
// redirects and refusals.
func (w *caddy) refusals() {
	if w.asks {
		w.line("reverse_proxy %s %s", w.text(w.address("api/feedback")), w.Service)
	}
	w.line("header -Server")
	w.open("header")
	for _, f := range secureheader.Fields(secureheader.Sandbox) {
		w.line("%s %s", f.Name, w.text(f.Value))
	}
	w.close()
	w.line("@written not method GET HEAD")
	w.open("route @written")
	w.line("header Allow `GET, HEAD`")
	w.line("header Content-Type `text/plain; charset=utf-8`")
	w.line("respond `This site can only be read.\n` 405")
	w.close()
	if w.under != "" {
		w.line("@outside not vars_regexp {baken_path} %s", w.pattern("^"+regexp.QuoteMeta(w.under)+"(?:/|$)|^/$|^[^?]*//"))
		w.open("route @outside")
		w.line("header Content-Type `text/plain; charset=utf-8`")
		w.line("respond `There is no page at this address.\n` 404")
		w.close()
	}
	w.line("header Cache-Control %s", w.text(netlify.DefaultCacheControl))
}

// found is the matcher of a request that a file is there for.
const found = "file {baken_page} {baken_page}.html {baken_folder}index.html"

// redirects writes the redirects.
func (w *caddy) redirects() {
	to := func(address string) string {
		text := w.text(address)
		return text[:len(text)-1] + "{baken_query}" + text[len(text)-1:]
	}
	w.line("@usable not vars {baken_bad} x")
	w.open("route @usable")
	w.line("@slashes vars_regexp {http.request.orig_uri} ^[^?]*//")
	w.line("redir @slashes {baken_slashes_3} 301")
	if w.under != "" {
		w.line("@host vars {baken_path} /")
		w.line("redir @host %s 302", to(w.base.Path+"/"))
	}
	w.line("@home vars {baken_path} %s %s", w.text(w.under+"/"), w.text(cmp.Or(w.under, "/")))
	w.open("route @home")
	if len(w.home.languages()) > 0 {
		w.line("header Vary `Accept-Language, Cookie`")
		w.table("{http.request.cookie.nf_lang}", "wanted", "{http.request.cookie.nf_lang}", `"" {http.request.header.Accept-Language}`)
	}
	for i, c := range w.home {
		if len(c.languages) == 0 {
			w.line("redir * %s 302", to(c.to))
			continue
		}
		w.line("@language_%d expression `%s`", i, w.home.expression(c))
		w.line("redir @language_%d %s 302", i, to(c.to))
	}
	w.close()
	if w.under != "" {
		w.line("@short vars {baken_path} %s", w.text(w.under))
		w.line("redir @short %s 301", to(w.base.Path+"/"))
	}
	w.line("@flat file {baken_flat}.html")
	w.line("redir @flat %s 301", w.base.Path+"{baken_flat}{baken_query}")
	w.open("@folder")
	w.line("not %s", found)
	w.line("file {baken_page}/index.html")
	w.close()
	w.line("redir @folder %s 301", w.base.Path+"{baken_page}/{baken_query}")
	w.open("@moved")
	w.line("not %s", found)
	w.line(`not vars {baken_moved} ""`)
	w.close()
	w.line("redir @moved {baken_moved}{baken_query} 301")
	w.close()
}

// headers writes the headers of files, and of pages that aren't there, by the site's rules: those
// for patterns of paths, and then those for single paths, of which each has all headers that the
// rules give it.
func (w *caddy) headers() {
	n := 0
	rule := func(expr string, headers []netlify.Header) {
		if len(headers) == 0 {
			return
		}
		w.line("@rule_%d vars_regexp {baken_path} %s", n, w.pattern("(?is)^(?:"+expr+")/?$"))
		w.open("header @rule_%d", n)
		for _, h := range headers {
			w.line("%s %s", h.Name, w.text(h.Value))
		}
		w.close()
		n++
	}
	named := map[string][]string{}
	for _, r := range w.Site.headers {
		headers := slices.DeleteFunc(slices.Clone(r.headers), func(h netlify.Header) bool { return h.Name == "Content-Type" })
		if r.literal == "" {
			rule(r.expression, headers)
			continue
		}
		for _, h := range headers {
			named[r.literal] = append(named[r.literal], h.Name)
		}
	}
	groups := map[string][]string{}
	sets := map[string][]netlify.Header{}
	for _, literal := range slices.Sorted(maps.Keys(named)) {
		var set []netlify.Header
		for _, name := range slices.Compact(slices.Sorted(slices.Values(named[literal]))) {
			set = append(set, netlify.Header{Name: name, Value: w.header(name, literal)})
		}
		key := fmt.Sprintf("%q", set)
		groups[key], sets[key] = append(groups[key], regexp.QuoteMeta(literal)), set
	}
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		rule(strings.Join(groups[key], "|"), sets[key])
	}
}

// send writes what finds and sends a file.
func (w *caddy) send() {
	w.line("@bad vars {baken_bad} x")
	w.line("error @bad 404")
	w.line("@found %s", found)
	w.open("route @found")
	if w.under != "" {
		w.line("uri strip_prefix %s", w.text(w.base.Path))
	}
	w.line("@page not file {baken_page}")
	w.open("route @page")
	w.line("@file file {baken_page}.html")
	w.line("rewrite @file {baken_page}.html")
	w.line("@index file {baken_folder}index.html")
	w.line("rewrite @index {baken_folder}index.html")
	w.close()
	if len(w.home.languages()) > 0 {
		w.open("@text")
		w.line("vars {baken_text} x")
		w.line("not vars {baken_path} %s %s", w.text(w.under+"/"), w.text(cmp.Or(w.under, "/")))
		w.close()
		w.line("@negotiated vars {baken_path} %s %s", w.text(w.under+"/"), w.text(cmp.Or(w.under, "/")))
		w.deferred("@negotiated", "Vary `Accept-Language, Cookie, Accept-Encoding`")
	} else {
		w.line("@text vars {baken_text} x")
	}
	w.deferred("@text", "Vary Accept-Encoding")
	w.line("header Content-Type {baken_type}")
	w.deferred("", "-Last-Modified")
	w.fileServer()
	w.close()
	w.line("error 404")
}

// deferred writes what is done with headers when a response is sent.
func (w *caddy) deferred(matcher string, lines ...string) {
	w.open("%s", strings.TrimSpace("header "+matcher))
	for _, l := range lines {
		w.line("%s", l)
	}
	w.line("defer")
	w.close()
}

// fileServer writes the file server.
func (w *caddy) fileServer() {
	w.open("file_server")
	w.line("precompressed br gzip")
	w.line("disable_canonical_uris")
	w.close()
}

// errors writes what is sent for files that aren't there.
func (w *caddy) errors() {
	w.open("handle_errors")
	w.open("route")
	w.line("@missing expression {http.error.status_code} == 404")
	w.open("route @missing")
	w.line("request_header -Range")
	w.line("rewrite {baken_missing}")
	w.line("header Cache-Control %s", w.text(netlify.DefaultCacheControl))
	w.line("header Content-Type {baken_type}")
	w.deferred("", "Vary Accept-Encoding", "-Etag", "-Last-Modified")
	w.fileServer()
	w.close()
	w.line("respond {http.error.status_code}")
	w.close()
	w.close()
}
