package anchor

import (
	"slices"
	"strings"

	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/site/tree"
)

// conditions returns the anchors of the criteria sets that a page shows in words.
func (a *Anchors) conditions(p *tree.Page) (out []string) {
	slots := a.pages.Text(p).Body.Slots
	for i := range slots {
		if c, _ := a.catalog.ShownBy(&slots[i]); c != nil && isConditions(&slots[i]) {
			prefix := a.ConditionsPrefix(p, &slots[i])
			for _, anchor := range c.Anchors() {
				out = append(out, prefix+anchor)
			}
		}
	}
	return out
}

// hasConditions reports whether a page has an anchor of a criteria set in words.
func (a *Anchors) hasConditions(p *tree.Page, fragment string) bool {
	return strings.Contains(fragment, ":") && slices.Contains(a.conditions(p), fragment)
}

// ConditionsPrefix returns the text that comes before the anchors of a set which a slot of the page
// shows in words: none for the first set on the page, so that they are as short as they can be, and
// the name of the set and, if the slot names a day, of its version for each further one.
func (a *Anchors) ConditionsPrefix(p *tree.Page, slot *hypertext.Slot) string {
	slots := a.pages.Text(p).Body.Slots
	first := slices.IndexFunc(slots, func(other hypertext.Slot) bool { return isConditions(&other) })
	if first >= 0 && slots[first].Pos() == slot.Pos() {
		return ""
	}
	c, dated := a.catalog.ShownBy(slot)
	if dated {
		return c.ID.V + "@" + c.Version() + ":"
	}
	return c.ID.V + ":"
}

func isConditions(slot *hypertext.Slot) bool {
	return slot.Kind == hypertext.SlotDirective && slot.Target == directive.Conditions
}
