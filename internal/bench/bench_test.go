package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
)

func site(t *testing.T, args ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	if err := generate(append(args, "-pairs", "60", "-out", dir), io.Discard); err != nil {
		t.Fatal(err)
	}
	return dir
}

// pages are the paths of the pages that Baken makes of the corpus.
func pages(t *testing.T) []string {
	t.Helper()
	date := content.Date{Time: time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)}
	p, err := pipeline.Load(t.Context(), os.DirFS(site(t)), baken.Defaults, pipeline.Options{Date: date})
	if err != nil {
		t.Fatal(err)
	}
	if p.Findings.Len() > 0 {
		var b strings.Builder
		if err := p.Findings.WriteText(&b); err != nil {
			t.Fatal(err)
		}
		t.Fatalf("the corpus isn't without findings:\n%s", b.String())
	}
	var out []string
	for _, a := range p.Artifacts {
		if strings.HasSuffix(a.Path, "/index.html") {
			out = append(out, a.Path)
		}
	}
	return out
}

func TestBakenAcceptsCorpus(t *testing.T) {
	if n := len(pages(t)); n < 120 {
		t.Errorf("%d pages, want at least 120", n)
	}
}

// TestHugoMakesTheSamePages builds the site for Hugo, with its warnings for errors.
func TestHugoMakesTheSamePages(t *testing.T) {
	hugo, err := exec.LookPath("hugo")
	if err != nil {
		t.Skip("no hugo on PATH")
	}
	out := filepath.Join(t.TempDir(), "out")
	command := exec.Command(hugo, "--minify", "--noBuildLock", "--panicOnWarning", "--printI18nWarnings", "--printPathWarnings",
		"--source", site(t, "-hugo"), "--destination", out)
	if text, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	var got []string
	err = filepath.WalkDir(out, func(path string, _ os.DirEntry, err error) error {
		if rel, relErr := filepath.Rel(out, path); relErr == nil && filepath.Base(path) == "index.html" {
			got = append(got, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := pages(t)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("Hugo makes\n%s\nand Baken\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestGenerateRefusesAnExistingDirectory(t *testing.T) {
	if err := generate([]string{"-pairs", "1", "-out", t.TempDir()}, io.Discard); err == nil {
		t.Error("wrote into a directory that was there")
	}
}
