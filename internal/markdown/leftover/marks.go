package leftover

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/lazyregexp"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/dialect/directive"
)

var (
	// target matches what can only be the target of a link.
	target = lazyregexp.New(`^(?:(?:https?|mailto|tel):|www\.|\.{0,2}/|#\p{L}|[^/]*\x04)|(?i)\.(?:md|html?|pdf|docx?|xlsx?|pptx?|od[tsp]|csv|txt|png|jpe?g|svg|gif|webp|avif|zip)(?:#\S*)?$`)

	spacedLink = lazyregexp.New(`!?\[([^\[\]]+)\]\s+\(([^()\s]+)\)`)
	turnedLink = lazyregexp.New(`\(([^()\n]+)\)\[([^\[\]\s]+)\]`)
	brokenLink = lazyregexp.New(`\]\(([^)\n]*)(\)?)`)
	// spacedDefinition matches a definition whose target or title isn't written as one.
	spacedDefinition = lazyregexp.New(`(?m)^\[[^\[\]^\n][^\[\]\n]*\]:[ \t]+(\S+)(?:[ \t]+\S+)*?[ \t]+(\S+)[ \t]*$`)
	undefined        = lazyregexp.New(`!?\[([^\[\]]+)\]\[([^\[\]]*)\]`)
	footnote         = lazyregexp.New(`\[\^([^\[\]\s^][^\[\]\s]*|[ \t]*[\p{L}\p{N}][\p{L}\p{N} \t_-]*)\]`)
	callout          = lazyregexp.New(`^\[!(\p{L}[\p{L}_-]*(?: \p{L}[\p{L}_-]*){0,3})\]`)
	// brokenCallout matches the mark of a callout between other marks, with spaces within, without
	// its end, or on a later line.
	brokenCallout = lazyregexp.New(`(?mi)^[*_\x01]{0,3}\[[ \t]*![ \t]*(note|tip|important|warning|caution)(?:[ \t]*\][*_\x01]{0,3}|[ \t]*$)`)
	heading       = lazyregexp.New(`(?m)^(?:#{2,6}[^#\s]|#{7,}[ \t]|#{1,6}[ \t]*[\x{a0}\x{2007}\x{202f}\x{3000}]).*$`)
	bullet        = lazyregexp.New(`(?m)^(?:[•▪◦‣●○∙][ \t\x{a0}]*|·[ \t\x{a0}]+)\S.*$`)
	spacedBullet  = lazyregexp.New(`(?m)^[-*+][ \t]*[\x{a0}\x{2007}\x{202f}\x{3000}].*$`)
	dashItems     = lazyregexp.New(`(?m)^[–—][ \t\x{a0}]+\S.*\n[–—][ \t\x{a0}]+\S.*$`)
	// quoteFence matches a line of apostrophes or accents that is meant as a fence.
	quoteFence = lazyregexp.New(`(?m)^(?:'{3,}|’{3,}|‘{3,}|´{3,})[ \t]*[\w+#.-]*[ \t]*$`)
	// definition matches the mark of a definition that no term precedes.
	definition = lazyregexp.New(`^:[ \t]+\S.*`)
	// usage matches a directive with arguments that other text stands beside.
	usage       = lazyregexp.New(`(?:^|[\s(\[>*_"“„«])(::([a-z][a-z-]*)\{[^{}\n]*\})`)
	closeBullet = lazyregexp.New(`(?m)^[-*+]\p{L}.*$`)
)

// marks reports the marks of Markdown in the finished text of a block that it hasn't read.
func (c *checker) marks(n ast.Node) {
	first := n.PreviousSibling() == nil
	if m := callout().FindSubmatchIndex(c.text); m != nil && startsLines(n) {
		_, quoted := n.Parent().(*ast.Blockquote)
		c.callout(m, quoted && first)
	}
	if _, quoted := n.Parent().(*ast.Blockquote); quoted {
		c.brokenCallout()
	}
	c.links()
	c.directives()
	if startsLines(n) {
		c.lineMarks()
	}
	c.comment()
	c.emphasis()
	c.code(n)
}

