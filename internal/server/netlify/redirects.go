package netlify

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"baken.example/baken/internal/server/urlpath"
)

// Redirect is one rule of "_redirects".
type Redirect struct {
	// Line is the line of the rule, from 1.
	Line int
	// From and To are paths or absolute URLs, as written. To is the default target where the file
	// has none.
	From, To string
	// Status is 200, 301, 302, 303, or an error's.
	Status int
	// Force reports whether the rule takes precedence over a file at its address.
	Force bool
	// Query holds the parameters that a request must have.
	Query []Parameter
	Conditions

	// scheme and host are of From. They are empty where any match.
	scheme, host string
	pattern      pattern
	target       target
}

// Parameter is a query parameter of a rule, with the decoded value to compare with, or the name of
// the placeholder that captures the value.
type Parameter struct{ Key, Value, Placeholder string }

// ParseRedirects parses a "_redirects" file and returns its rules in order and every problem in it.
// A line with a problem is skipped.
func ParseRedirects(data []byte) ([]Redirect, []Problem) {
	var (
		rules []Redirect
		found []Problem
	)
	for number, text := range lines(data) {
		p := &problems{file: RedirectsFile, line: number}
		rule := parseRedirect(text, p)
		found = append(found, p.list...)
		if len(p.list) == 0 {
			rule.Line = number
			rules = append(rules, rule)
		}
	}
	return rules, found
}

// parseRedirect parses a line that isn't empty.
func parseRedirect(text string, p *problems) Redirect {
	words := strings.FieldsFunc(text, isSpace)
	if comment := slices.IndexFunc(words, func(w string) bool { return w[0] == '#' }); comment >= 0 {
		words = words[:comment]
	}
	rule := Redirect{From: words[0], Status: http.StatusMovedPermanently}
	query, to, rest := splitWords(words[1:], p)
	if len(p.list) > 0 {
		return rule
	}
	rule.To = to
	if len(rest) > 0 {
		rule.Status, rule.Force = parseStatus(rest[0], p)
		rule.Conditions = parseConditions(rest[1:], p)
	}
	rule.parseFrom(p)
	rule.parseQuery(query, p)
	if rule.To == "" {
		rule.forward(p)
	}
	if len(p.list) == 0 {
		rule.target = parseTarget(rule.To, rule.names(), p)
		rule.checkLoop(p)
	}
	return rule
}

// splitWords finds the target among the words after "from": the first path or URL. The words before
// it are query parameters. If the first word is a status, the rule has no target.
func splitWords(words []string, p *problems) (query []string, to string, rest []string) {
	if len(words) > 0 && words[0][0] >= '0' && words[0][0] <= '9' {
		return nil, "", words
	}
	i := slices.IndexFunc(words, func(w string) bool { return w[0] == '/' || isURL(w) })
	if i < 0 {
		p.add("no target: a rule is written %q, and the target begins with /, http:// or https://", "from to")
		return nil, "", nil
	}
	return words[:i], words[i], words[i+1:]
}

func parseStatus(word string, p *problems) (status int, force bool) {
	number, force := strings.CutSuffix(word, "!")
	status, err := strconv.Atoi(number)
	switch {
	case err != nil:
		p.add("%q isn't a status: one stands after the target, and conditions after it", word)
	case status == http.StatusTemporaryRedirect:
		p.add("status 307 isn't supported by Netlify: use 302")
	case status == http.StatusPermanentRedirect:
		p.add("status 308 isn't supported by Netlify: use 301")
	case status != 200 && (status < 301 || status > 303) && (status < 400 || status > 599):
		p.add("status %q does nothing: there are 200, 301, 302, 303 and those of errors", word)
	}
	return status, force
}

func (r *Redirect) parseFrom(p *problems) {
	path := r.From
	if isURL(r.From) {
		u, err := url.Parse(originOf(r.From))
		if err != nil || u.Hostname() == "" || u.User != nil {
			p.add("%q has no proper host", r.From)
			return
		}
		r.scheme, r.host = u.Scheme, strings.ToLower(u.Hostname())
		path = "/" + strings.TrimPrefix(r.From[len(originOf(r.From)):], "/")
	}
	switch {
	case path[0] != '/':
		p.add("%q isn't a path: it begins with a slash, or with http:// or https://", r.From)
	case strings.HasPrefix(path, "/.netlify"):
		p.add("%q is Netlify's own: a rule can't begin with /.netlify", r.From)
	default:
		r.pattern = parsePattern(path, p)
	}
}

func (r *Redirect) parseQuery(words []string, p *problems) {
	for _, word := range words {
		key, value, ok := strings.Cut(word, "=")
		name, placeholder := strings.CutPrefix(value, ":")
		text, err := url.QueryUnescape(value)
		switch {
		case !ok || key == "":
			p.add("%q is neither a query parameter (name=value) nor a target (/path)", word)
		case strings.Contains(value, "="):
			p.add("%q has two = in it: Netlify drops what follows the second", word)
		case err != nil:
			p.add("%q has a %% in it that doesn't begin an encoded byte", word)
		case slices.ContainsFunc(r.Query, func(q Parameter) bool { return q.Key == key }):
			p.add("the query parameter %q stands there twice", key)
		case !placeholder:
			r.Query = append(r.Query, Parameter{Key: key, Value: text})
		case !placeholderName(name) || slices.Contains(r.names(), name):
			p.add("%q: %q isn't a name for a placeholder, or stands there twice", word, value)
		default:
			r.Query = append(r.Query, Parameter{Key: key, Placeholder: name})
		}
	}
}

// forward sets the default target, which is the address itself.
func (r *Redirect) forward(p *problems) {
	base, ok := strings.CutSuffix(r.From, "/*")
	if !ok || r.Status != http.StatusOK {
		p.add("no target: it may only be left out of a rule from %q with status 200", "/path/*")
		return
	}
	r.To = base + "/:splat"
}

// names returns the placeholders that the target may use.
func (r *Redirect) names() []string {
	var names []string
	for _, s := range r.pattern.segments {
		if s.name != "" {
			names = append(names, s.name)
		}
	}
	if r.pattern.splat {
		names = append(names, "splat")
	}
	for _, q := range r.Query {
		if q.Placeholder != "" {
			names = append(names, q.Placeholder)
		}
	}
	return names
}

// Redirects reports whether the rule redirects the visitor, rather than rewriting the path.
func (r *Redirect) Redirects() bool { return r.Status >= 300 && r.Status < 400 }

// checkLoop adds a problem for a redirect to itself, with or without a trailing slash: Netlify
// ignores it, and can't add or remove slashes that way.
func (r *Redirect) checkLoop(p *problems) {
	if !r.Redirects() || r.host != "" || len(r.Query) > 0 || r.target.origin != "" || len(r.target.query) > 0 {
		return
	}
	from := r.From
	if base, ok := strings.CutSuffix(from, "*"); ok {
		from = base + ":splat"
	}
	to, _, _ := strings.Cut(r.To, "#")
	if urlpath.TrimSlash(from) == urlpath.TrimSlash(to) {
		p.add("%q leads to itself: a slash at the end makes no difference", r.From)
	}
}
