package glossary

import (
	"strings"
	"testing"

	"baken.example/baken/internal/growthtest"
)

// matching looks for a form of as many bytes as the text at each of its words.
func matching(text string) {
	x := New([][]string{{text + "b"}, {"a c"}})
	src, n := []byte(text), texts(text)
	for i := 0; i < len(text); i += 2 {
		x.Match(src, n, i)
	}
}

func repeated(size int) string { return strings.Repeat("a ", size/2) }

// TestGrowth holds a text and a term of as many words to linear time.
func TestGrowth(t *testing.T) { growthtest.Linear(t, repeated, matching) }

// TestMaxForm holds that a form is found up to MaxForm bytes, and only so.
func TestMaxForm(t *testing.T) {
	form := strings.Repeat("a ", MaxForm/2-1) + "ab"
	if x := New([][]string{{form}}); x == nil {
		t.Error("no form")
	} else if end, _, ok := x.Match([]byte(form), texts(form), 0); !ok || end != MaxForm {
		t.Errorf("found to %d, %v", end, ok)
	}
	if New([][]string{{form + "c"}}) != nil {
		t.Error("a longer form is there")
	}
}

func BenchmarkMatch(b *testing.B) {
	text := repeated(1 << 20)
	x := New([][]string{{strings.Repeat("a ", MaxForm/2-1) + "ab"}})
	src, n := []byte(text), texts(text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for i := 0; i < len(text); i += 2 {
			x.Match(src, n, i)
		}
	}
}
