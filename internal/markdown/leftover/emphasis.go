package leftover

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"baken.example/baken/internal/lazyregexp"
)

// legend reports whether a text has lines that begin with the signs that its notes are marked by:
// "prices* in euros", and below the table "* without tax".
type legend struct{ one, two bool }

var (
	oneStar  = lazyregexp.New(`(?m)^[ \t>|]*\\?\*[^*\n]`)
	twoStars = lazyregexp.New(`(?m)^[ \t>|]*\\?\*\\?\*[^*\n]`)
	closer   = lazyregexp.New(`[\p{L}\p{N}%)]\*\*(?:[\s|.,;)]|$)`)
)

// newLegend looks for legends in the source. A star at the start of a line is most often an item of
// a list or bold text, so that the answer is only asked for where a star is left over.
func newLegend(src []byte) legend {
	if bytes.IndexByte(src, '*') < 0 {
		return legend{}
	}
	return legend{one: oneStar().Match(src), two: twoStars().Match(src) && closer().Match(src)}
}

// legend returns the legend of the document. Few documents have a star that is left over.
func (c *checker) legend() legend {
	if c.notes == nil {
		l := newLegend(c.src)
		c.notes = &l
	}
	return *c.notes
}

// run is a run of one delimiter that is left over.
type run struct {
	at, size int
	// opens and closes report whether emphasis can begin and end here.
	opens, closes bool
}

// runs returns the runs of a delimiter in the finished text.
func (c *checker) runs(delimiter byte) (runs []run) {
	for i := 0; i < len(c.text); {
		if c.text[i] != delimiter {
			i++
			continue
		}
		r := run{at: i}
		for i < len(c.text) && c.text[i] == delimiter {
			i++
		}
		r.size = i - r.at
		before, _ := utf8.DecodeLastRune(c.text[:r.at])
		after, _ := utf8.DecodeRune(c.text[i:])
		if r.at == 0 {
			before = '\n'
		}
		r.opens = !isWord(before) && isWord(after)
		r.closes = !unicode.IsSpace(before) && !isWord(after)
		runs = append(runs, r)
	}
	return runs
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || r == atom || r == mark || r == '"' || r == '\'' || r == '“' || r == '‘'
}

// emphasis reports stars, low lines and tildes that were meant as emphasis.
func (c *checker) emphasis() {
	if bytes.Contains(c.text, []byte("**")) {
		c.strong()
	}
	if bytes.IndexByte(c.text, '*') >= 0 && !c.legend().one {
		c.single()
	}
	for _, double := range []string{"~~", "__"} {
		if !bytes.Contains(c.text, []byte(double)) {
			continue
		}
		for _, r := range c.runs(double[0]) {
			if r.size == 2 && r.opens && !c.isName(r.at+2) {
				c.unfinished(r.at, double)
				break
			}
		}
	}
}

// isName reports whether the word at an offset is the name of something in a program.
func (c *checker) isName(at int) bool {
	word := c.text[at:]
	if end := bytes.IndexAny(word, " \n\t"); end >= 0 {
		word = word[:end]
	}
	capital := bytes.IndexFunc(word, unicode.IsUpper)
	return bytes.ContainsAny(word, "_(./=") || capital > 0 && unicode.IsLower(rune(word[capital-1])) ||
		capital == 0 && bytes.LastIndexFunc(word, unicode.IsUpper) > 1 && bytes.ContainsFunc(word, unicode.IsLower)
}

// strong reports two stars that make nothing bold.
func (c *checker) strong() {
	var double []run
	for _, r := range c.runs('*') {
		if r.size == 2 {
			double = append(double, r)
		}
	}
	for i, r := range double {
		if r.opens && (r.at > 0 || !c.legend().two) && !c.isCode(r) {
			c.unfinished(r.at, "**")
			return
		}
		// ** bold **
		if spaced := !r.opens && !r.closes; spaced && i+1 < len(double) && !double[i+1].opens && !c.isCode(r) && !c.isCode(double[i+1]) && !c.isPower(r) {
			c.broken(r.at, "write the signs directly before and behind the words: **words**",
				"%.60q: a space keeps this from being bold", c.quoted(r.at, double[i+1].at+2))
			return
		}
	}
}

