package vocabulary_test

import (
	"slices"
	"testing"

	"baken.example/baken/internal/facts/vocabulary"
)

func TestCompound(t *testing.T) {
	for _, c := range []struct {
		lang, word string
		want       []float64
	}{
		{"nl", "vijfentwintig", []float64{5, 20}},
		{"nl", "tweehonderd", []float64{2, 100}},
		{"nl", "twee", []float64{2}},
		{"nl", "tweede", nil},
		{"nl", "vijfen", nil},
		{"en", "twenty", []float64{20}},
		{"en", "one", []float64{1}},
		{"en", "word", nil},
	} {
		v, err := vocabulary.New(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		if got := v.Compound(nil, v.Word([]byte(c.word)), []byte(c.word)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.word, got, c.want)
		}
	}
}

// TestBegins holds that the words that matter before a number are told from others by how they
// begin, in either case, and that a language without a file has signs only.
func TestBegins(t *testing.T) {
	v, err := vocabulary.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]bool{"january": true, "JANUARY": true, "twenty": true, "xyzzy": false} {
		b := vocabulary.Beginning([]byte(word))
		if got := v.Begins(b); got != want {
			t.Errorf("%s: %v", word, got)
		}
		if want && !v.HasLength(b, len(word)) {
			t.Errorf("%s: not by its length", word)
		}
	}
	other, err := vocabulary.New("eo")
	if err != nil {
		t.Fatal(err)
	}
	if !other.Limited || other.Word([]byte("€")) == nil || other.Word([]byte("january")) != nil || v.Limited {
		t.Errorf("a language without a file: %+v", other.Word([]byte("january")))
	}
}
