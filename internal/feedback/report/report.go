// Package report tells what the answers to "Did this page help?" say: for each page and language
// how many people voted, which share of them it helped and how sure that is, how that went week by
// week, and what they wrote. It writes that as text, JSON, CSV and HTML.
//
// Few votes say little. So a share comes with its interval, and pages stand in the order of the
// upper end of it: first those that most surely fail their readers.
//
// The same answers make the same bytes, whatever the order in which a store yields them.
package report

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"baken.example/baken/internal/feedback"
)

// Source is where answers come from: a feedback.Store.
type Source interface {
	Answers(ctx context.Context, from, to feedback.Day) iter.Seq2[feedback.Answer, error]
	Tallies(ctx context.Context, from, to feedback.Day) iter.Seq2[feedback.Tally, error]
}

// Query says what a report is about.
type Query struct {
	// From and To are the first and the last day.
	From, To feedback.Day
	// Page is the path of the only page, or "" for all.
	Page string
}

// Report is what the answers of a period say.
type Report struct {
	Query
	Votes
	// Weeks are those of all pages together, from the first with a vote to the last, those without
	// a vote between them included.
	Weeks []Week
	// Pages are in the order that the package comment gives, those without votes last.
	Pages []Page
}

// Page is what the answers about a page in a language say.
type Page struct {
	Path, Lang string
	Votes
	// Weeks are those with a vote, in their order.
	Weeks []Week
	// Comments are the latest first. There are those of answers too that don't count as votes.
	Comments []Comment
}

// Week holds the votes of a week.
type Week struct {
	// Monday is the first day, even if the period begins later.
	Monday feedback.Day
	Votes
}

// Comment is what somebody wrote about a page.
type Comment struct {
	Day     feedback.Day
	Helpful bool
	Text    string
}

// Comments is how many there are about all pages.
func (r *Report) Comments() int {
	n := 0
	for _, p := range r.Pages {
		n += len(p.Comments)
	}
	return n
}

// daysPerWeek is also the distance between two weeks' Mondays.
const daysPerWeek = 7

// monday is the first day of the week of a day (ISO 8601).
func monday(d feedback.Day) feedback.Day {
	const thursday = 3 // 1 January 1970 was one: so many days after a Monday
	return d - ((d+thursday)%daysPerWeek+daysPerWeek)%daysPerWeek
}

// New makes a report.
func New(ctx context.Context, s Source, q Query) (*Report, error) {
	b := builder{pages: map[key]*Page{}}
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
		if a.Comment != "" && (q.Page == "" || a.Page == q.Page) {
			p := b.page(a.Page, a.Lang)
			p.Comments = append(p.Comments, Comment{a.Day, a.Helpful, a.Comment})
		}
	}
	return b.report(q), nil
}

type key struct{ page, lang string }

type builder struct{ pages map[key]*Page }

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
	r := &Report{Query: q}
	for _, p := range b.pages {
		p.Weeks = join(p.Weeks)
		for _, w := range p.Weeks {
			p.Votes = p.Votes.add(w.Votes)
		}
		// Of a day, the last to come in is the latest.
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

// upper is what pages are ordered by.
func (p *Page) upper() float64 {
	share, ok := p.Share()
	if !ok {
		return 2 // after all that have votes
	}
	return share.High
}

// join makes one week of all that are of the same, and puts them in order.
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

// fill puts the weeks without votes between the others.
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
