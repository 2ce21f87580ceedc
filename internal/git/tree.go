package git

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// maxText is the size up to which files are read. Texts of a site are smaller.
const maxText = 1 << 20

// entry is a file of a commit.
type entry struct {
	mode, id, name string
}

const symlinkMode = "120000"

// Tree returns a directory below the site's as of the merge base of a revision and HEAD. Files
// whose extension isn't in texts are listed, but empty. The file system is held in memory.
func (r *Repository) Tree(ctx context.Context, rev, dir string, texts ...string) (fs.FS, error) {
	commit, err := r.commit(ctx, rev)
	if err != nil {
		return nil, err
	}
	listing, err := r.run(ctx, "ls-tree", "-r", "-z", "--full-name", commit, "--", dir+"/")
	if err != nil {
		return nil, err
	}
	prefix, err := r.run(ctx, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, err
	}
	entries := parse(listing, strings.TrimSuffix(string(prefix), "\n"))
	var wanted []entry
	for _, e := range entries {
		if e.mode == symlinkMode || slices.Contains(texts, path.Ext(e.name)) {
			wanted = append(wanted, e)
		}
	}
	blobs, err := r.blobs(ctx, wanted)
	if err != nil {
		return nil, err
	}
	return archive(entries, blobs)
}

// parse parses the output of git ls-tree -z: mode, type, id and name of each file.
func parse(listing []byte, prefix string) []entry {
	var entries []entry
	for line := range strings.SplitSeq(string(listing), "\x00") {
		record, name, ok := strings.Cut(line, "\t")
		fields := strings.Fields(record)
		if !ok || len(fields) != 3 || fields[1] != "blob" {
			continue // The end, or a submodule.
		}
		if name, ok = strings.CutPrefix(name, prefix); ok && fs.ValidPath(name) {
			entries = append(entries, entry{fields[0], fields[2], name})
		}
	}
	return entries
}

// blobs reads the contents of files, by name.
func (r *Repository) blobs(ctx context.Context, entries []entry) (map[string][]byte, error) {
	var ids strings.Builder
	for _, e := range entries {
		ids.WriteString(e.id + "\n")
	}
	cmd := r.command(ctx, "cat-file", "--batch")
	cmd.Stdin = strings.NewReader(ids.String())
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, failure(ctx, "cat-file", err, nil)
	}
	contents := make(map[string][]byte, len(entries))
	in := bufio.NewReader(stdout)
	var readErr error
	for _, e := range entries {
		if contents[e.name], readErr = blob(in); readErr != nil {
			readErr = fmt.Errorf("read %s: %w", e.name, readErr)
			break
		}
	}
	_, _ = io.Copy(io.Discard, in) // Otherwise git would block on writing.
	if err := cmd.Wait(); err != nil {
		return nil, failure(ctx, "cat-file", err, stderr.Bytes())
	}
	return contents, readErr
}

// blob reads one object from git cat-file --batch: a line of id, type and size, the content, a line
// feed.
func blob(in *bufio.Reader) ([]byte, error) {
	header, err := in.ReadString('\n')
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(header)
	if len(fields) == 2 && fields[1] == "missing" {
		return nil, errors.New(partialClone)
	}
	if len(fields) != 3 {
		return nil, fmt.Errorf("git hasn't got it: %s", strings.TrimSpace(header))
	}
	size, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil {
		return nil, err
	}
	var content []byte
	if size <= maxText {
		content = make([]byte, size)
		_, err = io.ReadFull(in, content)
	} else {
		_, err = io.CopyN(io.Discard, in, size)
	}
	if err == nil {
		_, err = in.Discard(1)
	}
	return content, err
}

// archive returns a file system of files, in which symbolic links are replaced by their targets.
func archive(entries []entry, blobs map[string][]byte) (fs.FS, error) {
	byName := make(map[string]entry, len(entries))
	for _, e := range entries {
		byName[e.name] = e
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		end, ok := resolveSymlink(byName, blobs, e)
		if !ok {
			continue
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: e.name, Method: zip.Store})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(blobs[end.name]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
}

// resolveSymlink returns the file that a symbolic link points to. ok is false if it isn't among the
// files.
func resolveSymlink(byName map[string]entry, blobs map[string][]byte, e entry) (entry, bool) {
	for range 10 {
		if e.mode != symlinkMode {
			return e, true
		}
		next, ok := byName[path.Join(path.Dir(e.name), string(blobs[e.name]))]
		if !ok {
			return e, false
		}
		e = next
	}
	return e, false
}
