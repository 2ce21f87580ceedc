package main

import (
	"embed"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"baken.example/baken"
	"baken.example/baken/internal/bench/corpus"
)

// seed makes the corpus that numbers in this repository were measured with.
const seed = 1

//go:embed all:hugo
var hugoSite embed.FS

// generate writes a corpus into a new directory.
func generate(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	pairs := flags.Int("pairs", 10_000, "`number` of pages of guidance, each in every language")
	out := flags.String("out", "", "`directory` to write to, which must not exist yet")
	forHugo := flags.Bool("hugo", false, "write the site for Hugo")
	if err := parse(flags, args); err != nil {
		return err
	}
	if *out == "" || *pairs < 1 || flags.NArg() > 0 {
		return fmt.Errorf("generate: give -out a directory and -pairs a number above 0")
	}
	c, err := corpus.New(seed, *pairs)
	if err != nil {
		return err
	}
	if err := os.Mkdir(*out, 0o777); err != nil {
		return err
	}
	if *forHugo {
		err = writeHugo(c, *out)
	} else {
		err = write(*out, c.Baken())
	}
	if err == nil {
		_, err = fmt.Fprintf(stdout, "%d pages in %s\n", c.Pages()*len(c.Languages()), *out)
	}
	return err
}

// writeHugo writes a site for Hugo: the corpus with Hugo's layouts, which use the same style
// sheets and the same UI strings as Baken's.
func writeHugo(c *corpus.Corpus, dir string) error {
	layouts, err := fs.Sub(hugoSite, "hugo")
	if err != nil {
		return err
	}
	if err := os.CopyFS(dir, layouts); err != nil {
		return err
	}
	assets, err := fs.Sub(baken.Defaults, "assets")
	if err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(dir, "assets", "assets"), assets); err != nil {
		return err
	}
	for _, l := range c.Languages() {
		strings, err := fs.ReadFile(baken.Defaults, "i18n/active."+l.Code+".yaml")
		if err != nil {
			return err
		}
		f := corpus.File{Path: "i18n/" + l.Code + ".yaml", Data: strings}
		if err := write(dir, slices.Values([]corpus.File{f})); err != nil {
			return err
		}
	}
	return write(dir, c.Hugo())
}

func write(dir string, files iter.Seq[corpus.File]) error {
	made := map[string]bool{}
	for f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if d := filepath.Dir(name); !made[d] {
			if err := os.MkdirAll(d, 0o777); err != nil {
				return err
			}
			made[d] = true
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			return err
		}
	}
	return nil
}
