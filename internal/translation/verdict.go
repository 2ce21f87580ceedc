package translation

import (
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/facts"
	"baken.example/baken/internal/markdown/hypertext"
)

// Text is a page in one language.
type Text struct {
	Lang string
	Meta *content.Meta
	Body *hypertext.Body
	// Front has the facts of the title and the description, as two sections; it may be nil.
	Front *facts.List
	// Target returns a name for the target of a link or picture that is the same in every language.
	Target func(slot *hypertext.Slot) string
}

// State is the translation status of a page in a language.
type State uint8

// The states of a page in a language.
const (
	// Missing means that the version doesn't exist.
	Missing State = iota + 1
	// Unpublished means that the version exists but isn't part of this build.
	Unpublished
	// Stale means that the original has changed since the two were last compared.
	Stale
	// Drifted means that the structures differ, or the facts.
	Drifted
	// Unrecorded means that the structures are the same, but that no comparison is recorded.
	Unrecorded
	// InStep means that the original hasn't changed since the two were last compared.
	InStep
	// Original means that other versions are compared with this one.
	Original
)

// States returns all states, those that need work first.
func States() []State {
	return []State{Missing, Unpublished, Stale, Drifted, Unrecorded, InStep, Original}
}

func (s State) String() string {
	return [...]string{
		Missing: "missing", Unpublished: "unpublished", Stale: "stale", Drifted: "drifted",
		Unrecorded: "unrecorded", InStep: "in step", Original: "original",
	}[s]
}

// Good reports whether a page in this state counts as in step.
func (s State) Good() bool { return s >= Unrecorded }

// Verdict is the result of comparing a translation with its original.
type Verdict struct {
	State State
	// Changes are changes of the original since the last recorded comparison. Differences are
	// differences in structure that no change explains, and Facts are facts that differ.
	Changes     []Change
	Differences []Difference
	Facts       []Difference
}

// Notice is the notice to the readers of a translation.
type Notice uint8

// The notices. Readers get one for what they would miss: a newer text, or a section. Other
// differences are for editors.
const (
	NoNotice Notice = iota
	// Newer means that the original has changed.
	Newer
	// Shorter means that the translation lacks a section of the original.
	Shorter
)

// Notice returns the notice to readers.
func (v *Verdict) Notice() Notice {
	switch {
	case v.State == Stale:
		return Newer
	case slices.ContainsFunc(v.Differences, func(d Difference) bool { return d.lacks }):
		return Shorter
	}
	return NoNotice
}

// Judge compares a translation with its original.
func Judge(original, t *Text) Verdict {
	differences := Compare(original, t)
	differing := factDifferences(original, t, differences)
	note := t.Meta.Translation
	if note == nil || note.From.V != original.Lang {
		if len(differences) > 0 || len(differing) > 0 {
			return Verdict{State: Drifted, Differences: differences, Facts: differing}
		}
		return Verdict{State: Unrecorded}
	}
	if note.Differs != nil && *note.Differs == fingerprint(differences) {
		differences = nil
	}
	if note.Facts != nil && *note.Facts == fingerprint(differing) {
		differing = nil
	}
	changes := Changes(note, original, t)
	ordered := false
	sections := make(map[int]bool, len(changes)) // the sections with changes
	for _, c := range changes {
		sections[c.Section] = true
		ordered = ordered || c.order
	}
	differences = slices.DeleteFunc(differences, func(d Difference) bool {
		return sections[d.Section] || ordered && d.section
	})
	v := Verdict{State: InStep, Changes: changes, Differences: differences, Facts: differing}
	switch {
	case len(changes) > 0:
		v.State = Stale
	case len(differences) > 0 || len(differing) > 0:
		v.State = Drifted
	}
	return v
}

// Version is a version of a page for [Originals]: its language, and the language of its original
// that its note names, if it has one.
type Version struct{ Lang, From string }

// Originals returns for each version of a page, in the order of the site's languages, the index of
// its original, or -1 if it is an original itself.
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
