package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"

	"baken.example/baken/internal/git"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/source"
)

// history knows the days on which the files of a site changed. A site needs no repository, and no
// git program.
type history struct {
	a *app
	// repository is nil without a readable repository.
	repository *git.Repository
	read       *git.History
	// failed is why the history couldn't be read; nil also where there is none.
	failed error
}

// history finds the repository of the site. It prints why one can't be read.
func (a *app) history(ctx context.Context) *history {
	h := &history{a: a}
	repository, err := git.Open(ctx, a.dir)
	switch {
	case err == nil:
		h.repository = repository
	case !errors.Is(err, git.ErrNone) && !errors.Is(err, exec.ErrNotFound):
		h.fail(ctx, err)
	}
	return h
}

// head returns the files that change with a commit.
func (h *history) head() []string {
	if h.repository == nil {
		return nil
	}
	return h.repository.Head()
}

// refresh reads the history up to the commit that is checked out.
func (h *history) refresh(ctx context.Context) {
	if h.repository == nil {
		return
	}
	read, err := h.repository.History(ctx, source.ContentDir)
	if err != nil {
		h.fail(ctx, err)
		h.read = nil
	} else if h.read == nil || h.read.Commit != read.Commit {
		h.read = read // The same commit stays the same history, so that nothing is made anew for it.
	}
}

func (h *history) fail(ctx context.Context, err error) {
	h.failed = err
	if ctx.Err() == nil {
		fmt.Fprintf(h.a.stderr, "pages don't say when they changed: %v\n", err)
	}
}

// date adds the history to the options of a load after changes at some paths, with "." among them
// where everything may have changed.
func (h *history) date(ctx context.Context, o pipeline.Options, changed ...string) pipeline.Options {
	if slices.ContainsFunc(changed, func(name string) bool { return name == "." || slices.Contains(h.head(), name) }) {
		h.refresh(ctx)
	}
	if h.read != nil {
		o.History = h.read
	}
	return o
}

// dated adds the history to the options of a load.
func (a *app) dated(ctx context.Context, o pipeline.Options) pipeline.Options {
	return a.history(ctx).date(ctx, o, ".")
}
