package main

import (
	"context"
	"fmt"
	"os"

	"baken.example/baken/internal/bench/baseline"
	"baken.example/baken/internal/bench/measure"
	"baken.example/baken/internal/bench/preview"
)

// dev measures what a preview takes to start, and from a saved change to the changed page in a
// browser's hands: of "baken dev", and of Hugo's server on an equivalent site.
func (b *bench) dev(ctx context.Context) error {
	p := places{dir: b.memory}
	t := baseline.Table{
		Title:  "Previews: from a saved file to the last byte of the changed page",
		Header: []string{"", "change of", "changes", "median", "p95", "most"},
	}
	starts := [2][]measure.Cost{}
	for range min(b.runs, 3) {
		cache := p.next("cache")
		start := bakenDev(b.contest, cache)
		for i := range starts {
			cost, err := start.Start(ctx)
			if err != nil {
				return err
			}
			starts[i] = append(starts[i], cost)
		}
		if err := os.RemoveAll(cache); err != nil {
			return err
		}
	}
	for i, name := range []string{"start, the first", "start, the second"} {
		m := measure.Median(starts[i])
		t.Rows = append(t.Rows, []string{"Baken", name, fmt.Sprint(len(starts[i])), milliseconds(m.Wall), "–", "–"})
		t.Notes = append(t.Notes, fmt.Sprintf("Baken, %s: %s of CPU, peak memory %s.", name, seconds(m.CPU), mebibytes(m.Peak)))
	}
	for _, c := range []column{wall, cpu, peak} {
		b.ratio("dev: second start / first", c, starts[1], starts[0], 0)
	}

	baken, err := bakenDev(b.contest, p.next("cache")).measure(ctx, b.changes, &t)
	if err != nil {
		return err
	}
	if baken.Peak > 0 && starts[0][0].Peak > 0 {
		b.figure(baseline.Figure{
			Name: "dev: memory after changes / after the start", Tolerance: peak.tolerance,
			Value: float64(baken.Peak) / measure.Peak(measure.Median(starts[0])),
		})
	}
	if b.hugo == nil {
		b.table(t)
		return nil
	}
	other := hugoDev(b.contest)
	hugo, err := other.measure(ctx, b.hugoChanges, &t)
	if err != nil {
		return err
	}
	b.table(t)
	for _, k := range other.kinds {
		s := measure.Spread{Median: float64(measure.Middle(baken.Took[k.Name])) / float64(measure.Middle(hugo.Took[k.Name]))}
		b.figure(figure("dev / Hugo, "+k.Name, s, 0.30, 0))
	}
	if baken.Peak > 0 && hugo.Peak > 0 {
		b.figure(baseline.Figure{Name: "dev / Hugo memory", Value: float64(baken.Peak) / float64(hugo.Peak), Tolerance: peak.tolerance})
	}
	return nil
}

// previewed is a preview with the changes that are made in it.
type previewed struct {
	preview.Server
	kinds []preview.Change
}

// measure makes a number of changes of each kind, and adds what they took to a table.
func (p previewed) measure(ctx context.Context, changes int, t *baseline.Table) (*preview.Result, error) {
	r, err := p.Server.Measure(ctx, p.kinds, changes)
	if err != nil {
		return nil, err
	}
	if p.Events == "" {
		t.Rows = append(t.Rows, []string{p.Name, "start", "1", milliseconds(r.Started), "–", "–"})
	}
	for _, k := range p.kinds {
		took := r.Took[k.Name]
		t.Rows = append(t.Rows, []string{
			p.Name, k.Name, fmt.Sprint(len(took)), milliseconds(measure.Middle(took)), milliseconds(measure.Percentile(took, 95)), milliseconds(took[len(took)-1]),
		})
	}
	if r.Peak > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("%s, all changes: peak memory %s.", p.Name, mebibytes(r.Peak)))
	}
	return r, nil
}
