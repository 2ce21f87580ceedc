// Package caching opens the directory in which a command keeps what needn't be made again, and the
// caches in it. It refuses one with which somebody else could have other pictures published.
package caching

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/cachedir"
	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/place"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/git"
	"baken.example/baken/internal/output/guard"
	"baken.example/baken/internal/realpath"
)

// Flag names the directory of a cache; "" is the one of the user.
type Flag string

func (c *Flag) Set(s string) error {
	if s == "" {
		return errors.New("no directory is named; leave the flag out for your cache directory")
	}
	*c = Flag(s)
	return nil
}
func (c *Flag) Type() string   { return "string" }
func (c *Flag) String() string { return string(*c) }

// Add adds the flag --cache.
func (c *Flag) Add(cmd *cobra.Command, usage string) {
	cmd.Flags().Var(c, "cache", usage)
	_ = cmd.MarkFlagDirname("cache") // The flag is defined on the line above.
}

// Usage explains the flag of commands that read a site.
const Usage = "where to keep what needn't be made again (default in your cache directory)"

// Cache is where a command keeps what needn't be made again, or the reason why it keeps nothing.
type Cache struct {
	dir    *cachedir.Dir
	reason error
	said   bool // the reason has been printed
}

// None returns the cache of a command that keeps nothing, for a reason.
func None(reason error) Cache { return Cache{reason: reason} }

// Open opens the directory that the flag names, or the one of the user. A directory of the user
// that can't be used is no error, and neither is a named one whose content isn't Baken's, which may
// be a damaged cache, or a full disk: the command takes longer. out is the output, or "".
func (c *Flag) Open(ctx context.Context, s *command.State, out string) (Cache, error) {
	named := string(*c)
	if named == "" {
		dir, err := userCache(s.Dir)
		if err != nil {
			return None(err), nil
		}
		return Cache{dir: dir}, nil
	}
	if err := check(ctx, s.Dir, named, out); err != nil {
		return Cache{}, usage.Errorf("--cache: %w", err)
	}
	dir, err := cachedir.Open(named)
	if errors.Is(err, cachedir.ErrForeign) || errors.Is(err, syscall.ENOSPC) {
		fmt.Fprintf(s.Stderr, "nothing is cached: %v\n", err)
		return Cache{reason: err, said: true}, nil
	}
	if err != nil {
		return Cache{}, usage.Errorf("--cache: %w", err)
	}
	return Cache{dir: dir}, nil
}

// userCache opens the cache of the user. It isn't used inside the repository of the site: whoever
// supplies that could supply entries.
func userCache(siteDir string) (*cachedir.Dir, error) {
	name, err := cachedir.User()
	if err != nil {
		return nil, err
	}
	at, err := realpath.Resolve(name)
	if err != nil {
		return nil, err
	}
	site, err := realpath.Resolve(siteDir)
	if err != nil {
		return nil, err
	}
	if root := guard.Repository(site); realpath.Within(at, root) {
		return nil, fmt.Errorf("%s is inside %s, which the site is part of", name, root)
	}
	return cachedir.OpenUser()
}

// check refuses a directory for a cache that is published, that the site is made from, or that
// can have come with the site: whoever supplies that could supply other pictures. Hosts that build
// can often restore only directories within the repository, so there is leave for one that isn't
// in git.
func check(ctx context.Context, siteDir, name, out string) error {
	at, err := realpath.Resolve(name)
	if err != nil {
		return err
	}
	site, err := realpath.Resolve(siteDir)
	if err != nil {
		return err
	}
	if realpath.Within(site, at) {
		return fmt.Errorf("%s is or contains the site: choose a directory in it, such as .cache, or elsewhere", name)
	}
	sources, err := place.Sources(siteDir)
	if err != nil {
		return err
	}
	for _, source := range sources {
		if err := apart(name, at, source, "which the site is made from"); err != nil {
			return err
		}
	}
	outputs := []string{filepath.Join(siteDir, place.Output)}
	if out != "" {
		outputs = append(outputs, out)
	}
	for _, dir := range outputs {
		if err := apart(name, at, dir, "which a build writes"); err != nil {
			return err
		}
	}
	if dir, ok := place.OutputAround(at); ok {
		return fmt.Errorf("%s is inside %s, which a build writes: choose a directory outside of it", name, dir)
	}
	for dir := at; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if strings.EqualFold(filepath.Base(dir), ".git") {
			return fmt.Errorf("%s is inside a git repository's own directory: choose another", name)
		}
	}
	if root := guard.Repository(site); realpath.Within(at, root) {
		came, err := tracked(ctx, at)
		switch {
		case err != nil:
			return fmt.Errorf("%s is inside %s, and git can't say whether it came with the site (%w): choose a directory outside of it", name, root, err)
		case came:
			return fmt.Errorf("%s is in git, so that whoever changes the site could supply what is cached: "+
				"take it out with git rm -r --cached, or choose another directory", name)
		}
	}
	return nil
}

// apart returns an error if the directory at, which was called name, is inside of another one or
// contains it.
func apart(name, at, dir, what string) error {
	other, err := realpath.Resolve(dir)
	if err != nil {
		return err
	}
	switch {
	case realpath.Within(at, other):
		return fmt.Errorf("%s is inside %s, %s: choose a directory outside of it", name, dir, what)
	case realpath.Within(other, at):
		return fmt.Errorf("%s contains %s, %s: choose another directory", name, dir, what)
	}
	return nil
}

// tracked reports whether git has a directory, which needn't exist, or anything in it. Its name is
// without symbolic links.
func tracked(ctx context.Context, dir string) (bool, error) {
	parent, name := filepath.Split(dir)
	for {
		if _, err := os.Lstat(parent); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		var last string
		parent, last = filepath.Split(filepath.Clean(parent))
		name = filepath.Join(last, name)
	}
	repository, err := git.Open(ctx, parent)
	if err != nil {
		return false, err
	}
	return repository.Tracks(ctx, filepath.ToSlash(name))
}
