package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// compare builds the corpus with Baken, and with Hugo where there is one, by turns, then again
// with Baken over what it had built, and prints what all of it took. Everything goes below dir.
func compare(ctx context.Context, dir string, pairs, runs int, stdout io.Writer) error {
	c, err := prepare(ctx, dir, pairs)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d pairs of pages (%d pages with sections and the rest) on %s/%s, %d CPUs, %s\n",
		pairs, c.pages, runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	if c.hugo == nil {
		fmt.Fprintln(stdout, "No hugo on PATH: only Baken is measured. For the comparison: CGO_ENABLED=0 go install github.com/gohugoio/hugo@v0.165.0")
	} else {
		fmt.Fprintln(stdout, c.version)
	}

	fmt.Fprintln(stdout, "\nCold builds, each into a new directory")
	t := newTable(stdout)
	var baken, hugo []measurement
	for i := range runs {
		m, err := c.baken.build(ctx, c.out("baken", i))
		if err != nil {
			return err
		}
		baken = append(baken, m)
		t.row(c.baken.name, strconv.Itoa(i+1), m)
		if c.hugo == nil {
			continue
		}
		if m, err = c.hugo.build(ctx, c.out("hugo", i)); err != nil {
			return err
		}
		hugo = append(hugo, m)
		t.row(c.hugo.name, strconv.Itoa(i+1), m)
	}
	t.row(c.baken.name, "median", median(baken))
	if c.hugo != nil {
		t.row(c.hugo.name, "median", median(hugo))
		fmt.Fprintf(stdout, "\nBaken / Hugo: %s (medians of the ratios of each run to the one after it)\n", ratios(baken, hugo))
	}

	fmt.Fprintln(stdout, "\nBuilds with Baken over the first one's output")
	t = newTable(stdout)
	for _, again := range []struct {
		name   string
		change func(i int) error
	}{
		{"unchanged", func(int) error { return nil }},
		{"one page changed", func(i int) error { return edit(c.page, i) }},
	} {
		var all []measurement
		for i := range runs {
			if err := again.change(i); err != nil {
				return err
			}
			m, err := c.baken.build(ctx, c.out("baken", 0))
			if err != nil {
				return err
			}
			all = append(all, m)
		}
		t.row(again.name, "median", median(all))
	}
	return nil
}

// contest holds the programs and sites of a comparison, and the directory that they are built in.
type contest struct {
	dir         string
	baken, hugo *builder // hugo is nil where there is none
	version     string   // Hugo's
	pages       int      // in all languages
	page        string   // the file of one page, to change
}

func (c *contest) out(name string, run int) string {
	return filepath.Join(c.dir, "out", name+"-"+strconv.Itoa(run+1))
}

// prepare builds the program and writes the sites, in processes of their own.
func prepare(ctx context.Context, dir string, pairs int) (*contest, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := &contest{dir: dir}
	program := filepath.Join(dir, "baken")
	site := filepath.Join(dir, "site-baken")
	if err := os.Mkdir(filepath.Join(dir, "out"), 0o777); err != nil {
		return nil, err
	}
	if _, err := output(ctx, "go", "build", "-o", program, "baken.example/baken/cmd/baken"); err != nil {
		return nil, err
	}
	count, err := output(ctx, self, "generate", "-pairs", strconv.Itoa(pairs), "-out", site)
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Sscan(count, &c.pages); err != nil {
		return nil, fmt.Errorf("read number of pages: %w", err)
	}
	pages, err := filepath.Glob(filepath.Join(site, "content", "*.md"))
	if err != nil {
		return nil, err
	}
	c.page = pages[0]
	c.baken = &builder{"baken", []string{program, "build", "-C", site, "--out"}}

	hugo, err := exec.LookPath("hugo")
	if err != nil {
		return c, nil
	}
	if c.version, err = output(ctx, hugo, "version"); err != nil {
		return nil, err
	}
	site = filepath.Join(dir, "site-hugo")
	if _, err := output(ctx, self, "generate", "-pairs", strconv.Itoa(pairs), "-hugo", "-out", site); err != nil {
		return nil, err
	}
	c.hugo = &builder{"hugo", []string{hugo, "--minify", "--quiet", "--noBuildLock", "--source", site, "--destination"}}
	return c, nil
}

// output runs a program and returns what it prints, without the space around it.
func output(ctx context.Context, name string, args ...string) (string, error) {
	command := exec.CommandContext(ctx, name, args...)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("run %s: %w\n%s", name, err, bytes.TrimSpace(stderr.Bytes()))
	}
	return strings.TrimSpace(string(out)), nil
}

// edit adds a sentence to a page.
func edit(file string, number int) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, fmt.Appendf(text, "\nAddition %d.\n", number+1), 0o666)
}
