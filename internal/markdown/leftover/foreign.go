package leftover

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/lazyregexp"
	"baken.example/baken/internal/markdown/dialect/component"
)

// kind is a kind of syntax of another tool.
type kind struct {
	// trigger is a text that every match has. A line feed in front says that it begins a line.
	trigger string
	// pattern matches in a finished text. If it has a group, that is the place.
	pattern func() *regexp.Regexp
	// lines reports whether it is a mark at the start of a line, which a cell or heading doesn't
	// have.
	lines bool
	// message follows the quoted place and a colon.
	message, hint string
}

const (
	calloutHint  = "write > [!NOTE] and its title on one line, and > before each line of its text"
	templateHint = "write what is to stand here, or put it between backticks to show it"
	classHint    = "take it out: the site's style sheet decides how things look"
	contentsHint = "take it out: a page of three headings or more has one"
	includeHint  = "write the text here, or link to the page that has it"
)

// foreign is the syntax of other tools that texts bring along, and the way to write it here.
func foreign() []kind {
	return []kind{
		{"*", lazyregexp.New(`(?m)^\*\[[^\[\]\n]+\]:[ \t]+\S.*$`), true,
			"MkDocs and Jekyll explain an abbreviation so, Baken doesn't", "put the term into content/glossary.yaml, or write it in full where it comes first"},
		{"===", lazyregexp.New(`(?m)^={3,}[ \t]*$`), true,
			"this line makes a heading only of a line of text directly above it", "write ## before the heading, and take this line out"},
		{"!!!", lazyregexp.New(`(?m)^!!!\+?[ \t]+(?:[a-z][\w-]*(?:[ ]+[a-z][\w-]*)*[ \t]*|[\w-]+[ \t]+"[^"\n]*"[^\n]*)$`), true,
			"MkDocs makes a box of this, Baken doesn't", calloutHint},
		{"???", lazyregexp.New(`(?m)^\?\?\?\+?[ \t]+(?:[a-z][\w-]*[ \t]*|[\w-]+[ \t]+"[^"\n]*"[^\n]*)$`), true,
			"MkDocs makes a box of this that opens, Baken doesn't", calloutHint},
		{"=== ", lazyregexp.New(`(?m)^===[!+]?[ \t]+"[^"\n]*"`), true,
			"MkDocs makes a tab of this, Baken doesn't", "make a heading of it, with ## or ### before it"},
		{"///", lazyregexp.New(`(?m)^/{3,}[ \t]+[a-z][\w-]*(?:[ \t]*\|[^\n]*)?[ \t]*$`), true,
			"MkDocs makes a block of this, Baken doesn't", calloutHint},
		{"-8<", lazyregexp.New(`(?m)^;?-+8<-+.*$`), true,
			"MkDocs puts another file here, Baken doesn't", includeHint},
		{"{!", lazyregexp.New(`\{![^!{}\n]+!\}`), false,
			"another tool puts a file here, Baken doesn't", includeHint},
		{"<<<", lazyregexp.New(`(?m)^<<<[ \t]*[@/.\w][^\s<]*.*$`), true,
			"VitePress puts another file here, Baken doesn't", includeHint},
		{"{%", lazyregexp.New(`\{%[^%]*(?:%\})?`), false,
			"Jekyll and other tools run this, Baken doesn't", templateHint},
		{"{{", lazyregexp.New(`\{\{\{?(?:[<%#>!/&$."'@^~*-]|[ \t]*["'\p{L}_$.\x01])[^{}]*\}\}`), false,
			"Hugo and other tools fill this in, Baken doesn't", templateHint},
		{"{", lazyregexp.New(`\{(?:\+\+|--|>>|~~|==)[^{}\n]*(?:\+\+|--|<<|~~|==)\}|\{[+-][ \t][^{}\n]*[ \t][+-]\}`), false,
			"another tool takes this for a proposed change, Baken doesn't", "write the text as it is to be"},
		{"}\x01", lazyregexp.New(`(\{[a-z][\w:-]*\})\x01+\x02`), false,
			"MyST reads this as a role, Baken doesn't", "write a link, or *text*"},
		{"{", lazyregexp.New(`\{(?:code|panel|color|noformat|expand|toc|children|status|anchor):[^{}\n]+\}`), false,
			"Confluence reads this as a macro, Baken doesn't", templateHint},
		{"{", lazyregexp.New(`(?m)^\{[ \t]*[a-z][\w:-]*=[^{}\n]*\}[ \t]*$`), true,
			"another tool reads this as attributes, Baken doesn't", classHint},
		{")=", lazyregexp.New(`(?m)^\([\w-]+\)=[ \t]*$`), true,
			"MyST makes an anchor of this, Baken doesn't", "write {#anchor} at the end of the heading"},
		{"'''", lazyregexp.New(`'{3}[^'\n]+'{3}`), false, "a wiki makes this bold, Baken doesn't", "write **text**"},
		{"==", lazyregexp.New(`(?m)^={2,6}[ \t]+[^=\n]+[ \t]={2,6}[ \t]*$`), true, "a wiki makes a heading of this, Markdown doesn't", "write ## before a heading"},
		{"[", lazyregexp.New(`(?m)(\[(?:\x04+|https?://[^\s\[\]]+)[ \t]+[^\[\]\n]+\])(?:$|[^(\[:{])`), false,
			"a wiki makes a link of this, Baken doesn't", "write [text](https://…)"},
		{"$", lazyregexp.New(`(?m)(?:^|[\s(])(\$[^\s$\d][^$\n]*[\\^_=][^$\n]*[^\s$]\$)(?:$|[\s.,;:!?)])`), false,
			"another tool sets this as a formula, Baken doesn't", "write it in words and signs, or as a picture"},
		{"{#", lazyregexp.New(`\{#[ \t][^{}]*#\}`), false,
			"another tool takes this for a comment", "write <!-- and --> around a comment"},
		{"{/*", lazyregexp.New(`\{/\*[^{}]*\*/\}`), false,
			"another tool takes this for a comment", "write <!-- and --> around a comment"},
		{"{:", lazyregexp.New(`(?i)\{:toc\b[^{}\n]*\}`), false, "Jekyll puts a table of contents here, Baken doesn't", contentsHint},
		{"{:", lazyregexp.New(`\{:{1,2}[ \t]*[.#\p{L}/][^{}\n]*\}`), false,
			"Jekyll reads this as attributes, Baken doesn't", classHint + "; only a heading takes an anchor, ## Heading {#anchor}"},
		{"{", lazyregexp.New(`\{[ \t]?#\p{L}[^{}\n]*\}`), false,
			"only the end of a heading takes an anchor, of letters, digits, hyphens and underscores", "write ## Heading {#anchor}, or take it out"},
		{"{", lazyregexp.New(`\{[ \t]?\.\p{L}[^{}\n]*\}`), false,
			"another tool reads this as a class, Baken doesn't", classHint},
		{"lang=", lazyregexp.New(`\x01(\{[ \t]*lang=[^{}\n]*\})`), false,
			"a link, a picture or code takes no language", "put it in a passage: [[text](page.md)]{lang=code}"},
		{"=", lazyregexp.New(`\x01(\{[ \t]*[a-z][\w:-]*=[^{}\n]*\})`), false,
			"another tool reads this as attributes, Baken doesn't", classHint},
		{"<%", lazyregexp.New(`<%[^%]*%>`), false, "another tool runs this, Baken doesn't", templateHint},
		{"[", lazyregexp.New(`(?im)^(?:@?\[{1,2}[_\x01]{0,2}toc[_\x01]{0,2}\]{1,2}|\[{1,2}\.{3}toc\]{1,2})[ \t]*$`), true,
			"another tool puts a table of contents here, Baken doesn't", contentsHint},
		{"[[", lazyregexp.New(`!?\[\[\p{L}[^\[\]\n]*\]\]`), false,
			"a wiki makes a link of this, Baken doesn't", "link to the file: [text](page.md)"},
		{"[/", lazyregexp.New(`\[/[a-z][a-z0-9_*-]*\]`), false,
			"another tool reads this as a shortcode, Baken doesn't", templateHint},
		{"=", lazyregexp.New(`(?:^|[^\p{L}\p{N}_\])])(\[(?:(?:url|img|color|size|quote|font)=[^\[\]\n]+|[a-z][a-z0-9_-]*(?:[ \t]+[a-z_-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s\[\]"']+))+[ \t]*/?)\])`), false,
			"another tool reads this as a shortcode, Baken doesn't", templateHint},
		{"==", lazyregexp.New(`(?m)(?:^|[\s(\x01"“'‘])(==[^\s=](?:[^=\n]*[^\s=])?==)(?:$|[^=\p{L}\p{N}])`), false,
			"another tool highlights this, Baken doesn't", "write **text** for what is important"},
		{"++", lazyregexp.New(`(?m)(?:^|[\s(\x01])(\+\+[a-z][\w+"-]*\+\+)`), false,
			"MkDocs makes keys of this, Baken doesn't", "write the names of the keys: Ctrl+C"},
		{"^^", lazyregexp.New(`\^\^[^\s^][^^\n]*\^\^`), false,
			"another tool underlines this, Baken doesn't", "write *text*: a line below looks like a link"},
		{"~", lazyregexp.New(`[\p{L})](~\d{1,3}~)`), false,
			"another tool lowers this, Baken doesn't", "write the sign itself, such as ₂ in CO₂"},
		{"^", lazyregexp.New(`[\p{L}\p{N})](\^[\p{L}\p{N}+-]{1,4}\^)`), false,
			"another tool raises this, Baken doesn't", "write the sign itself, such as ² in m²"},
		{"^[", lazyregexp.New(`\^\[[^\[\]\n]+\]`), false,
			"another tool makes a footnote of this, Baken doesn't", "write [^1] here, and [^1]: and the text on a line of its own"},
		{":\x01", lazyregexp.New(`(?:^|[\s(])(:[a-z][a-z:_-]*:)\x01+\x02`), false,
			"Sphinx reads this as a role, Baken doesn't", "write a link, or *text*"},
		{":", lazyregexp.New(`(?m)(?:^|[\s(\x01])(:[a-z+][a-z0-9_+-]+:)(?:$|[\s.,;!?)\x01])`), false,
			"another tool makes a picture of this, Baken doesn't", "write the sign itself, or leave it out"},
		{"%%", lazyregexp.New(`(?m)(?:^|[\s])(%%[^%\n]+%%)`), false,
			"another tool takes this for a comment", "write <!-- and --> around a comment"},
		{"$$", lazyregexp.New(`\$\$[^$]+\$\$`), false,
			"another tool sets this as a formula, Baken doesn't", "write it in words and signs, or as a picture"},
		{"==", lazyregexp.New(`(?m)^={2,6}[ \t]+\p{Lu}[^=\n]*$`), true, "AsciiDoc makes a heading of this, Markdown doesn't", "write ## before a heading"},
		{"::", lazyregexp.New(`(?m)^(?:include|image|video|toc|xref|ifdef|ifndef|endif)::[^\s\[]*\[[^\]\n]*\]`), true,
			"AsciiDoc puts something else here, Baken doesn't", "write ![alternative text](picture.png) for a picture, or link to the page"},
		{"[", lazyregexp.New(`(?m)^\[(?:source|cols|NOTE|TIP|IMPORTANT|WARNING|CAUTION)(?:[,=%][^\]\n]*)?\][ \t]*$`), true,
			"AsciiDoc reads this as a mark, Markdown doesn't", "write > [!NOTE] for a box, and ``` around code"},
		{"::", lazyregexp.New(`(?m)^\.\.[ \t]+[a-z][\w:-]*::.*$`), true, "Sphinx reads this as a directive, Baken doesn't", calloutHint},
		{"\nimport", lazyregexp.New(`(?m)^import[ \t]+(?:[\w*{][^"'\n]*[ \t]from[ \t]*)?["'][^"'\n]+["'];?[ \t]*$`), true,
			"Docusaurus takes this for a program, Baken doesn't", "take it out"},
		{"\nexport", lazyregexp.New(`(?m)^export[ \t]+(?:const|let|default|function)[ \t].*$`), true,
			"Docusaurus takes this for a program, Baken doesn't", "take it out"},
		{"\nh", lazyregexp.New(`(?m)^h[1-6]\.[ \t]+\S.*$`), true, "Textile makes a heading of this, Markdown doesn't", "write ## before a heading"},
		{`\`, lazyregexp.New(`(?m)^\\(?:newpage|pagebreak|clearpage|tableofcontents)\b.*$`), true, "another tool reads this as a command, Baken doesn't", "take it out"},
	}
}

// kinds is the table, compiled once.
var kinds = foreign()

// firstWords are the words at the start of a line that patterns of [foreign] begin with, but for
// Textile's headings.
var firstWords = [...]string{
	"import ", "import\t", "export ", "export\t",
	"include::", "image::", "video::", "toc::", "xref::", "ifdef::", "ifndef::", "endif::",
}

// startsWord reports whether a line begins with a word that a pattern of [foreign] begins with. It
// is called for many lines, and takes a tenth of the time of a regular expression.
func startsWord(s []byte) bool {
	if s[0] == 'h' {
		return len(s) > 2 && '1' <= s[1] && s[1] <= '6' && s[2] == '.'
	}
	for _, w := range firstWords {
		if s[0] == w[0] && len(s) >= len(w) && string(s[:len(w)]) == w {
			return true
		}
	}
	return false
}

// container matches a line of a container: its start, which says what it is, or its end.
var container = lazyregexp.New(`(?m)^:{3,}[ \t]*(\S.*)?$`)

// kinds reports the syntax of other tools in the finished text of a block.
func (c *checker) kinds(n ast.Node) {
	starts := startsLines(n)
	for i := range kinds {
		k := &kinds[i]
		if k.lines && !starts || !c.has(k.trigger) {
			continue
		}
		last := -1
		for _, m := range k.pattern().FindAllSubmatchIndex(c.text, -1) {
			start, stop := m[0], m[1]
			if len(m) > 2 && m[2] >= 0 {
				start, stop = m[2], m[3]
			}
			// One finding for each line is enough.
			if begin := 1 + bytes.LastIndexByte(c.text[:start], '\n'); begin != last {
				c.foreign(start, stop, k)
				last = begin
			}
			c.clear(start, stop)
		}
	}
	if starts && bytes.Contains(c.text, []byte(":::")) {
		for _, m := range container().FindAllSubmatchIndex(c.text, -1) {
			c.isContainer(c.source(m[0]), []byte(c.quoted(m[0], m[1])))
			c.clear(m[0], m[1])
		}
	}
}

// boxes are the names of boxes of other tools, which callouts are for.
var boxes = [...]string{
	"note", "tip", "info", "warning", "danger", "caution", "important", "hint", "success", "error", "question",
	"attention", "admonition", "seealso", "abstract", "example", "quote",
}

// isContainer reports a line of a container at an offset of the source, but not the end of one
// whose start was reported.
func (c *checker) isContainer(at int, line []byte) {
	opens := len(bytes.Trim(line, ": \t")) > 0
	if !opens {
		if !c.container {
			c.report(at, diag.ComponentUnclosed, "take it out, or write what it is to close above it: ::: details Title",
				fmt.Sprintf("%.60q closes no block", line))
		}
		return
	}
	c.container = true
	name, _ := component.Read(line)
	if name == "" || slices.Contains(boxes[:], name) {
		c.report(at, diag.MarkupForeign, calloutHint,
			fmt.Sprintf("%.60q: Docusaurus and other tools make a box of this, Baken doesn't", line))
		return
	}
	var names []string
	for _, n := range component.Names() {
		names = append(names, "::: "+n)
	}
	c.report(at, diag.DirectiveUnknown, "there are "+strings.Join(names, ", ")+", each closed by :::",
		fmt.Sprintf("no block %.80q%s", "::: "+name, diag.DidYouMean("::: "+name, names)))
}

// has reports whether the finished text has a trigger.
func (c *checker) has(trigger string) bool {
	start, atLine := strings.CutPrefix(trigger, "\n")
	return bytes.Contains(c.text, []byte(trigger)) || atLine && bytes.HasPrefix(c.text, []byte(start))
}

func (c *checker) foreign(start, stop int, k *kind) {
	c.report(c.source(start), diag.MarkupForeign, k.hint, fmt.Sprintf("%.60q: %s", c.quoted(start, stop), k.message))
}

// startsLines reports whether marks can stand at the start of a block's lines.
func startsLines(n ast.Node) bool {
	switch n.(type) {
	case *ast.Heading, *extast.TableCell, *extast.DefinitionTerm:
		return false
	}
	return true
}
