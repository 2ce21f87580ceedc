// Package place says where the files and directories of a site are, and where a command may write
// what isn't part of it. Dir is always the site's directory.
package place

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/git"
	"baken.example/baken/internal/output/guard"
	"baken.example/baken/internal/realpath"
)

// Output is the directory, in that of the site, into which it is written unless the command line
// says otherwise.
const Output = "public"

// outputMarker is the manifest at the root of an output directory.
const outputMarker = ".baken"

// SourceNames returns the names of a site's source directories.
func SourceNames() []string { return []string{"content", "templates", "assets", "i18n"} }

// Sources returns the files and directories that the site is made from: its own directories, and
// what the symbolic links in them lead to.
func Sources(dir string) ([]string, error) {
	var found []string
	seen := map[string]bool{}
	var add func(name string) error
	add = func(name string) error {
		resolved, err := realpath.Resolve(name)
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
	for _, name := range SourceNames() {
		if err := add(filepath.Join(dir, name)); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// CheckOutput refuses an output directory in which a build would do harm to the site, or to itself:
// pages written among templates and pictures would be taken for the site's own.
func CheckOutput(dir, out string) (sources []string, err error) {
	if sources, err = Sources(dir); err != nil {
		return nil, err
	}
	return sources, guard.Check(out, dir, sources)
}

// Outside refuses a file, named with a flag, that would be published, or that stands among the
// sources of the site, by whatever path or link.
func Outside(dir, flag, file string) error {
	of, err := realpath.Resolve(file)
	if err != nil {
		return err
	}
	sources, err := Sources(dir)
	if err != nil {
		return err
	}
	for _, name := range append(sources, filepath.Join(dir, Output)) {
		at, err := realpath.Resolve(name)
		if err != nil {
			return err
		}
		if realpath.Within(of, at) {
			return fmt.Errorf("%s %s is inside %s, where the site is: choose a file outside of it", flag, file, name)
		}
	}
	if around, ok := OutputAround(filepath.Dir(of)); ok {
		return fmt.Errorf("%s %s is inside %s, which a build writes: choose a file outside of it", flag, file, around)
	}
	return nil
}

// OutputAround returns the output that a directory, whose name is without symbolic links, is or
// lies in.
func OutputAround(dir string) (output string, ok bool) {
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

// Misplaced finds manifests among the sources or in git, which would mark a part of the site as an
// output, files in git in the place of the output, and a symbolic link there, which would redirect
// a build.
func Misplaced(ctx context.Context, dir string) diag.List {
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
	if _, err := os.Lstat(filepath.Join(dir, outputMarker)); err == nil {
		add(outputMarker)
	}
	for _, name := range SourceNames() {
		_ = filepath.WalkDir(filepath.Join(dir, name), func(at string, e fs.DirEntry, err error) error {
			if err == nil && e.Name() == outputMarker && !e.IsDir() {
				if rel, err := filepath.Rel(dir, at); err == nil {
					add(filepath.ToSlash(rel))
				}
			}
			return nil
		})
	}
	if repository, err := git.Open(ctx, dir); err == nil {
		// Without a readable index only the files are checked.
		tracked, inOutput, _ := repository.Tracked(ctx, outputMarker, Output)
		for _, file := range tracked {
			add(file)
		}
		// A build leaves alone what it didn't write there, so each of these would be published as
		// it is.
		for _, file := range inOutput {
			if !found[file] && !found[path.Join(Output, outputMarker)] {
				list.Add(file, diag.Pos{}, diag.OutputInSite, remove, "this is in the directory that a build writes, and it is in git")
			}
		}
	}
	if info, err := os.Lstat(filepath.Join(dir, Output)); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		list.Add(Output, diag.Pos{}, diag.OutputInSite, "remove the link: baken build makes the directory",
			"the output directory is a symbolic link, and a build would write where that leads")
	}
	return list
}
