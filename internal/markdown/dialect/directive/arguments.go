package directive

import (
	"fmt"
	"slices"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/constant"
	"baken.example/baken/internal/markdown/dialect/component"
	"baken.example/baken/internal/markdown/position"
)

// Type declares a directive.
type Type struct {
	Name string
	// Arguments are the names of its arguments.
	Arguments []string
}

// The names of the directives.
const (
	Contact         = "contact"
	Authority       = "authority"
	Glossary        = "glossary"
	Criteria        = "criteria"
	Criterion       = "criterion"
	Check           = "check"
	LegalBasis      = "legal-basis"
	Text            = "text"
	Version         = "version"
	DecisionTable   = "decision-table"
	DecisionDiagram = "decision-diagram"
	Data            = "data"
	Periods         = "periods"
	Conditions      = "conditions"
	Changes         = "changes"
	Include         = "include"
	Sitemap         = "sitemap"
	Video           = "video"
)

// Values of the argument by: the outcomes by verdicts, with the verdicts by answers, or the
// outcomes by answers.
const (
	ByVerdicts = "verdicts"
	ByAnswers  = "answers"
)

// All returns all directives.
func All() []Type { return slices.Clone(directives) }

var directives = []Type{
	{Name: Contact},
	{Name: Authority},
	{Name: Glossary},
	// set is the id of a criteria set, id that of a criterion in it; on is the day whose version
	// of the set is shown, rather than that of the version in force.
	{Name: Criteria, Arguments: []string{"set", "on"}},
	{Name: Criterion, Arguments: []string{"set", "id", "on"}},
	{Name: Check, Arguments: []string{"set", "on"}},
	{Name: LegalBasis, Arguments: []string{"set", "id", "on"}},
	// Here id is that of a text in the set.
	{Name: Text, Arguments: []string{"set", "id", "on"}},
	{Name: Version, Arguments: []string{"set", "on"}},
	// by leaves a part of the tables to another page.
	{Name: DecisionTable, Arguments: []string{"set", "on", "by"}},
	{Name: DecisionDiagram, Arguments: []string{"set", "on"}},
	// The open data of all versions of a set.
	{Name: Data, Arguments: []string{"set"}},
	// All versions of a set, each with a link to its self-check.
	{Name: Periods, Arguments: []string{"set"}},
	// All conditions of a set in words.
	{Name: Conditions, Arguments: []string{"set", "on"}},
	// What changes between two versions of a set, those in force on two days, or else the two
	// latest.
	{Name: Changes, Arguments: []string{"set", "from", "to"}},
	// The text of a file, which package content puts in the directive's place.
	{Name: Include, Arguments: []string{"file"}},
	// All pages of the language.
	{Name: Sitemap},
	// A file of the site with its captions, or a link to a video elsewhere at url.
	{Name: Video, Arguments: []string{"file", "captions", "poster", "title", "url"}},
}

// Argument is one name and value of a directive. Offset is its offset in the source.
type Argument struct {
	Name, Value string
	Offset      int
}

// Read parses the line of a directive. It is ok unless it has reported a mistake.
func (n *Node) Read(src []byte, report position.Report) (name string, arguments []Argument, ok bool) {
	s := scanner{text: string(n.line.Value(src)), start: n.line.Start, to: report}
	colons := len(s.text) - len(strings.TrimLeft(s.text, ":"))
	name = s.until(colons, " \t{[")
	if colons > 2 {
		s.report(0, diag.DirectiveArgument, "leave out a colon or more", "a directive starts with two colons, not %d", colons)
		return "", nil, false
	}
	if name == "value" {
		s.report(0, diag.DirectiveUnknown, "write "+constant.Open+"…} with one colon, in a line", "::value stands for a text in a line, and not for a block")
		return "", nil, false
	}
	if slices.Contains(component.Names(), name) {
		s.report(0, diag.DirectiveUnknown, "write ::: "+name+" above it, and ::: below it", "a block begins with three colons, not two")
		return "", nil, false
	}
	i := slices.IndexFunc(directives, func(t Type) bool { return t.Name == name })
	if i < 0 {
		var names []string
		for _, t := range directives {
			names = append(names, "::"+t.Name)
		}
		s.report(0, diag.DirectiveUnknown, "there are "+strings.Join(names, ", "),
			"no directive %.80q%s", "::"+name, diag.DidYouMean("::"+name[:min(len(name), 80)], names))
		return "", nil, false
	}
	arguments, ok = s.arguments(directives[i])
	return name, arguments, ok
}

