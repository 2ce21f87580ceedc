package direction_test

import (
	"testing"

	"baken.example/baken/internal/markdown/direction"
)

func TestRightToLeft(t *testing.T) {
	for tag, want := range map[string]bool{
		"nl": false, "en-GB": false, "ar": true, "ar-MA": true, "he": true, "fa": true, "ur": true, "yi": true, "dv": true, "ckb": true,
		"ps": true, "ug": true, "az": false, "az-Arab": true, "ar-Latn": false, "pa": false, "pa-Arab": true, "ku": false, "zh-Hant": false,
		"": false, "x": false, "und": false, "zxx": false,
	} {
		if got := direction.RightToLeft(tag); got != want {
			t.Errorf("%q: %t", tag, got)
		}
	}
}
