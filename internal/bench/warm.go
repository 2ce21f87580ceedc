package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"baken.example/baken"
	"baken.example/baken/internal/bench/measure"
	"baken.example/baken/internal/bench/preview"
)

// warm builds the site into a new directory with a new cache, and then again over it: unchanged,
// after a change of a page, and after one of a template. Each ratio is to the cold build before it.
func (b *bench) warm(ctx context.Context) error {
	p := places{dir: b.memory}
	all := []contestant{{name: "cold"}, {name: "nothing changed"}, {name: "a page changed"}, {name: "a template changed"}}
	edits := []func(n int) error{
		func(int) error { return nil },
		func(int) error { return nil },
		func(n int) error { return addTo(b.page, fmt.Sprintf("\nAddition %d.\n", n)) },
		func(n int) error { return writeTemplate(b.site, fmt.Sprint("template ", n)) },
	}
	// The site has a template of its own in all builds.
	if err := writeTemplate(b.site, "template"); err != nil {
		return err
	}
	for n := range b.runs {
		out, cache := p.next("out"), p.next("cache")
		for i, change := range edits {
			if err := change(n + 1); err != nil {
				return err
			}
			cost, err := b.run(ctx, b.baken(b.site, cache, "build", "--out", out))
			if err != nil {
				return err
			}
			all[i].costs = append(all[i].costs, cost)
			if i == 0 {
				if all[0].tree, err = measure.Count(out); err != nil {
					return err
				}
			}
		}
		if err := errors.Join(os.RemoveAll(out), os.RemoveAll(cache)); err != nil {
			return err
		}
	}
	b.table(costs("Builds over the output of an earlier one, on "+b.record.Method.FileSystem, all))
	goals := map[string]float64{"nothing changed": 0.03, "a page changed": 0.05}
	for _, c := range all[1:] {
		b.ratio("warm: "+c.name+" / cold", wall, c.costs, all[0].costs, goals[c.name])
		b.ratio("warm: "+c.name+" / cold", cpu, c.costs, all[0].costs, goals[c.name])
		b.ratio("warm: "+c.name+" / cold", peak, c.costs, all[0].costs, 0)
	}
	return nil
}

// check checks the site with a new cache, and a second time.
func (b *bench) check(ctx context.Context) error {
	p := places{dir: b.memory}
	all := []contestant{{name: "first"}, {name: "second"}}
	for range b.runs {
		cache := p.next("cache")
		for i := range all {
			cost, err := b.run(ctx, b.baken(b.site, cache, "check"))
			if err != nil {
				return err
			}
			all[i].costs = append(all[i].costs, cost)
		}
		if err := os.RemoveAll(cache); err != nil {
			return err
		}
	}
	b.table(costs("Checks", all))
	for _, c := range []column{wall, cpu, peak} {
		b.ratio("check: second / first", c, all[1].costs, all[0].costs, 0)
	}
	return nil
}

// addTo adds a text to a file.
func addTo(name, text string) error {
	before, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return preview.Save(name, append(before, text...))
}

// writeTemplate gives a site a template of its own: Baken's end of a page with a text behind it.
func writeTemplate(site, text string) error {
	const name = "templates/partials/page-end.html"
	template, err := fs.ReadFile(baken.Defaults, name)
	return errors.Join(err, preview.Save(filepath.Join(site, filepath.FromSlash(name)), append(template, text...)))
}
