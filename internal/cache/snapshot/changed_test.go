package snapshot_test

import (
	"os"
	"slices"
	"testing"
	"time"

	"baken.example/baken/internal/cache/snapshot"
)

// TestChanged changes files of which entries tell, and others.
func TestChanged(t *testing.T) {
	for name, test := range map[string]struct {
		change func(r tree)
		want   []string
	}{
		"nothing":            {func(tree) {}, nil},
		"another text":       {func(r tree) { r.write("a/other", "ANOTHER text") }, []string{"a/other"}},
		"another size":       {func(r tree) { r.write("a/sized", "fiver") }, []string{"a/sized"}},
		"two texts":          {func(r tree) { r.write("a/other", "x"); r.write("a/b/page", "y") }, []string{"a/b/page", "a/other"}},
		"the same, written":  {func(r tree) { r.write("a/other", "another text") }, nil},
		"a file that nobody": {func(r tree) { r.write("a/more", "") }, nil},
		"one that was none":  {func(r tree) { r.write("c/none", "") }, []string{"c/none"}},
		"another listing":    {func(r tree) { r.write("a/b/more", "") }, []string{"a/b"}},
		"no directory":       {func(r tree) { r.must(os.RemoveAll(r.file("e/f"))) }, []string{"e/f", "e/f/g"}},
		"a file for one":     {func(r tree) { r.must(os.Remove(r.file("e/f/g"))); r.write("e/f/g", "") }, []string{"e/f/g"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := grow(t)
			entries := r.taken(0)
			test.change(r)
			hold, changed, ok, err := snapshot.Changed(t.Context(), r.dir, snapshot.Encode(entries), 2, 0, 2)
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
			var names []string
			for _, e := range changed {
				names = append(names, e.Name)
			}
			if slices.Sort(names); !slices.Equal(names, test.want) {
				t.Errorf("changed: %q, want %q", names, test.want)
			}
			if len(hold)+len(changed) != len(entries) {
				t.Errorf("%d entries hold and %d have changed, of %d", len(hold), len(changed), len(entries))
			}
			// Those that hold do so by themselves, whatever the stamps were.
			if same, _, err := snapshot.Verify(t.Context(), r.dir, snapshot.Encode(hold), 0, 1); err != nil || !same {
				t.Errorf("what holds doesn't: %v", err)
			}
		})
	}
}

// TestChangedStamps has a stamp that proves nothing yet replaced by the present one.
func TestChangedStamps(t *testing.T) {
	r := grow(t)
	entries := r.taken(0)
	r.write("a/other", "another text")
	hold, _, ok, err := snapshot.Changed(t.Context(), r.dir, snapshot.Encode(entries), 0, time.Hour, 1)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	info, err := os.Stat(r.file("a/other"))
	r.must(err)
	i := slices.IndexFunc(hold, func(e snapshot.Entry) bool { return e.Name == "a/other" })
	if e := hold[i]; e.Settled || e.Stamp.Modified != info.ModTime().UnixNano() && snapshot.Local(r.dir) {
		t.Errorf("the entry of a file that was written again is %+v", e)
	}
}

func TestChangedTooMany(t *testing.T) {
	r := grow(t)
	pieces := snapshot.Encode(r.taken(0))
	r.write("a/other", "x")
	r.write("a/sized", "x")
	if _, _, ok, err := snapshot.Changed(t.Context(), r.dir, pieces, 1, 0, 1); ok || err != nil {
		t.Error("two changes are more than one", err)
	}
	pieces[0].Text = pieces[0].Text[:len(pieces[0].Text)-1]
	if _, _, ok, err := snapshot.Changed(t.Context(), r.dir, pieces, 9, 0, 1); ok || err != nil {
		t.Error("a damaged piece", err)
	}
	if _, err := snapshot.All(pieces); err == nil {
		t.Error("a damaged piece has entries")
	}
	if _, _, ok, err := snapshot.Changed(t.Context(), r.file("none"), pieces, 9, 0, 1); ok || err != nil {
		t.Error("no directory", err)
	}
}
