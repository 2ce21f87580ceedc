package spreadsheet_test

import (
	"testing"

	"baken.example/baken/internal/spreadsheet"
)

func TestHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"":                     "",
		"plain text":           "plain text",
		"=1+1":                 "'=1+1",
		"  =cmd()":             "  '=cmd()",
		"@sum":                 "'@sum",
		"＝1":                   "'＝1",
		"a;=1":                 "a;'=1",
		"a\t\"=1\"":            "a\t\"'=1\"",
		"\ttab":                "'\ttab",
		"5-3":                  "5-3",
		"turned \u202e around": "turned \ufffd around",
		"bell \a":              "bell \ufffd",
	} {
		if got := spreadsheet.Harmless(cell); got != want {
			t.Errorf("%q became %q, want %q", cell, got, want)
		}
	}
}