// scanner reads the line of a directive.
type scanner struct {
	text string
	// start is the text's offset in the source, i the scanner's offset in the text.
	start, i int
	to       position.Report
}

func (s *scanner) report(at int, code diag.Code, hint, format string, args ...any) {
	s.to(s.start+at, code, hint, fmt.Sprintf(format, args...))
}

// until returns the text from an offset to the first of the characters in end, and moves there.
func (s *scanner) until(from int, end string) string {
	s.i = len(s.text)
	if n := strings.IndexAny(s.text[from:], end); n >= 0 {
		s.i = from + n
	}
	return s.text[from:s.i]
}

// skip reports whether the next byte is c, and moves past it if so.
func (s *scanner) skip(c byte) bool {
	if s.i < len(s.text) && s.text[s.i] == c {
		s.i++
		return true
	}
	return false
}

// arguments parses {name=value name="va lue"} to the end of the line.
func (s *scanner) arguments(t Type) (arguments []Argument, ok bool) {
	const code = diag.DirectiveArgument
	if s.i == len(s.text) {
		return nil, true
	}
	if !s.skip('{') {
		s.report(s.i, code, "a directive stands alone on its line, with its arguments in braces",
			"::%s is followed by %.80q", t.Name, s.text[s.i:])
		return nil, false
	}
	ok = true
	for {
		for s.skip(' ') || s.skip('\t') {
		}
		if s.skip('}') {
			break
		}
		at := s.i
		if at == len(s.text) {
			s.report(at, code, "write } at the end", "::%s: the arguments don't end", t.Name)
			return nil, false
		}
		name, value, found := s.argument()
		if !found {
			s.report(at, code, `write {name=value} or {name="a value"}`,
				"::%s: %.80q isn't an argument", t.Name, s.text[at:])
			return nil, false
		}
		switch {
		case !slices.Contains(t.Arguments, name):
			s.report(at, code, usage(t), "::%s takes no argument %.80q%s",
				t.Name, name, diag.DidYouMean(name[:min(len(name), 80)], t.Arguments))
			ok = false
		case slices.ContainsFunc(arguments, func(a Argument) bool { return a.Name == name }):
			s.report(at, code, "keep one of them", "::%s has the argument %q twice", t.Name, name)
			ok = false
		default:
			arguments = append(arguments, Argument{name, value, s.start + at})
		}
	}
	if s.i < len(s.text) {
		s.report(s.i, code, "a directive stands alone on its line", "::%s{…} is followed by %.80q", t.Name, s.text[s.i:])
		return nil, false
	}
	return arguments, ok
}

// argument parses a name and its value, which is a word or a quoted string.
func (s *scanner) argument() (name, value string, ok bool) {
	name = s.until(s.i, " \t={}\"")
	if name == "" || !s.skip('=') {
		return "", "", false
	}
	if s.skip('"') {
		value, _, ok = strings.Cut(s.text[s.i:], `"`)
		s.i = min(s.i+len(value)+1, len(s.text))
		return name, value, ok
	}
	value = s.until(s.i, " \t\"{}=")
	return name, value, value != ""
}

// usage returns a hint with the arguments of a directive.
func usage(t Type) string {
	if len(t.Arguments) == 0 {
		return "write ::" + t.Name
	}
	return "it takes " + strings.Join(t.Arguments, ", ")
}
