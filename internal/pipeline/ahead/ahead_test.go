package ahead

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/strictyaml"
)

func day(month time.Month, n int) content.Date {
	return content.Date{Time: time.Date(2026, month, n, 0, 0, 0, 0, time.UTC)}
}

// TestLook looks ahead from a day on which one link is dead already: another one dies when its
// target expires, and stays dead. A draft, and what is too far ahead, bring nothing.
func TestLook(t *testing.T) {
	today := day(time.November, 1)
	var pages []*content.Document
	for range 4 {
		pages = append(pages, &content.Document{Page: content.Page{Meta: new(content.Meta)}})
	}
	pages[0].Meta.Expires = strictyaml.Value[content.Date]{V: day(time.November, 10)}
	pages[1].Meta.Publish = strictyaml.Value[content.Date]{V: day(time.November, 20)}
	pages[2].Meta.Expires, pages[2].Meta.Draft = strictyaml.Value[content.Date]{V: day(time.November, 12)}, true
	pages[3].Meta.Expires = strictyaml.Value[content.Date]{V: day(time.December, 10)}
	var asked []string
	site := Site{
		Documents: &content.Documents{Pages: pages},
		Findings: func(_ context.Context, on content.Date) (diag.List, error) {
			asked = append(asked, on.Format("02 Jan"))
			var list diag.List
			list.Add("a.md", diag.Pos{Line: 1}, diag.LinkPage, "", "dead today")
			if on.After(day(time.November, 9).Time) {
				list.Add("a.md", diag.Pos{Line: 2}, diag.LinkPage, "", "dead tomorrow")
			}
			return list, nil
		},
	}
	for _, given := range []bool{true, false} {
		asked = nil
		var now *diag.List
		want := []string{"01 Nov", "10 Nov", "20 Nov"}
		if given {
			now, want = new(diag.List), want[1:]
			now.Add("a.md", diag.Pos{Line: 1}, diag.LinkPage, "", "dead today")
		}
		found, err := site.Look(t.Context(), today, now)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(asked, want) {
			t.Errorf("the models of %q were made, want %q", asked, want)
		}
		all := found.All()
		if len(all) != 1 || all[0].Code != diag.DayAhead || all[0].Line != 2 || !strings.Contains(all[0].Message, "from 2026-11-10 on builds fail: dead tomorrow") {
			t.Errorf("the findings are %v", all)
		}
	}
	site.Findings = func(context.Context, content.Date) (diag.List, error) { return diag.List{}, context.Canceled }
	if _, err := site.Look(t.Context(), today, new(diag.List)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
