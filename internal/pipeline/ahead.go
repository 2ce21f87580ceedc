package pipeline

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

// modelOn returns a function that makes the model of another day from what has been read.
func (s *Session) modelOn() func(context.Context, content.Date) (diag.List, error) {
	config, glossary, docs, options := s.config.value, s.explained.value, s.documents.value, s.modelOptions()
	return func(ctx context.Context, day content.Date) (diag.List, error) {
		o := options
		o.Date, o.KeepGoing = day, false
		_, findings, err := site.New(ctx, config, glossary, docs, o)
		return docs.Locate(findings), err
	}
}

// LookAhead reports, as warnings, the errors that the days ahead bring although nobody changes a
// word: each with the first day on which builds fail because of it. It makes the model of each day
// within noticeDays on which a page or a version of criteria comes or goes. The error is the
// context's.
func (p *Result) LookAhead(ctx context.Context) error {
	if p.on == nil || p.Model == nil {
		return nil
	}
	days := p.daysAhead()
	if len(days) == 0 {
		return nil
	}
	now := p.Findings
	if p.keepGoing {
		var err error
		if now, err = p.on(ctx, p.date); err != nil {
			return err
		}
	}
	known := map[diag.Finding]bool{}
	for _, f := range now.All() {
		f.Severity = f.Code.Severity()
		known[f] = true
	}
	ended := map[string]bool{}
	var ahead diag.List
	left := maxAhead
	for i, day := range days {
		if left -= len(p.Documents.Pages); left < 0 && i > 0 {
			break
		}
		then, err := p.on(ctx, day)
		if err != nil {
			return err
		}
		then = then.WithSeverities(p.severities)
		then = then.Errors()
		p.sortOut(then.All(), day, known, ended, &ahead)
	}
	p.Add(ahead)
	return nil
}

// sortOut adds warnings for those of the errors of a day that aren't known, and makes them known.
// The many places that show a version of criteria are one warning, at the version's last day.
func (p *Result) sortOut(errors []diag.Finding, day content.Date, known map[diag.Finding]bool, ended map[string]bool, into *diag.List) {
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
	for _, set := range p.Criteria {
		places := shown[site.NotInForce(set.ID.V, day)]
		if len(places) == 0 || ended[set.ID.V] || p.last(set.ID.V) != set {
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
func (p *Result) last(id string) (last *criteria.Set) {
	for _, set := range p.Criteria {
		if set.ID.V == id && (last == nil || set.ValidFrom.After(last.ValidFrom.Time)) {
			last = set
		}
	}
	return last
}

// daysAhead returns the days of the notice on which another page or version of criteria is there
// than on the day before, sorted. A day on which a review is overdue is one of them only where that
// is an error: nearly every page has such a day, and a large site one within the notice.
func (p *Result) daysAhead() []content.Date {
	var days []content.Date
	add := func(day time.Time) {
		if day.After(p.date.Time) && !day.After(p.date.AddDate(0, 0, noticeDays)) {
			days = append(days, content.Date{Time: day})
		}
	}
	overdue := p.severities[diag.ReviewOverdue] == diag.Error
	for _, d := range p.Documents.Pages {
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
	for _, set := range p.Criteria {
		add(set.ValidFrom.Time)
		add(set.ValidTo.AddDate(0, 0, 1))
	}
	slices.SortFunc(days, func(a, b content.Date) int { return a.Compare(b.Time) })
	return slices.CompactFunc(days, func(a, b content.Date) bool { return a.Equal(b.Time) })
}
