// Package definition reads criteria sets from the files that editors write: each YAML file below
// [Dir] is one version of one set, with conditions that package condition reads.
//
// It reports every error that shows in the files: invalid syntax, unknown names, misleading
// conditions, failing examples, and days with two versions of a set or none. Package proof checks
// the semantics of a set for all answers.
package definition

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/named"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/strictyaml"
)

// Dir is the directory of the sets: each YAML file in it, and in the directories below it, is one
// version of one set. Names that begin with a dot are skipped, and so are pages and other files.
const Dir = source.CriteriaDir

// Load reads all versions of all sets, with texts in the languages of the site. It returns the
// versions without errors, sorted by id and first day. Texts may use the named values of the site,
// which Load reads as well. The error is the machine's, or the
// context's, which is checked before each file.
func Load(ctx context.Context, fsys fs.FS, languages []string) ([]*criteria.Set, diag.List, error) {
	w := walker{fsys: fsys}
	err := fs.WalkDir(fsys, Dir, func(name string, d fs.DirEntry, err error) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return w.visit(name, d, err)
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, w.findings, err
	}
	values, _, err := named.Load(fsys, languages) // Its findings are the caller's to report.
	if err != nil {
		return nil, w.findings, err
	}
	var drafts []*draft
	for _, file := range w.files {
		if err := ctx.Err(); err != nil {
			return nil, w.findings, err
		}
		d, err := load(fsys, file, languages, values)
		if err != nil {
			w.unreadable(file, err)
			continue
		}
		drafts = append(drafts, d)
	}
	versions(drafts)
	var sets []*criteria.Set
	for _, d := range drafts {
		if !d.findings.HasErrors() {
			sets = append(sets, d.Set)
		}
		w.findings.Join(d.findings)
	}
	return sets, w.findings, nil
}

// LoadFile reads one version from a file, whatever other versions there are. The set is nil when
// the findings have errors. values are those of the site, or nil. The error is the machine's.
func LoadFile(fsys fs.FS, file string, languages []string, values *named.Values) (*criteria.Set, diag.List, error) {
	d, err := load(fsys, file, languages, values)
	switch {
	case err != nil:
		return nil, diag.List{}, err
	case d.findings.HasErrors():
		return nil, d.findings, nil
	}
	return d.Set, d.findings, nil
}

// load reads one file.
func load(fsys fs.FS, file string, languages []string, values *named.Values) (*draft, error) {
	r := reader{set: &criteria.Set{File: file}, languages: languages, named: values}
	src, list, err := source.Text(fsys, file)
	if err != nil {
		return nil, err
	}
	r.list = list
	r.conditions.Set, r.conditions.Findings = r.set, &r.list
	d := &draft{Set: r.set}
	if !list.HasErrors() {
		r.set.Source = src
		node, findings := strictyaml.Parse(file, src, 1)
		r.list.Join(findings)
		if node != nil {
			r.list.Join(strictyaml.Decode(file, node, &r.doc))
			r.read()
			d.dates(&r, node)
		}
	}
	d.findings = r.list
	return d, nil
}

type walker struct {
	fsys     fs.FS
	files    []string
	findings diag.List
}

func (w *walker) unreadable(name string, err error) {
	w.findings.Add(name, diag.Pos{}, diag.FileUnreadable, "look at its name and its permissions", "can't read this: %v", source.Cause(err))
}

func (w *walker) visit(name string, d fs.DirEntry, err error) error {
	if err != nil {
		if name == Dir {
			return err
		}
		w.unreadable(name, err)
		return nil
	}
	base := path.Base(name)
	if strings.HasPrefix(base, ".") {
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	}
	switch kind := d.Type(); {
	case d.IsDir(), name == Dir, !isSet(base):
		return nil
	case kind&fs.ModeSymlink != 0:
		if info, err := fs.Stat(w.fsys, name); err != nil || !info.Mode().IsRegular() {
			w.findings.Add(name, diag.Pos{}, diag.FileLink, source.LinkHint, source.LinkMessage)
			return nil
		}
	case !kind.IsRegular():
		w.findings.Add(name, diag.Pos{}, diag.FileUnreadable, "take it out of the site", "this isn't an ordinary file")
		return nil
	}
	if path.Ext(base) != ".yaml" {
		w.findings.Add(name, diag.Pos{}, diag.FileName, "end its name with .yaml if it is a set of criteria, or move it elsewhere", "nothing reads %q here", base)
		return nil
	}
	w.files = append(w.files, name)
	return nil
}

// isSet reports whether a file is to be a set, by its name: YAML, with whatever extension. Package
// content reads the pages and other files beside the sets.
func isSet(base string) bool {
	ext := strings.ToLower(path.Ext(base))
	return ext == ".yaml" || ext == ".yml" || ext == ".json"
}
