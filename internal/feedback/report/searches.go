package report

import (
	"cmp"
	"slices"
	"strings"

	"baken.example/baken/internal/feedback"
)

// Search is a search without results in a language.
type Search struct {
	Lang, Text string
	// Visitors is a lower bound on the number of visitors, added up over the days with a stored
	// search. The first visitors of a day aren't stored; there were at least feedback.MinQuorum - 1
	// of them.
	Visitors int
}

type searchKey struct{ lang, text string }

// searches counts the stored searches by day.
type searches map[searchKey]map[feedback.Day]int

func (s searches) add(a feedback.Answer) {
	k := searchKey{a.Lang, a.Comment}
	if s[k] == nil {
		s[k] = map[feedback.Day]int{}
	}
	s[k][a.Day]++
}

// sorted returns the searches, the most frequent first.
func (s searches) sorted() []Search {
	var out []Search
	for k, days := range s {
		visitors := len(days) * (feedback.MinQuorum - 1)
		for _, n := range days {
			visitors += n
		}
		out = append(out, Search{k.lang, k.text, visitors})
	}
	slices.SortFunc(out, func(a, b Search) int {
		return cmp.Or(cmp.Compare(b.Visitors, a.Visitors), cmp.Compare(a.Lang, b.Lang), cmp.Compare(a.Text, b.Text))
	})
	return out
}

// isSearch reports whether an answer is a search without results rather than one about a page.
func isSearch(a feedback.Answer) bool { return strings.HasSuffix(a.Page, feedback.UnansweredPart) }

// searchRows returns the table of searches, with its head. The longest cells are last.
func (r *Report) searchRows(w *words) [][]string {
	rows := [][]string{{w.text("ReportVisitors"), w.text("ReportLanguage"), w.text("ReportSearch")}}
	for _, s := range r.Searches {
		rows = append(rows, []string{w.number(s.Visitors), s.Lang, s.Text})
	}
	return rows
}
