package flow

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// random returns steps that lead to later ones in all kinds of ways.
func random(r *rand.Rand, n int) []Step {
	steps := make([]Step, n)
	for i := range steps {
		if i > 0 {
			// Somebody gets here.
			before := &steps[max(0, i-1-r.IntN(6))]
			before.Ways = append(before.Ways, Way{Answers: "here", To: i})
		}
		steps[i].Question = fmt.Sprintf("Question %d, which is as long as it is?", i)
		for w := range 2 + r.IntN(3) {
			way := Way{Answers: fmt.Sprintf("answer %d", w), To: -1, Outcome: "an outcome"}
			if later := n - 1 - i; later > 0 && r.IntN(4) == 0 {
				way = Way{Answers: "go on", To: i + 1 + r.IntN(min(later, 6))}
			}
			steps[i].Ways = append(steps[i].Ways, way)
		}
	}
	return steps
}

// TestLayout holds that nothing lies on something else, and that lines lead down to where their
// ways lead.
func TestLayout(t *testing.T) {
	for seed := range uint64(50) {
		steps := random(rand.New(rand.NewPCG(seed, 1)), 1+int(seed))
		boxes := make([]box, len(steps))
		for i := range steps {
			boxes[i] = newBox(i+1, &steps[i])
		}
		l := place(steps, boxes)
		found := 0
		for i, layer := range l.layers {
			for j, it := range layer {
				if it.layer != i || it.x-it.width/2 < -.01 || it.x+it.width/2 > l.width+.01 {
					t.Fatalf("seed %d: an item of layer %d lies in layer %d at %v of %v", seed, it.layer, i, it.x, l.width)
				}
				if j > 0 && layer[j-1].x+layer[j-1].width/2+gap > it.x-it.width/2+.01 {
					t.Fatalf("seed %d: two items of layer %d touch", seed, i)
				}
				if it.step < 0 {
					continue
				}
				found++
				for _, link := range it.down {
					end := link.to
					for end.step < 0 {
						end = end.down[0].to
					}
					if want := steps[it.step].Ways[link.way].To; end.step != want {
						t.Fatalf("seed %d: a line leads from %d to %d, not to %d", seed, it.step, end.step, want)
					}
				}
			}
		}
		if found != len(steps) {
			t.Fatalf("seed %d: %d boxes for %d steps", seed, found, len(steps))
		}
		if x := l.layers[0][0].x; x != boxes[0].width/2 {
			t.Errorf("seed %d: the first step isn't at the left, but at %v", seed, x)
		}
	}
}

// TestFewerCrossings holds that ordering is of use.
func TestFewerCrossings(t *testing.T) {
	before, after := 0, 0
	for seed := range uint64(50) {
		steps := random(rand.New(rand.NewPCG(seed, 2)), 30)
		boxes := make([]box, len(steps))
		for i := range steps {
			boxes[i] = newBox(i+1, &steps[i])
		}
		l := &layout{}
		l.links(steps, boxes, l.layer(steps, boxes))
		before += l.crossings()
		l = place(steps, boxes)
		after += l.crossings()
	}
	t.Logf("%d crossings in the order of the steps, %d drawn", before, after)
	if after*3 > before*2 {
		t.Errorf("%d of %d crossings are left", after, before)
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		most float64
		want string
	}{
		{"one two three", 1000, "[one two three]"},
		{"one two three", 50, "[one two three]"},
		{"  one\n two ", 1000, "[one two]"},
		{"", 50, "[]"},
		{"mmmm", 20, "[m m m m]"},
		{"a mmm b", 30, "[a mm m b]"},
		{"ŵŵŵŵ", 1, "[ŵ ŵ ŵ ŵ]"},
	} {
		lines := wrap(c.text, 13, c.most)
		if got := fmt.Sprint(lines); got != c.want {
			t.Errorf("%q in %v: %q", c.text, c.most, lines)
		}
	}
}
