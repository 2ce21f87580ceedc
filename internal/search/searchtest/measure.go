package searchtest

import (
	"fmt"
	"slices"
	"strings"
)

// depth is the number of results that count.
const depth = 10

// Figures say how well queries were answered.
type Figures struct {
	Queries int
	// MRR is the mean reciprocal rank of the first relevant result among the first ten; 0 counts if
	// there is none.
	MRR float64
	// First and Third are the shares of queries with a relevant result in first place, and among
	// the first three.
	First, Third float64
}

// Rank returns the place of the first relevant one of ranked sections, from 1; 0 if none of the
// first ten is relevant. For pages, each page counts once.
func (q *Query) Rank(results []Target, pages bool) int {
	var seen []string
	rank := 0
	for _, r := range results {
		if pages {
			if slices.Contains(seen, r.URL) {
				continue
			}
			seen = append(seen, r.URL)
		}
		if rank++; rank > depth {
			break
		}
		for _, t := range q.Targets {
			if t.URL == r.URL && (pages || t.Anchor == "" || t.Anchor == r.Anchor) {
				return rank
			}
		}
	}
	return 0
}

// Measure returns the figures of ranks.
func Measure(ranks []int) Figures {
	f := Figures{Queries: len(ranks)}
	for _, r := range ranks {
		if r == 0 {
			continue
		}
		f.MRR += 1 / float64(r)
		if r == 1 {
			f.First++
		}
		if r <= 3 {
			f.Third++
		}
	}
	n := float64(max(len(ranks), 1))
	f.MRR, f.First, f.Third = f.MRR/n, f.First/n, f.Third/n
	return f
}

func (f Figures) String() string { return fmt.Sprintf("%.3f %.3f %.3f", f.MRR, f.First, f.Third) }

// Results are the ranked sections of each query of a set, by an engine.
type Results [][]Target

// ByGroup measures the results of a set in each group, in a level: pages or sections. The halves
// are those that keep returns true for.
func (s *Set) ByGroup(results Results, pages bool, keep func(*Query) bool) map[string]Figures {
	ranks := map[string][]int{}
	for i := range s.Queries {
		q := &s.Queries[i]
		if keep == nil || keep(q) {
			ranks[q.Group] = append(ranks[q.Group], q.Rank(results[i], pages))
		}
	}
	out := map[string]Figures{}
	for group, r := range ranks {
		out[group] = Measure(r)
	}
	return out
}

// Groups returns the groups of a set in the order of their first queries.
func (s *Set) Groups() []string {
	var out []string
	for _, q := range s.Queries {
		if !slices.Contains(out, q.Group) {
			out = append(out, q.Group)
		}
	}
	return out
}

// Misses lists the queries whose first relevant result isn't in first place, with what came
// instead.
func (s *Set) Misses(results Results, pages bool, keep func(*Query) bool) string {
	var b strings.Builder
	for i := range s.Queries {
		q := &s.Queries[i]
		if keep != nil && !keep(q) {
			continue
		}
		if rank := q.Rank(results[i], pages); rank != 1 {
			fmt.Fprintf(&b, "%s/%s %-12s %2d  %-40q", s.Name, s.Language, q.Group, rank, q.Text)
			for _, r := range results[i][:min(len(results[i]), 3)] {
				fmt.Fprintf(&b, "  %s#%s", r.URL, r.Anchor)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}
