package server

import (
	"strings"
	"testing"
)

func TestExcessiveRanges(t *testing.T) {
	for header, want := range map[string]bool{
		"bytes=0-9": false, "bytes=0-9,10-19": false, "bytes=-5": false, "bytes=5-": false, "bytes=0-0, -1": false, "bytes=90-,0-9": false,
		"bytes=0-0,2-2,4-4,6-6": false, "bytes=x": false, "items=0-1,0-1,0-1,0-1,0-1": false,
		"bytes=0-0,2-2,4-4,6-6,8-8": true, "bytes=0-9,9-10": true, "bytes=0-,0-": true, "bytes=-5,-5": true, "bytes=10-19,0-99": true,
		"bytes=-0": true, "bytes=0-9,-0": true, "bytes=-00": true, "bytes=-200,99-99": true, "bytes=" + strings.Repeat(",", 100): true,
	} {
		if got := excessiveRanges([]string{header}, 100); got != want {
			t.Errorf("%s: %v", header, got)
		}
	}
	if !excessiveRanges([]string{"bytes=0-1", "bytes=0-1"}, 100) {
		t.Error("two headers")
	}
}
