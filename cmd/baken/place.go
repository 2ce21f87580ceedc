package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/git"
	"baken.example/baken/internal/output"
)

// defaultOut is where a site is written unless the command line says otherwise.
const defaultOut = "public"

// outputMarker is the manifest at the root of an output directory.
const outputMarker = ".baken"

// sourceNames are the source directories of a site.
var sourceNames = [...]string{"content", "templates", "assets", "i18n"}

// sources returns the files and directories that the site is made from: its own directories, and
// what the symbolic links in them lead to.
func (a *app) sources() ([]string, error) {
	var found []string
	seen := map[string]bool{}
	var add func(name string) error
	add = func(name string) error {
		resolved, err := output.Resolve(name)
		if err != nil {
			return nil // A link that leads in a circle leads to no source; reading it is a finding.
		}
		if seen[resolved] {
			return nil
		}
		seen[resolved] = true
		found = append(found, name)
		return filepath.WalkDir(resolved, func(at string, e fs.DirEntry, err error) error {
			if err != nil {
				return nil // Reading the site says so, with the place.
			}
			if e.Type()&fs.ModeSymlink != 0 {
				return add(at)
			}
			return nil
		})
	}
	for _, name := range sourceNames {
		if err := add(filepath.Join(a.dir, name)); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// checkName refuses an output without a name.
func (a *app) checkName(out string) error {
	if out == "" {
		return errors.New("--out takes the name of a directory")
	}
	return nil
}

// checkOut refuses an output directory in which a build would do harm to the site, or to itself:
// pages written among templates and pictures would be taken for the site's own.
func (a *app) checkOut(out string) (sources []string, err error) {
	if sources, err = a.sources(); err != nil {
		return nil, err
	}
	return sources, output.Check(out, a.dir, sources)
}

// checkDatabase refuses an address, and a file as [app.outside] does.
func (a *app) checkDatabase(file string) error {
	if strings.Contains(file, "://") {
		return fmt.Errorf("--db takes the name of a file: the address of a PostgreSQL database goes into %s", databaseURL)
	}
	return a.outside("--db", file)
}

// outside refuses a file, named with a flag, that would be published, or that stands among the
// sources of the site, by whatever path or link.
func (a *app) outside(flag, file string) error {
	of, err := output.Resolve(file)
	if err != nil {
		return err
	}
	dirs, err := a.sources()
	if err != nil {
		return err
	}
	for _, name := range append(dirs, filepath.Join(a.dir, defaultOut)) {
		dir, err := output.Resolve(name)
		if err != nil {
			return err
		}
		if output.Within(of, dir) {
			return fmt.Errorf("%s %s is inside %s, where the site is: choose a file outside of it", flag, file, name)
		}
	}
	if dir, ok := outputAround(filepath.Dir(of)); ok {
		return fmt.Errorf("%s %s is inside %s, which a build writes: choose a file outside of it", flag, file, dir)
	}
	return nil
}

// outputAround returns the output that a directory, whose name is without symbolic links, is or
// lies in.
func outputAround(dir string) (output string, ok bool) {
	for at := dir; ; at = filepath.Dir(at) {
		info, err := os.Lstat(filepath.Join(at, outputMarker))
		if err == nil && info.Mode().IsRegular() {
			return at, true
		}
		if at == filepath.Dir(at) {
			return "", false
		}
	}
}

// misplaced finds manifests among the sources or in git, which would mark a part of the site as an
// output, files in git in the place of the output, and a symbolic link there, which would redirect
// a build.
func (a *app) misplaced(ctx context.Context) diag.List {
	var list diag.List
	const manifest = "this is the list of what a build wrote, and it is part of the site"
	const remove = "take it out of the site, and out of git with git rm --cached"
	found := map[string]bool{}
	add := func(file string) {
		if !found[file] {
			found[file] = true
			list.Add(file, diag.Pos{}, diag.OutputInSite, remove, manifest)
		}
	}
	if _, err := os.Lstat(filepath.Join(a.dir, outputMarker)); err == nil {
		add(outputMarker)
	}
	for _, name := range sourceNames {
		_ = filepath.WalkDir(filepath.Join(a.dir, name), func(at string, e fs.DirEntry, err error) error {
			if err == nil && e.Name() == outputMarker && !e.IsDir() {
				if rel, err := filepath.Rel(a.dir, at); err == nil {
					add(filepath.ToSlash(rel))
				}
			}
			return nil
		})
	}
	if repository, err := git.Open(ctx, a.dir); err == nil {
		// Without a readable index only the files are checked.
		tracked, _ := repository.Tracked(ctx, outputMarker)
		for _, file := range tracked {
			add(file)
		}
		// A build leaves alone what it didn't write there, so each of these would be published as
		// it is.
		inOutput, _ := repository.Below(ctx, defaultOut)
		for _, file := range inOutput {
			if !found[file] && !found[path.Join(defaultOut, outputMarker)] {
				list.Add(file, diag.Pos{}, diag.OutputInSite, remove, "this is in the directory that a build writes, and it is in git")
			}
		}
	}
	if info, err := os.Lstat(filepath.Join(a.dir, defaultOut)); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		list.Add(defaultOut, diag.Pos{}, diag.OutputInSite, "remove the link: baken build makes the directory",
			"the output directory is a symbolic link, and a build would write where that leads")
	}
	return list
}
