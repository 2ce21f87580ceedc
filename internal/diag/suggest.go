package diag

import (
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the candidate with the smallest edit distance to word, if that is about a third
// of the word's length or less (one edit is always allowed). It ignores case and counts a
// transposition of neighbours as one edit. A word of one letter has no nearest candidate, since
// every other letter is one edit away.
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

// DidYouMean returns the end of a message, `; did you mean "x"?`, or "" if no candidate is near.
func DidYouMean(word string, candidates []string) string {
	if near, ok := Nearest(word, candidates); ok {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// SuggestOrList returns the end of a message about an unknown word: as [DidYouMean] does or, where
// no candidate is near, all of them.
func SuggestOrList(word string, candidates []string) string {
	if near := DidYouMean(word, candidates); near != "" {
		return near
	}
	return "; there is " + strings.Join(candidates, ", ")
}
