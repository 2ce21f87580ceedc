package diag

import (
	"fmt"
	"testing"
)

// TestMerge checks that findings with one cause become one, whatever their order.
func TestMerge(t *testing.T) {
	var l List
	add := func(file string, line int, code Code, cause string) {
		l.Add(file, Pos{Line: line, Column: 1}, code, "", "gone")
		l.About(l.Len()-1, cause)
	}
	add("b.md", 9, DayPassed, "x.md")
	add("b.md", 2, DayPassed, "y.md")
	add("b.md", 3, LinkPage, "x.md")
	add("a.md", 5, DayPassed, "x.md")
	add("a.md", 4, DayPassed, "x.md")
	add("a.md", 6, DayPassed, "")
	add("c.md", 1, DayPassed, "z.md")
	add("c.md", 2, DayPassed, "z.md")
	merged := l.Merge(DayPassed)
	merged = merged.WithSeverities(nil)
	var got []string
	for _, f := range merged.All() {
		got = append(got, f.String())
	}
	want := []string{
		"a.md:4:1: gone; also at a.md:5:1 and 1 more [day-passed]", "a.md:6:1: gone [day-passed]", "b.md:2:1: gone [day-passed]",
		"b.md:3:1: gone [link-page]", "c.md:1:1: gone; also at c.md:2:1 [day-passed]",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%q", got)
	}
	if l.Len() != 8 {
		t.Error("the list was changed")
	}
}

// TestDuplicatesOfPages deduplicates the findings about a snippet that several pages include.
func TestDuplicatesOfPages(t *testing.T) {
	var list List
	add := func(hint string) {
		list.Add("content/_a.en.md", Pos{Line: 3}, TranslationStale, hint, "the section has changed")
	}
	for _, page := range []string{"content/b.en.md", "content/c.en.md", "content/c.en.md", "content/d.en.md"} {
		add("run baken translations accept " + page)
	}
	add("something else")
	all := list.WithSeverities(nil)
	found := all.All()
	if want := "run baken translations accept content/b.en.md content/c.en.md content/d.en.md"; len(found) != 1 || found[0].Hint != want {
		t.Errorf("%+v, want one with the hint %q", found, want)
	}
}
