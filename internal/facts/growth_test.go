package facts_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/facts"
	"baken.example/baken/internal/growthtest"
)

// TestGrowth checks that reading and comparing take linear time, on texts that take the most of it.
func TestGrowth(t *testing.T) {
	r, err := facts.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, worst := range []string{
		"1 ", "12, ", "1.1.", "1 a.", "a-", "2 and ", "two and ", "one ", "twenty-", "5% ", "1, 2, 3, 4% ", "article 5(2)", "0 1 ", "+1 ", "(0", "May 2", "9 to 5 pm ", "é", "€", "10 million ",
	} {
		t.Run(worst, func(t *testing.T) {
			growthtest.Linear(t, func(size int) []byte { return []byte(strings.Repeat(worst, size/len(worst))) }, func(src []byte) {
				list := r.Read(facts.Text{Text: src})
				other := r.Read(facts.Text{Text: []byte("7% of €3, 1,234 and 5,678")})
				facts.Compare(&list, &other, 0, 0, true)
				facts.Compare(&other, &list, 0, 0, true)
			})
		})
	}
}
