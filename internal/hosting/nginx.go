package hosting

import (
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"strings"

	"baken.example/baken/internal/asset"
)

// nginx is a configuration of nginx that is being written.
type nginx struct {
	*Site
	Options
	strings.Builder
	// prefix begins the names of all variables, so that configurations of several sites can stand
	// beside each other. Names are short: nginx warns where its table of variables, as its settings
	// are by default, can't hold two of them at one place.
	prefix string
	// fields are the headers of every answer.
	fields []field
}

// Nginx returns the configuration of a server in nginx 1.22 or later: a file for the http context.
// It uses no module that Debian's package doesn't have, unless the options say Brotli. It returns
// an error for a line that is longer than nginx reads.
func (s *Site) Nginx(o Options) (string, error) {
	sum := fnv.New32a()
	sum.Write([]byte(s.base.String()))
	w := &nginx{Site: s, Options: o, prefix: fmt.Sprintf("b%04x_", sum.Sum32()&0xffff)}
	w.line("# For the http context of nginx. Printed by \"baken hosting nginx\" from the rules of %s: don't edit it, print it anew.", s.base)
	w.pathMaps()
	w.homeMaps()
	w.aliasMap()
	w.headerMaps()
	w.server()
	for line := range strings.Lines(w.String()) {
		// A line of types has one word for each.
		if len(line) > maxWord && !strings.Contains(line, "gzip_types") {
			return "", fmt.Errorf("nginx reads words of less than %d bytes, and this line is longer: %.100s…", maxWord, strings.TrimSpace(line))
		}
	}
	return w.String(), nil
}

// line writes a line, formatted as by fmt.
func (w *nginx) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// v returns a variable of this configuration.
func (w *nginx) v(name string) string { return "$" + w.prefix + name }

