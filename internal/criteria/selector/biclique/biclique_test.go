package biclique

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestCover checks the covers of random graphs: every edge is in a biclique, every biclique has
// edges only and one at least that none before it has, and a second graph has the same cover.
func TestCover(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		n, density := 2+r.IntN(20), r.IntN(10)
		var g, again Graph[string]
		edges := map[[2]string]bool{} // whether a biclique has it
		for range n * density {
			i, j := fmt.Sprint(r.IntN(n)), fmt.Sprint(r.IntN(n))
			if i != j {
				g.Add(i, j)
				again.Add(i, j)
				edges[[2]string{i, j}], edges[[2]string{j, i}] = false, false
			}
		}
		if g.Len() > n {
			t.Fatalf("%d vertices of %d", g.Len(), n)
		}
		steps, cover := 0, ""
		for left, right := range g.Cover(func(n int) { steps += n }) {
			cover += fmt.Sprintln(left, right)
			added := false
			for _, i := range left {
				for _, j := range right {
					known, is := edges[[2]string{i, j}]
					if !is {
						t.Fatalf("%s and %s aren't neighbours", i, j)
					}
					added = added || !known
					edges[[2]string{i, j}], edges[[2]string{j, i}] = true, true
				}
			}
			if !added {
				t.Fatalf("a biclique has nothing new:\n%s", cover)
			}
		}
		for edge, covered := range edges {
			if !covered {
				t.Fatalf("no biclique has the edge %v:\n%s", edge, cover)
			}
		}
		if steps == 0 && len(edges) > 0 {
			t.Error("the search takes no steps")
		}
		same := ""
		for left, right := range again.Cover(func(int) {}) {
			same += fmt.Sprintln(left, right)
		}
		if same != cover {
			t.Fatalf("the cover is\n%sand again\n%s", cover, same)
		}
	}
}

// TestCoverOfBiclique holds that a complete bipartite graph is one biclique.
func TestCoverOfBiclique(t *testing.T) {
	var g Graph[int]
	for left := range 5 {
		for right := range 7 {
			g.Add(left, 10+right)
		}
	}
	n := 0
	for left, right := range g.Cover(func(int) {}) {
		if n++; n > 1 || len(left)+len(right) != g.Len() {
			t.Errorf("biclique %d is of %v and %v", n, left, right)
		}
	}
}
