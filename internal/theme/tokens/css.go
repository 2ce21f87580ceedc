package tokens

import (
	"regexp"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"

	"baken.example/baken/internal/diag"
)

// dark matches the condition of a dark screen, and other a condition that isn't about colours.
var dark = regexp.MustCompile(`(?i)prefers-color-scheme\s*:\s*dark`)

// readCSS reads the custom properties of all rules, whatever their selectors: a theme has them on
// its own class. Those within @media (prefers-color-scheme: dark) are for dark screens; those under
// any other condition are left out.
func (s *Set) readCSS(src []byte, findings *diag.List) {
	l, at := css.NewLexer(parse.NewInputBytes(append([]byte(nil), src...))), newLines(src)
	var (
		offset, start int // of the token, and of the statement
		statement     strings.Builder
		blocks        []string // what stands before the open braces
		round         int      // open brackets
	)
	finish := func() {
		text := statement.String()
		statement.Reset()
		name, v, ok := strings.Cut(text, ":")
		name, custom := strings.CutPrefix(strings.TrimSpace(name), "--")
		if strings.HasPrefix(strings.ToLower(text), "@import") {
			findings.Add(s.file, at.at(start), diag.BrandToken, "copy the tokens that it leads to into this file", "a theme is read from one file, and this line leads to another")
		}
		if !ok || !custom || len(blocks) == 0 {
			return
		}
		into := s.light
		for _, b := range blocks {
			switch {
			case !strings.HasPrefix(b, "@"):
			case dark.MatchString(b):
				into = s.dark
			case strings.HasPrefix(b, "@layer"), strings.Contains(b, "prefers-color-scheme"):
			default:
				return
			}
		}
		into[name] = value{strings.TrimSpace(v), at.at(start)}
	}
	for {
		token, text := l.Next()
		if token == css.ErrorToken {
			break
		}
		switch {
		case token == css.CommentToken:
		case token == css.LeftBraceToken && round == 0:
			blocks = append(blocks, strings.TrimSpace(statement.String()))
			statement.Reset()
		case token == css.RightBraceToken && round == 0:
			finish()
			if len(blocks) > 0 {
				blocks = blocks[:len(blocks)-1]
			}
		case token == css.SemicolonToken && round == 0:
			finish()
		default:
			switch token {
			case css.FunctionToken, css.LeftParenthesisToken:
				round++
			case css.RightParenthesisToken:
				round = max(0, round-1)
			}
			if statement.Len() == 0 {
				if token == css.WhitespaceToken {
					break
				}
				start = offset
			}
			statement.Write(text)
		}
		offset += len(text)
	}
	if len(blocks) > 0 || offset < len(src) {
		findings.Add(s.file, at.at(min(start, len(src))), diag.BrandToken, "close each { with a }", "this style sheet ends within a rule")
	}
}
