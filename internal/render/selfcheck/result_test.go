package selfcheck

import (
	"testing"

	"baken.example/baken/internal/layout"
)

// TestClasses checks that an element which goes with several verdicts has the classes of all, and
// none if one of them is always reached, since nothing would show the element then.
func TestClasses(t *testing.T) {
	sometimes := func(class string) layout.VerdictView {
		return layout.VerdictView{Class: class, When: "#Check:has(#A0)"}
	}
	always := layout.VerdictView{Class: "c2m"}
	for _, c := range []struct {
		want     string
		verdicts []layout.VerdictView
	}{
		{"", nil},
		{"by c0u", []layout.VerdictView{sometimes("c0u")}},
		{"by c0u c1o", []layout.VerdictView{sometimes("c0u"), sometimes("c1o")}},
		{"", []layout.VerdictView{always}},
		{"", []layout.VerdictView{sometimes("c0u"), always, sometimes("c1o")}},
	} {
		var got classes
		for _, v := range c.verdicts {
			got.add(v)
		}
		if got.String() != c.want {
			t.Errorf("%v: %q, want %q", c.verdicts, got.String(), c.want)
		}
	}
}
