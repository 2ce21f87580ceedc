package query_test

import "testing"

// TestEmpty holds that a site without pages has an index that answers nothing, in a language that
// lists words and in one without rules.
func TestEmpty(t *testing.T) {
	for _, tag := range []string{"en", "nl", "sv", "xx"} {
		e := new(site).evaluator(t, tag)
		for _, q := range []string{"can't", "don't know", "parking permit", "x", ""} {
			a, err := e.Search(q)
			if err != nil || len(a.Pages) > 0 || a.Corrected != "" {
				t.Errorf("%s: %q has %d pages, corrected %q: %v", tag, q, len(a.Pages), a.Corrected, err)
			}
		}
		if _, err := e.Unit(0); err == nil {
			t.Errorf("%s: there is a unit", tag)
		}
	}
}
