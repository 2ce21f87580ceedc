package server

import (
	"net/http"
	"slices"
	"strings"
)

// Conditions are the conditions of a redirect rule. A request has to match one value of each field
// that isn't empty.
type Conditions struct {
	// Languages are language tags and Countries ISO 3166 codes, in lower case.
	Languages, Countries []string
	Roles                []string
	// Cookies are names of cookies.
	Cookies []string
}

// parseConditions parses the words after a rule's status.
func parseConditions(words []string, p *problems) Conditions {
	var c Conditions
	for _, word := range words {
		key, list, ok := strings.Cut(word, "=")
		var into *[]string
		switch key {
		case "Language", "language":
			into, list = &c.Languages, strings.ToLower(list)
		case "Country", "country":
			into, list = &c.Countries, strings.ToLower(list)
		case "Role", "role":
			into = &c.Roles
		case "Cookie":
			into = &c.Cookies
		case "Sign", "signed":
			continue // signs requests to another host, which this server never proxies
		}
		switch {
		case !ok:
			p.add("%q isn't a condition: they are written Name=value,value without spaces", word)
		case into == nil:
			p.add("%q isn't a condition: there are Language, Country, Role and Cookie", word)
		case *into != nil:
			p.add("%q: the condition stands there twice", word)
		case slices.Contains(strings.Split(list, ","), ""):
			p.add("%q has an empty value in it", word)
		default:
			*into = strings.Split(list, ",")
		}
	}
	return c
}

// visitor holds the parts of a request that conditions depend on.
type visitor struct {
	header http.Header
	// cookie returns a cookie's value, or "".
	cookie func(name string) string
}

// satisfiedBy reports whether v satisfies the conditions. No visitor has a role.
func (c Conditions) satisfiedBy(v visitor) bool {
	return len(c.Roles) == 0 &&
		(len(c.Languages) == 0 || acceptsLanguage(c.Languages, v.language())) &&
		(len(c.Countries) == 0 || slices.Contains(c.Countries, strings.ToLower(v.cookie("nf_country")))) &&
		(len(c.Cookies) == 0 || slices.ContainsFunc(c.Cookies, func(name string) bool { return v.cookie(name) != "" }))
}

// language returns the visitor's language: the value of the cookie nf_lang, or else the first
// language of Accept-Language.
func (v visitor) language() string {
	language := v.cookie("nf_lang")
	if language == "" {
		language, _, _ = strings.Cut(strings.Join(v.header.Values("Accept-Language"), ","), ",")
		language, _, _ = strings.Cut(language, ";")
	}
	return strings.ToLower(strings.TrimSpace(language))
}

// acceptsLanguage reports whether a language tag, or its language without script and region, is
// accepted.
func acceptsLanguage(accepted []string, tag string) bool {
	primary, _, _ := strings.Cut(tag, "-")
	return tag != "" && (slices.Contains(accepted, tag) || slices.Contains(accepted, primary))
}

// vary returns the names of the request headers that the conditions depend on.
func (c Conditions) vary() []string {
	var out []string
	if len(c.Languages) > 0 {
		out = append(out, "Accept-Language")
	}
	if len(c.Languages)+len(c.Countries)+len(c.Roles)+len(c.Cookies) > 0 {
		out = append(out, "Cookie")
	}
	return out
}
