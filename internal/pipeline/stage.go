package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
)

// stage caches the result of a step together with the versions of its inputs.
type stage[T any] struct {
	value    T
	findings diag.List
	// version identifies the value among all that the session has had; 0 marks the stage as stale.
	version int
	// inputs are the versions of the stages that the value was computed from.
	inputs []int
}

// set replaces the value under a new version.
func (t *stage[T]) set(s *Session, value T) {
	s.versions++
	t.value, t.version = value, s.versions
}

// run recomputes a stage that is stale or whose inputs have other versions, and joins its findings.
func run[T any](s *Session, t *stage[T], inputs []int, compute func() (T, diag.List, error)) error {
	if t.version == 0 || !slices.Equal(t.inputs, inputs) {
		value, findings, err := compute()
		if err != nil {
			return err
		}
		t.set(s, value)
		t.inputs, t.findings = inputs, findings
	}
	s.findings.Join(t.findings)
	return nil
}

// invalidate marks the stages as stale that read one of the changed paths. Once ctx is done it
// looks no further and takes everything to have changed.
func (s *Session) invalidate(ctx context.Context, o Options, changed []string) {
	history := o.History
	o.History = nil // It is an input of its own: a commit changes no settings.
	s.spool, o.Spool = o.Spool, nil
	if o.Earlier != nil && s.versions == 0 {
		s.earlier = o.Earlier
	}
	o.Earlier = nil
	if s.options.version == 0 || s.options.value != o {
		s.options.set(s, o)
	}
	if s.history.value != history {
		s.history.set(s, history)
	}
	for _, stage := range []struct {
		path    string
		version *int
	}{
		{content.ConfigFile, &s.config.version},
		{content.ValuesFile, &s.values.version},
		{content.GlossaryFile, &s.glossary.version},
		{source.CriteriaDir, &s.criteria.version},
		{source.TemplatesDir, &s.templates.version},
		{source.StringsDir, &s.messages.version},
		{source.AssetsDir, &s.assets.version},
		{source.BrandDir, &s.theme.version},
	} {
		if slices.ContainsFunc(changed, func(name string) bool { return source.Within(name, stage.path) || source.Within(stage.path, name) }) ||
			s.linked(ctx, stage.path) {
			*stage.version = 0
		}
	}
	s.pending = append(s.pending, changed...)
	if docs := s.documents.value; s.pictures.version > 0 && (docs.Volatile() || concern(changed, s.pictures.value.Names())) {
		s.pictures.version = 0
	}
	if docs := s.documents.value; s.downloads.version > 0 && (docs.Volatile() || concern(changed, s.downloads.value.Names())) {
		s.downloads.version = 0
	}
}

// concern reports whether a changed path is that of one of the files, or of a directory above one.
func concern(changed, files []string) bool {
	paths := make(map[string]bool, len(changed))
	for _, name := range changed {
		paths[name] = true
	}
	return slices.ContainsFunc(files, func(file string) bool {
		for ; file != "."; file = path.Dir(file) {
			if paths[file] {
				return true
			}
		}
		return false
	})
}

// linked reports whether there is a symbolic link at a path or below it, whose target may change
// unseen. Once ctx is done it assumes one.
func (s *Session) linked(ctx context.Context, name string) bool {
	if ctx.Err() != nil {
		return true
	}
	info, err := fs.Lstat(s.site, name)
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	if err != nil || !info.IsDir() {
		return err != nil || !info.Mode().IsRegular()
	}
	err = fs.WalkDir(s.site, name, func(_ string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil && d.Type()&fs.ModeSymlink != 0 {
			err = fs.ErrInvalid
		}
		return err
	})
	return err != nil
}
