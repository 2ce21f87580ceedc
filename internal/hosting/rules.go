package hosting

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"baken.example/baken/internal/secureheader"
	"baken.example/baken/internal/server/netlify"
)

// headerRule is a rule of _headers, for decoded paths.
type headerRule struct {
	// literal is the only path that the rule is for, without a slash at its end, or "".
	literal string
	// expression matches the paths of the rule, without regard to case. It is in the syntax that
	// RE2 and PCRE share.
	expression string
	pattern    *regexp.Regexp
	headers    []netlify.Header
}

// headerRules converts the rules of _headers.
func headerRules(rules []netlify.HeaderRule) ([]headerRule, error) {
	var out []headerRule
	for _, r := range rules {
		h := headerRule{headers: r.Headers}
		var expr strings.Builder
		literal := true
		for part := range strings.SplitSeq(r.Path, "/") {
			switch {
			case part == "":
			case part == "*":
				literal = false
				expr.WriteString("(?:/.*)?")
			case part[0] == ':':
				literal = false
				expr.WriteString("/[^/]+")
			default:
				expr.WriteString("/")
				for i, text := range strings.Split(part, "*") {
					if i > 0 {
						literal = false
						expr.WriteString(".*")
					}
					text, err := url.PathUnescape(text)
					if err != nil {
						return nil, fmt.Errorf("_headers:%d: %w", r.Line, err)
					}
					expr.WriteString(regexp.QuoteMeta(text))
				}
			}
		}
		h.expression = expr.String()
		if literal {
			text, err := url.PathUnescape(strings.TrimSuffix(r.Path, "/"))
			if err != nil {
				return nil, fmt.Errorf("_headers:%d: %w", r.Line, err)
			}
			h.literal = text
		}
		pattern, err := regexp.Compile("(?is)^" + h.expression + "/?$")
		if err != nil {
			return nil, fmt.Errorf("_headers:%d: %w", r.Line, err)
		}
		h.pattern = pattern
		out = append(out, h)
	}
	return out, nil
}

// index finds the rules of a path without trying all of them: there may be one for each file.
type index struct {
	// patterns are the indexes of rules for more paths than one, literals those of rules for one,
	// by that path in lower case.
	patterns []int
	literals map[string][]int
}

func newIndex(rules []headerRule) index {
	x := index{literals: map[string][]int{}}
	for i, r := range rules {
		if r.literal == "" {
			x.patterns = append(x.patterns, i)
		} else {
			key := strings.ToLower(r.literal)
			x.literals[key] = append(x.literals[key], i)
		}
	}
	return x
}

// header returns the value that the rules give a header at a decoded path, or "": of the rules that
// match, the last one counts.
func (s *Site) header(name, path string) string {
	value, last := "", -1
	consider := func(i int) {
		r := s.headers[i]
		at := slices.IndexFunc(r.headers, func(h netlify.Header) bool { return h.Name == name })
		if at >= 0 && i > last && (r.literal != "" || r.pattern.MatchString(path)) {
			value, last = r.headers[at].Value, i
		}
	}
	for _, i := range s.index.patterns {
		consider(i)
	}
	for _, i := range s.index.literals[strings.ToLower(strings.TrimSuffix(path, "/"))] {
		consider(i)
	}
	return value
}

// table is what the rules say of one header.
type table struct {
	name string
	// exact holds values by paths, sorted; patterns holds those of all other paths, of which the
	// first that matches counts.
	exact, patterns []entry
	// otherwise is the value where no rule says anything.
	otherwise string
}

// constant reports whether a header has one value at all paths.
func (t *table) constant() bool {
	return !slices.ContainsFunc(append(slices.Clone(t.exact), t.patterns...), func(e entry) bool { return e.value != t.otherwise })
}

// entry is a path or an expression, and the value of a header there.
type entry struct{ match, value string }

