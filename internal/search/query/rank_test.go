package query

import "testing"

// TestScore holds that of two pages that are equal otherwise, the one is worth more that has all
// words in its best section.
func TestScore(t *testing.T) {
	hits := []Hit{{Unit: 0, Section: 1, Score: 400}, {Unit: 0, Section: 2, Score: 300}}
	both := tally{bySlot: []int{200, 200}, words: map[place]int{{0, 1}: 2, {0, 2}: 1}}
	one := tally{bySlot: []int{200, 200}, words: map[place]int{{0, 1}: 1, {0, 2}: 2}}
	missing := tally{bySlot: []int{400, 0}, words: map[place]int{{0, 1}: 1, {0, 2}: 1}}
	if a, b, c := both.score(hits), one.score(hits), missing.score(hits); a <= b || b <= c {
		t.Errorf("scores %d, %d, %d", a, b, c)
	}
}
