package flow

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"baken.example/baken/internal/criteria"
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
			way := Way{Answers: fmt.Sprintf("answer %d", w), To: -1, Outcome: Outcome{Title: "an outcome", Name: "Met", Kind: criteria.Met}}
			if later := n - 1 - i; later > 0 && r.IntN(4) == 0 {
				way = Way{Answers: "go on", To: i + 1 + r.IntN(min(later, 6))}
			}
			steps[i].Ways = append(steps[i].Ways, way)
		}
	}
	return steps
}

// TestLayout holds that drawings fit their sheets, that nothing lies on something else, that steps
// are numbered in the order in which they are drawn, and that each way has a line that leads to its
// step, or names the step's number.
func TestLayout(t *testing.T) {
	lines, numbers := 0, 0
	for seed := range uint64(50) {
		p := Part{Steps: random(rand.New(rand.NewPCG(seed, 1)), 1+int(seed))}
		n := len(p.Steps)
		p.layOut(100)
		next := 0
		for _, s := range p.sheets {
			if w, h := s.size(); w > sheetWidth || h > sheetHeight {
				t.Errorf("seed %d: a sheet of %v by %v", seed, w, h)
			}
			for i, layer := range s.layers {
				for j, it := range layer {
					if it.step != next || p.Steps[it.step].Number != 101+next {
						t.Fatalf("seed %d: step %d is drawn as number %d of %d", seed, it.step, p.Steps[it.step].Number, next)
					}
					next++
					if it.x-it.width/2 < -.01 || it.x+it.width/2 > s.width+.01 {
						t.Fatalf("seed %d: an item lies at %v of %v", seed, it.x, s.width)
					}
					if j > 0 && layer[j-1].x+layer[j-1].width/2+gap > it.x-it.width/2+.01 {
						t.Fatalf("seed %d: two items of layer %d touch", seed, i)
					}
					if b := s.boxes[it.step]; b.width != it.width || s.tops[i]+b.height > s.bottoms[i]+.01 {
						t.Fatalf("seed %d: a box of %v by %v in %v", seed, b.width, b.height, it.width)
					}
					linked := map[int]bool{}
					for _, l := range it.down {
						if linked[l.way] = true; l.to.layer != i+1 || l.to.step != p.Steps[it.step].Ways[l.way].To {
							t.Fatalf("seed %d: a line leads from %d to %d", seed, it.step, l.to.step)
						}
						lines++
					}
					for w, way := range p.Steps[it.step].Ways {
						c := s.boxes[it.step].cells[w]
						want := ""
						if way.To >= 0 && !linked[w] {
							want = fmt.Sprint("→ ", p.Steps[way.To].Number)
							numbers++
						}
						if c.step != want || way.To >= 0 && way.To <= it.step {
							t.Fatalf("seed %d: way %d of step %d, to %d, says %q", seed, w, it.step, way.To, c.step)
						}
					}
				}
			}
		}
		if next != n {
			t.Fatalf("seed %d: %d boxes for %d steps", seed, next, n)
		}
		if x := p.sheets[0].layers[0][0].x; x != p.sheets[0].boxes[0].width/2 {
			t.Errorf("seed %d: the first step isn't at the left, but at %v", seed, x)
		}
	}
	t.Logf("%d ways have lines, %d numbers", lines, numbers)
	if lines == 0 || numbers == 0 {
		t.Errorf("%d ways have lines, %d only numbers", lines, numbers)
	}
}

// TestWideBox holds that the cells of a question with many answers, or with words that are long,
// fit the sheet in several rows, and that a line starts in the last one only.
func TestWideBox(t *testing.T) {
	p := Part{Steps: make([]Step, 2)}
	for i := range 20 {
		way := Way{Answers: fmt.Sprint("Betriebsunterbrechungsversicherungsgesellschaft ", i), To: -1, Outcome: Outcome{Title: "Rechtsschutzversicherungsgesellschaften"}}
		if i%2 == 0 {
			way = Way{Answers: "Ja", To: 1}
		}
		p.Steps[0].Ways = append(p.Steps[0].Ways, way)
	}
	p.layOut(0)
	s := p.sheets[0]
	if w, _ := s.size(); w > sheetWidth {
		t.Errorf("a sheet of %v", w)
	}
	b := s.boxes[0]
	if len(b.rows) < 3 {
		t.Errorf("%d rows", len(b.rows))
	}
	for i, c := range b.cells {
		if c.left+c.width > b.width+.01 || i > 0 && b.cells[i-1].row == c.row && b.cells[i-1].left+b.cells[i-1].width > c.left+.01 {
			t.Errorf("cell %d lies at %v", i, c.left)
		}
		if to := p.Steps[0].Ways[i].To; to >= 0 && (c.step == "") != (c.row == len(b.rows)-1) {
			t.Errorf("cell %d of row %d says %q", i, c.row, c.step)
		}
	}
}

// TestFewerCrossings holds that ordering is of use.
func TestFewerCrossings(t *testing.T) {
	before, after := 0, 0
	for seed := range uint64(50) {
		p := Part{Steps: random(rand.New(rand.NewPCG(seed, 2)), 30)}
		boxes := make([]box, len(p.Steps))
		for i := range p.Steps {
			boxes[i] = newBox(&p, i, nil)
		}
		l := place(p.Steps, boxes, layers(p.Steps, boxes))
		after += l.crossings()
		for _, layer := range l.layers {
			slices.SortFunc(layer, func(a, b *item) int { return a.step - b.step })
		}
		before += l.crossings()
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

// TestIsolate holds that only lines with right-to-left letters get marks around them.
func TestIsolate(t *testing.T) {
	for line, marked := range map[string]bool{
		"": false, "1. Where is it?": false, "ναι": false, "是": false, "100% – “😀”": false, "\xff": false,
		"1. هل هذا صحيح 100% & تماما؟": true, "(שלום)": true, "Yes, نعم": true,
	} {
		want := line
		if marked {
			want = "\u2068" + line + "\u2069"
		}
		if got := isolate(line); got != want {
			t.Errorf("%q: %q", line, got)
		}
	}
}
