package feedback

import (
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/feedback/post"
	"baken.example/baken/internal/feedback/problem"
	"baken.example/baken/internal/feedback/visitor"
)

// UnansweredPart follows the path of a page of search results in the page of an [Answer] that is a
// search without results; its comment is the search.
const UnansweredPart = "#unanswered"

// maxQuery is in characters.
const maxQuery = 200

// search reports whether an answer is a search without results.
func (a *Answer) search() bool { return strings.HasSuffix(a.Page, UnansweredPart) }

// unanswered validates the fields of a search without results, and returns it as an answer.
// Searches differ by neither case nor space.
func (h *Handler) unanswered(f post.Fields, query string) (Answer, bool, *problem.Problem) {
	lang := f[post.Lang]
	if _, known := h.config.Texts[lang]; !known {
		return Answer{}, false, &problem.Problem{Kind: problem.WrongValue, Field: post.Lang, Detail: "it isn't a language of this site"}
	}
	for _, name := range []string{post.Page, post.Helpful, post.Comment, post.ID, post.Website} {
		if _, found := f[name]; found {
			return Answer{}, false, &problem.Problem{Kind: problem.UnknownField, Field: name, Detail: "a search has lang and query"}
		}
	}
	page := ""
	if h.config.Unanswered != nil {
		page = h.config.Unanswered(lang)
	}
	if page == "" {
		return Answer{}, false, &problem.Problem{Kind: problem.UnknownField, Field: post.Query, Detail: "this site doesn't count searches"}
	}
	query = strings.ToLower(strings.Join(strings.Fields(normalize(query)), " "))
	if query == "" {
		return Answer{}, false, &problem.Problem{Kind: problem.WrongValue, Field: post.Query, Detail: "it is empty"}
	}
	if utf8.RuneCountInString(query) > maxQuery {
		return Answer{}, false, &problem.Problem{Kind: problem.WrongValue, Field: post.Query, Detail: fmt.Sprintf("at most %d characters", maxQuery)}
	}
	return Answer{Page: page + UnansweredPart, Lang: lang, Comment: query}, false, nil
}

// quorum returns the quorum of a search: the visitors of a day who search for the same in a
// language.
func (h *Handler) quorum(from visitor.Visitor, salt Salt, a *Answer) *Quorum {
	key, member := from.Group(salt.Key, uint32(salt.Day), a.Lang, a.Comment)
	return &Quorum{Key: key, Member: member, Need: h.config.Quorum}
}

// acknowledgeSearch answers that a search was received. It doesn't tell whether it is stored.
func acknowledgeSearch(w http.ResponseWriter) { w.WriteHeader(http.StatusNoContent) }
