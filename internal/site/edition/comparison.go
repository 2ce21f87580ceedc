package edition

import (
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
)

// Pair is two versions of a criteria set, the old one and the new one.
type Pair struct{ Old, New *criteria.Set }

// Comparison is a pair of versions that a page compares, and the place of the directive.
type Comparison struct {
	Pair
	File string
	diag.Pos
}

// Compares returns the two versions that a directive ::changes compares: that in force on its to,
// or else the latest, and that in force on its from, or else the one before. Both are nil if there
// aren't two.
func (cat *Catalog) Compares(slot *hypertext.Slot) (p Pair) {
	set, _ := slot.Argument("set")
	versions := cat.versions[set.Value]
	on := func(argument string, otherwise int) int {
		day, given := slot.Argument(argument)
		if !given {
			return otherwise
		}
		if on, ok := ParseDay(day.Value); ok {
			return slices.Index(versions, criteria.InForce(versions, on)[set.Value])
		}
		return -1
	}
	to := on("to", len(versions)-1)
	if from := on("from", to-1); from >= 0 && from < to {
		return Pair{versions[from], versions[to]}
	}
	return Pair{}
}

// ComparedIn returns the pairs of versions that a text compares.
func (cat *Catalog) ComparedIn(d *content.Document) (out []Comparison) {
	for i := range d.Body.Slots {
		slot := &d.Body.Slots[i]
		if slot.Kind != hypertext.SlotDirective || slot.Target != directive.Changes {
			continue
		}
		if p := cat.Compares(slot); p.New != nil {
			out = append(out, Comparison{p, d.File, slot.Pos()})
		}
	}
	return out
}

// SamePairs reports whether two lists of comparisons have the same pairs in the same order.
func SamePairs(a, b []Comparison) bool {
	return slices.EqualFunc(a, b, func(a, b Comparison) bool { return a.Pair == b.Pair })
}