// broken reports a mark that didn't take.
func (c *checker) broken(at int, hint, format string, args ...any) {
	c.report(c.source(at), diag.MarkupBroken, hint, fmt.Sprintf(format, args...))
}

// directives reports directives that stand beside other text, where they are text themselves.
func (c *checker) directives() {
	if !bytes.Contains(c.text, []byte("::")) {
		return
	}
	for at, name := range Directives(string(c.text)) {
		c.broken(at, "put it on a line of its own, with a blank line above and below", "::%s{…} is text where other text stands beside it", name)
	}
}

// Directives iterates over the directives with arguments in a text that isn't read for them: the
// offset and the name of each.
func Directives(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for _, m := range usage().FindAllStringSubmatchIndex(text, -1) {
			name := text[m[4]:m[5]]
			known := slices.ContainsFunc(directive.All(), func(d directive.Type) bool { return d.Name == name })
			if known && !yield(m[2], name) {
				return
			}
		}
	}
}

// links reports brackets that were meant as links, pictures and footnotes.
func (c *checker) links() {
	if bytes.IndexByte(c.text, '[') < 0 && bytes.IndexByte(c.text, ']') < 0 {
		return
	}
	for _, m := range footnote().FindAllSubmatchIndex(c.text, -1) {
		label := c.quoted(m[2], m[3])
		c.report(c.source(m[0]), diag.FootnoteUndefined, "write [^"+label+"]: and its text on a line of its own, or take it out",
			fmt.Sprintf("there is no footnote %.60q: readers see these signs", label))
		c.clear(m[0], m[1])
	}
	for _, m := range brokenLink().FindAllSubmatchIndex(c.text, -1) {
		c.brokenLink(m)
	}
	for _, m := range spacedLink().FindAllSubmatchIndex(c.text, -1) {
		if to := c.text[m[4]:m[5]]; target().Match(to) && !c.inWord(m[0]) {
			c.broken(m[0], "write nothing between ] and (", "%.80q: a space keeps this from being a %s", c.quoted(m[0], m[1]), c.nameOf(m[0]))
			c.clear(m[0], m[1])
		}
	}
	for _, m := range spacedDefinition().FindAllSubmatchIndex(c.text, -1) {
		if target().Match(c.text[m[2]:m[3]]) || target().Match(c.text[m[4]:m[5]]) {
			c.broken(m[0], "write %20 for a space in the target, and put a title between quotation marks",
				"%.80q: there is more than a target, so that this defines no link", c.quoted(m[0], m[1]))
			c.clear(m[0], m[1])
		}
	}
	for _, m := range turnedLink().FindAllSubmatchIndex(c.text, -1) {
		if to := c.text[m[4]:m[5]]; target().Match(to) {
			c.broken(m[0], fmt.Sprintf("write [%.60s](%.60s)", c.quoted(m[2], m[3]), c.quoted(m[4], m[5])),
				"%.80q: the brackets are turned round, so that this is no link", c.quoted(m[0], m[1]))
			c.clear(m[0], m[1])
		}
	}
	for _, m := range undefined().FindAllSubmatchIndex(c.text, -1) {
		// Code such as a[i][j], and notes such as [1][2], aren't links.
		if c.inWord(m[0]) || len(bytes.Trim(c.text[m[2]:m[3]], "0123456789 ,-")) == 0 || c.text[m[2]] == atom || c.isPair(m) {
			continue
		}
		label := c.quoted(m[4], m[5])
		if label == "" {
			label = c.quoted(m[2], m[3])
		}
		c.report(c.source(m[0]), diag.LinkUndefined, "write [text](target), or add a line ["+label+"]: and the target",
			fmt.Sprintf("%.80q: there is no definition of [%.60s], so that this is no %s", c.quoted(m[0], m[1]), label, c.nameOf(m[0])))
		c.clear(m[0], m[1])
	}
}

