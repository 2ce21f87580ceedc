package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"baken.example/baken/internal/bench/baseline"
	"baken.example/baken/internal/bench/load"
	"baken.example/baken/internal/bench/measure"
	"baken.example/baken/internal/bench/preview"
)

// connections stay open while a server is loaded.
const connections = 32

// web is a server in a table, with what it answered in each run.
type web struct {
	name, encoding string
	server         *load.Server
	sent           int // bytes of the page, compressed
	results        []load.Result
}

// serve loads "baken serve" and nginx on the files of the same build, by turns, all of them running
// all the time. They are asked for one page. What serve has compressed is put beside it for nginx,
// so that both send the same bytes: to compress the whole tree takes many times as long.
func (b *bench) serve(ctx context.Context) (err error) {
	p := places{dir: b.memory}
	out, cache, nginx := p.next("out"), p.next("cache"), p.next("nginx")
	if err := os.Mkdir(nginx, 0o755); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(out)) }()
	if _, err := b.run(ctx, b.baken(b.site, cache, "build", "--out", out)); err != nil {
		return err
	}
	var running []*load.Server
	defer func() {
		for _, s := range running {
			_, stop := s.Stop()
			err = errors.Join(err, stop)
		}
	}()
	baken, err := b.startServe(ctx, cache)
	if err != nil {
		return err
	}
	running = append(running, baken)
	page := b.url(b.page)
	compressed, err := baken.Sent(ctx, page, "gzip")
	if err != nil {
		return err
	}
	name := filepath.Join(out, filepath.FromSlash(page), "index.html.gz")
	if err := os.WriteFile(name, compressed, 0o644); err != nil {
		return err
	}
	servers := []*web{{name: "baken serve", encoding: "gzip", server: baken}, {name: "baken serve", encoding: "br", server: baken}}
	for _, kind := range []string{"nginx, Baken's configuration", "nginx, plain"} {
		s, err := b.startNginx(ctx, nginx, out, kind == "nginx, plain")
		if errors.Is(err, load.ErrNoNginx) {
			b.skip(err)
			break
		}
		if err != nil {
			return err
		}
		running = append(running, s)
		servers = append(servers, &web{name: kind, encoding: "gzip", server: s})
	}
	for _, w := range servers {
		body, err := w.server.Sent(ctx, page, w.encoding)
		if err != nil {
			return fmt.Errorf("%s: %w", w.name, err)
		}
		w.sent = len(body)
	}
	before := baken.Resident()
	for range b.runs {
		for _, w := range servers {
			r, err := load.Run(ctx, w.server.Address+page, w.encoding, connections, time.Duration(b.seconds)*time.Second)
			if errors.Is(err, load.ErrNoWrk) {
				b.skip(err)
				return nil
			}
			if err != nil {
				return fmt.Errorf("%s: %w", w.name, err)
			}
			w.results = append(w.results, r)
		}
	}
	after := baken.Resident()
	running = running[1:]
	most, err := baken.Stop()
	if err != nil {
		return err
	}
	t, figures := served(servers)
	t.Notes = append(t.Notes, fmt.Sprintf("baken serve starts in %s. Its memory with %d pages: %s before the load, %s after it, %s at most.",
		seconds(baken.Started), b.pages, mebibytes(before), mebibytes(after), mebibytes(most)))
	b.table(t)
	for _, f := range figures {
		b.figure(f)
	}
	if after > 0 {
		b.figure(baseline.Figure{Name: "serve: memory a page after the load", Value: float64(after) / float64(b.pages), Unit: "bytes", Tolerance: 0.15})
	}
	return nil
}

func (b *bench) startServe(ctx context.Context, cache string) (*load.Server, error) {
	address, err := load.FreeAddress()
	if err != nil {
		return nil, err
	}
	c := b.baken(b.site, cache, "serve", "--without-feedback", "--addr", address)
	return load.Start(ctx, address, c.Env, c.Args...)
}

// startNginx starts nginx on a tree, with the configuration that Baken writes or a plain one.
func (b *bench) startNginx(ctx context.Context, dir, root string, plain bool) (*load.Server, error) {
	address, err := load.FreeAddress()
	if err != nil {
		return nil, err
	}
	dir = filepath.Join(dir, strings.ReplaceAll(address, ":", "-"))
	if err := os.Mkdir(dir, 0o755); err != nil {
		return nil, err
	}
	configuration := load.Plain(address, root)
	if !plain {
		configuration, err = output(ctx, b.program, "-C", b.site, "hosting", "nginx", "--root", root, "--listen", address)
		if err != nil {
			return nil, err
		}
	}
	return load.Nginx(ctx, dir, address, configuration)
}

// url is the path of a page's file of the site, on its server.
func (b *bench) url(file string) string {
	return preview.Editor{Content: filepath.Join(b.site, "content")}.URL(file)
}

// served makes a table and figures of what servers answered. The first one is in proportion to each
// other one of the same encoding.
func served(servers []*web) (baseline.Table, []baseline.Figure) {
	t := baseline.Table{
		Title:  fmt.Sprintf("A page at %d connections", connections),
		Header: []string{"", "encoding", "bytes", "requests/s", "p50", "p99"},
	}
	var figures []baseline.Figure
	columns := []struct {
		name string
		of   func(load.Result) float64
		more bool
	}{
		{"requests/s", func(r load.Result) float64 { return r.Requests }, true},
		{"p50", func(r load.Result) float64 { return float64(r.P50) }, false},
		{"p99", func(r load.Result) float64 { return float64(r.P99) }, false},
	}
	for i, w := range servers {
		var values [3][]float64
		var ratios [3][]float64
		for run, r := range w.results {
			for c, column := range columns {
				values[c] = append(values[c], column.of(r))
				ratios[c] = append(ratios[c], column.of(servers[0].results[run])/column.of(r))
			}
		}
		t.Rows = append(t.Rows, []string{
			w.name, w.encoding, fmt.Sprint(w.sent), fmt.Sprintf("%.0f", measure.Middle(values[0])),
			milliseconds(time.Duration(measure.Middle(values[1]))), milliseconds(time.Duration(measure.Middle(values[2]))),
		})
		if i == 0 || w.encoding != servers[0].encoding {
			continue
		}
		for c, column := range columns {
			f := figure("serve / "+w.name+" "+column.name, measure.SpreadOf(ratios[c]), 0.20, 0)
			f.More = column.more
			figures = append(figures, f)
		}
	}
	return t, figures
}
