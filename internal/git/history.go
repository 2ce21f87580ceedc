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

// ErrShallow is returned for a shallow clone: a file may have changed last in the part of the
// history that it lacks.
var ErrShallow = errors.New("this is a shallow clone: run git fetch --unshallow, or check out with fetch-depth: 0")

// History holds the days on which the files of a directory last changed, up to the commit that is
// checked out. It is immutable.
type History struct {
	// Commit is the id of that commit; empty in a repository without commits.
	Commit string
	files  map[string]version
}

// version is a file of the commit.
type version struct {
	// id is the id of its blob.
	id  string
	day time.Time
}

// Changed returns the day (UTC) on which a file, given by its path from the site's directory, got
// its present text: the committer date of the commit that added it to the branch. For text of
// another branch, that is the date of the merge; for a file that was renamed or copied unchanged
// within the directory, that of the original. The day is zero if the text differs from the one in
// the commit that is checked out. CRLF line ends don't count as a difference, because git may have
// converted them (core.autocrlf).
func (h *History) Changed(file string, text []byte) time.Time {
	v, ok := h.files[file]
	if !ok || v.id != id(text, len(v.id)) && v.id != id(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), len(v.id)) {
		return time.Time{}
	}
	return v.day
}

// id returns the blob id of a text. The length of the id determines the hash function of the
// repository (https://git-scm.com/docs/hash-function-transition).
func id(text []byte, length int) string {
	var h hash.Hash = sha256.New()
	if length == hex.EncodedLen(sha1.Size) {
		h = sha1.New()
	}
	fmt.Fprintf(h, "blob %d\x00", len(text))
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}

// History reads the history of a directory below the site's. It returns the complete history or an
// error.
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
	log := logReader{h.files, map[string][]string{}, map[string][]string{}}
	for _, e := range parse(listing, "") {
		if strings.HasPrefix(e.mode, "100") {
			h.files[e.name] = version{id: e.id}
			log.pending[e.name] = []string{e.name}
		}
	}
	if len(h.files) == 0 {
		return h, nil
	}
	return h, r.readLog(ctx, h.Commit, dir, &log)
}

// unborn reports whether the current branch has no commit yet.
func (r *Repository) unborn(ctx context.Context) bool {
	if _, err := r.run(ctx, "symbolic-ref", "--quiet", "HEAD"); err != nil {
		return false
	}
	_, err := r.run(ctx, "show-ref", "--verify", "--quiet", "HEAD")
	return err != nil && ctx.Err() == nil
}

// readLog reads the log backwards from a commit, until every file has a day.
func (r *Repository) readLog(ctx context.Context, commit, dir string, log *logReader) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	// Merges are compared with their first parent, and merged branches are skipped. Exact renames
	// and copies are found regardless of the repository's settings.
	cmd := r.command(ctx, "-c", "log.showRoot=true", "log", "--encoding=UTF-8", "--first-parent", "--diff-merges=first-parent", "--no-show-signature",
		"--format="+commitPrefix+"%ct", "--raw", "-z", "-C100%", "--no-abbrev", "--relative", commit, "--", dir+"/")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return failure(ctx, "log", err, nil)
	}
	err = log.read(bufio.NewReader(stdout))
	complete := err == nil && log.done()
	if complete || err != nil {
		stop() // The rest of the log isn't needed.
	}
	failed := cmd.Wait()
	switch {
	case err != nil || complete:
		return err
	case failed != nil:
		return failure(ctx, "log", failed, []byte(stderr.String()))
	default:
		return errors.New("git log doesn't say where every file comes from")
	}
}

// commitPrefix begins the line of a commit in the log; lines of files begin with a colon.
const commitPrefix = "commit "

// The status letters of git diff --raw. If several files have the text of a removed one, it was
// renamed to one of them and copied to the rest.
const (
	modified = 'M'
	renamed  = 'R'
	copied   = 'C'
)

// logReader is the state of reading the log backwards, up to a commit.
type logReader struct {
	files map[string]version
	// pending maps the name that a file had after the current commit to the present names of the
	// files without a day that descend from it; copies make that several. moved holds the files
	// that the commit renamed or copied, by their names before it.
	pending, moved map[string][]string
}

func (r *logReader) done() bool { return len(r.pending) == 0 && len(r.moved) == 0 }

// nextCommit ends the current commit and continues with the next, older one.
func (r *logReader) nextCommit() {
	for name, now := range r.moved {
		r.pending[name] = append(r.pending[name], now...)
	}
	clear(r.moved)
}

// read parses the output of git log, newest commit first, until every file has a day.
func (r *logReader) read(in *bufio.Reader) error {
	var day time.Time
	for !r.done() {
		field, err := in.ReadString(0)
		if errors.Is(err, io.EOF) && field == "" {
			r.nextCommit()
			return nil
		}
		if err != nil {
			return err
		}
		field = strings.Trim(field, "\n\x00")
		if moment, ok := strings.CutPrefix(field, commitPrefix); ok {
			seconds, err := strconv.ParseInt(moment, 10, 64)
			if err != nil {
				return err
			}
			r.nextCommit()
			day = time.Unix(seconds, 0).UTC().Truncate(24 * time.Hour)
			continue
		}
		if err := r.change(field, day, in); err != nil {
			return err
		}
	}
	return nil
}

// change processes a record of git diff --raw: two modes, two ids and a status letter, then the
// name of the file, or for a rename or a copy both names.
func (r *logReader) change(record string, day time.Time, in *bufio.Reader) error {
	fields := strings.Fields(record)
	if len(fields) != 5 || fields[0][0] != ':' {
		return fmt.Errorf("git log says %q", record)
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
	now, ok := r.pending[name]
	if !ok || letter == modified && fields[2] == fields[3] {
		return nil // At most the mode changed.
	}
	delete(r.pending, name)
	if moved {
		r.moved[from] = append(r.moved[from], now...)
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
