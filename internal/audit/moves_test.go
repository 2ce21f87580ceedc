package audit

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestPair(t *testing.T) {
	const many = 400 // Of each, more than are compared with each other.
	files := fstest.MapFS{}
	make := func(name, body string) text {
		files[name] = &fstest.MapFile{Data: []byte("---\ntitle: A title\n---\n" + body)}
		return read(files, name)
	}
	var went, came []text
	want := map[string]string{}
	for i := range many {
		went = append(went, make(fmt.Sprintf("old/%d.md", i), fmt.Sprint("Text ", i)))
		came = append(came, make(fmt.Sprintf("new/%d.md", i), fmt.Sprint("Text ", i)))
		want[went[i].file] = came[i].file
	}
	edited := make("old/edited.md", "One\ntwo\nthree")
	more := make("new/edited.md", "One\ntwo\nfour")
	for _, test := range []struct {
		name       string
		went, came []text
		want       map[string]string
	}{
		{"nothing", nil, nil, map[string]string{}},
		{"edited", []text{edited}, []text{make("new/a.md", "Something\nelse\nfor\nthis"), more}, map[string]string{"old/edited.md": "new/edited.md"}},
		{"rewritten", []text{edited}, []text{make("new/b.md", "Something\nelse\nfor\nthis")}, map[string]string{}},
		{"one for two", []text{edited, make("old/twin.md", "One\ntwo\nthree")}, []text{more}, map[string]string{"old/edited.md": "new/edited.md"}},
		{"twins", []text{make("old/x.md", "A"), make("old/y.md", "A")}, []text{make("new/y.md", "A"), make("new/z.md", "A")},
			map[string]string{"old/x.md": "new/z.md", "old/y.md": "new/y.md"}},
		{"many", went, came, want},
		{"many, and one edited", append([]text{edited}, went...), append([]text{more}, came...), want},
	} {
		got := map[string]string{}
		pair(t.Context(), test.went, test.came, got)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s:\n%s", test.name, diff)
		}
	}
}
