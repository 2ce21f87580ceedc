package compare

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/criteriacommand/sets"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/named"
)

// twoSides reads the two sides that a command line names.
func twoSides(s *command.State, c *sets.Sets, old, new string) ([]compared, error) {
	out := compared{oldValues: c.Values}
	var err error
	if out.Old, out.old, err = side(s, c, old); err != nil {
		return nil, err
	}
	if out.New, out.new, err = side(s, c, new); err != nil {
		return nil, err
	}
	return []compared{out}, nil
}

// side reads a file, or finds the version of a set on a day: SET@DAY. It returns the side's name
// too.
func side(s *command.State, c *sets.Sets, arg string) (*criteria.Set, string, error) {
	id, day, ok := strings.Cut(arg, "@")
	if _, err := os.Stat(arg); err == nil || !ok {
		return readFile(s, c, arg)
	}
	if c.Findings.HasErrors() {
		return nil, "", s.Misread(c.Findings)
	}
	var args []string
	if id != "" {
		args = []string{id}
	}
	id, err := c.Choose(args)
	if err != nil {
		return nil, "", err
	}
	var date content.Date
	if err := date.UnmarshalText([]byte(day)); err != nil {
		return nil, "", usage.Errorf("%s: %w", arg, err)
	}
	set, err := c.InForce(id, date)
	if err != nil {
		return nil, "", err
	}
	return set, fmt.Sprintf("%s %s (%s)", id, set.Days(), set.File), nil
}

// readFile reads a set from a file outside or inside the site, in the site's languages.
func readFile(s *command.State, c *sets.Sets, name string) (*criteria.Set, string, error) {
	set, findings, err := definition.LoadFile(os.DirFS(filepath.Dir(name)), filepath.Base(name), c.Languages, c.Values)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, "", usage.Errorf("there is no file %s; a version of a set is written SET@YYYY-MM-DD", name)
		}
		return nil, "", err
	}
	name = filepath.ToSlash(name)
	if set == nil {
		var located diag.List
		for _, f := range findings.All() {
			located.Add(name, f.Pos, f.Code, f.Hint, "%s", f.Message)
		}
		return nil, "", s.Misread(located)
	}
	set.File = name
	return set, name, nil
}

// changedSince reads the sets at a revision and pairs them with those of the site.
func changedSince(ctx context.Context, s *command.State, c *sets.Sets, revision string, args []string) ([]compared, error) {
	if c.Findings.HasErrors() {
		return nil, s.Misread(c.Findings)
	}
	before, err := s.ContentAt(ctx, revision)
	if err != nil {
		return nil, fmt.Errorf("criteria diff --since %s: %w", revision, err)
	}
	config, findings, err := siteconfig.Load(before)
	if err != nil {
		return nil, fmt.Errorf("criteria diff --since %s: %w", revision, err)
	}
	languages := c.Languages
	if !findings.HasErrors() {
		languages = config.Codes()
	}
	old, findings, err := definition.Load(ctx, before, languages)
	if err != nil {
		return nil, err
	}
	if findings.HasErrors() {
		return nil, s.Misread(sided(findings, revision))
	}
	if len(args) == 1 {
		both := slices.Concat(old, c.Sets)
		if !slices.ContainsFunc(both, func(s *criteria.Set) bool { return s.ID.V == args[0] }) {
			_, err := c.Choose(args)
			return nil, err
		}
		other := func(s *criteria.Set) bool { return s.ID.V != args[0] }
		old, c.Sets = slices.DeleteFunc(old, other), slices.DeleteFunc(c.Sets, other)
	}
	values, _, err := named.Load(before, languages)
	if err != nil {
		return nil, err
	}
	var out []compared
	for _, v := range diff.Match(old, c.Sets) {
		p := compared{Versions: v, oldValues: values}
		if v.Old != nil {
			p.old = fmt.Sprintf("%s at %s", versionName(v.Old), revision)
		}
		if v.New != nil {
			p.new = versionName(v.New)
		}
		out = append(out, p)
	}
	return out, nil
}

// versionName names a version and its file.
func versionName(s *criteria.Set) string {
	days := "without days"
	if !s.ValidFrom.IsZero() || !s.ValidTo.IsZero() {
		days = s.Days()
	}
	return fmt.Sprintf("%s %s (%s)", s.ID.V, days, s.File)
}

// sided returns findings in files at a revision or on a side, which their messages name.
func sided(findings diag.List, side string) diag.List {
	var out diag.List
	errs := findings.Errors()
	for _, f := range errs.All() {
		out.Add(f.File, f.Pos, f.Code, f.Hint, "at %s: %s", side, f.Message)
	}
	return out
}
