package netlify

import (
	"net/http"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"baken.example/baken/internal/server/negotiation"
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

// satisfiedBy reports whether v satisfies the conditions. No visitor has a role. The languages
// offered are those that the rules of an address name: the conditions of one of them hold for the
// language that v prefers.
func (c Conditions) satisfiedBy(v visitor, offered []string) bool {
	return len(c.Roles) == 0 &&
		(len(c.Languages) == 0 || acceptsLanguage(c.Languages, v.language(offered))) &&
		(len(c.Countries) == 0 || slices.Contains(c.Countries, strings.ToLower(v.cookie("nf_country")))) &&
		(len(c.Cookies) == 0 || slices.ContainsFunc(c.Cookies, func(name string) bool { return v.cookie(name) != "" }))
}

// language returns the visitor's language in lower case: the value of the cookie nf_lang, or else
// the language of Accept-Language with the highest weight among those that are offered (RFC 9110,
// section 12.5.4; the lookup of RFC 4647, section 3.4, with a language for all its regions). It is
// empty if none of them is accepted. An item that is malformed is ignored, and no other.
func (v visitor) language(offered []string) string {
	if tag := v.cookie("nf_lang"); tag != "" {
		return strings.ToLower(strings.TrimSpace(tag))
	}
	best, most := "", 0.0
	for _, value := range v.header.Values("Accept-Language") {
		for item := range strings.SplitSeq(value, ",") {
			tag, params, _ := strings.Cut(item, ";")
			weight, ok := negotiation.Weight(params)
			if !ok || weight <= most {
				continue
			}
			if name := canonicalLanguage(strings.TrimSpace(tag)); acceptsLanguage(offered, name) {
				best, most = name, weight
			}
		}
	}
	return best
}

// maxLanguageTag is the length of the longest language tag that is read. RFC 5646, section 4.4.1,
// has implementations provide for at least 35 characters.
const maxLanguageTag = 100

// canonicalLanguage returns a language tag in its canonical form (he for iw), in lower case. It is
// empty for a range of all languages and for what is no tag of a language that is known.
func canonicalLanguage(tag string) string {
	if tag == "" || len(tag) > maxLanguageTag {
		return ""
	}
	t, err := language.Parse(tag)
	if err != nil {
		return ""
	}
	return strings.ToLower(t.String())
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
