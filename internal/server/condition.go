package server

import (
	"net/http"
	"slices"
	"strings"
)

// Conditions are what a redirect rule asks of a visitor: one of the values of each kind that has any.
type Conditions struct {
	// Languages are language tags and Countries ISO 3166 codes, in lower case.
	Languages, Countries []string
	Roles                []string
	// Cookies are names of cookies.
	Cookies []string
}

// parseConditions reads the words after a rule's status.
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
			continue // signs what is sent to another host, which this server never does
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

// visitor is what conditions look at.
type visitor struct {
	header http.Header
	// cookie gives a cookie's value, or "".
	cookie func(name string) string
}

// hold reports whether the conditions hold. A Role never does.
func (c Conditions) hold(v visitor) bool {
	return len(c.Roles) == 0 &&
		(len(c.Languages) == 0 || speaks(c.Languages, v.language())) &&
		(len(c.Countries) == 0 || slices.Contains(c.Countries, strings.ToLower(v.cookie("nf_country")))) &&
		(len(c.Cookies) == 0 || slices.ContainsFunc(c.Cookies, func(name string) bool { return v.cookie(name) != "" }))
}

// language is the visitor's: that of the cookie, else the first one that the browser names.
func (v visitor) language() string {
	language := v.cookie("nf_lang")
	if language == "" {
		language, _, _ = strings.Cut(strings.Join(v.header.Values("Accept-Language"), ","), ",")
		language, _, _ = strings.Cut(language, ";")
	}
	return strings.ToLower(strings.TrimSpace(language))
}

// speaks reports whether a language tag, or its language without script and region, is wanted.
func speaks(wanted []string, tag string) bool {
	primary, _, _ := strings.Cut(tag, "-")
	return tag != "" && (slices.Contains(wanted, tag) || slices.Contains(wanted, primary))
}

// vary lists the request headers that the conditions look at.
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