// word quotes a text that nginx takes as it is.
func word(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// value quotes a text in which nginx would look for variables. There is no escape for a dollar
// sign: a variable has to hold one.
func (w *nginx) value(text string) string {
	return word(strings.ReplaceAll(text, "$", "${"+w.prefix+"dollar}"))
}

// join quotes a text and a variable behind it.
func (w *nginx) join(text, variable string) string {
	return strings.TrimSuffix(w.value(text), `"`) + variable + `"`
}

// table writes a map with lines that are complete but for their indent.
func (w *nginx) table(key, name string, lines ...string) {
	w.line("map %s %s {", key, w.v(name))
	for _, l := range lines {
		w.line("    %s;", l)
	}
	w.line("}")
}

// row returns a line of a map. The value is written as it is.
func row(match, value string) string { return word(match) + " " + value }

// pathMaps writes the maps that say what a request asks for. They are evaluated once for each
// request, before anything changes $uri.
func (w *nginx) pathMaps() {
	w.line("geo %s { default \"$\"; }", w.v("dollar"))
	// Names that no file has, and that servers and proxies understand in different ways.
	const never = `(?:%5c|\\|%0[0-9a-f]|%1[0-9a-f]|%7f|/(?:\.|%2e){1,2}(?:/|\?|$))`
	base := "^(?-i:" + regexp.QuoteMeta(w.base.Path) + ")"
	w.table("$request_uri", "path", row("~*"+base+"(?<"+w.prefix+"raw>[^?]*?(?:%2f|"+never+")[^?]*)", w.join(w.under, w.v("raw"))), "default $uri")
	w.table("$request_uri", "bad", row("~*"+base+"(?=/)[^?]*"+never, "1"), `default ""`)
	// Doubled slashes are made one, a run of them at a time.
	from := "$request_uri"
	for i := range 4 {
		to := fmt.Sprint("one", i)
		w.table(from, to, row("~^(?<"+w.prefix+"pre>[^?]*?/)/+(?<"+w.prefix+"post>.*)$", w.v("pre")+w.v("post")), "default "+from)
		from = w.v(to)
	}
	w.table("$request_uri", "once", row("~^[^?]*//", from), `default ""`)
	// An encoded slash belongs to its segment: no file has it in its name, and none has this one.
	under := regexp.QuoteMeta(w.under)
	const none = `default "/.none"`
	w.table(w.v("path"), "file", row("~*%2f", `"/.none"`), row("~^"+under+"(?<"+w.prefix+"rest>/.*)$", w.v("rest")), none)
	w.table(w.v("path"), "at", row("~^(?<"+w.prefix+"up>"+under+"/.+|(?!^/$)"+under+")/$", w.v("up")), row("~^"+under+"(?:/|$)", w.v("path")), `default ""`)
	w.table(w.v("file"), "page", row("~^(?<"+w.prefix+"stem>.+)/$", w.v("stem")), none)
	var pages []string
	for _, m := range w.missing {
		pages = append(pages, row("~^"+regexp.QuoteMeta(m.below)+"(?:/|$)", w.value("/"+m.file)))
	}
	w.table(w.v("bad")+w.v("path"), "miss", append(pages, `default "/404.html"`)...)
	methods := []string{row("~^(?:GET|HEAD) ", `""`)}
	if w.asks {
		methods = append(methods, row(`~^\S+ `+under+"/api/feedback$", `""`))
	}
	if w.under != "" {
		methods = append(methods, row(`~^\S+ (?!`+under+"(?:/|$))", `""`))
	}
	w.table(`"$request_method `+w.v("path")+`"`, "write", append(methods, "default 1")...)
}

// aliasMap writes the map of addresses that redirect for good. nginx looks strings up in a table,
// without regard to case, while addresses differ by it: paths with capitals are looked up with a
// mark before them, and compared by expressions.
func (w *nginx) aliasMap() {
	w.table(w.v("at"), "alias", row("~[A-Z]", `"=`+w.v("at")+`"`), "default "+w.v("at"))
	var rows []string
	for _, a := range w.aliases {
		to := w.value(a.to)
		switch {
		case strings.ContainsFunc(a.from, func(r rune) bool { return 'A' <= r && r <= 'Z' }):
			rows = append(rows, row("~^="+regexp.QuoteMeta(a.from)+"$", to))
		case len(a.from) > longest, len(w.aliases) > most:
			rows = append(rows, row("~^"+regexp.QuoteMeta(a.from)+"$", to))
		default:
			rows = append(rows, row(a.from, to))
		}
	}
	w.table(w.v("alias"), "moved", append(rows, `default ""`)...)
}

const (
	// longest is the length up to which nginx takes a string into a table as its settings are by
	// default: map_hash_bucket_size is 64, with a pointer at the end, and with a pointer and a
	// length before each string.
	longest = 46
	// most is the number of strings that such a table takes without two of them at one place, of
	// which nginx warns. Larger ones are made of expressions.
	most = 100
	// maxWord is the length that nginx takes no word of.
	maxWord = 4096
	// group is the length up to which alternatives are put into one expression, before they are
	// quoted.
	group = 1500
)

// field is a header, and what its value is in the configuration: a variable or a text.
type field struct{ name, value string }

// headerMaps writes a map for each header whose value depends on the path, and one for the statuses
// that have other values.
func (w *nginx) headerMaps() {
	const sent = `"~^(?:200|206|304|404|412|416)$" `
	for i, t := range w.tables() {
		name := fmt.Sprint(initials(t.name), i)
		if t.constant() && refused(t.name) == t.otherwise {
			w.fields = append(w.fields, field{t.name, w.value(t.otherwise)})
			continue
		}
		w.fields = append(w.fields, field{t.name, w.v(name)})
		var rows []string
		var long []entry
		for _, e := range t.exact {
			if len(e.match) <= longest && len(t.exact) <= most {
				rows = append(rows, row(e.match, w.value(e.value)))
			} else {
				long = append(long, e)
			}
		}
		// They come before the patterns, as strings do.
		for _, e := range alternatives(long) {
			rows = append(rows, row("~*^(?:"+e.match+")$", w.value(e.value)))
		}
		for _, p := range t.patterns {
			rows = append(rows, row("~*^"+p.match+"/?$", w.value(p.value)))
		}
		w.table(w.v("at"), "o_"+name, append(rows, "default "+w.value(t.otherwise))...)
		if t.name != "Cache-Control" {
			w.table("$status", name, sent+w.v("o_"+name), "default "+w.value(refused(t.name)))
			continue
		}
		w.table(w.v("at"), "no_cc", `"" ""`, "default "+w.value(t.otherwise))
		w.table("$status", name, `"~^(?:200|206|304|412)$" `+w.v("o_"+name),
			`"~^(?:301|302)$" `+w.value(t.otherwise), "404 "+w.v("no_cc"), `default ""`)
	}
	w.varyMaps()
}

// initials returns the first letter of each word of a header's name. The table of variables has
// little room for long names, unless nginx's settings say otherwise.
func initials(name string) string {
	var out strings.Builder
	for word := range strings.SplitSeq(strings.ToLower(name), "-") {
		if isWord(word) {
			out.WriteByte(word[0])
		}
	}
	return out.String()
}

// alternatives returns entries of expressions for entries of paths: one for all paths with one
// value, unless it gets too long.
func alternatives(long []entry) []entry {
	slices.SortStableFunc(long, func(a, b entry) int { return strings.Compare(a.value, b.value) })
	var out []entry
	for _, e := range long {
		e.match = regexp.QuoteMeta(e.match)
		if last := len(out) - 1; last >= 0 && out[last].value == e.value && len(out[last].match)+len(e.match) < group {
			out[last].match += "|" + e.match
			continue
		}
		out = append(out, e)
	}
	return out
}

// varyMaps writes the maps of Vary and Allow.
func (w *nginx) varyMaps() {
	w.table("$status", "allow", `405 "GET, HEAD"`, `default ""`)
	// What is compressed, or would be, is so for those who accept it.
	text, other := map[string]bool{}, map[string]bool{}
	for _, f := range w.files {
		if asset.IsText(f.mediaType) {
			text[f.extension()] = true
		} else {
			other[f.extension()] = true
		}
	}
	var rows []string
	for ext := range text {
		if ext != "" && !other[ext] {
			rows = append(rows, row(`~*\.`+ext+"$", "1"))
		}
	}
	for _, f := range w.files {
		if ext := f.extension(); asset.IsText(f.mediaType) && (ext == "" || other[ext]) {
			rows = append(rows, row("~^"+regexp.QuoteMeta("/"+f.path)+"$", "1"))
		}
	}
	slices.Sort(rows)
	w.table("$uri", "text", append(rows, `default ""`)...)
	const sent = `"~^(?:200|206|304|404|412|416) `
	w.table(fmt.Sprintf(`"$status %s %s %s"`, w.v("text"), w.v("by_lang"), w.v("at")), "vary",
		`"~^30[12] \S* 1" "Accept-Language, Cookie"`, sent+`1 1 /" "Accept-Language, Cookie, Accept-Encoding"`,
		sent+` 1 /" "Accept-Language, Cookie"`, sent+`1  /" "Accept-Encoding"`, `default ""`)
}
