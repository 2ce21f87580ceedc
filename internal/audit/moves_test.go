package audit

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestPair(t *testing.T) {
	const many = 400 // more of each than maxComparisons allows
	files := fstest.MapFS{}
	newText := func(name, body string) text {
		files[name] = &fstest.MapFile{Data: []byte("---\ntitle: A title\n---\n" + body)}
		return read(files, name)
	}
	var removed, added []text
	want := map[string]string{}
	for i := range many {
		removed = append(removed, newText(fmt.Sprintf("old/%d.md", i), fmt.Sprint("Text ", i)))
		added = append(added, newText(fmt.Sprintf("new/%d.md", i), fmt.Sprint("Text ", i)))
		want[removed[i].file] = added[i].file
	}
	edited := newText("old/edited.md", "One\ntwo\nthree")
	more := newText("new/edited.md", "One\ntwo\nfour")
	for _, test := range []struct {
		name           string
		removed, added []text
		want           map[string]string
	}{
		{"nothing", nil, nil, map[string]string{}},
		{"edited", []text{edited}, []text{newText("new/a.md", "Something\nelse\nfor\nthis"), more}, map[string]string{"old/edited.md": "new/edited.md"}},
		{"rewritten", []text{edited}, []text{newText("new/b.md", "Something\nelse\nfor\nthis")}, map[string]string{}},
		{"one for two", []text{edited, newText("old/twin.md", "One\ntwo\nthree")}, []text{more}, map[string]string{"old/edited.md": "new/edited.md"}},
		{"twins", []text{newText("old/x.md", "A"), newText("old/y.md", "A")}, []text{newText("new/y.md", "A"), newText("new/z.md", "A")},
			map[string]string{"old/x.md": "new/z.md", "old/y.md": "new/y.md"}},
		{"many", removed, added, want},
		{"many, and one edited", append([]text{edited}, removed...), append([]text{more}, added...), want},
	} {
		got := map[string]string{}
		pair(t.Context(), test.removed, test.added, got)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s:\n%s", test.name, diff)
		}
	}
}
