package main

import (
	"fmt"

	"baken.example/baken/internal/bench/baseline"
	"baken.example/baken/internal/bench/measure"
)

// column is a part of a cost that ratios are made of.
type column struct {
	name string
	of   func(measure.Cost) float64
	// tolerance is the share by which medians of such ratios differ between runs on a quiet machine,
	// and more.
	tolerance float64
}

var (
	wall = column{"wall", measure.Wall, 0.15}
	cpu  = column{"CPU", measure.CPU, 0.10}
	peak = column{"memory", measure.Peak, 0.10}
)

// contestant is a program in a table, with what its runs took.
type contestant struct {
	name  string
	tree  measure.Tree
	costs []measure.Cost
}

// costs makes a table of the medians of programs, with the ratio of each to the last column's.
func costs(title string, all []contestant) baseline.Table {
	t := baseline.Table{Title: title, Header: []string{"", "wall", "CPU", "peak memory", "files", "size"}}
	for _, c := range all {
		m := measure.Median(c.costs)
		row := []string{c.name, seconds(m.Wall), seconds(m.CPU), "–", "–", "–"}
		if m.Peak > 0 {
			row[3] = mebibytes(m.Peak)
		}
		if c.tree.Files > 0 {
			row[4], row[5] = fmt.Sprint(c.tree.Files), mebibytes(c.tree.Bytes)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// ratio keeps what a took in proportion to b, with a goal for it; 0 is none.
func (b *bench) ratio(name string, c column, one, other []measure.Cost, atMost float64) {
	s, ok := measure.Ratios(one, other, c.of)
	if !ok {
		return // The system doesn't say how much memory there was.
	}
	b.figure(figure(name+" "+c.name, s, c.tolerance, atMost))
}

func figure(name string, s measure.Spread, tolerance, atMost float64) baseline.Figure {
	return baseline.Figure{Name: name, Value: s.Median, Low: s.Low, High: s.High, Tolerance: tolerance, AtMost: atMost}
}

func seconds[D ~int64](d D) string { return fmt.Sprintf("%.2f s", float64(d)/1e9) }

func milliseconds[D ~int64](d D) string { return fmt.Sprintf("%.1f ms", float64(d)/1e6) }

func mebibytes(n int64) string { return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20)) }
