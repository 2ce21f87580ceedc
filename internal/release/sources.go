package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// recorded returns an error where Go can't record the commit of a build: outside the root of a
// checkout, or in a worktree, whose .git is a file.
func recorded(ctx context.Context) error {
	prefix, err := output(ctx, nil, "git", "rev-parse", "--show-prefix")
	if err != nil {
		return err
	}
	if prefix != "" {
		return fmt.Errorf("this is %s of a checkout; build in its root", prefix)
	}
	if info, err := os.Lstat(".git"); err != nil || !info.IsDir() {
		return errors.New("this is a worktree or a submodule of git, of which Go doesn't record the commit; build in a clone: git clone . DIRECTORY")
	}
	return nil
}

// committed returns an error unless each file that goes into the archive of a target has the bytes
// that it has in the commit. The status of git doesn't prove that: a file that the settings of this
// machine ignore, or one that git was told to assume unchanged, isn't in it, and conversions of
// line ends are undone before the comparison.
func committed(ctx context.Context, env []string) error {
	files, err := sources(ctx, env)
	if err != nil {
		return err
	}
	tree, err := output(ctx, nil, "git", "ls-tree", "-r", "-z", "HEAD")
	if err != nil {
		return err
	}
	hashes := map[string]string{}
	for entry := range strings.SplitSeq(tree, "\x00") {
		if about, name, ok := strings.Cut(entry, "\t"); ok {
			hashes[name] = about[strings.LastIndexByte(about, ' ')+1:]
		}
	}
	listed, err := outputOf(ctx, strings.NewReader(strings.Join(files, "\n")+"\n"), nil,
		"git", "hash-object", "--no-filters", "--stdin-paths")
	if err != nil {
		return err
	}
	found := strings.Split(listed, "\n")
	if len(found) != len(files) {
		return fmt.Errorf("git hash-object hashed %d of %d files", len(found), len(files))
	}
	var other []string
	for i, name := range files {
		switch hash, ok := hashes[name]; {
		case !ok:
			other = append(other, name+" isn't in the commit")
		case hash != found[i]:
			other = append(other, name+" has other bytes than in the commit")
		}
	}
	if len(other) > 0 {
		return fmt.Errorf("not all that would be built in is of the commit; remove these, or build in a fresh clone:\n%s", strings.Join(other, "\n"))
	}
	return nil
}

// sources returns the files of this module that go into the archive of a target, sorted, with
// slash-separated paths from the root: what is compiled and embedded, and what is put beside it.
func sources(ctx context.Context, env []string) ([]string, error) {
	listed, err := output(ctx, env, "go", "list", "-deps",
		"-json=Dir,Module,GoFiles,CFiles,HFiles,SFiles,SysoFiles,EmbedFiles", "./cmd/baken")
	if err != nil {
		return nil, err
	}
	files := []string{"LICENSE", "README.md", "go.mod", "go.sum"}
	decoder := json.NewDecoder(strings.NewReader(listed))
	for {
		var p struct {
			Dir    string
			Module *struct {
				Dir  string
				Main bool
			}
			GoFiles, CFiles, HFiles, SFiles, SysoFiles, EmbedFiles []string
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if p.Module == nil || !p.Module.Main {
			continue
		}
		for _, name := range slices.Concat(p.GoFiles, p.CFiles, p.HFiles, p.SFiles, p.SysoFiles, p.EmbedFiles) {
			path, err := filepath.Rel(p.Module.Dir, filepath.Join(p.Dir, name))
			if err != nil {
				return nil, err
			}
			files = append(files, filepath.ToSlash(path))
		}
	}
	slices.Sort(files)
	return files, nil
}
