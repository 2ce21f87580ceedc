package strictyaml

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/lazyregexp"
)

// nameValue matches a value that is a name rather than prose: a slug, a date, a path, an address.
var nameValue = lazyregexp.New(`^[a-z0-9_./:@-]+$`)

// comments reports comments that look like the rest of a value: YAML ends a value at a # behind a
// space, so that "Item #5" is "Item". A comment that is meant as one begins with a space behind the
// # and has two spaces before it, or follows a name or a number.
func (r *reader) comments(tokens token.Tokens) {
	for i, t := range tokens {
		if t.Type != token.CommentType || i == 0 {
			continue
		}
		before := tokens[i-1]
		line := r.line(t.Position.Line)
		text, rest, ok := cutComment(line, t.Value)
		if !ok {
			continue
		}
		switch before.Type {
		case token.StringType:
			if !lost(strings.TrimSpace(before.Value), text, rest) {
				continue
			}
		case token.SingleQuoteType, token.DoubleQuoteType, token.MappingValueType, token.SequenceEntryType:
			// Behind a quoted value, or in the place of one, only what can't be a comment's start.
			if first, _ := utf8.DecodeRuneInString(rest); !unicode.IsDigit(first) {
				continue
			}
		default:
			continue
		}
		column := utf8.RuneCountInString(text) + 1
		pos := diag.Pos{Line: t.Position.Line + r.offset, Column: column}
		cut := "#" + strings.TrimRightFunc(rest, unicode.IsSpace)
		hint := `put the value between quotes, as in ` + quote(strings.TrimSpace(valueOf(text)+" "+cut)) + `; a comment that you mean goes on a line of its own`
		r.add(pos, diag.YAMLMisread, hint, `%.80q isn't published: a # behind a space begins a comment`, cut)
	}
}

// cutComment splits a line at a comment: the text before its # and the text behind that. ok is
// false if nothing but white space stands before it.
func cutComment(line, comment string) (text, rest string, ok bool) {
	comment = strings.TrimRight(comment, " \t\n")
	text, ok = strings.CutSuffix(strings.TrimRight(line, " \t\n"), "#"+comment)
	return text, comment, ok && strings.TrimSpace(text) != ""
}

// lost reports whether a comment behind a plain value is part of what its author wrote. line is the
// line before the #, rest the text behind it.
func lost(value, line, rest string) bool {
	first, _ := utf8.DecodeRuneInString(rest)
	switch {
	case rest == "":
		return !nameValue().MatchString(value)
	case unicode.IsDigit(first):
		return true
	case nameValue().MatchString(value), strings.Contains(value, "=="), strings.Contains(value, "!="):
		return false // A name or a condition.
	case unicode.IsSpace(first) && !strings.Contains(value, " ") && unicode.IsLower(firstOf(strings.TrimSpace(rest))):
		return false // A remark behind a word.
	case unicode.IsSpace(first):
		return unicode.IsDigit(firstOf(strings.TrimSpace(rest))) || !strings.HasSuffix(line, "  ") && !strings.HasSuffix(line, "\t")
	case strings.ContainsRune("#=-*!", first):
		return !strings.HasSuffix(line, "  ")
	default:
		return true
	}
}

func firstOf(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// valueOf returns the value at the end of a line of a mapping or a list.
func valueOf(line string) string {
	if i := strings.Index(line, ": "); i >= 0 {
		line = line[i+2:]
	}
	line = strings.TrimPrefix(strings.TrimSpace(line), "- ")
	return strings.Trim(line, `"'`)
}

// line returns a line of the document, counted from 1.
func (r *reader) line(n int) string {
	if r.split == nil {
		r.split = strings.Split(string(r.src), "\n")
	}
	if n < 1 || n > len(r.split) {
		return ""
	}
	return r.split[n-1]
}

// typographic are quotation marks that editors' programs write for " and ', by what opens.
var typographic = map[rune]string{
	'“': "”“", '„': "”“", '”': "”", '‘': "’‘", '‚': "’‘", '’': "’", '«': "»", '»': "«", '‹': "›", '›': "‹", '＂': "＂",
}

// quotes reports a plain value that stands between typographic quotation marks, which don't quote
// in YAML and are published.
func (r *reader) quotes(pos diag.Pos, text string) {
	first, size := utf8.DecodeRuneInString(text)
	closing, ok := typographic[first]
	last, lastSize := utf8.DecodeLastRuneInString(text)
	if !ok || len(text) <= size+lastSize || !strings.ContainsRune(closing, last) {
		return
	}
	inner := text[size : len(text)-lastSize]
	if strings.ContainsAny(inner, string(first)+string(last)) {
		return
	}
	r.add(pos, diag.YAMLMisread, "take them out, or write "+quote(inner),
		"the quotation marks %c and %c are published: they don't stand around a value as \" does", first, last)
}

// escaped reports escapes between quotation marks that are hardly meant: a tab, and the line end in
// a path such as "C:\new". The text written lacks the digits of other escapes, as the parser has
// it: "\u2011t" is \t there, so an escape counts only if its character is in the value.
func (r *reader) escaped(pos diag.Pos, written, value string) {
	for i := 0; i+1 < len(written); i++ {
		if written[i] != '\\' {
			continue
		}
		c := written[i+1]
		if c == 't' && strings.Contains(value, "\t") || c == 'n' && strings.Contains(value, "\n") && i > 0 && (written[i-1] == ':' || isPathBefore(written[:i])) {
			meaning := "a tab"
			if c == 'n' {
				meaning = "a line end"
			}
			r.add(pos, diag.YAMLMisread, `write \\ for a backslash, or put the text between ' and '`,
				`\%c between quotation marks is %s`, c, meaning)
			return
		}
		i++
	}
}

// longestPath bounds how far back isPathBefore looks, so that its time doesn't grow with the text.
const longestPath = 260

// isPathBefore reports whether a text ends within a path of Windows: a word behind a drive, or
// behind two backslashes.
func isPathBefore(s string) bool {
	s = s[max(0, len(s)-longestPath):]
	word := s[strings.LastIndexAny(s, " \t\"'")+1:]
	return len(word) > 2 && word[1:3] == `:\` || strings.HasPrefix(word, `\\`)
}
