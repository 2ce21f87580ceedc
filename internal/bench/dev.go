package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"baken.example/baken/internal/bench/baseline"
	"baken.example/baken/internal/bench/measure"
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
		for i := range starts {
			cost, err := b.started(ctx, bakenDev(b.contest, cache))
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

	baken, err := preview(ctx, bakenDev(b.contest, p.next("cache")), b.changes, &t)
	if err != nil {
		return err
	}
	if baken.peak > 0 && starts[0][0].Peak > 0 {
		b.figure(baseline.Figure{
			Name: "dev: memory after changes / after the start", Tolerance: peak.tolerance,
			Value: float64(baken.peak) / measure.Peak(measure.Median(starts[0])),
		})
	}
	if b.hugo == nil {
		b.table(t)
		return nil
	}
	hugo, err := preview(ctx, hugoDev(b.contest), b.hugoChanges, &t)
	if err != nil {
		return err
	}
	b.table(t)
	for _, k := range hugo.kinds {
		s := measure.Spread{Median: float64(baken.median[k]) / float64(hugo.median[k])}
		b.figure(figure("dev / Hugo, "+k, s, 0.30, 0))
	}
	if baken.peak > 0 && hugo.peak > 0 {
		b.figure(baseline.Figure{Name: "dev / Hugo memory", Value: float64(baken.peak) / float64(hugo.peak), Tolerance: peak.tolerance})
	}
	return nil
}

// started starts a preview, and ends it when its first page is there.
func (b *bench) started(ctx context.Context, p previewer) (measure.Cost, error) {
	s, err := start(ctx, p)
	if err != nil {
		return measure.Cost{}, err
	}
	err = s.end(nil)
	state := s.command.ProcessState
	return measure.Cost{Wall: s.started, CPU: state.UserTime() + state.SystemTime(), Peak: measure.PeakMemory(state)}, err
}

// previewer is a preview of a site.
type previewer struct {
	name string
	// site is the site's directory, address what the server listens at.
	site, address string
	command, env  []string
	// events is where the server tells of changes; "" where the page is asked for again and again
	// instead.
	events string
	kinds  []kind
}

// kind is a kind of change: the n-th one is saved, and shows as a text on a page.
type kind struct {
	name string
	save func(n int) (page, text string, err error)
}

// previewed is what a preview took.
type previewed struct {
	kinds  []string
	median map[string]time.Duration // by kind
	peak   int64
}

// preview starts a server and makes changes, and adds what they took to a table.
func preview(ctx context.Context, p previewer, changes int, t *baseline.Table) (previewed, error) {
	result := previewed{median: map[string]time.Duration{}}
	for _, k := range p.kinds {
		// What there is to be changed is there before.
		if _, _, err := k.save(0); err != nil {
			return result, err
		}
	}
	s, err := start(ctx, p)
	if err != nil {
		return result, err
	}
	if p.events == "" {
		t.Rows = append(t.Rows, []string{p.name, "start", "1", milliseconds(s.started), "–", "–"})
	}
	for _, k := range p.kinds {
		var took []time.Duration
		for n := range changes {
			d, err := s.change(ctx, k, n+1)
			if err != nil {
				return result, s.end(fmt.Errorf("%s, %s: %w", p.name, k.name, err))
			}
			took = append(took, d)
		}
		slices.Sort(took)
		result.kinds = append(result.kinds, k.name)
		result.median[k.name] = measure.Middle(took)
		t.Rows = append(t.Rows, []string{
			p.name, k.name, fmt.Sprint(len(took)), milliseconds(measure.Middle(took)), milliseconds(measure.Percentile(took, 95)), milliseconds(took[len(took)-1]),
		})
	}
	if err := s.end(nil); err != nil {
		return result, err
	}
	result.peak = measure.PeakMemory(s.command.ProcessState)
	if result.peak > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("%s, all changes: peak memory %s.", p.name, mebibytes(result.peak)))
	}
	return result, nil
}

// save writes a file as editors do: another takes its place.
func save(name string, text []byte) error {
	return errors.Join(
		os.MkdirAll(filepath.Dir(name), 0o777),
		os.WriteFile(name+"~", text, 0o666),
		os.Rename(name+"~", name),
	)
}
