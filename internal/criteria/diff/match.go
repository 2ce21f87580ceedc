package diff

import (
	"bytes"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
)

// Versions are a version of a set before and after a change of files. Old is nil for one that is
// new and has no predecessor, New for one that is gone.
type Versions struct{ Old, New *criteria.Set }

// Match returns the versions that differ between two readings of a site's files, in the order of
// the new ones, then those that are gone. A version is the same as the old one of its set with the
// same first day or, without any, in the same file. A version that is new is compared with the one
// that was in force until its first day. Versions whose files are the same byte for byte are left
// out.
func Match(old, new []*criteria.Set) []Versions {
	matched := make([]*criteria.Set, len(new))
	taken := map[*criteria.Set]bool{}
	match := func(same func(o, n *criteria.Set) bool) {
		for i, n := range new {
			for _, o := range old {
				if matched[i] == nil && !taken[o] && o.ID.V == n.ID.V && same(o, n) {
					matched[i], taken[o] = o, true
				}
			}
		}
	}
	match(func(o, n *criteria.Set) bool { return o.Version() == n.Version() })
	match(func(o, n *criteria.Set) bool { return o.File == n.File })
	var out []Versions
	for i, n := range new {
		o := matched[i]
		if o == nil && !n.ValidFrom.IsZero() {
			o = criteria.InForce(old, content.Date{Time: n.ValidFrom.AddDate(0, 0, -1)})[n.ID.V]
		}
		if o == nil || !bytes.Equal(o.Source, n.Source) {
			out = append(out, Versions{o, n})
		}
	}
	for _, o := range old {
		if !taken[o] {
			out = append(out, Versions{o, nil})
		}
	}
	return out
}
