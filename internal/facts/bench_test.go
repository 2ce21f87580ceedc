package facts_test

import (
	"os"
	"testing"

	"baken.example/baken/internal/facts"
)

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := facts.New("nl"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRead reads a page of guidance.
func BenchmarkRead(b *testing.B) {
	r, err := facts.New("nl")
	if err != nil {
		b.Fatal(err)
	}
	src, err := os.ReadFile("../../content/recipients/partnerships.nl.md")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		r.Read(facts.Text{Text: src})
	}
}
