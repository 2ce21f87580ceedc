package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"baken.example/baken/internal/bench/measure"
)

// contest holds the programs and sites of a run.
type contest struct {
	dir  string // that all of it is in
	self string // this program
	// program is Baken's, and site the directory of its site.
	program, site string
	// hugo builds the site for it into the directory that is its last argument; nil where there is
	// none.
	hugo    *measure.Command
	version string // Hugo's, without when and where it was built
	pages   int    // in all languages
	page    string // the file of one page, to change
}

// prepare builds the program and writes the sites, in processes of their own.
func prepare(ctx context.Context, dir string, pairs int) (*contest, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := &contest{dir: dir, self: self, program: filepath.Join(dir, "baken"), site: filepath.Join(dir, "site-baken")}
	if _, err := output(ctx, "go", "build", "-o", c.program, "baken.example/baken/cmd/baken"); err != nil {
		return nil, err
	}
	if c.pages, err = c.write(ctx, pairs, c.site); err != nil {
		return nil, err
	}
	pages, err := filepath.Glob(filepath.Join(c.site, "content", "*", "*", "*.en.md"))
	if err != nil {
		return nil, err
	}
	if len(pages) == 0 {
		return nil, errors.New("the site has no page to change")
	}
	c.page = pages[0]

	hugo, err := exec.LookPath("hugo")
	if err != nil {
		return c, nil
	}
	version, err := output(ctx, hugo, "version")
	if err != nil {
		return nil, err
	}
	if fields := strings.Fields(version); len(fields) > 1 {
		version = fields[1]
	}
	c.version = version
	site := filepath.Join(dir, "site-hugo")
	if _, err := c.write(ctx, pairs, site, "-hugo"); err != nil {
		return nil, err
	}
	c.hugo = &measure.Command{Name: "hugo", Args: []string{hugo, "--minify", "--quiet", "--noBuildLock", "--source", site, "--destination"}}
	return c, nil
}

// write writes a site of some pairs, and returns its number of pages.
func (c *contest) write(ctx context.Context, pairs int, dir string, flags ...string) (pages int, err error) {
	count, err := output(ctx, c.self, append([]string{"generate", "-pairs", strconv.Itoa(pairs), "-out", dir}, flags...)...)
	if err != nil {
		return 0, err
	}
	if _, err := fmt.Sscan(count, &pages); err != nil {
		return 0, fmt.Errorf("read number of pages: %w", err)
	}
	return pages, nil
}

// baken returns a command of Baken on a site, with a directory for the user's cache, where proofs
// of outputs and caches of builds are.
func (c *contest) baken(site, cache string, args ...string) measure.Command {
	return measure.Command{
		Name: "baken " + args[0],
		Args: append([]string{c.program, args[0], "-C", site}, args[1:]...),
		Env:  userCache(cache),
	}
}

// userCache sets the user's cache directory, wherever a system has it.
func userCache(dir string) []string {
	return []string{"XDG_CACHE_HOME=" + dir, "LocalAppData=" + dir, "HOME=" + dir}
}

// places makes names of directories below one, each for one use.
type places struct {
	dir string
	n   int
}

func (p *places) next(name string) string {
	p.n++
	return filepath.Join(p.dir, name+"-"+strconv.Itoa(p.n))
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
