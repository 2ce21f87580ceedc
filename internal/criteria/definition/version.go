package definition

import (
	"cmp"
	"slices"
	"time"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/strictyaml"
)

// draft is a set that may be incomplete, since its file has errors.
type draft struct {
	*criteria.Set
	// hasDates reports whether its id and its dates are valid.
	hasDates bool
	// findings are about its file.
	findings diag.List
	// validFrom and validTo are the positions of its dates; those of its last day if it has no
	// first.
	validFrom, validTo diag.Pos
}

// dates sets the positions of the dates, and reports a file without any: a version without a first
// day holds on every day up to its last, so it must have that one.
func (d *draft) dates(r *reader, node *strictyaml.Node) {
	from, to := node.Get("valid_from") != nil, node.Get("valid_to") != nil
	if !from && !to {
		r.add(node.Pos, diag.YAMLMissingKey, "add a line valid_from: …", "valid_from is missing")
	}
	d.hasDates = r.doc.ID.IsSet() && r.doc.ValidFrom.IsSet() == from && r.doc.ValidTo.IsSet() == to && (from || to)
	d.validFrom, d.validTo = r.doc.ValidFrom.Pos, r.doc.ValidTo.Pos
	if !from {
		d.validFrom = d.validTo
	}
}

func (d *draft) add(at diag.Pos, hint, format string, args ...any) {
	d.findings.Add(d.File, at, diag.CriteriaVersion, hint, format, args...)
}

// versions sorts drafts by id and first day, and reports overlaps and gaps between the versions of
// each set. It reports gaps only if the dates of all files are known, since any file may fill one.
func versions(drafts []*draft) {
	slices.SortStableFunc(drafts, func(a, b *draft) int {
		return cmp.Or(cmp.Compare(a.ID.V, b.ID.V), a.ValidFrom.Compare(b.ValidFrom.Time), cmp.Compare(a.File, b.File))
	})
	complete := !slices.ContainsFunc(drafts, func(d *draft) bool { return !d.hasDates })
	// last is the previous version that ends last.
	var last *draft
	for _, d := range drafts {
		if !d.hasDates {
			continue
		}
		if d.ends() && d.ValidTo.Before(d.ValidFrom.Time) {
			d.add(d.validTo, "valid_to is the last day on which the version holds", "the version ends before %s, its first day", day(d.ValidFrom.Time))
			continue
		}
		if last != nil && last.ID.V == d.ID.V {
			d.follow(last, complete)
		}
		if last == nil || last.ID.V != d.ID.V || last.ends() && (!d.ends() || d.ValidTo.After(last.ValidTo.Time)) {
			last = d
		}
	}
}

func (d *draft) ends() bool { return !d.ValidTo.IsZero() }

// follow reports an overlap or a gap between a version and the one before it.
func (d *draft) follow(before *draft, complete bool) {
	from := d.ValidFrom.Time
	switch {
	case from.IsZero():
		d.add(d.validFrom, "give all but the first version a valid_from",
			"%s has a version of %q without a first day too", before.File, d.ID.V)
	case from.Equal(before.ValidFrom.Time):
		d.add(d.validFrom, "give each version days of its own, or each set an id of its own",
			"%s has a version of %q from the same day", before.File, d.ID.V)
	case !before.ends():
		before.add(before.validFrom, "add valid_to: "+day(from.AddDate(0, 0, -1)),
			"this version has no last day, but that of %s begins on %s", d.File, day(from))
	case !from.After(before.ValidTo.Time):
		d.add(d.validFrom, "let this version begin later, or that one end earlier",
			"this version begins when that of %s is in force, which lasts until %s", before.File, day(before.ValidTo.Time))
	case complete && from.After(before.ValidTo.AddDate(0, 0, 1)):
		first, last := day(before.ValidTo.AddDate(0, 0, 1)), day(from.AddDate(0, 0, -1))
		days := "on " + first
		if first != last {
			days = "from " + first + " to " + last
		}
		d.add(d.validFrom, "let a version begin on the day after the one before it ends", "no version of %q is in force %s", d.ID.V, days)
	}
}

func day(t time.Time) string { return t.Format(time.DateOnly) }
