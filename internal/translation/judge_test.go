package translation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/translation"
)

// TestChangesToTheTranslation checks that after acceptance only the structure of a translation
// matters.
func TestChangesToTheTranslation(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"reads this", "should read this", inStep},
		{"title: Working", "title: How to work", inStep},
		{"## Table", "## Overview", inStep},
		{"- Time\n", "", "drifted\nConditions? in the section \"Conditions\": a list of 2 items where \"nl\" has a list of 3 items"},
		{"## Contact\n", "", "drifted\n" +
			"Code? in the section \"Code\": a link to a mail address or telephone number that \"nl\" doesn't have\n" +
			"Code? the section \"Contact\" in \"nl\" has no counterpart here"},
	} {
		nl, en := text(t, "nl", original), text(t, "en", translated)
		note := translation.NewNote(nl, en)
		en = text(t, "en", strings.Replace(translated, c.old, c.new, 1))
		en.Meta.Translation = note
		if got := formatVerdict(translation.Judge(nl, en), en); got != c.want {
			t.Errorf("%q becomes %q:\n%s\nwant:\n%s", c.old, c.new, got, c.want)
		}
	}
}

// TestAcceptedDifferences checks that accepted differences are reported again only when they
// change.
func TestAcceptedDifferences(t *testing.T) {
	nl := text(t, "nl", original)
	en := text(t, "en", strings.Replace(translated, "- Time\n", "", 1))
	en.Meta.Translation = translation.NewNote(nl, en)
	if got := formatVerdict(translation.Judge(nl, en), en); got != inStep {
		t.Error(got)
	}
	more := text(t, "en", strings.Replace(translated, "- Trust[^1]\n- Time\n", "", 1))
	more.Meta.Translation = en.Meta.Translation
	if got := translation.Judge(nl, more).State; got != translation.Drifted {
		t.Error(got)
	}
	same := text(t, "en", translated)
	same.Meta.Translation = en.Meta.Translation
	if got := formatVerdict(translation.Judge(nl, same), same); got != inStep {
		t.Error(got)
	}
}

// TestNoteOfAnotherLanguage checks that a note naming another language than the original's is
// ignored.
func TestNoteOfAnotherLanguage(t *testing.T) {
	nl, en := text(t, "nl", original), text(t, "en", translated)
	en.Meta.Translation = translation.NewNote(text(t, "de", original), en)
	if got := formatVerdict(translation.Judge(nl, en), en); got != unrecorded {
		t.Error(got)
	}
}

// TestPlacesInAnotherStructure checks the sections at which changes are reported when the
// structure of the translation has changed as well.
func TestPlacesInAnotherStructure(t *testing.T) {
	nl, en := text(t, "nl", original), text(t, "en", translated)
	note := translation.NewNote(nl, en)
	nl = text(t, "nl", strings.Replace(original, "Mail <", "Bel of mail <", 1))
	en = text(t, "en", strings.Replace(translated, "## Conditions", "## Before\n\nA.\n\n## Conditions", 1))
	en.Meta.Translation = note
	want := "stale\nContact! the section \"Contact\" in \"nl\" has changed\nBefore? the section \"Before\" has no counterpart in \"nl\""
	if got := formatVerdict(translation.Judge(nl, en), en); got != want {
		t.Errorf("%s\nwant:\n%s", got, want)
	}
}

func TestOriginals(t *testing.T) {
	for _, c := range []struct {
		versions string
		want     []int
	}{
		{"nl", []int{-1}},
		{"nl en", []int{-1, 0}},
		{"nl en fr", []int{-1, 0, 0}},
		{"nl en<nl", []int{-1, 0}},
		{"nl<en en", []int{1, -1}},
		{"nl<en en<nl", []int{1, 0}},
		{"nl<en en fr", []int{1, -1, 1}},
		{"nl en fr<en", []int{1, -1, 1}},
		{"nl en<nl fr<en", []int{-1, 0, 1}},
		{"nl en<de", []int{-1, 0}},
		{"nl<nl en", []int{-1, 0}},
		{"", []int{}},
	} {
		var versions []translation.Version
		for _, v := range strings.Fields(c.versions) {
			lang, from, _ := strings.Cut(v, "<")
			versions = append(versions, translation.Version{Lang: lang, From: from})
		}
		if got := translation.Originals(versions); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.versions, got, c.want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		share   translation.Share
		percent int
		below   bool // of 95
	}{
		{translation.Share{}, 100, false},
		{translation.Share{InStep: 19, Of: 20}, 95, false},
		{translation.Share{InStep: 94, Of: 100}, 94, true},
		{translation.Share{InStep: 949, Of: 1000}, 94, true},
		{translation.Share{InStep: 2, Of: 3}, 66, true},
	} {
		if c.share.Percent() != c.percent || c.share.Below(95) != c.below {
			t.Errorf("%v: %d, %v", c.share, c.share.Percent(), c.share.Below(95))
		}
	}
}

// TestManySections compares pages with fewer and with more pairs of sections than maxPairs.
func TestManySections(t *testing.T) {
	many := func(n, level int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "%s a%d\n\nb\n\n", strings.Repeat("#", 2+i%level), i)
		}
		return b.String()
	}
	for _, n := range []int{400, 999} {
		v := translation.Judge(text(t, "nl", many(n, 2)), text(t, "en", many(n+1, 3)))
		if v.State != translation.Drifted {
			t.Error(n, v.State)
		}
	}
}
