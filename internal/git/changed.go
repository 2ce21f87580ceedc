package git

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// ErrShallow says that the clone lacks the earlier part of its history, in which a file may have changed last.
var ErrShallow = errors.New("this is a shallow clone: run git fetch --unshallow, or check out with fetch-depth: 0")

// Changed returns, for the files of a directory below the site's and by their paths from there, the day (UTC) on
// which the text that they have came to where it is checked out: that of the commit that brought it there, as its
// committer's clock had it. For what another branch brought, that is the merge; for a file that moved within
// the directory as it was, the day of its text. A file that isn't committed as it lies there has no day, nor has
// a symbolic link.
//
// The answer follows from the commit that is checked out. It is whole, or there is an error.
func (r *Repository) Changed(ctx context.Context, dir string) (map[string]time.Time, error) {
	if r.Shallow(ctx) {
		return nil, ErrShallow
	}
	names, err := r.committed(ctx, dir)
	if err != nil {
		return nil, err
	}
	h := &history{names: names, days: make(map[string]time.Time, len(names))}
	if len(names) == 0 {
		return h.days, nil
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	// Merges are held against what they were merged into, and what was merged isn't looked at. Exact renames
	// are found whatever the repository's settings say.
	cmd := r.command(ctx, "-c", "log.showRoot=true", "log", "--first-parent", "--diff-merges=first-parent", "--no-show-signature",
		"--format="+mark+"%ct", "--raw", "-z", "-C100%", "--no-abbrev", "--relative", "HEAD", "--", dir+"/")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, failure(ctx, "log", err, nil)
	}
	err = h.read(bufio.NewReader(stdout))
	whole := err == nil && len(h.names) == 0
	if whole || err != nil {
		stop() // The rest of a long history has nothing to say.
	}
	if failed := cmd.Wait(); failed != nil && err == nil && !whole {
		err = failure(ctx, "log", failed, []byte(stderr.String()))
	}
	return h.days, err
}

// committed returns the files of a directory that are as the last commit has them, each by its own name.
func (r *Repository) committed(ctx context.Context, dir string) (map[string][]string, error) {
	listing, err := r.run(ctx, "ls-files", "-v", "-s", "-z", "--", dir+"/")
	if err != nil {
		return nil, err
	}
	different, err := r.run(ctx, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules",
		"--relative", "HEAD", "--", dir+"/")
	if err != nil {
		return nil, err
	}
	names := map[string][]string{}
	for line := range strings.SplitSeq(string(listing), "\x00") {
		// The letter is another for a file that git was told not to look at; the mode, for what is no file.
		if about, name, ok := strings.Cut(line, "\t"); ok && strings.HasPrefix(about, "H 100") {
			names[name] = []string{name}
		}
	}
	for name := range strings.SplitSeq(string(different), "\x00") {
		delete(names, name)
	}
	return names, nil
}

// mark begins the line of a commit; lines about files begin with a colon.
const mark = "commit "

// Letters for what a commit did to a file. One that is gone was renamed to the last of the files that have its text,
// and copied to the others.
const (
	modified = 'M'
	renamed  = 'R'
	copied   = 'C'
)

// history is what is known when it has been read back to a commit.
type history struct {
	// names are the files without a day, as they are called now, by what they were called after that commit: it
	// may be that several were one.
	names map[string][]string
	days  map[string]time.Time
}

// read reads what git log prints, from the last commit back, until every file has a day.
func (h *history) read(in *bufio.Reader) error {
	var day time.Time
	for len(h.names) > 0 {
		field, err := in.ReadString(0)
		if errors.Is(err, io.EOF) && field == "" {
			return nil
		}
		if err != nil {
			return err
		}
		field = strings.Trim(field, "\n\x00")
		if moment, ok := strings.CutPrefix(field, mark); ok {
			seconds, err := strconv.ParseInt(moment, 10, 64)
			if err != nil {
				return err
			}
			day = time.Unix(seconds, 0).UTC().Truncate(24 * time.Hour)
			continue
		}
		if err := h.change(field, day, in); err != nil {
			return err
		}
	}
	return nil
}

// change notes what a commit did to a file: two modes, two ids and a letter, then its name, or both its names.
func (h *history) change(about string, day time.Time, in *bufio.Reader) error {
	fields := strings.Fields(about)
	if len(fields) != 5 || fields[0][0] != ':' {
		return fmt.Errorf("git log says %q", about)
	}
	name, err := next(in)
	if err != nil {
		return err
	}
	from, letter := name, fields[4][0]
	moved := letter == renamed || letter == copied
	if moved {
		if name, err = next(in); err != nil {
			return err
		}
	}
	now, wanted := h.names[name]
	if !wanted || letter == modified && fields[2] == fields[3] {
		return nil // What changed, if anything, is the mode.
	}
	delete(h.names, name)
	if moved {
		h.names[from] = append(h.names[from], now...)
		return nil
	}
	for _, name := range now {
		h.days[name] = day
	}
	return nil
}

func next(in *bufio.Reader) (string, error) {
	name, err := in.ReadString(0)
	return strings.TrimSuffix(name, "\x00"), err
}
