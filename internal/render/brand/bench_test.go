package brand

import (
	"os"
	"testing"

	"baken.example/baken/internal/asset"
)

// BenchmarkBrand draws all icons of a site and the card of one language.
func BenchmarkBrand(b *testing.B) {
	set, _, err := asset.Load(b.Context(), os.DirFS("../../.."), asset.Minifier())
	if err != nil {
		b.Fatal(err)
	}
	m, _ := NewMark(set)
	b.Run("icons", func(b *testing.B) {
		for b.Loop() {
			for _, a := range m.Icons() {
				if _, err := a.Append(nil); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("card", func(b *testing.B) {
		card := Card{Lang: "xx", Title: "A guide", Description: "A sentence on what the guide is about.", Host: "site.example", Mark: m}.Artifact()
		for b.Loop() {
			if _, err := card.Append(nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("mark", func(b *testing.B) {
		for b.Loop() {
			NewMark(set)
		}
	})
}
