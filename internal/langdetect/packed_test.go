package langdetect

import (
	"math/rand"
	"testing"
)

// TestPacked holds that the table has exactly the words of the map that it is made of.
func TestPacked(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for _, n := range []int{0, 1, 2, 300, 5000} {
		words := map[uint64]uint32{}
		for len(words) < n {
			words[1+r.Uint64()>>(r.Intn(8)*8)] = 1 + r.Uint32()>>1
		}
		p := newPacked(words)
		for key, in := range words {
			if got := p.languages(key); got != in {
				t.Fatalf("of %d words, %x has the languages %b, want %b", n, key, got, in)
			}
		}
		for range 1000 {
			key := 1 + r.Uint64()>>1
			if got := p.languages(key); got != words[key] {
				t.Fatalf("of %d words, %x has the languages %b, want %b", n, key, got, words[key])
			}
		}
	}
}
