package command

import (
	"context"
	"errors"
	"io/fs"
	"os"

	baken "baken.example/baken"
	"baken.example/baken/internal/audit"
	"baken.example/baken/internal/git"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/source"
)

// Load reads the site and audits its glossary and what search finds. The root keeps symbolic links
// from leading out of it.
func (s *State) Load(ctx context.Context, o pipeline.Options) (*pipeline.Result, error) {
	return s.LoadThrough(ctx, o, source.Root)
}

// LoadThrough is [State.Load] with a function that returns the file system through which the site
// is read.
func (s *State) LoadThrough(ctx context.Context, o pipeline.Options, through func(*os.Root) fs.FS) (*pipeline.Result, error) {
	root, err := os.OpenRoot(s.Dir)
	if err != nil {
		return nil, err
	}
	// The root stays open for as long as artifacts may read pictures from it: until the process
	// ends.
	p, err := pipeline.Load(ctx, through(root), baken.Defaults, o)
	if err != nil || p.Model == nil {
		return p, err
	}
	unused, err := audit.UnusedTerms(ctx, p.Files, p.Model.Glossary, p.Model.Languages, p.Documents, p.Criteria)
	p.Add(unused)
	if err != nil {
		return p, err
	}
	searched, err := audit.Search(ctx, p.Model)
	p.Add(searched)
	return p, err
}

// Ready loads a site that is to be published, and prints its findings to stderr. Errors among them
// end the command.
func (s *State) Ready(ctx context.Context, o pipeline.Options) (*pipeline.Result, error) {
	p, err := s.Load(ctx, o)
	if err == nil {
		err = s.Approve(ctx, p)
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

// Approve prints the findings of a site that is to be published to stderr, with those of the days
// ahead. The error is that there are errors among them.
func (s *State) Approve(ctx context.Context, p *pipeline.Result) error {
	if err := p.LookAhead(ctx); err != nil {
		return err
	}
	if err := p.Findings.WriteText(s.Stderr); err != nil {
		return err
	}
	if p.Findings.HasErrors() {
		return s.nothing(p)
	}
	return nil
}

// Refuse prints the findings about templates that kept the portal from being written, or returns
// the error.
func (s *State) Refuse(p *pipeline.Result, err error) error {
	if err := p.Explain(err); err != nil {
		return err
	}
	found := p.Findings.Errors() // The warnings have been printed before.
	return errors.Join(found.WriteText(s.Stderr), s.nothing(p))
}

// ContentAt returns the site's content at a revision of git.
func (s *State) ContentAt(ctx context.Context, revision string) (fs.FS, error) {
	repository, err := git.Open(ctx, s.Dir)
	if err != nil {
		return nil, err
	}
	return repository.Tree(ctx, revision, source.ContentDir, ".md", ".yaml")
}
