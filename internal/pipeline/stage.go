package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/source"
)

// stage is what came of a stage, and of what it was made.
type stage[T any] struct {
	value    T
	findings diag.List
	// made is a number of the value's own: another value has another. It is 0 where nothing is known.
	made int
	// from are the numbers of what the value was made from.
	from []int
}

// set notes a new value.
func (t *stage[T]) set(s *Session, value T) {
	s.made++
	t.value, t.made = value, s.made
}

// run makes a stage's value, unless it is known and what it is made from hasn't changed, and joins its findings.
func run[T any](s *Session, t *stage[T], from []int, make func() (T, diag.List, error)) error {
	if t.made == 0 || !slices.Equal(t.from, from) {
		value, findings, err := make()
		if err != nil {
			return err
		}
		t.set(s, value)
		t.from, t.findings = from, findings
	}
	s.findings.Join(t.findings)
	return nil
}

// invalidate makes the stages unknown that read what has changed. Once ctx is done it looks no further, and takes
// everything to have changed.
func (s *Session) invalidate(ctx context.Context, o Options, changed []string) {
	if s.options.made == 0 || s.options.value != o {
		s.options.set(s, o)
	}
	if s.history.value != o.History {
		s.history.set(s, o.History)
	}
	for _, reader := range []struct {
		of   string
		made *int
	}{
		{content.ConfigFile, &s.config.made},
		{content.GlossaryFile, &s.glossary.made},
		{source.CriteriaDir, &s.criteria.made},
		{source.TemplatesDir, &s.templates.made},
		{source.StringsDir, &s.messages.made},
		{source.AssetsDir, &s.assets.made},
	} {
		if slices.ContainsFunc(changed, func(name string) bool { return within(name, reader.of) || within(reader.of, name) }) ||
			s.linked(ctx, reader.of) {
			*reader.made = 0
		}
	}
	s.pending = append(s.pending, changed...)
	if docs := s.documents.value; s.pictures.made > 0 && (docs.Volatile() || s.shows(changed)) {
		s.pictures.made = 0
	}
}

// shows reports whether one of the paths is that of a picture or a download, or of a directory above one.
func (s *Session) shows(changed []string) bool {
	return slices.ContainsFunc(s.pictures.value.Names(), func(file string) bool {
		return slices.ContainsFunc(changed, func(name string) bool { return within(file, name) })
	})
}

// within reports whether a path is another or below it.
func within(name, dir string) bool {
	rest, found := strings.CutPrefix(name, dir)
	return found && (rest == "" || rest[0] == '/')
}

// linked reports whether there is a symbolic link at a path or below it, so that what is read there may change
// elsewhere. Once ctx is done there may be one.
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
