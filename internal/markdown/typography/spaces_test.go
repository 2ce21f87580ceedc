package typography

import (
	"cmp"
	"testing"
)

func TestSpaces(t *testing.T) {
	spaces := NewSpaces(Quotes{OpenDouble: "«\u00a0", CloseDouble: "\u00a0»"}, "\u00a0:")
	for _, c := range []struct{ text, want string }{
		{"Qui ? Moi ! Toi ; lui : elle", "Qui\u202f? Moi\u202f! Toi\u202f; lui\u00a0: elle"},
		{"Vraiment ?! (oui ?) « non »", "Vraiment\u202f?! (oui\u202f?) «\u00a0non\u00a0»"},
		{"« Quoi ? » « A », « B »", "«\u00a0Quoi\u202f?\u00a0» «\u00a0A\u00a0», «\u00a0B\u00a0»"},
		{"Qui\u00a0? Quoi? a:b", "Qui\u00a0? Quoi? a:b"},
		{" ? a  ? b", " ? a  ? b"},
		{"de 8 :30 à x :// y ?q=1 :name", "de 8 :30 à x :// y ?q=1 :name"},
		{"fin ?", "fin\u202f?"},
	} {
		s := State{Src: []byte(c.text), End: len(c.text)}
		got := ""
		for i, r := range c.text {
			text := string(r)
			if r == ' ' {
				text = cmp.Or(s.Space(i, &spaces), text)
			}
			got += text
		}
		if got != c.want {
			t.Errorf("%q becomes %q, want %q", c.text, got, c.want)
		}
	}
}

// TestNoSpaces holds that spaces of a language without such spaces stay as they are.
func TestNoSpaces(t *testing.T) {
	for _, c := range []struct {
		quotes Quotes
		colon  string
	}{
		{Quotes{OpenDouble: "“", CloseDouble: "”"}, ":"},
		{Quotes{}, ""},
		{Quotes{OpenDouble: "« a", CloseDouble: "b"}, "x:"},
	} {
		if s := NewSpaces(c.quotes, c.colon); s.Any() {
			t.Errorf("%+v, %q: %+v", c.quotes, c.colon, s)
		}
	}
}
