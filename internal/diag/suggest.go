package diag

import (
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the candidate that word was probably meant to be: the one that is the fewest
// edits away, if that is about a third of the word's length or less (and at least one edit).
// Capitals don't count, and two letters that changed places are one edit. A single letter is near to
// any other, and so to none.
func Nearest(word string, candidates []string) (string, bool) {
	if len([]rune(word)) < 2 {
		return "", false
	}
	lower := strings.ToLower(word)
	best, bestDistance := "", max(1, (len([]rune(word))+1)/3)+1
	for _, c := range candidates {
		if c == word {
			continue
		}
		if d := distance(lower, strings.ToLower(c)); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best, best != ""
}

// distance counts edits, or one for two neighbours that changed places.
func distance(a, b string) int {
	for i := 0; i+1 < len(a) && len(a) == len(b); i++ {
		if a[i] == b[i] {
			continue
		}
		if a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:] {
			return 1
		}
		break
	}
	return levenshtein.ComputeDistance(a, b)
}

// DidYouMean returns a tail for a message, `; did you mean "x"?`, or "" when no candidate is near.
func DidYouMean(word string, candidates []string) string {
	if near, ok := Nearest(word, candidates); ok {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// SuggestOrList returns the end of a message about an unknown word: as [DidYouMean] does or, where no
// candidate is near, all of them.
func SuggestOrList(word string, candidates []string) string {
	if near := DidYouMean(word, candidates); near != "" {
		return near
	}
	return "; there is " + strings.Join(candidates, ", ")
}
