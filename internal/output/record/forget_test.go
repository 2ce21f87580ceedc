package record

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestForget removes the records of outputs that are gone, but none of an output that is there, or
// that a killed build may yet leave, and no other file.
func TestForget(t *testing.T) {
	base := t.TempDir()
	records := filepath.Join(base, "records")
	if removed, left, err := Forget(records); removed+left != 0 || err != nil {
		t.Error(removed, left, err)
	}
	outs := map[string]string{}
	for _, name := range []string{"there", "gone", "staged", "aside", "away/gone"} {
		dir := filepath.Join(base, name, "public")
		before, _ := os.ReadDir(records)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		r := Open(records, "", "s", dir)
		if r.Settle([]byte("manifest")); r.Err() != nil {
			t.Fatal(r.Err())
		}
		after, err := os.ReadDir(records)
		if err != nil || len(after) != len(before)+1 {
			t.Fatal(len(after), err)
		}
		for _, e := range after {
			if !slices.ContainsFunc(before, func(b os.DirEntry) bool { return b.Name() == e.Name() }) {
				outs[name] = e.Name()
			}
		}
	}
	for _, name := range []string{"note.txt", "00112233445566778899aabbccddeeff", "00112233445566778899aabbccddee00.new"} {
		if err := os.WriteFile(filepath.Join(records, name), []byte("baken record 2\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"gone", "staged", "aside"} {
		if err := os.RemoveAll(filepath.Join(base, name, "public")); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"staged/.public.baken-next", "aside/.public.baken-old"} {
		if err := os.Mkdir(filepath.Join(base, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.RemoveAll(filepath.Join(base, "away")); err != nil {
		t.Fatal(err)
	}
	removed, left, err := Forget(records)
	if removed != 2 || left != 4 || err != nil {
		t.Error(removed, left, err)
	}
	for name, want := range map[string]bool{"there": true, "gone": false, "staged": true, "aside": true, "away/gone": false} {
		if _, err := os.Stat(filepath.Join(records, outs[name])); (err == nil) != want {
			t.Errorf("the record of %s: %v", name, err)
		}
	}
	if all, err := os.ReadDir(records); err != nil || len(all) != 6 {
		t.Error(len(all), err)
	}
}
