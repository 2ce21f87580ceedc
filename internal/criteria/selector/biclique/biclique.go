// Package biclique covers the edges of a graph with few bicliques: pairs of groups of vertices,
// each vertex of one group being a neighbour of each of the other.
package biclique

import (
	"iter"
	"slices"
)

// Graph is an undirected graph without loops, whose vertices are values. The zero value has no
// vertices.
type Graph[V comparable] struct {
	index    map[V]int
	vertices []V
	// edges holds by vertex its neighbours: true while the edge is in no biclique.
	edges     []map[int]bool
	uncovered int
}

// Add adds an edge between two different vertices, which may be new, unless it is there.
func (g *Graph[V]) Add(a, b V) {
	i, j := g.vertex(a), g.vertex(b)
	if _, ok := g.edges[i][j]; !ok {
		g.edges[i][j], g.edges[j][i] = true, true
		g.uncovered++
	}
}

// Len returns the number of vertices.
func (g *Graph[V]) Len() int { return len(g.vertices) }

func (g *Graph[V]) vertex(v V) int {
	i, ok := g.index[v]
	if !ok {
		if g.index == nil {
			g.index = map[V]int{}
		}
		i = len(g.vertices)
		g.index[v] = i
		g.vertices = append(g.vertices, v)
		g.edges = append(g.edges, map[int]bool{})
	}
	return i
}

// Cover yields bicliques until every edge is in one. Each is found greedily: it has as many edges
// as the search can find that are in none so far, and maybe some that are. The bicliques depend
// only on the edges and on the order in which they were added. Spend is called with the steps of
// the search as they are taken, and may panic to end it.
func (g *Graph[V]) Cover(spend func(steps int)) iter.Seq2[[]V, []V] {
	return func(yield func(left, right []V) bool) {
		for g.uncovered > 0 {
			if !yield(g.next(spend)) {
				return
			}
		}
	}
}

// next returns a biclique, and covers its edges. At least one of these wasn't covered.
func (g *Graph[V]) next(spend func(steps int)) (left, right []V) {
	var l, r []int
	for v := range g.vertices {
		if n := g.gain([]int{v}, g.neighbours(v)); n > g.gain(l, r) {
			l, r = []int{v}, g.neighbours(v)
		}
	}
	for {
		bestL, bestR, most := l, r, g.gain(l, r)
		for v := range g.vertices {
			spend(1 + len(l)*len(r)/4)
			if slices.Contains(l, v) {
				continue
			}
			common := slices.DeleteFunc(slices.Clone(r), func(u int) bool { _, ok := g.edges[v][u]; return !ok })
			more := append(slices.Clone(l), v)
			if n := g.gain(more, common); n > most {
				bestL, bestR, most = more, common, n
			}
		}
		if len(bestL) == len(l) {
			break
		}
		l, r = bestL, bestR
	}
	redundant := func(v int, others []int) bool { return g.gain([]int{v}, others) == 0 }
	r = slices.DeleteFunc(slices.Clone(r), func(v int) bool { return redundant(v, l) })
	l = slices.DeleteFunc(slices.Clone(l), func(v int) bool { return redundant(v, r) })
	g.uncovered -= g.gain(l, r)
	for _, i := range l {
		left = append(left, g.vertices[i])
		for _, j := range r {
			g.edges[i][j], g.edges[j][i] = false, false
		}
	}
	for _, j := range r {
		right = append(right, g.vertices[j])
	}
	return left, right
}

func (g *Graph[V]) neighbours(v int) []int {
	var out []int
	for u := range g.edges[v] {
		out = append(out, u)
	}
	slices.Sort(out)
	return out
}

// gain returns the number of edges between two disjoint groups that no biclique covers.
func (g *Graph[V]) gain(left, right []int) (n int) {
	for _, i := range left {
		for _, j := range right {
			if g.edges[i][j] {
				n++
			}
		}
	}
	return n
}
