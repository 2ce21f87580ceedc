package render

import (
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/site"
)

// changed is the day on which what a page says changed last: its text, or a criteria set that it shows. It is zero where
// that isn't known of each, or where it is after the day that the site is made for: a clock was wrong then.
func (r *Renderer) changed(p *site.Page) content.Date {
	d := r.Site.Text(p)
	day := d.Changed
	for i := range d.Body.Slots {
		if slot := &d.Body.Slots[i]; slot.Kind == markdown.SlotDirective {
			if id, ok := slot.Argument("set"); ok {
				day = withSet(day, r.Site.Criteria[id.Value])
			}
		}
	}
	if id := p.Meta.Criteria; id.IsSet() {
		day = withSet(day, r.Site.Criteria[id.V])
	}
	if day.After(r.Date.Time) {
		return content.Date{}
	}
	return day
}

// withSet is the day on which a text with a criteria set in it changed: the last one of its own, of the set's, and of
// that on which this version of the set came into force. It is zero where one of the first two is.
func withSet(day content.Date, c *site.Criteria) content.Date {
	switch {
	case c == nil:
		return day
	case day.IsZero() || c.Changed.IsZero():
		return content.Date{}
	}
	return latest(day, c.Changed, c.ValidFrom)
}

// updated is the day for feeds and search engines: that on which a page was published, changed or reviewed, the last
// that is known.
func (r *Renderer) updated(p *site.Page) content.Date {
	return latest(p.Meta.Publish.V, p.Meta.Reviewed.V, r.changed(p))
}

func latest(days ...content.Date) content.Date {
	return slices.MaxFunc(days, func(x, y content.Date) int { return x.Compare(y.Time) })
}
