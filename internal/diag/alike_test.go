package diag_test

import (
	"slices"
	"testing"

	"baken.example/baken/internal/diag"
)

// TestAlike checks that a list bounds the findings with one code in one file, says so once, and
// loses no other.
func TestAlike(t *testing.T) {
	const many = 5 * diag.MaxAlike
	var list diag.List
	for i := range many {
		list.Add("a.md", diag.Pos{Line: i + 1}, diag.RawHTML, "hint", "number %d", i)
		list.Add("b.md", diag.Pos{Line: i + 1}, diag.RawHTML, "hint", "number %d", i)
		if i%10 == 0 {
			list.Add("a.md", diag.Pos{Line: i + 1}, diag.LinkPage, "hint", "a link")
		}
	}
	counts := map[string]int{}
	for _, f := range list.All() {
		counts[f.File+" "+string(f.Code)]++
	}
	if counts["a.md raw-html"] != diag.MaxAlike+1 || counts["b.md raw-html"] != diag.MaxAlike+1 || counts["a.md link-page"] != many/10 {
		t.Error(counts)
	}
	all := list.WithSeverities(nil)
	a := slices.DeleteFunc(all.All(), func(f diag.Finding) bool { return f.File != "a.md" || f.Code != diag.RawHTML })
	last := a[len(a)-1]
	if last.String() != "a.md:1001: more of these follow, which aren't listed [raw-html]" || last.Severity != diag.Error || last.Hint == "" {
		t.Errorf("%s, %s", last, last.Severity)
	}

	// A copy counts for itself, from what it has, and a joined list counts too.
	other := list
	other.Add("a.md", diag.Pos{Line: many}, diag.RawHTML, "", "again")
	var joined diag.List
	joined.Join(list)
	joined.Add("c.md", diag.Pos{Line: 1}, diag.RawHTML, "", "another file")
	joined.Join(list)
	joined.Add("a.md", diag.Pos{Line: many}, diag.RawHTML, "", "again")
	if other.Len() != list.Len() || joined.Len() != 2*list.Len()+1 {
		t.Errorf("%d, %d, %d", list.Len(), other.Len(), joined.Len())
	}
}
