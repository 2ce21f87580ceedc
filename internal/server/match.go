package server

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// ruleset finds the redirect rule for a request without trying them all: most have a path
// without placeholders.
type ruleset struct {
	rules []Redirect
	// static has the indexes of the rules for one path, without a slash at its end; dynamic
	// those of all others. Both are in order.
	static  map[string][]int
	dynamic []int
}

func newRuleset(rules []Redirect) ruleset {
	s := ruleset{rules: rules, static: map[string][]int{}}
	for i := range rules {
		if path, ok := rules[i].pattern.static(); ok {
			s.static[path] = append(s.static[path], i)
		} else {
			s.dynamic = append(s.dynamic, i)
		}
	}
	return s
}

// match is what the rules say about a request.
type match struct {
	// rule is nil when none applies, else to is where it leads.
	rule *Redirect
	to   address
	// guarded tells that files at this address are only for visitors with a role.
	guarded bool
	// vary lists the request headers that the answer depends on.
	vary []string
}

// match finds the first rule for a request whose canonical path is given.
func (s ruleset) match(r *http.Request, path string) match {
	var (
		m       match
		query   url.Values
		static  = s.static[trimSlash(path)]
		dynamic = s.dynamic
	)
	who := visitor{r.Header, func(name string) string {
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
			if !slices.Contains(m.vary, name) {
				m.vary = append(m.vary, name)
			}
		}
		if len(rule.Roles) > 0 {
			m.guarded = true
		}
		if !rule.hold(who) {
			continue
		}
		to := rule.target.expand(captures)
		if to.query == "" && rule.Status != http.StatusSeeOther {
			to.query = safeQuery(r.URL.RawQuery)
		}
		if rule.redirects() && samePlace(to, r, path) {
			continue
		}
		m.rule, m.to = rule, to
		break
	}
	return m
}

// matchQuery reports whether a request has a rule's parameters and no others. Of a parameter that
// stands there several times, the last counts.
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

// samePlace reports whether a redirect would lead to where the request came from.
func samePlace(to address, r *http.Request, path string) bool {
	if to.origin != "" && !strings.EqualFold(to.origin, scheme(r)+"://"+r.Host) {
		return false
	}
	there, _ := canonical(to.path)
	return trimSlash(there) == trimSlash(path) && to.query == safeQuery(r.URL.RawQuery)
}

func hostname(r *http.Request) string {
	return strings.ToLower((&url.URL{Host: r.Host}).Hostname())
}

// scheme is that of the connection. What a proxy before it says of its own isn't asked.
func scheme(r *http.Request) string {
	if r.TLS != nil {
		return "https"
	}
	return "http"
}
