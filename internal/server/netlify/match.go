package netlify

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"baken.example/baken/internal/server/urlpath"
)

// RedirectSet is an index of redirect rules, most of which have a path without placeholders. Its
// zero value has no rules.
type RedirectSet struct {
	rules []Redirect
	// static maps a path, without a trailing slash, to the indexes of its rules, in order; dynamic
	// holds the indexes of all other rules, in order.
	static  map[string][]int
	dynamic []int
	// languages holds, by the address of rules, the languages that their conditions name.
	languages map[string][]string
}

// NewRedirectSet returns the index of rules in the order of their file.
func NewRedirectSet(rules []Redirect) RedirectSet {
	s := RedirectSet{rules: rules, static: map[string][]int{}, languages: map[string][]string{}}
	for i := range rules {
		if named := rules[i].Languages; len(named) > 0 {
			s.languages[rules[i].From] = append(s.languages[rules[i].From], named...)
		}
		if path, ok := rules[i].pattern.static(); ok {
			s.static[path] = append(s.static[path], i)
		} else {
			s.dynamic = append(s.dynamic, i)
		}
	}
	return s
}

// Segments returns the literal segments of the paths of all rules, decoded. A segment may occur more
// than once.
func (s RedirectSet) Segments() []string {
	var literals []string
	for _, rule := range s.rules {
		for _, part := range rule.pattern.segments {
			if text, err := url.PathUnescape(part.literal); err == nil {
				literals = append(literals, text)
			}
		}
	}
	return literals
}

// Match is the result of matching a request against the rules.
type Match struct {
	// Rule is the rule that applies, and To its target; Rule is nil if none does.
	Rule *Redirect
	To   Address
	// RoleRequired reports whether files at this address are restricted to visitors with a role.
	RoleRequired bool
	// Vary holds the names of the request headers that the answer depends on.
	Vary []string
}

// Match returns the first rule that applies to a request. Path is its canonical path.
func (s RedirectSet) Match(r *http.Request, path string) Match {
	var (
		m       Match
		query   url.Values
		static  = s.static[urlpath.TrimSlash(path)]
		dynamic = s.dynamic
	)
	v := visitor{r.Header, func(name string) string {
		if c, err := r.Cookie(name); err == nil {
			return c.Value
		}
		return ""
	}}
	for len(static)+len(dynamic) > 0 {
		var i int
		if len(dynamic) == 0 || len(static) > 0 && static[0] < dynamic[0] {
			i, static = static[0], static[1:]
		} else {
			i, dynamic = dynamic[0], dynamic[1:]
		}
		rule := &s.rules[i]
		captures, ok := rule.pattern.match(path)
		if !ok || rule.host != "" && (rule.host != hostname(r) || rule.scheme != scheme(r)) {
			continue
		}
		if len(rule.Query) > 0 {
			if query == nil {
				query = r.URL.Query()
			}
			if captures, ok = matchQuery(rule.Query, query, captures); !ok {
				continue
			}
		}
		for _, name := range rule.vary() {
			if !slices.Contains(m.Vary, name) {
				m.Vary = append(m.Vary, name)
			}
		}
		if len(rule.Roles) > 0 {
			m.RoleRequired = true
		}
		if !rule.satisfiedBy(v, s.languages[rule.From]) {
			continue
		}
		to := rule.target.expand(captures)
		if to.Query == "" && rule.Status != http.StatusSeeOther {
			to.Query = urlpath.EscapeQuery(r.URL.RawQuery)
		}
		if rule.Redirects() && sameAddress(to, r, path) {
			continue
		}
		m.Rule, m.To = rule, to
		break
	}
	return m
}

// matchQuery reports whether a request has exactly a rule's parameters, and appends their captures.
// The last value of a repeated parameter counts.
func matchQuery(want []Parameter, query url.Values, captures []capture) ([]capture, bool) {
	if len(query) != len(want) {
		return nil, false
	}
	for _, q := range want {
		values := query[q.Key]
		if len(values) == 0 {
			return nil, false
		}
		value := values[len(values)-1]
		switch {
		case q.Placeholder != "":
			captures = append(captures, capture{q.Placeholder, url.PathEscape(value), value})
		case value != q.Value:
			return nil, false
		}
	}
	return captures, true
}

// sameAddress reports whether a redirect would lead back to the address of the request.
func sameAddress(to Address, r *http.Request, path string) bool {
	if to.Origin != "" && !strings.EqualFold(to.Origin, scheme(r)+"://"+r.Host) {
		return false
	}
	dest, _ := urlpath.Canonical(to.Path)
	return urlpath.TrimSlash(dest) == urlpath.TrimSlash(path) && to.Query == urlpath.EscapeQuery(r.URL.RawQuery)
}

func hostname(r *http.Request) string {
	return strings.ToLower((&url.URL{Host: r.Host}).Hostname())
}

// scheme returns the scheme of the connection. It ignores headers of a proxy.
func scheme(r *http.Request) string {
	if r.TLS != nil {
		return "https"
	}
	return "http"
}
