package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"baken.example/baken/internal/bench/baseline"
	"baken.example/baken/internal/bench/measure"
)

// smallest is the least size of a site, in pairs, that growth is judged from: what a build takes
// whatever the size is much of what smaller ones take.
const smallest = 1000

// size is a site of the growth, with its builds.
type size struct {
	pairs, pages int
	costs        []measure.Cost
}

// growth builds sites of several sizes by turns.
func (b *bench) growth(ctx context.Context) error {
	p := places{dir: b.memory}
	sizes := make([]size, len(b.sizes))
	sites := make([]string, len(b.sizes))
	for i, pairs := range b.sizes {
		sites[i] = p.next("growth-site")
		pages, err := b.write(ctx, pairs, sites[i])
		if err != nil {
			return err
		}
		sizes[i] = size{pairs: pairs, pages: pages}
	}
	for range b.runs {
		for i := range sizes {
			out, cache := p.next("out"), p.next("cache")
			cost, err := b.run(ctx, b.baken(sites[i], cache, "build", "--out", out))
			if err != nil {
				return err
			}
			sizes[i].costs = append(sizes[i].costs, cost)
			if err := errors.Join(os.RemoveAll(out), os.RemoveAll(cache)); err != nil {
				return err
			}
		}
	}
	for _, site := range sites {
		if err := os.RemoveAll(site); err != nil {
			return err
		}
	}
	t, figures := growthOf(sizes)
	b.table(t)
	for _, f := range figures {
		b.figure(f)
	}
	return nil
}

// growthOf says how time and memory grow.
func growthOf(sizes []size) (baseline.Table, []baseline.Figure) {
	t := baseline.Table{
		Title:  "Growth",
		Header: []string{"pairs", "pages", "wall", "wall a page", "CPU a page", "peak memory", "memory a page more"},
	}
	var pages, memory []float64
	var large []size
	for i, s := range sizes {
		m := measure.Median(s.costs)
		row := []string{
			fmt.Sprint(s.pairs), fmt.Sprint(s.pages), seconds(m.Wall), microseconds(m.Wall, s.pages), microseconds(m.CPU, s.pages),
			"–", "–",
		}
		if m.Peak > 0 {
			row[5] = mebibytes(m.Peak)
			if i > 0 {
				more := float64(m.Peak-measure.Median(sizes[i-1].costs).Peak) / float64(s.pages-sizes[i-1].pages)
				row[6] = fmt.Sprintf("%.0f B", more)
			}
		}
		t.Rows = append(t.Rows, row)
		if s.pairs >= smallest {
			large = append(large, s)
			if m.Peak > 0 {
				pages, memory = append(pages, float64(s.pages)), append(memory, float64(m.Peak))
			}
		}
	}
	if len(large) < 2 {
		return t, nil
	}
	var figures []baseline.Figure
	first, last := large[0], large[len(large)-1]
	share := float64(first.pages) / float64(last.pages)
	for _, c := range []column{wall, cpu} {
		s, ok := measure.Ratios(last.costs, first.costs, c.of)
		if !ok {
			continue
		}
		s.Median, s.Low, s.High = s.Median*share, s.Low*share, s.High*share
		name := fmt.Sprintf("growth: %s a page, %d pairs / %d pairs", c.name, last.pairs, first.pairs)
		figures = append(figures, figure(name, s, c.tolerance, 1.15))
	}
	if len(memory) < 2 {
		return t, figures
	}
	constant, slope := measure.Line(pages, memory)
	t.Notes = append(t.Notes, fmt.Sprintf("Peak memory from %d pairs on, by least squares: %s and %.0f bytes a page.", first.pairs, mebibytes(int64(constant)), slope))
	if slope > 0 {
		figures = append(figures, baseline.Figure{
			Name: fmt.Sprintf("growth: memory a page, %d to %d pairs", first.pairs, last.pairs), Value: slope, Unit: "bytes", Tolerance: 0.15, AtMost: 6000,
		})
	}
	return t, figures
}

func microseconds[D ~int64](d D, pages int) string {
	return fmt.Sprintf("%.0f µs", float64(d)/1e3/float64(pages))
}
