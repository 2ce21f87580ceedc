package feedback

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/feedback/post"
	"baken.example/baken/internal/feedback/problem"
)

const (
	minID, maxID = 16, 64
	// maxComment is in characters. The count of a browser is never lower for the same text.
	maxComment = 2000
)

// answer validates fields and returns their answer. It reports whether the honeypot was filled in.
func (h *Handler) answer(f post.Fields) (Answer, bool, *problem.Problem) {
	if query, found := f[post.Query]; found {
		return h.unanswered(f, query)
	}
	for _, name := range []string{post.Page, post.Lang, post.Helpful} {
		if _, ok := f[name]; !ok {
			return Answer{}, false, &problem.Problem{Kind: problem.MissingField, Field: name}
		}
	}
	a := Answer{ID: f[post.ID], Page: f[post.Page], Lang: f[post.Lang], Comment: normalize(f[post.Comment])}
	switch f[post.Helpful] {
	case "yes":
		a.Helpful = true
	case "no":
	default:
		return Answer{}, false, &problem.Problem{Kind: problem.WrongValue, Field: post.Helpful, Detail: "it is yes or no"}
	}
	if a.ID != "" && !validID(a.ID) {
		return Answer{}, false, &problem.Problem{Kind: problem.WrongValue, Field: post.ID,
			Detail: fmt.Sprintf("it is %d to %d of A-Z a-z 0-9 _ and -", minID, maxID)}
	}
	if _, ok := h.config.Texts[a.Lang]; !ok {
		return Answer{}, false, &problem.Problem{Kind: problem.WrongValue, Field: post.Lang, Detail: "it isn't a language of this site"}
	}
	if !h.config.Known(a.Lang, a.Page) {
		return Answer{}, false, &problem.Problem{Kind: problem.UnknownPage, Field: post.Page}
	}
	if utf8.RuneCountInString(a.Comment) > maxComment {
		return Answer{}, false, &problem.Problem{Kind: problem.LongComment, Field: post.Comment, Detail: fmt.Sprintf("at most %d characters", maxComment)}
	}
	return a, f[post.Website] != "", nil
}

func validID(id string) bool {
	for _, c := range []byte(id) {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' && c != '-' {
			return false
		}
	}
	return minID <= len(id) && len(id) <= maxID
}

// normalize returns a comment with LF as line ends, and without control characters and
// bidirectional controls, which pasted text may contain.
func normalize(comment string) string {
	comment = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u2028", "\n", "\u2029", "\n").Replace(comment)
	comment = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cc, r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, comment)
	return strings.TrimSpace(comment)
}
