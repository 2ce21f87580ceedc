package flow

import (
	"cmp"
	"slices"
)

// The size of a sheet in pixels: as wide as a page beside its navigation is at 1280 pixels, and so
// high that its smallest text is at least 7.5 points where a sheet and a heading are printed on A4.
const (
	sheetWidth  = 880
	sheetHeight = 1100
)

// sheet is a drawing: some layers of steps.
type sheet struct {
	*layout
	boxes []box
	// tops and bottoms hold the vertical extent of each layer.
	tops, bottoms []float64
}

// layOut divides the steps into layers and the layers into sheets, arranges each sheet, and brings
// the steps into the order in which they are drawn.
func (p *Part) layOut(number int) {
	boxes := make([]box, len(p.Steps))
	for i := range p.Steps {
		p.Steps[i].Number = wideNumber
		boxes[i] = newBox(p, i, nil)
	}
	var order []int
	for _, layers := range sheets(layers(p.Steps, boxes), boxes) {
		s := &sheet{layout: place(p.Steps, boxes, layers)}
		for _, layer := range s.layers {
			for _, it := range layer {
				order = append(order, it.step)
			}
		}
		p.sheets = append(p.sheets, s)
	}
	p.reorder(order, number)
	for _, s := range p.sheets {
		s.boxes = make([]box, len(p.Steps))
		for _, layer := range s.layers {
			for _, it := range layer {
				it.step = slices.Index(order, it.step)
				linked := make([]bool, len(p.Steps[it.step].Ways))
				for _, l := range it.down {
					linked[l.way] = true
				}
				s.boxes[it.step] = newBox(p, it.step, linked)
			}
		}
		s.setLevels()
	}
}

// wideNumber stands for the number of a step, as long as it isn't known.
const wideNumber = 888

// reorder brings the steps into an order, and numbers them from number+1.
func (p *Part) reorder(order []int, number int) {
	index := make([]int, len(order))
	steps := make([]Step, len(order))
	for i, old := range order {
		index[old] = i
		steps[i] = p.Steps[old]
		steps[i].Number = number + i + 1
	}
	for i := range steps {
		for j := range steps[i].Ways {
			if w := &steps[i].Ways[j]; w.To >= 0 {
				w.To = index[w.To]
			}
		}
	}
	p.Steps = steps
}

// layers assigns each step to a layer after those of all steps that lead to it (list scheduling, as
// Coffman and Graham 1972 do for layers of bounded width). Where more steps could follow than fit,
// those to which a line can be drawn come first.
func layers(steps []Step, boxes []box) [][]int {
	waiting := make([]int, len(steps)) // how many steps that lead there aren't placed
	depth := make([]int, len(steps))
	for i, s := range steps { // Ways lead to later steps only.
		for _, w := range s.Ways {
			if w.To >= 0 {
				waiting[w.To]++
				depth[w.To] = max(depth[w.To], depth[i]+1)
			}
		}
	}
	var ready []int
	for i, n := range waiting {
		if n == 0 {
			ready = append(ready, i)
		}
	}
	var out [][]int
	above := map[int]bool{} // the steps to which a line from the last layer can lead
	for len(ready) > 0 {
		slices.SortStableFunc(ready, func(a, b int) int {
			if above[a] != above[b] {
				if above[a] {
					return -1
				}
				return 1
			}
			return cmp.Or(cmp.Compare(depth[a], depth[b]), cmp.Compare(a, b))
		})
		var layer, rest []int
		width := 0.0
		for _, i := range ready {
			if len(layer) > 0 && width+gap+boxes[i].width > sheetWidth-2*margin {
				rest = append(rest, i)
				continue
			}
			if len(layer) > 0 {
				width += gap
			}
			width += boxes[i].width
			layer = append(layer, i)
		}
		slices.Sort(layer)
		ready = rest
		clear(above)
		for _, i := range layer {
			for _, w := range steps[i].Ways {
				if w.To < 0 {
					continue
				}
				above[w.To] = true
				if waiting[w.To]--; waiting[w.To] == 0 {
					ready = append(ready, w.To)
				}
			}
		}
		out = append(out, layer)
	}
	return out
}

// sheets divides layers into sheets of at most the height of one.
func sheets(layers [][]int, boxes []box) [][][]int {
	var out [][][]int
	height := 0.0
	for i, layer := range layers {
		tallest := 0.0
		for _, step := range layer {
			tallest = max(tallest, boxes[step].height)
		}
		if i == 0 || height+layerGap+tallest > sheetHeight-2*margin {
			out = append(out, nil)
			height = tallest
		} else {
			height += layerGap + tallest
		}
		last := len(out) - 1
		out[last] = append(out[last], layer)
	}
	return out
}

// setLevels sets the vertical extents of the layers.
func (s *sheet) setLevels() {
	top := float64(margin)
	for _, layer := range s.layers {
		height := 0.0
		for _, it := range layer {
			height = max(height, s.boxes[it.step].height)
		}
		s.tops = append(s.tops, top)
		s.bottoms = append(s.bottoms, top+height)
		top += height + layerGap
	}
}

// size returns the size of the drawing.
func (s *sheet) size() (width, height float64) {
	return s.width + 2*margin, s.bottoms[len(s.bottoms)-1] + margin
}
