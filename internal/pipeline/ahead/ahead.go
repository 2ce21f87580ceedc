// Package ahead finds the errors that the days to come bring to a site that nobody changes: pages
// to which links lead expire, and versions of criteria end.
package ahead

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/site"
)

const (
	// noticeDays is how many days ahead a build that will fail is announced.
	noticeDays = 30
	// maxAhead bounds the pages that are looked at for the days ahead: those of 30 days of a site
	// of a thousand pages. The nearest days come first.
	maxAhead = 30_000
)

// Site is a site, as far as its errors on other days are concerned.
type Site struct {
	Documents *content.Documents
	Criteria  []*criteria.Set
	// Severities are those that the settings of the site give to findings.
	Severities map[diag.Code]diag.Severity
	// Findings makes the model of the site on a day and returns its findings, with the severities
	// of their codes. The error is the context's.
	Findings func(ctx context.Context, day content.Date) (diag.List, error)
}

// Look returns, as warnings, the errors that the days after today bring although nobody changes a
// word: each with the first day on which builds fail because of it. It makes the model of each day
// within noticeDays on which a page or a version of criteria comes or goes. The findings of today,
// unless they are nil, are those that a build has; else those of the model are. The error is the
// context's.
func (s *Site) Look(ctx context.Context, today content.Date, now *diag.List) (diag.List, error) {
	var found diag.List
	days := s.days(today)
	if len(days) == 0 {
		return found, nil
	}
	if now == nil {
		made, err := s.Findings(ctx, today)
		if err != nil {
			return found, err
		}
		now = &made
	}
	known := map[diag.Finding]bool{}
	for _, f := range now.All() {
		f.Severity = f.Code.Severity()
		known[f] = true
	}
	ended := map[string]bool{}
	left := maxAhead
	for i, day := range days {
		if left -= len(s.Documents.Pages); left < 0 && i > 0 {
			break
		}
		then, err := s.Findings(ctx, day)
		if err != nil {
			return found, err
		}
		then = then.WithSeverities(s.Severities)
		then = then.Errors()
		s.sortOut(then.All(), day, known, ended, &found)
	}
	return found, nil
}

// sortOut adds warnings for those of the errors of a day that aren't known, and makes them known.
// The many places that show a version of criteria are one warning, at the version's last day.
func (s *Site) sortOut(errors []diag.Finding, day content.Date, known map[diag.Finding]bool, ended map[string]bool, into *diag.List) {
	date := day.Format(time.DateOnly)
	shown := map[string][]diag.Finding{}
	for _, f := range errors {
		plain := f
		plain.Severity = f.Code.Severity()
		if known[plain] {
			continue
		}
		known[plain] = true
		if f.Code == diag.CriteriaVersion {
			shown[f.Message] = append(shown[f.Message], f)
			continue
		}
		into.Add(f.File, f.Pos, diag.DayAhead, f.Hint, "from %s on builds fail: %s", date, f.Message)
	}
	for _, set := range s.Criteria {
		places := shown[site.NotInForce(set.ID.V, day)]
		if len(places) == 0 || ended[set.ID.V] || s.last(set.ID.V) != set {
			continue
		}
		ended[set.ID.V] = true
		more := ""
		if n := len(places); n > 1 {
			more = fmt.Sprintf(" and %d more places", n-1)
			if n == 2 {
				more = " and one more place"
			}
		}
		into.Add(set.File, set.LastDay, diag.DayAhead, "write the version that comes after it, or take what shows it off its pages",
			"from %s on builds fail: %s is in force until %s, no version follows, and it is shown at %s:%d%s",
			date, strconv.Quote(set.ID.V), set.ValidTo.Format(time.DateOnly), places[0].File, places[0].Line, more)
	}
}

// last returns the version of a set that ends last.
func (s *Site) last(id string) (last *criteria.Set) {
	for _, set := range s.Criteria {
		if set.ID.V == id && (last == nil || set.ValidFrom.After(last.ValidFrom.Time)) {
			last = set
		}
	}
	return last
}

// days returns the days of the notice on which another page or version of criteria is there
// than on the day before, sorted. A day on which a review is overdue is one of them only where that
// is an error: nearly every page has such a day, and a large site one within the notice.
func (s *Site) days(today content.Date) []content.Date {
	var days []content.Date
	add := func(day time.Time) {
		if day.After(today.Time) && !day.After(today.AddDate(0, 0, noticeDays)) {
			days = append(days, content.Date{Time: day})
		}
	}
	overdue := s.Severities[diag.ReviewOverdue] == diag.Error
	for _, d := range s.Documents.Pages {
		m := d.Meta
		if m.Draft {
			continue
		}
		add(m.Publish.V.Time)
		add(m.Expires.V.Time)
		if overdue && m.Reviewed.IsSet() && m.ReviewEvery.IsSet() {
			add(m.ReviewEvery.V.After(m.Reviewed.V).AddDate(0, 0, 1))
		}
	}
	for _, set := range s.Criteria {
		add(set.ValidFrom.Time)
		add(set.ValidTo.AddDate(0, 0, 1))
	}
	slices.SortFunc(days, func(a, b content.Date) int { return a.Compare(b.Time) })
	return slices.CompactFunc(days, func(a, b content.Date) bool { return a.Equal(b.Time) })
}
