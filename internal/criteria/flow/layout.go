package flow

import (
	"cmp"
	"slices"
)

// The layout is a layered graph drawing (Sugiyama, Tagawa and Toda 1981) of bounded width. Each
// step is in a layer below all steps that lead to it; lines are drawn between adjacent layers only,
// and a way to another layer names the number of its step. The barycentre heuristic orders each
// layer so that few lines cross; and steps are then moved as close to their neighbours as the order
// allows.

// item is a step of the layout.
type item struct {
	// step is the index of the step.
	step  int
	layer int
	// x is the horizontal coordinate of its centre.
	width, x float64
	// up and down are the links to the adjacent layers.
	up, down []*link
}

// link connects an item to one in the next layer. It starts at the cell of a way; offset is the
// distance of the cell's centre from the item's.
type link struct {
	from, to *item
	offset   float64
	way      int
}

func (l *link) start() float64 { return l.from.x + l.offset }

// layout holds the items of each layer, in their order.
type layout struct {
	layers [][]*item
	width  float64
}

const (
	// gap is the distance between two items, layerGap the one between two layers.
	gap, layerGap = 24, 56
	// leftBias is the weight that pulls steps to the left, where reading starts.
	leftBias = .1
)

// place returns the layout of layers of steps, no wider than a sheet unless a single layer is.
func place(steps []Step, boxes []box, layers [][]int) *layout {
	l := &layout{}
	items := map[int]*item{}
	for n, layer := range layers {
		var row []*item
		for _, step := range layer {
			items[step] = &item{step: step, layer: n, width: boxes[step].width}
			row = append(row, items[step])
		}
		l.layers = append(l.layers, row)
	}
	for _, row := range l.layers {
		for _, it := range row {
			l.links(it, &steps[it.step], &boxes[it.step], items)
		}
	}
	best := l.order()
	for range 24 {
		l.sweep(true)
		l.sweep(false)
		if n := l.crossings(); n < best.crossings {
			best = l.order()
		}
	}
	l.layers = best.layers
	l.coordinates()
	return l
}

// links connects an item with those in the next layer that its ways lead to. A way from a cell that
// has another one below it has no line.
func (l *layout) links(it *item, s *Step, b *box, items map[int]*item) {
	for w, way := range s.Ways {
		to := items[way.To]
		if way.To < 0 || to == nil || to.layer != it.layer+1 || b.cells[w].row != len(b.rows)-1 {
			continue
		}
		k := &link{it, to, b.cells[w].middle - b.width/2, w}
		it.down = append(it.down, k)
		to.up = append(to.up, k)
	}
}

// ordered is an order of the items, with its number of crossings.
type ordered struct {
	layers    [][]*item
	crossings int
}

func (l *layout) order() ordered {
	o := ordered{crossings: l.crossings()}
	for _, layer := range l.layers {
		o.layers = append(o.layers, slices.Clone(layer))
	}
	return o
}

// spread sets the items of each layer side by side, without regard to their neighbours.
func (l *layout) spread() {
	for _, layer := range l.layers {
		x := 0.0
		for _, it := range layer {
			it.x = x + it.width/2
			x += it.width + gap
		}
	}
}

// sweep orders each layer, downwards or upwards, by the barycentres of its items.
func (l *layout) sweep(down bool) {
	n := len(l.layers)
	for i := range n {
		layer := l.layers[i]
		if !down {
			layer = l.layers[n-1-i]
		}
		l.spread()
		wish := map[*item]float64{}
		for _, it := range layer {
			wish[it] = it.barycentre(down, !down)
		}
		slices.SortStableFunc(layer, func(a, b *item) int { return cmp.Compare(wish[a], wish[b]) })
	}
	l.spread()
}

// barycentre returns the mean coordinate of an item's neighbours above, below or both.
func (it *item) barycentre(above, below bool) float64 {
	sum, n := 0.0, 0.0
	if above {
		for _, l := range it.up {
			sum += l.start()
			n++
		}
	}
	if below {
		for _, l := range it.down {
			sum += l.to.x - l.offset
			n++
		}
	}
	if n == 0 {
		return it.x
	}
	return sum / n
}

// crossings returns the number of pairs of links that cross.
func (l *layout) crossings() int {
	l.spread()
	n := 0
	for _, layer := range l.layers {
		var all []*link
		for _, it := range layer {
			all = append(all, it.down...)
		}
		for i, a := range all {
			for _, b := range all[:i] {
				if (a.start()-b.start())*(a.to.x-b.to.x) < 0 {
					n++
				}
			}
		}
	}
	return n
}

// coordinates sets the final coordinates: as close to their neighbours as the order and the width
// of a sheet allow. The first layer stays at the left edge, where reading starts.
func (l *layout) coordinates() {
	l.spread()
	for i := range 40 {
		for j := range l.layers {
			layer := l.layers[j]
			if i%2 == 1 {
				layer = l.layers[len(l.layers)-1-j]
			}
			if layer[0].layer > 0 {
				settle(layer)
			}
		}
	}
	for _, layer := range l.layers {
		last := layer[len(layer)-1]
		l.width = max(l.width, last.x+last.width/2)
	}
}

// settle moves the items of a layer as close as possible to their barycentres, in the least-squares
// sense under the constraints of order and width: items that would overlap form a block, which
// moves to the weighted mean of its members (pool adjacent violators; Ayer et al. 1955).
func settle(layer []*item) {
	type block struct {
		sum, weight float64
		n           int
	}
	var blocks []block
	offsets := make([]float64, len(layer))
	for i, it := range layer {
		if i > 0 {
			offsets[i] = offsets[i-1] + (layer[i-1].width+it.width)/2 + gap
		}
		wish := (1-leftBias)*it.barycentre(true, true) + leftBias*it.width/2
		b := block{wish - offsets[i], 1, 1}
		for len(blocks) > 0 && blocks[len(blocks)-1].sum/blocks[len(blocks)-1].weight > b.sum/b.weight {
			last := blocks[len(blocks)-1]
			blocks = blocks[:len(blocks)-1]
			b = block{last.sum + b.sum, last.weight + b.weight, last.n + b.n}
		}
		blocks = append(blocks, b)
	}
	first, last := layer[0].width/2, layer[len(layer)-1]
	most := max(first, sheetWidth-2*margin-last.width/2-offsets[len(offsets)-1])
	i := 0
	for _, b := range blocks {
		for range b.n {
			layer[i].x = min(max(b.sum/b.weight, first), most) + offsets[i]
			i++
		}
	}
}
