package edition

import (
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/markdown/hypertext"
)

// Version returns the version of a criteria set that is in force on a day, or on the day of the
// site if that is zero; nil if there is none.
func (cat *Catalog) Version(set string, on content.Date) *Criteria {
	if on.IsZero() {
		return cat.InForce[set]
	}
	return cat.editions[criteria.InForce(cat.versions[set], on)[set]]
}

// Versions returns all versions of a criteria set, the oldest first.
func (cat *Catalog) Versions(set string) []*Criteria {
	var out []*Criteria
	for _, v := range cat.versions[set] {
		out = append(out, cat.editions[v])
	}
	return out
}

// ShownBy returns the version of a criteria set that a directive is about, or nil, and whether the
// directive names a day.
func (cat *Catalog) ShownBy(slot *hypertext.Slot) (c *Criteria, dated bool) {
	set, _ := slot.Argument("set")
	day, dated := slot.Argument("on")
	if !dated {
		return cat.InForce[set.Value], false
	}
	on, ok := ParseDay(day.Value)
	if !ok {
		return nil, true
	}
	return cat.Version(set.Value, on), true
}

// DatedIn returns the versions that a text shows by a day.
func (cat *Catalog) DatedIn(d *content.Document) map[*criteria.Set]*Criteria {
	var out map[*criteria.Set]*Criteria
	for i := range d.Body.Slots {
		slot := &d.Body.Slots[i]
		if slot.Kind != hypertext.SlotDirective {
			continue
		}
		if c, dated := cat.ShownBy(slot); dated && c != nil {
			if out == nil {
				out = map[*criteria.Set]*Criteria{}
			}
			out[c.Set] = c
		}
	}
	return out
}

// ParseDay parses an argument of a directive that is a day.
func ParseDay(s string) (day content.Date, ok bool) {
	return day, day.UnmarshalText([]byte(s)) == nil
}
