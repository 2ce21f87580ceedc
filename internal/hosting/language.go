package hosting

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
)

// tags returns an expression that matches the tags that a language of a rule holds for: the
// language itself, and its regions where it has none.
func tags(code string) string {
	expr := regexp.QuoteMeta(code)
	if !strings.Contains(code, "-") {
		expr += "(?:-[a-z0-9]+)*"
	}
	return expr
}

// offered returns an expression that matches the tags of all languages that redirects name.
func (h home) offered() string {
	var all []string
	for _, code := range h.languages() {
		all = append(all, tags(code))
	}
	return "(?:" + strings.Join(all, "|") + ")"
}

// homeMaps writes the map of the address that the site's root leads to. A reader's language is the
// one of Accept-Language with the highest weight among those that the site has, and the first of
// equal weights (RFC 9110, section 12.5.4). Weights have three digits at the most: one map finds
// the highest of each digit.
func (w *nginx) homeMaps() {
	top := word("~^"+regexp.QuoteMeta(cmp.Or(w.under, "/"))+"$") + " "
	if len(w.home) == 0 || len(w.home[0].languages) == 0 {
		to := ""
		if len(w.home) > 0 {
			to = w.home[0].to
		}
		w.table(w.v("at"), "home", top+w.value(to), `default ""`)
		w.table(w.v("at"), "by_lang", `default ""`)
		return
	}
	const space, end = `[ \t]*`, `[ \t]*(?:,|$)`
	tag := w.home.offered()
	weight := space + `;` + space + `q=`
	captured := "(?<" + w.prefix + "q>%s)"
	kept := "${" + w.prefix + "q}"
	w.table("$cookie_nf_lang", "want", `"" $http_accept_language`, "default $cookie_nf_lang")
	item := `(?:^|,)` + space + tag
	w.table(w.v("want"), "w0", row("~*"+item+space+`(?:;`+space+`q=1(?:\.0*)?)?`+end, `"1"`),
		row("~*"+item+weight+`0\.\d*[1-9]`, `"0."`), `default ""`)
	for digit := range 3 {
		before := `0\.` + strings.Repeat(`\d`, digit)
		var rows []string
		for d := 9; d >= 0; d-- {
			// Digits that aren't there are zeros.
			match := fmt.Sprintf(`(?:.*,)?`+space+tag+weight+`\k<%sq>%d`, w.prefix, d)
			if d == 0 {
				match = ""
			}
			rows = append(rows, row(fmt.Sprintf(`~*^`+captured+` `, before)+match, fmt.Sprintf(`"%s%d"`, kept, d)))
		}
		w.table(fmt.Sprintf(`"%s %s"`, w.v(fmt.Sprint("w", digit)), w.v("want")), fmt.Sprint("w", digit+1),
			append(rows, "default "+w.v(fmt.Sprint("w", digit)))...)
	}
	first := `(?:.*?,)??` + space + "(?<" + w.prefix + "tag>" + tag + ")"
	rows := []string{row("~*^1 "+first+space+`(?:;`+space+`q=1(?:\.0*)?)?`+end, w.v("tag"))}
	for _, digits := range []string{`\d)00`, `\d[1-9])0`, `\d\d[1-9])`} {
		rows = append(rows, row("~*^(?<"+w.prefix+`q>0\.`+digits+" "+first+weight+`\k<`+w.prefix+"q>0*"+end, w.v("tag")))
	}
	w.table(`"`+w.v("w3")+" "+w.v("want")+`"`, "lang", append(rows, `default ""`)...)
	rows = nil
	for _, c := range w.home {
		for _, code := range c.languages {
			rows = append(rows, row("~*^"+tags(code)+"$", w.value(c.to)))
		}
	}
	w.table(w.v("lang"), "choice", append(rows, `default ""`)...)
	w.table(w.v("at"), "home", top+w.v("choice"), `default ""`)
	w.table(w.v("once")+w.v("path"), "by_lang", row("~^"+regexp.QuoteMeta(w.under)+"/?$", "1"), `default ""`)
}

// expression returns the condition, in Caddy's language of expressions, that a reader's language is
// that of a choice: as in [nginx.homeMaps], but a header that isn't well formed wants no language.
func (h home) expression(c choice) string {
	const items = `{baken_wanted}.lowerAscii().replace(" ", "").replace("\t", "").split(",")`
	const weight = `(%[1]s.contains(";q=") ? double(%[1]s.split(";q=")[1]) : 1.0)`
	offered := func(item string) string {
		return fmt.Sprintf(`%s.matches("^%s(?:;|$)")`, item, h.offered())
	}
	of := func(item string) string { return fmt.Sprintf(weight, item) }
	candidates := func(item string) string {
		return fmt.Sprintf(`%s.filter(%s, %s && %s > 0.0)`, items, item, offered(item), of(item))
	}
	best := fmt.Sprintf(`%s.filter(x, %s.all(y, %s <= %s))`, candidates("x"), candidates("y"), of("y"), of("x"))
	var codes []string
	for _, code := range c.languages {
		codes = append(codes, tags(code))
	}
	return fmt.Sprintf(`{baken_wanted}.matches("(?i)^[ \\t]*[a-z0-9*-]+[ \\t]*(?:;[ \\t]*q=(?:0(?:\\.[0-9]*)?|1(?:\\.0*)?))?[ \\t]*(?:,[ \\t]*[a-z0-9*-]+[ \\t]*(?:;[ \\t]*q=(?:0(?:\\.[0-9]*)?|1(?:\\.0*)?))?[ \\t]*)*$") && %[1]s.size() > 0 && %[1]s[0].matches("^(?:%[2]s)(?:;|$)")`,
		best, strings.Join(codes, "|"))
}
