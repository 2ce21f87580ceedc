package git

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"strconv"
	"strings"
	"time"
)

// ErrShallow says that the clone lacks the earlier part of its history, in which a file may have changed last.
var ErrShallow = errors.New("this is a shallow clone: run git fetch --unshallow, or check out with fetch-depth: 0")

// History is when the files of a directory came to be what they are in the commit that is checked out. It is
// immutable.
type History struct {
	// Commit is the id of that commit; empty before the first one.
	Commit string
	files  map[string]version
}

// version is a file as it is in the commit.
type version struct {
	// id is that of the object with its text.
	id  string
	day time.Time
}

// Changed returns the day (UTC) on which a file, by its path from the site's directory, got the text that it has: that
// of the commit that brought it there, as its committer's clock had it. For what another branch brought, that is the
// merge; for a file that moved or was copied within the directory as it was, the day of its text. The day is zero for
// a text that isn't the one of the commit that is checked out. Line ends may be those of Windows: git may have
// made them so.
func (h *History) Changed(file string, text []byte) time.Time {
	v, ok := h.files[file]
	if !ok || v.id != id(text, len(v.id)) && v.id != id(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), len(v.id)) {
		return time.Time{}
	}
	return v.day
}

// id returns the id of a text, of a length that tells the kind of repository
// (https://git-scm.com/docs/hash-function-transition).
func id(text []byte, length int) string {
	var h hash.Hash = sha256.New()
	if length == hex.EncodedLen(sha1.Size) {
		h = sha1.New()
	}
	fmt.Fprintf(h, "blob %d\x00", len(text))
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}

// History reads the history of a directory below the site's. It is whole, or there is an error.
func (r *Repository) History(ctx context.Context, dir string) (*History, error) {
	commit, err := r.run(ctx, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
	if err != nil {
		if ctx.Err() == nil && r.unborn(ctx) {
			return &History{}, nil
		}
		return nil, err
	}
	if r.Shallow(ctx) {
		return nil, ErrShallow
	}
	h := &History{Commit: strings.TrimSpace(string(commit)), files: map[string]version{}}
	listing, err := r.run(ctx, "ls-tree", "-r", "-z", h.Commit, "--", dir+"/")
	if err != nil {
		return nil, err
	}
	back := reader{h.files, map[string][]string{}, map[string][]string{}}
	for _, e := range parse(listing, "") {
		if strings.HasPrefix(e.mode, "100") {
			h.files[e.name] = version{id: e.id}
			back.names[e.name] = []string{e.name}
		}
	}
	if len(h.files) == 0 {
		return h, nil
	}
	return h, r.readBack(ctx, h.Commit, dir, &back)
}

// unborn reports whether there is no commit yet.
func (r *Repository) unborn(ctx context.Context) bool {
	if _, err := r.run(ctx, "symbolic-ref", "--quiet", "HEAD"); err != nil {
		return false
	}
	_, err := r.run(ctx, "show-ref", "--verify", "--quiet", "HEAD")
	return err != nil && ctx.Err() == nil
}

// readBack reads the log from a commit back, until every file has a day.
func (r *Repository) readBack(ctx context.Context, commit, dir string, back *reader) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	// Merges are held against what they were merged into, and what was merged isn't looked at. Exact renames and
	// copies are found whatever the repository's settings say.
	cmd := r.command(ctx, "-c", "log.showRoot=true", "log", "--encoding=UTF-8", "--first-parent", "--diff-merges=first-parent", "--no-show-signature",
		"--format="+mark+"%ct", "--raw", "-z", "-C100%", "--no-abbrev", "--relative", commit, "--", dir+"/")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return failure(ctx, "log", err, nil)
	}
	err = back.read(bufio.NewReader(stdout))
	whole := err == nil && back.done()
	if whole || err != nil {
		stop() // The rest of a long history has nothing to say.
	}
	failed := cmd.Wait()
	switch {
	case err != nil || whole:
		return err
	case failed != nil:
		return failure(ctx, "log", failed, []byte(stderr.String()))
	default:
		return errors.New("git log doesn't say where every file comes from")
	}
}

// mark begins the line of a commit; lines about files begin with a colon.
const mark = "commit "

// Letters for what a commit did to a file. One that is gone was renamed to one of the files that have its text, and
// copied to the others.
const (
	modified = 'M'
	renamed  = 'R'
	copied   = 'C'
)

// reader is the state of reading the log back to a commit.
type reader struct {
	files map[string]version
	// names are the files without a day, as they are called now, by what they were called after that commit: it
	// may be that several were one. Those that the commit moved are in before, by what they were called before it.
	names, before map[string][]string
}

func (r *reader) done() bool { return len(r.names) == 0 && len(r.before) == 0 }

// earlier goes back to the commit before.
func (r *reader) earlier() {
	for name, now := range r.before {
		r.names[name] = append(r.names[name], now...)
	}
	clear(r.before)
}

// read reads what git log prints, from the last commit back, until every file has a day.
func (r *reader) read(in *bufio.Reader) error {
	var day time.Time
	for !r.done() {
		field, err := in.ReadString(0)
		if errors.Is(err, io.EOF) && field == "" {
			r.earlier()
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
			r.earlier()
			day = time.Unix(seconds, 0).UTC().Truncate(24 * time.Hour)
			continue
		}
		if err := r.change(field, day, in); err != nil {
			return err
		}
	}
	return nil
}

// change notes what a commit did to a file: two modes, two ids and a letter, then its name, or both its names.
func (r *reader) change(about string, day time.Time, in *bufio.Reader) error {
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
	now, wanted := r.names[name]
	if !wanted || letter == modified && fields[2] == fields[3] {
		return nil // What changed, if anything, is the mode.
	}
	delete(r.names, name)
	if moved {
		r.before[from] = append(r.before[from], now...)
		return nil
	}
	for _, name := range now {
		r.files[name] = version{r.files[name].id, day}
	}
	return nil
}

func next(in *bufio.Reader) (string, error) {
	name, err := in.ReadString(0)
	return strings.TrimSuffix(name, "\x00"), err
}
