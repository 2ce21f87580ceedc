package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"

	"baken.example/baken/internal/git"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/source"
)

// History knows the days on which the files of a site changed. A site needs no repository, and no
// git program.
type History struct {
	stderr io.Writer
	// repository is nil without a readable repository.
	repository *git.Repository
	read       *git.History
	// failed is why the history couldn't be read; nil also where there is none.
	failed error
}

// History finds the repository of the site. It prints why one can't be read.
func (s *State) History(ctx context.Context) *History {
	h := &History{stderr: s.Stderr}
	repository, err := git.Open(ctx, s.Dir)
	switch {
	case err == nil:
		h.repository = repository
	case !errors.Is(err, git.ErrNone) && !errors.Is(err, exec.ErrNotFound):
		h.fail(ctx, err)
	}
	return h
}

// Head returns the files that change with a commit.
func (h *History) Head() []string {
	if h.repository == nil {
		return nil
	}
	return h.repository.Head()
}

// refresh reads the history up to the commit that is checked out.
func (h *History) refresh(ctx context.Context) {
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

func (h *History) fail(ctx context.Context, err error) {
	h.failed = err
	if ctx.Err() == nil {
		fmt.Fprintf(h.stderr, "pages don't say when they changed: %v\n", err)
	}
}

// Date adds the history to the options of a load after changes at some paths, with "." among them
// where everything may have changed.
func (h *History) Date(ctx context.Context, o pipeline.Options, changed ...string) pipeline.Options {
	if slices.ContainsFunc(changed, func(name string) bool { return name == "." || slices.Contains(h.Head(), name) }) {
		h.refresh(ctx)
	}
	if h.read != nil {
		o.History = h.read
	}
	return o
}

// Dated adds the history to the options of a load.
func (s *State) Dated(ctx context.Context, o pipeline.Options) pipeline.Options {
	return s.History(ctx).Date(ctx, o, ".")
}

// State identifies the history that would be read. The error is that of a history that can't be
// read, which isn't recorded: every build says so.
func (h *History) State(ctx context.Context) (string, error) {
	switch {
	case h.failed != nil:
		return "", h.failed
	case h.repository == nil:
		return "none", nil
	}
	return h.repository.State(ctx)
}
