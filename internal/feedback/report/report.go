// Package report summarizes the answers to "Did this page help?" by page and language: the number
// of votes, the share that were helped with its confidence interval, the trend by week, and the
// comments; and the searches without results. It writes the report as text, JSON, CSV and HTML.
//
// A share of few votes is uncertain. So it has an interval, and pages are sorted by its upper end,
// the pages that most certainly fail their readers first.
//
// Output is deterministic: it doesn't depend on the order in which a store yields answers.
package report

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"baken.example/baken/internal/feedback"
)

// Source is the part of feedback.Store that a report reads.
type Source interface {
	Answers(ctx context.Context, from, to feedback.Day) iter.Seq2[feedback.Answer, error]
	Tallies(ctx context.Context, from, to feedback.Day) iter.Seq2[feedback.Tally, error]
}

// Query selects the answers of a report.
type Query struct {
	// From and To are the first and the last day, inclusive.
	From, To feedback.Day
	// Page is the path of a single page, or "" for all.
	Page string
}

// Report summarizes the answers of a period.
type Report struct {
	Query
	Votes
	// Weeks has the votes of all pages by week, from the first week with a vote to the last,
	// without gaps.
	Weeks []Week
	// Pages are sorted as the package comment specifies, pages without votes last.
	Pages []Page
	// Searches are the searches without results, the most frequent first.
	Searches []Search
}

// Page summarizes the answers about a page in a language.
type Page struct {
	Path, Lang string
	Votes
	// Weeks are the weeks with a vote, in order.
	Weeks []Week
	// Comments has the latest comment first. It includes comments of answers that don't count.
	Comments []Comment
}

// Week holds the votes of a week.
type Week struct {
	// Monday is the first day, even if the period begins later.
	Monday feedback.Day
	Votes
}

// Comment is a comment about a page.
type Comment struct {
	Day     feedback.Day
	Helpful bool
	// Counts reports whether the vote is among those of the page.
	Counts bool
	Text   string
}

// Comments returns the number of comments about all pages.
func (r *Report) Comments() int {
	n := 0
	for _, p := range r.Pages {
		n += len(p.Comments)
	}
	return n
}

const daysPerWeek = 7

// monday returns the first day of the week of a day (ISO 8601).
func monday(d feedback.Day) feedback.Day {
	const thursday = 3 // the weekday of 1 January 1970, in days after Monday
	return d - ((d+thursday)%daysPerWeek+daysPerWeek)%daysPerWeek
}

// New returns the report of a query.
func New(ctx context.Context, s Source, q Query) (*Report, error) {
	b := builder{pages: map[key]*Page{}, searches: searches{}}
	for t, err := range s.Tallies(ctx, q.From, q.To) {
		if err != nil {
			return nil, fmt.Errorf("count votes: %w", err)
		}
		if q.Page == "" || t.Page == q.Page {
			b.tally(t)
		}
	}
	for a, err := range s.Answers(ctx, q.From, q.To) {
		if err != nil {
			return nil, fmt.Errorf("read comments: %w", err)
		}
		switch {
		case a.Comment == "" || q.Page != "" && a.Page != q.Page:
		case isSearch(a):
			b.searches.add(a)
		default:
			p := b.page(a.Page, a.Lang)
			p.Comments = append(p.Comments, Comment{a.Day, a.Helpful, a.Counts, a.Comment})
		}
	}
	return b.report(q), nil
}

type key struct{ page, lang string }

type builder struct {
	pages    map[key]*Page
	searches searches
}

func (b *builder) page(path, lang string) *Page {
	k := key{path, lang}
	if b.pages[k] == nil {
		b.pages[k] = &Page{Path: path, Lang: lang}
	}
	return b.pages[k]
}

func (b *builder) tally(t feedback.Tally) {
	p := b.page(t.Page, t.Lang)
	p.Weeks = append(p.Weeks, Week{monday(t.Day), Votes{t.Yes, t.No}})
}

func (b *builder) report(q Query) *Report {
	r := &Report{Query: q, Searches: b.searches.sorted()}
	for _, p := range b.pages {
		p.Weeks = join(p.Weeks)
		for _, w := range p.Weeks {
			p.Votes = p.Votes.add(w.Votes)
		}
		// Within a day, answers are ordered by arrival.
		slices.Reverse(p.Comments)
		slices.SortStableFunc(p.Comments, func(a, b Comment) int { return cmp.Compare(b.Day, a.Day) })
		r.Votes = r.Votes.add(p.Votes)
		r.Weeks = append(r.Weeks, p.Weeks...)
		r.Pages = append(r.Pages, *p)
	}
	r.Weeks = fill(join(r.Weeks))
	slices.SortFunc(r.Pages, func(a, b Page) int {
		return cmp.Or(
			cmp.Compare(a.upper(), b.upper()),
			cmp.Compare(b.Total(), a.Total()),
			cmp.Compare(a.Path, b.Path),
			cmp.Compare(a.Lang, b.Lang),
		)
	})
	return r
}

// upper returns the sort key of a page: the upper end of the interval of its share.
func (p *Page) upper() float64 {
	share, ok := p.Share()
	if !ok {
		return 2 // after all pages with votes
	}
	return share.High
}

// join merges entries of the same week, and sorts them.
func join(weeks []Week) []Week {
	slices.SortFunc(weeks, func(a, b Week) int { return cmp.Compare(a.Monday, b.Monday) })
	var out []Week
	for _, w := range weeks {
		if last := len(out) - 1; last >= 0 && out[last].Monday == w.Monday {
			out[last].Votes = out[last].Votes.add(w.Votes)
		} else if w.Total() > 0 {
			out = append(out, w)
		}
	}
	return out
}

// fill inserts the weeks without votes.
func fill(weeks []Week) []Week {
	var out []Week
	for _, w := range weeks {
		for len(out) > 0 && out[len(out)-1].Monday < w.Monday-daysPerWeek {
			out = append(out, Week{Monday: out[len(out)-1].Monday + daysPerWeek})
		}
		out = append(out, w)
	}
	return out
}
