package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"
)

// table prints measurements as they come, in columns.
type table struct {
	w io.Writer
}

func newTable(w io.Writer) table {
	fmt.Fprintf(w, "%-16s %6s %9s %8s %9s %9s %7s %9s\n", "", "run", "wall", "pages/s", "CPU", "peak MiB", "files", "MiB")
	return table{w}
}

func (t table) row(name, run string, m measurement) {
	fmt.Fprintf(t.w, "%-16s %6s %7.2f s %8.0f %7.2f s %9.0f %7d %9.1f\n", name, run,
		m.wall.Seconds(), float64(m.pages)/m.wall.Seconds(), m.cpu.Seconds(), mebibytes(m.peak), m.files, mebibytes(m.size))
}

func mebibytes(n int64) float64 { return float64(n) / (1 << 20) }

// median has the median of each column.
func median(all []measurement) measurement {
	return measurement{
		wall:  middle(all, func(m measurement) time.Duration { return m.wall }),
		cpu:   middle(all, func(m measurement) time.Duration { return m.cpu }),
		peak:  middle(all, func(m measurement) int64 { return m.peak }),
		files: middle(all, func(m measurement) int { return m.files }),
		pages: middle(all, func(m measurement) int { return m.pages }),
		size:  middle(all, func(m measurement) int64 { return m.size }),
	}
}

// middle is the median of what of returns; of an even number, the lower of the two in the middle.
func middle[T any, N cmp.Ordered](all []T, of func(T) N) N {
	values := make([]N, len(all))
	for i, v := range all {
		values[i] = of(v)
	}
	slices.Sort(values)
	return values[(len(values)-1)/2]
}

// ratios says what a took in proportion to b, run by run, so that a machine that slows down for a
// while slows both.
func ratios(a, b []measurement) string {
	type pair struct{ a, b measurement }
	pairs := make([]pair, min(len(a), len(b)))
	for i := range pairs {
		pairs[i] = pair{a[i], b[i]}
	}
	text := fmt.Sprintf("wall %.3f, CPU %.3f",
		middle(pairs, func(p pair) float64 { return float64(p.a.wall) / float64(p.b.wall) }),
		middle(pairs, func(p pair) float64 { return float64(p.a.cpu) / float64(p.b.cpu) }))
	if slices.ContainsFunc(pairs, func(p pair) bool { return p.a.peak == 0 || p.b.peak == 0 }) {
		return text
	}
	return text + fmt.Sprintf(", peak memory %.3f",
		middle(pairs, func(p pair) float64 { return float64(p.a.peak) / float64(p.b.peak) }))
}