// isPair reports whether brackets are two things beside each other, such as keys, options and
// remarks: [Ctrl][C], [-r][-v]. A label of one word that begins with a capital as the text does is
// another spelling of it, or the document defines others.
func (c *checker) isPair(m []int) bool {
	text, label := c.text[m[2]:m[3]], c.text[m[4]:m[5]]
	if c.text[m[0]] == '!' || len(label) == 0 || bytes.ContainsAny(text, " \n") {
		return false
	}
	if bytes.Equal(text, label) || text[0] == '-' && label[0] == '-' {
		return true
	}
	first, _ := utf8.DecodeRune(text)
	second, _ := utf8.DecodeRune(label)
	if len(c.defined) > 0 || !unicode.IsUpper(first) || !unicode.IsUpper(second) || bytes.ContainsAny(label, " -") {
		return false
	}
	a, b := bytes.ToLower(text), bytes.ToLower(label)
	return len(b) == 1 || !bytes.Contains(a, b) && !bytes.Contains(b, a)
}

// nameOf returns the name of what brackets at an offset were meant as.
func (c *checker) nameOf(at int) string {
	if c.text[at] == '!' {
		return "picture"
	}
	return "link"
}

// inWord reports whether a letter, digit or closing bracket precedes an offset, as in f[x](y).
func (c *checker) inWord(at int) bool {
	if at == 0 {
		return false
	}
	b := c.text[at-1]
	return b == ']' || b == ')' || b == '_' || b >= 0x80 || '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'z'
}

// maxLinkText is the maximum length in bytes of the text of a link that didn't take.
const maxLinkText = 1000

// brokenLink reports ]( that didn't become a link.
func (c *checker) brokenLink(m []int) {
	from := max(m[0]-maxLinkText, 0)
	open := from + bytes.LastIndexByte(c.text[from:m[0]], '[')
	if open < from || c.inWord(open) {
		return
	}
	what := "link"
	if open > 0 && c.text[open-1] == '!' {
		open--
		what = "picture"
	}
	to := c.quoted(m[2], m[3])
	hint := "write ) behind the target"
	reason := "the target doesn't end"
	if ended := m[4] < m[5]; ended {
		reason = "a target can't hold a space"
		hint = "write %20 for a space"
		switch plain := strings.ToLower(to); {
		case strings.HasPrefix(plain, "tel:"):
			hint = "write the number without spaces: " + strings.Join(strings.Fields(to), "")
		case !strings.ContainsAny(to, " \t"):
			reason, hint = "the brackets don't match", `write \ before a bracket that is part of the text or the target`
		}
	}
	if strings.Contains(to, "{{") || strings.Contains(to, "{%") {
		return
	}
	c.broken(open, hint, "%.80q: %s, so that this is no %s", c.quoted(open, m[1]), reason, what)
	c.clear(open, m[1])
}

// lineMarks reports the starts of lines that were meant as headings, items, fences and definitions.
func (c *checker) lineMarks() {
	if m := definition().FindIndex(c.text); m != nil {
		c.broken(m[0], "write the term on a line of its own directly above, Table: before the caption of a table, or leave out the : where this is neither",
			"%.60q: no term is above it, so that this is no definition, and readers see the :", c.quoted(m[0], m[1]))
	}
	if m := quoteFence().FindIndex(c.text); m != nil {
		c.broken(m[0], "write ``` on the lines before and after the code: backticks",
			"%.60q: only backticks begin and end code, so that readers see it as text", c.quoted(m[0], m[1]))
	}
	if bytes.IndexByte(c.text, '#') >= 0 {
		for _, m := range heading().FindAllIndex(c.text, -1) {
			signs := len(c.text[m[0]:m[1]]) - len(bytes.TrimLeft(c.text[m[0]:m[1]], "#"))
			if signs > 6 {
				c.broken(m[0], "write six # at most", "%.60q: headings have six levels, so that this is none", c.quoted(m[0], m[1]))
				continue
			}
			c.broken(m[0], "write "+strings.Repeat("#", max(signs, 2))+", an ordinary space and the heading, on a line of its own",
				"%.60q: without an ordinary space behind # this is no heading", c.quoted(m[0], m[1]))
		}
	}
	dash, other := c.lineStarts()
	if dash {
		c.dashes()
	}
	if other {
		for _, m := range bullet().FindAllIndex(c.text, -1) {
			c.broken(m[0], "write - and a space before each item", "%.60q: this sign makes no list", c.quoted(m[0], m[1]))
		}
		for _, m := range dashItems().FindAllIndex(c.text, -1) {
			c.broken(m[0], "write - and a space before each item", "%.60q: a long dash makes no list, so that these lines become one", c.quoted(m[0], m[1]))
		}
	}
}

