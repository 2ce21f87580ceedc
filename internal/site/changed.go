package site

import (
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/site/edition"
)

// Changed returns the day on which the content of a page last changed, as seen on day: its text,
// or a criteria set that it shows. It is zero where one of these is unknown, or where it is later
// than day: then a clock was wrong.
func (s *Site) Changed(p *Page, day content.Date) content.Date {
	d := s.Text(p)
	changed := d.Changed
	for i := range d.Body.Slots {
		slot := &d.Body.Slots[i]
		switch {
		case slot.Kind != hypertext.SlotDirective:
		case slot.Target == directive.Changes:
			if p := s.Compares(slot); p.New != nil {
				changed = withSet(withSet(changed, s.Edition(p.Old), true), s.Edition(p.New), true)
			}
		default:
			if c, dated := s.ShownBy(slot); c != nil {
				changed = withSet(changed, c, dated)
			}
		}
	}
	for _, v := range d.Body.Values {
		on, _ := edition.ParseDay(v.On)
		if c := s.Version(v.Set, on); c != nil {
			changed = withSet(changed, c, v.On != "")
		}
	}
	if c := s.CheckOf(p); c != nil {
		changed = withSet(changed, c, p.Meta.CriteriaOn.IsSet())
	}
	if changed.After(day.Time) {
		return content.Date{}
	}
	return changed
}

// withSet returns the day on which a text that shows a criteria set changed: the latest of its own
// day, the set's and, unless it shows the version of a certain day, the first day of the set's
// version. It is zero where one of the first two is.
func withSet(day content.Date, c *Criteria, dated bool) content.Date {
	switch {
	case day.IsZero() || c.Changed.IsZero():
		return content.Date{}
	case dated:
		return latest(day, c.Changed)
	}
	return latest(day, c.Changed, c.ValidFrom)
}

// Updated returns the day of a page for feeds and search engines, as seen on day: the last of
// those on which it was published, reviewed and changed, and of those that its front matter states,
// as far as they are known. A review or a date after that day isn't one of them.
func (s *Site) Updated(p *Page, day content.Date) content.Date {
	return latest(p.Meta.Publish.V, ReviewedBy(p.Page, day), s.Changed(p, day), by(p.Meta.Date.V, day), by(p.Meta.Updated.V, day))
}

// by returns a day unless it lies after another.
func by(d, day content.Date) content.Date {
	if d.After(day.Time) {
		return content.Date{}
	}
	return d
}

// ReviewedBy returns the day of a page's last review, or zero if it isn't known or lies after a
// day: a later review says nothing of the page as of that day.
func ReviewedBy(p *content.Page, day content.Date) content.Date {
	return by(p.Meta.Reviewed.V, day)
}

func latest(days ...content.Date) content.Date {
	return slices.MaxFunc(days, func(x, y content.Date) int { return x.Compare(y.Time) })
}
