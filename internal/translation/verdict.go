package translation

import (
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/markdown"
)

// Text is a page in one language.
type Text struct {
	Lang string
	Meta *content.Meta
	Body *markdown.Body
	// Target names what the slot of a link or picture leads to, in the same way in every language.
	Target func(slot *markdown.Slot) string
}

// State is what becomes of a comparison.
type State uint8

// The states of a page in a language.
const (
	// Missing means that there is no such version, Unpublished that there is one that this build leaves out.
	Missing State = iota + 1
	Unpublished
	// Stale means that the original has changed since the two were last compared.
	Stale
	// Drifted means that the structures differ.
	Drifted
	// Unrecorded means that the structures are the same, and that nobody has noted more than that.
	Unrecorded
	InStep
	// Original means that other versions are compared with this one.
	Original
)

// States are all states, the ones to look at first.
func States() []State {
	return []State{Missing, Unpublished, Stale, Drifted, Unrecorded, InStep, Original}
}

func (s State) String() string {
	return [...]string{
		Missing: "missing", Unpublished: "unpublished", Stale: "stale", Drifted: "drifted",
		Unrecorded: "unrecorded", InStep: "in step", Original: "original",
	}[s]
}

// Good tells whether a page counts as one that is in step.
func (s State) Good() bool { return s >= Unrecorded }

// Verdict is what there is to say of a page in a language that was made from one in another.
type Verdict struct {
	State State
	// Changes are those of the original, Differences those in structure that no change explains.
	Changes     []Change
	Differences []Difference
}

// Judge holds a translation against its original.
func Judge(original, t *Text) Verdict {
	differences := Compare(original, t)
	note := t.Meta.Translation
	if note == nil || note.From.V != original.Lang {
		if len(differences) > 0 {
			return Verdict{State: Drifted, Differences: differences}
		}
		return Verdict{State: Unrecorded}
	}
	if note.Differs != nil && *note.Differs == printOf(differences) {
		differences = nil
	}
	changes := Changes(note, original, t)
	ordered := false
	sections := make(map[int]bool, len(changes)) // those in which something has changed
	for _, c := range changes {
		sections[c.Section] = true
		ordered = ordered || c.order
	}
	differences = slices.DeleteFunc(differences, func(d Difference) bool {
		return sections[d.Section] || ordered && d.whole
	})
	v := Verdict{State: InStep, Changes: changes, Differences: differences}
	switch {
	case len(changes) > 0:
		v.State = Stale
	case len(differences) > 0:
		v.State = Drifted
	}
	return v
}

// Version is what [Originals] must know of a version of a page: its language, and the one that it notes
// it was made from, if any.
type Version struct{ Lang, From string }

// Originals returns for each version of a page, in the order of the site's languages, the index of
// the one to hold it against, or -1 if it is an original.
func Originals(versions []Version) []int {
	index := func(lang string) int {
		return slices.IndexFunc(versions, func(v Version) bool { return v.Lang == lang })
	}
	out := make([]int, len(versions))
	first := len(versions)
	for i, v := range versions {
		out[i] = index(v.From)
		if out[i] == i {
			out[i] = -1
		}
		if out[i] >= 0 {
			first = min(first, out[i])
		}
	}
	if first == len(versions) {
		first = 0
	}
	for i := range versions {
		named := slices.ContainsFunc(versions, func(v Version) bool { return v.From == versions[i].Lang && v.Lang != v.From })
		if out[i] < 0 && i != first && !named {
			out[i] = first
		}
	}
	return out
}
