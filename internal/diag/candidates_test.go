package diag

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Candidates that are ruled out are never the nearest: the answer is that of Nearest, for words of
// few letters, many letters, both cases and more than 64 characters.
func TestCandidatesNearest(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, alphabet := range []string{"ab", "abcABéÉ-", "abcdefghijklmnopqrstuvwxyzĳİK0123456789", "\x00@\u0080À"} {
		letters := []rune(alphabet)
		for _, most := range []int{2, 5, 12, 70, 240} {
			text := func() string {
				out := make([]rune, random.IntN(most+1))
				for i := range out {
					out[i] = letters[random.IntN(len(letters))]
				}
				return string(out)
			}
			found := 0
			for range 300 {
				words := make([]string, 40)
				for i := range words {
					words[i] = text()
				}
				// Half of the words asked for are near to a candidate.
				asked := text()
				if from := []rune(words[random.IntN(len(words))]); random.IntN(2) == 0 && len(from) > 2 {
					for range 1 + random.IntN(3) {
						i := random.IntN(len(from) - 1)
						switch random.IntN(4) {
						case 0:
							from[i] = letters[random.IntN(len(letters))]
						case 1:
							from[i], from[i+1] = from[i+1], from[i]
						case 2:
							from = slices.Insert(from, i, letters[random.IntN(len(letters))])
						case 3:
							if len(from) > 2 {
								from = slices.Delete(from, i, i+1)
							}
						}
					}
					asked = string(from)
				}
				want, ok := Nearest(asked, words)
				if got, found := NewCandidates(slices.Clone(words)).Nearest(asked); got != want || found != ok {
					t.Fatalf("%q in %q: %q %v, want %q %v", asked, words, got, found, want, ok)
				}
				if ok {
					found++
				}
			}
			if found == 0 && most > 2 {
				t.Errorf("nothing of %q up to %d is near anything", alphabet, most)
			}
		}
	}
}

func BenchmarkCandidates(b *testing.B) {
	random := rand.New(rand.NewPCG(5, 6))
	text := func() string {
		out := make([]byte, 12)
		for i := range out {
			out[i] = 'a' + byte(random.IntN(26))
		}
		return string(out)
	}
	words := make([]string, 8000)
	for i := range words {
		words[i] = text()
	}
	asked := text()
	b.Run("each anew", func(b *testing.B) {
		for b.Loop() {
			Nearest(asked, words)
		}
	})
	prepared := NewCandidates(words)
	b.Run("prepared", func(b *testing.B) {
		for b.Loop() {
			prepared.Nearest(asked)
		}
	})
}