// lineStarts reports whether a line of the finished text begins with a sign of a list, and whether
// one begins with a letter or sign outside ASCII.
func (c *checker) lineStarts() (dash, other bool) {
	for _, l := range c.lines {
		switch b := c.text[l.at]; {
		case b == '-' || b == '*' || b == '+':
			dash = true
		case b >= utf8.RuneSelf:
			other = true
		}
	}
	return dash, other
}

// dashes reports lines that begin with a sign of a list that has no ordinary space behind it.
func (c *checker) dashes() {
	for _, m := range spacedBullet().FindAllIndex(c.text, -1) {
		c.broken(m[0], "write - and an ordinary space", "%.60q: a no-break space keeps this from being an item of a list", c.quoted(m[0], m[1]))
	}
	if items := closeBullet().FindAllIndex(c.text, -1); len(items) > 1 {
		for _, m := range items {
			c.broken(m[0], "write a space behind the sign", "%.60q: without a space this is no item of a list", c.quoted(m[0], m[1]))
		}
	}
}

// synonyms maps the names of callouts in other tools to the kind that is nearest.
var synonyms = map[string]string{
	"ABSTRACT": "NOTE", "ATTENTION": "WARNING", "BUG": "CAUTION", "DANGER": "CAUTION", "ERROR": "CAUTION", "EXAMPLE": "NOTE",
	"FAILURE": "CAUTION", "HINT": "TIP", "INFO": "NOTE", "QUESTION": "NOTE", "QUOTE": "NOTE", "SUCCESS": "TIP", "SUMMARY": "NOTE", "TODO": "NOTE",
}

// callout reports a mark of a callout that doesn't exist, or that isn't at the start of a quote.
func (c *checker) callout(m []int, quoted bool) {
	name := c.quoted(m[2], m[3])
	var marks []string
	for _, kind := range dialect.Callouts() {
		marks = append(marks, "[!"+kind+"]")
	}
	hint := "there are " + strings.Join(marks, ", ")
	if like := synonyms[strings.ToUpper(name)]; like != "" {
		hint = "write [!" + like + "]: " + hint
	}
	known := slices.Contains(dialect.Callouts(), strings.ToUpper(name))
	switch {
	case known && !quoted:
		c.report(c.source(m[0]), diag.CalloutUnknown, "write > before this line and before each line of its text",
			fmt.Sprintf("%q isn't the start of a quote, so that this is no box", "[!"+name+"]"))
	case known:
		c.report(c.source(m[0]), diag.CalloutUnknown, "write a space between the mark and the title of the box",
			fmt.Sprintf("%q has text directly behind it, so that this is no box", "[!"+name+"]"))
	default:
		c.report(c.source(m[0]), diag.CalloutUnknown, hint,
			fmt.Sprintf("there is no box %.60q%s", "[!"+name+"]", diag.DidYouMean("[!"+strings.ToUpper(name)+"]", marks)))
	}
	c.clear(m[0], m[1])
}

// brokenCallout reports a mark in a quote that isn't written as the mark of a callout, or that
// isn't alone on the quote's first line.
func (c *checker) brokenCallout() {
	for _, m := range brokenCallout().FindAllSubmatchIndex(c.text, -1) {
		kind := "[!" + strings.ToUpper(c.quoted(m[2], m[3])) + "]"
		c.report(c.source(m[0]), diag.CalloutUnknown, "begin the quote with > "+kind+", and write only the title of the box behind it, with a space before it",
			fmt.Sprintf("%.60q doesn't begin a box here: readers see the signs", c.quoted(m[0], m[1])))
		c.clear(m[0], m[1])
	}
}

// comment reports a comment within a line that doesn't end.
func (c *checker) comment() {
	if i := bytes.Index(c.text, []byte("<!--")); i >= 0 {
		c.report(c.source(i), diag.RawHTML, "end it with -->", "a comment that doesn't end")
		c.clear(i, i+len("<!--"))
	}
}
