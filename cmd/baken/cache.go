package main

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
	"baken.example/baken/internal/git"
	"baken.example/baken/internal/output"
)

// cacheFlag names the directory of a cache; "" is the one of the user.
type cacheFlag string

func (c *cacheFlag) Set(s string) error {
	if s == "" {
		return errors.New("no directory is named; leave the flag out for your cache directory")
	}
	*c = cacheFlag(s)
	return nil
}
func (c *cacheFlag) Type() string   { return "string" }
func (c *cacheFlag) String() string { return string(*c) }

func (c *cacheFlag) add(cmd *cobra.Command, usage string) {
	cmd.Flags().Var(c, "cache", usage)
	_ = cmd.MarkFlagDirname("cache") // The flag is defined on the line above.
}

// cacheUsage explains the flag of commands that read a site.
const cacheUsage = "where to keep what needn't be made again (default in your cache directory)"

// cache is where a command keeps what needn't be made again, or the reason why it keeps nothing.
type cache struct {
	dir    *cachedir.Dir
	reason error
	said   bool // the reason has been printed
}

// openCache opens the directory that a flag names, or the one of the user. A directory of the user
// that can't be used is no error, and neither is a named one whose content isn't Baken's, which may
// be a damaged cache, or a full disk: the command takes longer. out is the output, or "".
func (a *app) openCache(ctx context.Context, named cacheFlag, out string) (cache, error) {
	if named == "" {
		dir, err := a.userCache()
		return cache{dir: dir, reason: err}, nil
	}
	if err := a.checkCache(ctx, string(named), out); err != nil {
		return cache{}, usageError{fmt.Errorf("--cache: %w", err)}
	}
	dir, err := cachedir.Open(string(named))
	if errors.Is(err, cachedir.ErrForeign) || errors.Is(err, syscall.ENOSPC) {
		fmt.Fprintf(a.stderr, "nothing is cached: %v\n", err)
		return cache{reason: err, said: true}, nil
	}
	if err != nil {
		return cache{}, usageError{fmt.Errorf("--cache: %w", err)}
	}
	return cache{dir: dir}, nil
}

// userCache opens the cache of the user. It isn't used inside the repository of the site: whoever
// supplies that could supply entries.
func (a *app) userCache() (*cachedir.Dir, error) {
	name, err := cachedir.User()
	if err != nil {
		return nil, err
	}
	at, err := output.Resolve(name)
	if err != nil {
		return nil, err
	}
	site, err := output.Resolve(a.dir)
	if err != nil {
		return nil, err
	}
	if root := output.Repository(site); output.Within(at, root) {
		return nil, fmt.Errorf("%s is inside %s, which the site is part of", name, root)
	}
	return cachedir.OpenUser()
}

// checkCache refuses a directory for a cache that is published, that the site is made from, or that
// can have come with the site: whoever supplies that could supply other pictures. Hosts that build
// can often restore only directories within the repository, so there is leave for one that isn't
// in git.
func (a *app) checkCache(ctx context.Context, name, out string) error {
	at, err := output.Resolve(name)
	if err != nil {
		return err
	}
	site, err := output.Resolve(a.dir)
	if err != nil {
		return err
	}
	if output.Within(site, at) {
		return fmt.Errorf("%s is or contains the site: choose a directory in it, such as .cache, or elsewhere", name)
	}
	sources, err := a.sources()
	if err != nil {
		return err
	}
	for _, source := range sources {
		if err := apart(name, at, source, "which the site is made from"); err != nil {
			return err
		}
	}
	outputs := []string{filepath.Join(a.dir, defaultOut)}
	if out != "" {
		outputs = append(outputs, out)
	}
	for _, dir := range outputs {
		if err := apart(name, at, dir, "which a build writes"); err != nil {
			return err
		}
	}
	if dir, ok := outputAround(at); ok {
		return fmt.Errorf("%s is inside %s, which a build writes: choose a directory outside of it", name, dir)
	}
	for dir := at; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if strings.EqualFold(filepath.Base(dir), ".git") {
			return fmt.Errorf("%s is inside a git repository's own directory: choose another", name)
		}
	}
	if root := output.Repository(site); output.Within(at, root) {
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
	other, err := output.Resolve(dir)
	if err != nil {
		return err
	}
	switch {
	case output.Within(at, other):
		return fmt.Errorf("%s is inside %s, %s: choose a directory outside of it", name, dir, what)
	case output.Within(other, at):
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

func (a *app) cleanCommand() *cobra.Command {
	var named cacheFlag
	cmd := &cobra.Command{
		Use:   "clean",
		Short: "Remove what was kept to be faster the next time",
		Long: `Clean empties your cache of Baken, for all sites, or the directory that --cache names: the sizes of pictures,
and the answers of other hosts. The next build makes them again, with the same bytes.

It removes only files that Baken made there, and follows no link. Outputs stay as they are. The proof of what
was written to an output stays too, in your cache directory, for as long as that output is there.`,
		Example: `  baken clean
  baken clean --cache .cache/baken`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			name := string(named)
			if name == "" {
				var err error
				if name, err = cachedir.User(); err != nil {
					return err
				}
			}
			removed, err := cachedir.Clean(name)
			if removed.Entries > 0 || err == nil {
				fmt.Fprintf(a.stdout, "%s: %s removed, %s\n", name, count(removed.Entries, "file"), mebibytes(removed.Bytes))
			}
			if err != nil || named != "" {
				return err
			}
			return a.forget()
		},
	}
	named.add(cmd, "the directory to empty (default Baken's in your cache directory)")
	return cmd
}

// forget removes the records of outputs that are gone.
func (a *app) forget() error {
	records := recordsDir()
	removed, left, err := output.Forget(records)
	if removed+left > 0 {
		fmt.Fprintf(a.stdout, "%s: the proof of %s removed, which are gone, and that of %d kept\n", records, count(removed, "output"), left)
	}
	return err
}

// mebibytes is a size in words.
func mebibytes(n int64) string { return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20)) }
