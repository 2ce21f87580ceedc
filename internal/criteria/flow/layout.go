package flow

import (
	"cmp"
	"slices"
)

// The layout is a layered graph drawing (Sugiyama, Tagawa and Toda 1981). Each step is in a layer
// below all steps that lead to it; a long line has a dummy item in each layer that it passes; the
// barycentre heuristic orders each layer so that few lines cross; and items are then moved as close
// to their neighbours as the order allows.

// item is a step, or a dummy for a line that passes a layer.
type item struct {
	// step is the index of the step, or -1 for a line.
	step  int
	layer int
	// x is the horizontal coordinate of its centre.
	width, x float64
	// up and down are the links to the adjacent layers.
	up, down []*link
}

// link connects an item to one in the next layer. From a step it starts at the cell of a way;
// offset is the distance of the cell's centre from the item's.
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

// gap is the distance between two items, lane the width of a line's item.
const (
	gap  = 30
	lane = 16
	// leftBias is the weight that pulls steps to the left, for less horizontal scrolling.
	leftBias = .1
)

// place returns the layout of the boxes of steps.
func place(steps []Step, boxes []box) *layout {
	l := &layout{}
	items := l.layer(steps, boxes)
	l.links(steps, boxes, items)
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

// layer assigns each step to the layer after the last step that leads to it.
func (l *layout) layer(steps []Step, boxes []box) []*item {
	items := make([]*item, len(steps))
	for i := range steps {
		items[i] = &item{step: i, width: boxes[i].width}
	}
	for i, s := range steps { // Ways lead to later steps only.
		for _, w := range s.Ways {
			if w.To >= 0 {
				items[w.To].layer = max(items[w.To].layer, items[i].layer+1)
			}
		}
	}
	for _, it := range items {
		for len(l.layers) <= it.layer {
			l.layers = append(l.layers, nil)
		}
		l.layers[it.layer] = append(l.layers[it.layer], it)
	}
	return items
}

// links connects the items. Lines to the same step share their items from the first common layer
// on.
func (l *layout) links(steps []Step, boxes []box, items []*item) {
	type passing struct{ step, layer int }
	lines := map[passing]*item{}
	var line func(step, layer int) *item
	line = func(step, layer int) *item {
		target := items[step]
		if layer == target.layer {
			return target
		}
		if it, ok := lines[passing{step, layer}]; ok {
			return it
		}
		it := &item{step: -1, layer: layer, width: lane}
		lines[passing{step, layer}] = it
		l.layers[layer] = append(l.layers[layer], it)
		join(it, line(step, layer+1), 0, -1)
		return it
	}
	for i, s := range steps {
		for w, way := range s.Ways {
			if way.To >= 0 {
				join(items[i], line(way.To, items[i].layer+1), boxes[i].cells[w].middle-boxes[i].width/2, w)
			}
		}
	}
}

func join(from, to *item, offset float64, way int) {
	l := &link{from, to, offset, way}
	from.down = append(from.down, l)
	to.up = append(to.up, l)
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

// coordinates sets the final coordinates: as close to their neighbours as the order allows. The
// first step stays at the left edge, where reading starts.
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
		weight, wish := 1.0, it.barycentre(true, true)
		if it.step < 0 {
			weight = 3 // A straight line matters more than a centred box.
		} else {
			wish = (1-leftBias)*wish + leftBias*it.width/2
		}
		b := block{weight * (wish - offsets[i]), weight, 1}
		for len(blocks) > 0 && blocks[len(blocks)-1].sum/blocks[len(blocks)-1].weight > b.sum/b.weight {
			last := blocks[len(blocks)-1]
			blocks = blocks[:len(blocks)-1]
			b = block{last.sum + b.sum, last.weight + b.weight, last.n + b.n}
		}
		blocks = append(blocks, b)
	}
	i := 0
	for _, b := range blocks {
		for range b.n {
			layer[i].x = max(b.sum/b.weight, layer[0].width/2) + offsets[i]
			i++
		}
	}
}
