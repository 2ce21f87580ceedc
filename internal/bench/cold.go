package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"

	"baken.example/baken/internal/bench/bare"
	"baken.example/baken/internal/bench/baseline"
	"baken.example/baken/internal/bench/measure"
)

// buildBare runs the bare loop, in a process that can be measured.
func buildBare(ctx context.Context, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("bare", flag.ContinueOnError)
	if err := parse(flags, args); err != nil {
		return err
	}
	if flags.NArg() != 2 {
		return errors.New("bare: give the directory of a site for Baken and one to write to")
	}
	n, err := bare.Build(ctx, flags.Arg(0), flags.Arg(1))
	if err == nil {
		_, err = fmt.Fprintf(stdout, "%d pages\n", n)
	}
	return err
}

// cold builds the site with all programs by turns, each time into a new directory, and copies what
// Baken has made. Trees are removed when they have been counted: in memory, that costs the next one
// nothing.
func (b *bench) cold(ctx context.Context) error {
	p := places{dir: b.memory}
	finished := p.next("finished")
	if _, err := b.run(ctx, b.baken(b.site, p.next("cache"), "build", "--out", finished)); err != nil {
		return err
	}
	defer os.RemoveAll(finished)
	programs := []struct {
		name    string
		command func(out string) measure.Command
	}{
		{"Baken", func(out string) measure.Command { return b.baken(b.site, out+"-cache", "build", "--out", out) }},
		{"Hugo", func(out string) measure.Command { return b.hugo.With(out) }},
		{"bare loop", func(out string) measure.Command {
			return measure.Command{Name: "the bare loop", Args: []string{b.self, "bare", b.site, out}}
		}},
		{"cp -r of the finished tree", func(out string) measure.Command { return copyTree(finished, out) }},
	}
	all := make([]contestant, len(programs))
	for range b.runs {
		for i, program := range programs {
			all[i].name = program.name
			if i == 1 && b.hugo == nil || i == 3 && !canCopy() {
				continue
			}
			out := p.next("out")
			cost, err := b.run(ctx, program.command(out))
			if err != nil {
				return err
			}
			all[i].costs = append(all[i].costs, cost)
			if all[i].tree, err = measure.Count(out); err != nil {
				return err
			}
			if err := errors.Join(os.RemoveAll(out), os.RemoveAll(out+"-cache")); err != nil {
				return err
			}
		}
	}
	b.table(costs("Cold builds on "+b.record.Method.FileSystem, present(all)))
	goals := map[string]float64{"Hugo wall": 0.15, "Hugo CPU": 0.15, "Hugo memory": 0.08}
	for i, name := range []string{"", "Hugo", "bare loop", "cp -r"} {
		if i == 0 {
			continue
		}
		for _, c := range []column{wall, cpu, peak} {
			if i == 3 && c.name == "memory" {
				continue // What cp needs doesn't grow with the tree.
			}
			b.ratio("cold / "+name, c, all[0].costs, all[i].costs, goals[name+" "+c.name])
		}
	}
	return nil
}

// present leaves out programs that weren't there.
func present(all []contestant) []contestant {
	var out []contestant
	for _, c := range all {
		if len(c.costs) > 0 {
			out = append(out, c)
		}
	}
	return out
}

func canCopy() bool {
	_, err := exec.LookPath("cp")
	return err == nil
}

func copyTree(from, to string) measure.Command {
	return measure.Command{Name: "cp", Args: []string{"cp", "-r", from, to}}
}

// disk builds the site into new directories of a disk and copies the finished tree to others, by
// turns. Nothing is removed before the end: a file system that has just lost a large tree writes the
// next one slower.
func (b *bench) disk(ctx context.Context) error {
	if b.diskDir == "" {
		b.skip(errors.New("the directory of temporary files is on tmpfs too: name one on a disk with -disk"))
		return nil
	}
	if !canCopy() {
		b.skip(errors.New("no cp on PATH: builds on the disk have nothing to be compared with"))
		return nil
	}
	m, d := places{dir: b.memory}, places{dir: b.diskDir}
	all := []contestant{{name: "Baken"}, {name: "Baken on " + b.record.Method.FileSystem}, {name: "cp -r of the finished tree"}}
	var beyond []float64
	for range b.runs {
		out := d.next("out")
		there, err := b.onDisk(ctx, b.baken(b.site, d.next("cache"), "build", "--out", out))
		if err != nil {
			return err
		}
		finished := m.next("finished")
		here, err := b.run(ctx, b.baken(b.site, m.next("cache"), "build", "--out", finished))
		if err != nil {
			return err
		}
		floor, err := b.onDisk(ctx, copyTree(finished, d.next("copy")))
		if err != nil {
			return err
		}
		if all[0].tree, err = measure.Count(out); err != nil {
			return err
		}
		if err := os.RemoveAll(finished); err != nil {
			return err
		}
		for i, cost := range []measure.Cost{there, here, floor} {
			all[i].costs = append(all[i].costs, cost)
		}
		beyond = append(beyond, max(0.001, measure.Wall(there)-measure.Wall(here))/measure.Wall(floor))
	}
	b.table(costs("Cold builds on "+b.record.Method.Disk, all))
	b.figure(figure("disk: wall beyond that in memory / cp -r wall", measure.SpreadOf(beyond), 0.30, 1.3))
	return nil
}

// calls counts the system calls of a cold build.
func (b *bench) calls(ctx context.Context) error {
	p := places{dir: b.memory}
	out := p.next("out")
	defer os.RemoveAll(out)
	calls, err := measure.CountCalls(ctx, b.baken(b.site, p.next("cache"), "build", "--out", out), b.memory)
	if errors.Is(err, measure.ErrNoStrace) {
		b.skip(err)
		return nil
	}
	if err != nil {
		return err
	}
	tree, err := measure.Count(out)
	if err != nil {
		return err
	}
	perPage := func(n int) string { return fmt.Sprintf("%.2f", float64(n)/float64(tree.Pages)) }
	t := baseline.Table{Title: "System calls of a cold build", Header: []string{"", "calls", "per page"}}
	t.Rows = append(t.Rows, []string{"all", fmt.Sprint(calls.Total), perPage(calls.Total)},
		[]string{"all but the runtime's scheduling", fmt.Sprint(calls.Own()), perPage(calls.Own())})
	for _, c := range calls.ByName[:min(len(calls.ByName), 15)] {
		t.Rows = append(t.Rows, []string{c.Name, fmt.Sprint(c.Count), perPage(c.Count)})
	}
	b.table(t)
	b.figure(baseline.Figure{Name: "cold: system calls a hundred pages", Value: 100 * float64(calls.Own()) / float64(tree.Pages), Unit: "calls", Tolerance: 0.10})
	return nil
}
