package diag

import (
	"fmt"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the candidate that word was probably meant to be: the one with the smallest
// edit distance, if that is at most a third of the word's length (and at least one edit).
func Nearest(word string, candidates []string) (string, bool) {
	best, bestDistance := "", max(1, len([]rune(word))/3)+1
	for _, c := range candidates {
		if d := levenshtein.ComputeDistance(word, c); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best, best != ""
}

// DidYouMean returns a tail for a message, `; did you mean "x"?`, or "" when no candidate is near.
func DidYouMean(word string, candidates []string) string {
	if near, ok := Nearest(word, candidates); ok {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}