// tables returns what the rules say of each header but Content-Type, sorted by name. Headers that
// every answer has are among them, whether or not there are rules.
func (s *Site) tables() []table {
	var out []table
	for _, f := range secureheader.Fields(secureheader.Sandbox) {
		out = append(out, table{name: f.Name, otherwise: f.Value})
	}
	out = append(out, table{name: "Cache-Control", otherwise: netlify.DefaultCacheControl})
	for _, r := range s.headers {
		for _, h := range r.headers {
			if h.Name != "Content-Type" && !slices.ContainsFunc(out, func(t table) bool { return t.name == h.Name }) {
				out = append(out, table{name: h.Name})
			}
		}
	}
	slices.SortFunc(out, func(a, b table) int { return cmp.Compare(a.name, b.name) })
	for i := range out {
		s.fill(&out[i])
	}
	return out
}

// fill fills in the entries of a table. Paths that stand in rules of their own come first, with
// the value that all rules together give them, so that servers can look them up without trying
// expressions.
func (s *Site) fill(t *table) {
	seen := map[string]bool{}
	for _, r := range s.headers {
		i := slices.IndexFunc(r.headers, func(h netlify.Header) bool { return h.Name == t.name })
		switch {
		case i < 0:
		case r.literal == "":
			t.patterns = append(t.patterns, entry{r.expression, r.headers[i].Value})
		case !seen[strings.ToLower(r.literal)]:
			seen[strings.ToLower(r.literal)] = true
			t.exact = append(t.exact, entry{r.literal, s.header(t.name, r.literal)})
		}
	}
	slices.Reverse(t.patterns)
	slices.SortFunc(t.exact, func(a, b entry) int { return cmp.Compare(a.match, b.match) })
}

// refused returns the value that a header has in redirects and refusals, or "" if they don't have
// it.
func refused(name string) string {
	for _, f := range secureheader.Fields(secureheader.Sandbox) {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// alias is an address that redirects for good: a decoded path without a slash at its end, and the
// address that it leads to, percent-encoded.
type alias struct{ from, to string }

// missing is a page that is sent for paths below another that aren't there, with the status 404.
type missing struct {
	// below is a decoded path without a slash at its end, file the path of the page below the
	// site's root.
	below, file string
}

// home holds the redirects of the site's root by language, in order.
type home []choice

// choice is an address for readers of some languages, or for everybody if there are none.
type choice struct {
	languages []string
	to        string
}

// languages returns all languages that redirects of the site's root name.
func (h home) languages() []string {
	var out []string
	for _, c := range h {
		out = append(out, c.languages...)
	}
	return out
}

// addRedirects sorts the rules of _redirects into the three kinds that Baken writes.
func (s *Site) addRedirects(rules []netlify.Redirect) error {
	seen := map[string]bool{}
	for _, r := range rules {
		rest, splat := strings.CutSuffix(r.From, "/*")
		from, err := url.PathUnescape(strings.TrimSuffix(rest, "/"))
		file, err2 := url.PathUnescape(strings.TrimPrefix(r.To, s.base.Path+"/"))
		conditions := len(r.Countries) + len(r.Roles) + len(r.Cookies) + len(r.Query)
		switch {
		case err != nil, err2 != nil, conditions > 0, !strings.HasPrefix(r.To, "/"), strings.ContainsAny(r.To, "?#:"),
			!strings.HasPrefix(r.From, "/"), strings.Contains(rest, "*"), strings.Contains(rest, "/:"):
		case !splat && r.Status == http.StatusMovedPermanently && !r.Force && len(r.Languages) == 0:
			if !seen[from] {
				seen[from] = true
				s.aliases = append(s.aliases, alias{from, r.To})
			}
			continue
		case from == s.under && r.Status == http.StatusFound && r.Force:
			s.home = append(s.home, choice{r.Languages, r.To})
			continue
		case splat && r.Status == http.StatusNotFound && !r.Force && len(r.Languages) == 0:
			s.missing = append(s.missing, missing{from, file})
			continue
		}
		return fmt.Errorf("_redirects:%d: no configuration can be made of the rule for %q", r.Line, r.From)
	}
	return nil
}
