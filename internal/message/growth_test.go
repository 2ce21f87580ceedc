package message_test

import (
	"fmt"
	"strings"
	"testing"

	"baken.example/baken/internal/growthtest"
	"baken.example/baken/internal/message"
)

// misnamed is messages that no template uses, and uses of messages that aren't there.
type misnamed struct {
	text string
	uses []message.Use
}

func made(size int) (m misnamed) {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "Onbekend%06d: %s\n", i, strings.Repeat("a", 60))
		m.uses = append(m.uses, message.Use{ID: fmt.Sprintf("Gebruikt%06d", i), File: "templates/page.html"})
	}
	m.text = b.String()
	return m
}

func read(tb testing.TB) func(misnamed) {
	return func(m misnamed) {
		own := files(map[string]string{"nl": "A: een\n"})
		if _, _, err := message.Load(tb.Context(), own, files(map[string]string{"nl": m.text}), message.Options{Languages: message.Languages("nl"), Uses: m.uses}); err != nil {
			tb.Fatal(err)
		}
	}
}

// TestGrowth holds reading messages to linear time.
func TestGrowth(t *testing.T) { growthtest.Linear(t, made, read(t)) }

func BenchmarkLoad(b *testing.B) { growthtest.Bench(b, made, read(b)) }
