package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestChangesOfThePortal compares the portal's own two legal versions: what changed on 15 August
// 2026, for whom, and which parts are worded differently. The golden file has no texts.
func TestChangesOfThePortal(t *testing.T) {
	var out, errs bytes.Buffer
	args := []string{"-C", root, "criteria", "diff", "collaboration@2026-08-14", "collaboration@2026-08-15", "--lang", "en"}
	if err := run(t.Context(), args, &out, &errs, time.Now); err != nil {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	var got strings.Builder
	for line := range strings.Lines(out.String()) {
		trimmed := strings.TrimSpace(line)
		if trimmed == "" || strings.HasPrefix(line, "    ") {
			continue
		}
		key, _, _ := strings.Cut(trimmed, " (content/")
		got.WriteString(key + "\n")
	}
	golden := filepath.Join("testdata", "changes-of-the-portal.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("got:\n%s\nwant:\n%s\nrun the test with -update if the versions changed", got.String(), want)
	}
}
