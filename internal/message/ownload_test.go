package message_test

import (
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/message"
)

// BenchmarkLoadOwn loads Baken's own messages in two of their languages.
func BenchmarkLoadOwn(b *testing.B) {
	for b.Loop() {
		if _, _, err := message.Load(b.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("nl", "en")}); err != nil {
			b.Fatal(err)
		}
	}
}
