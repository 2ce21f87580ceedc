package strictyaml

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"baken.example/baken/internal/diag"
)

const (
	// maxDepth limits the nesting of mappings and sequences. Baken's formats need fewer than ten
	// levels.
	maxDepth = 50
	// maxIndicators limits the number of YAML's indicator characters. The parser's time grows with
	// the square of their number; documents written by hand have less than a tenth of this.
	maxIndicators = 20_000
)

const flawHint = "this is a flaw of Baken, not of the text: please report it with this file"

// Parse parses one YAML document in UTF-8 with line feeds as line ends. firstLine is the line of
// the file at which src starts: 1 for a file that is YAML as a whole. The node is nil if src isn't
// YAML; an empty document is a Null node.
func Parse(file string, src []byte, firstLine int) (node *Node, findings diag.List) {
	r := reader{file: file, src: src, offset: firstLine - 1}
	defer func() {
		// The fuzz test looks for panics of the parser. One that it missed must not cost the run
		// the findings of other files.
		if p := recover(); p != nil {
			node, findings = nil, diag.List{}
			findings.Add(file, diag.Pos{Line: firstLine}, diag.YAMLSyntax, flawHint, "can't read the YAML: %v", p)
		}
	}()
	return r.document(), r.findings
}

func (r *reader) document() *Node {
	first := 1 + r.offset
	if !r.bounded() {
		return nil
	}
	r.src = plainSpaces(r.src)
	if bytes.Contains(r.src, []byte(" \n")) {
		r.lines = bytes.Split(r.src, []byte("\n"))
	}
	f, err := r.parse(r.src)
	if err != nil {
		if bare := withoutEmptyBlocks(r.src); bare != nil {
			if again, still := r.parse(bare); still == nil {
				f, err = again, nil
			}
		}
	}
	if err != nil {
		r.syntax(err)
		return nil
	}
	var docs []*ast.DocumentNode
	for _, d := range f.Docs {
		if d.Body != nil && d.Body.Type() != ast.CommentType {
			docs = append(docs, d)
		}
	}
	switch len(docs) {
	case 0:
		return &Node{Pos: diag.Pos{Line: first, Column: 1}}
	case 1:
		return r.node(docs[0].Body, 0)
	default:
		r.add(diag.Pos{Line: r.pos(docs[1].Body.GetToken()).Line}, diag.YAMLSyntax,
			"take out the line --- or ... above this one", "a second YAML document in one file")
		return nil
	}
}

// parse parses a document, and reports comments in it that aren't meant as such.
func (r *reader) parse(src []byte) (*ast.File, error) {
	tokens := lexer.Tokenize(string(src))
	f, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err == nil && bytes.IndexByte(src, '#') >= 0 {
		r.comments(tokens)
	}
	return f, err
}

// bounded reports whether the document is within the limits that bound the parser's time, and adds
// a finding if it isn't. Indicators in quoted text count too.
func (r *reader) bounded() bool {
	line := 1 + r.offset
	open, dashes, signs := 0, 0, 0
	for i, b := range r.src {
		switch b {
		case '\n':
			line++
			dashes = 0
			signs++
		case ',', '%', '&', '*', '!':
			signs++
		case ':', '?', '-':
			if i+1 < len(r.src) && r.src[i+1] != ' ' {
				break
			}
			signs++
			if b != ':' {
				dashes++
			}
		case '[', '{':
			open++
			signs++
		case ']', '}':
			open = max(0, open-1)
			signs++
		}
		switch {
		case open > maxDepth:
			r.add(diag.Pos{Line: line}, diag.NestingTooDeep, "take the brackets out, or close those that are open",
				"more than %d open brackets", maxDepth)
			return false
		case dashes > maxDepth:
			r.add(diag.Pos{Line: line}, diag.NestingTooDeep, "write each item of a list on a line of its own",
				"more than %d lists in one another", maxDepth)
			return false
		case signs > maxIndicators:
			r.add(diag.Pos{Line: line}, diag.FileTooLarge, "shorten it",
				"the YAML has more than %d keys, items and lines", maxIndicators)
			return false
		}
	}
	return true
}

type reader struct {
	file     string
	src      []byte
	offset   int
	findings diag.List
	// lines are the lines of src if some of them end with spaces, else nil.
	lines [][]byte
	// split are the lines of src as text, once one was asked for.
	split []string
	// width is how many characters there are in the line that was counted last, without the spaces
	// at its end.
	counted, width int
}

func (r *reader) add(pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	r.findings.Add(r.file, pos, code, hint, format, args...)
}

func (r *reader) pos(t *token.Token) diag.Pos {
	if t == nil || t.Position == nil {
		return diag.Pos{Line: 1 + r.offset}
	}
	return diag.Pos{Line: t.Position.Line + r.offset, Column: t.Position.Column}
}

// columnError returns the number of columns that the parser's position of a scalar is too far to
// the right: for a plain scalar at the end of a line it is the number of trailing spaces.
func (r *reader) columnError(t *token.Token) int {
	if t.Type == token.SingleQuoteType || t.Type == token.DoubleQuoteType || r.lines == nil {
		return 0
	}
	line := r.lines[t.Position.Line-1]
	text := bytes.TrimRight(line, " ")
	first, _, _ := strings.Cut(strings.TrimSpace(t.Origin), "\n")
	before, ends := bytes.CutSuffix(text, []byte(strings.TrimRight(first, " ")))
	spaces := len(line) - len(text)
	if !ends || spaces == 0 {
		return 0
	}
	// Many scalars may stand in one line, which is counted for the first of them.
	if r.counted != t.Position.Line {
		r.counted, r.width = t.Position.Line, utf8.RuneCount(text)
	}
	if r.width-utf8.RuneCount(text[len(before):])+spaces == t.Position.Column-1 {
		return spaces
	}
	return 0
}