// isPower reports whether two stars stand between two operands, as in 2 ** 8.
func (c *checker) isPower(r run) bool {
	before := bytes.TrimRight(c.text[:r.at], " ")
	after := bytes.TrimLeft(c.text[r.at+r.size:], " ")
	return len(before) > 0 && len(after) > 0 && before[len(before)-1] <= '9' && '0' <= before[len(before)-1] && '0' <= after[0] && after[0] <= '9'
}

// isCode reports whether stars are part of a path or an argument, as in **/*.md or **kwargs.
func (c *checker) isCode(r run) bool {
	before, _ := utf8.DecodeLastRune(c.text[:r.at])
	after, _ := utf8.DecodeRune(c.text[r.at+r.size:])
	return before == '/' || after == '/' || before == '(' && c.isName(r.at+r.size) || c.isArgument(r)
}

var (
	// argument matches behind stars the names that Python's arguments have by convention.
	argument = lazyregexp.New(`^(?:args|kwargs|kwds|kw|argv)(?:[^\pL\pN_]|$)`)
	// passed matches behind stars an argument of a call, and call before them the start of a call.
	passed = lazyregexp.New(`^[A-Za-z_]\w*[,)]`)
	call   = lazyregexp.New(`\w\((?:[^()\n]*,[ ]?)?$`)
)

// maxCall is the maximum length in bytes of the arguments before stars.
const maxCall = 100

// isArgument reports whether stars mark an argument of a function, as in f(*args, **kwargs).
func (c *checker) isArgument(r run) bool {
	after := c.text[r.at+r.size:]
	return r.size <= 2 && (argument().Match(after) || passed().Match(after) && call().Match(c.text[max(r.at-maxCall, 0):r.at]))
}

// single reports one star that makes nothing emphasised. A star behind a word marks a note.
func (c *checker) single() {
	for _, r := range c.runs('*') {
		if r.size != 1 || !r.opens || r.at == 0 || c.isName(r.at+1) || c.isArgument(r) {
			continue
		}
		if before := c.text[r.at-1]; before == ' ' || before == '\n' || before == '(' {
			c.unfinished(r.at, "*")
			return
		}
	}
}

func (c *checker) unfinished(at int, signs string) {
	end := at + len(signs) + 40
	if end >= len(c.text) {
		end = len(c.text) - 1
	}
	for end > at && !utf8.RuneStart(c.text[end]) {
		end--
	}
	c.broken(at, "write "+signs+` directly behind the last word as well, or \ before each sign to show it`,
		"%.60q: nothing ends this, so that readers see the signs", c.quoted(at, end))
}

// hasBacktick reports whether a node is a cell of a table with a backtick that is text.
func (c *checker) hasBacktick(n ast.Node) bool {
	cell, ok := n.(*extast.TableCell)
	if !ok {
		return false
	}
	for child := cell.FirstChild(); child != nil; child = child.NextSibling() {
		if t, ok := child.(*ast.Text); ok && bytes.IndexByte(t.Segment.Value(c.src), '`') >= 0 {
			return true
		}
	}
	return false
}

// code reports a backtick in a block that nothing closes.
func (c *checker) code(n ast.Node) {
	at := bytes.IndexByte(c.text, '`')
	if at < 0 {
		return
	}
	if c.hasBacktick(n.NextSibling()) {
		c.broken(at, `write \| for a | in code`, "a backtick that nothing closes in its cell: a | begins the next one, also in code")
		return
	}
	if c.hasBacktick(n.PreviousSibling()) {
		return // It was reported in the cell before.
	}
	before, _ := utf8.DecodeLastRune(c.text[:at])
	after, _ := utf8.DecodeRune(c.text[at+1:])
	if unicode.IsLetter(after) && (unicode.IsLetter(before) || at == 0 || before == ' ' && bytes.HasPrefix(c.text[at+1:], []byte("s "))) {
		c.broken(at, "write ' for an apostrophe", "a backtick isn't an apostrophe")
		return
	}
	c.broken(at, "write as many backticks behind the code as before it, or \\` to show one", "a backtick that nothing closes")
}
