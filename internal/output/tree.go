package output

import (
	"fmt"
	"path"
	"sync"
	"time"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/output/manifest"
	"baken.example/baken/internal/output/portable"
)

// tree is the site to be written: its files, and the directories that they need.
type tree struct {
	root  *directory
	files []*file
	// levels are the directories by depth; the root alone is the first.
	levels [][]*directory
	// entries are files and directories by their folded path.
	entries map[string]entry
}

// entry is a file or a directory of the site. At most one of the fields is set.
type entry struct {
	file *file
	dir  *directory
}

func (e entry) path() string {
	switch {
	case e.file != nil:
		return e.file.Path
	case e.dir != nil:
		return e.dir.path
	}
	return ""
}

// file is an artifact and its state in the build.
type file struct {
	artifact.Artifact
	dir    *directory
	exists bool // the output has a regular file of this path
	staged bool // the staging tree has it
	fresh  bool // staged as a new file, not as a link to the old one
	// written reports whether the file was staged because it is new or its bytes differ.
	written bool
	// rendered reports whether size and sum are known.
	rendered bool
	size     int
	sum      manifest.Sum
	// modified is the modification time of the file when its bytes were written or compared.
	modified time.Time
}

// directory is a directory that the site needs; its path is "." for the root.
type directory struct {
	path   string
	parent *directory
	depth  int
	exists bool // the output has a directory of this path
	once   sync.Once
	err    error
}

// newTree returns the tree of the artifacts, or an error for the first artifact whose path can't be
// stored on every system, or conflicts with the path of an earlier one.
func newTree(artifacts []artifact.Artifact) (*tree, error) {
	root := &directory{path: "."}
	t := &tree{
		root:    root,
		files:   make([]*file, 0, len(artifacts)),
		levels:  [][]*directory{{root}},
		entries: make(map[string]entry, 2*len(artifacts)),
	}
	for _, a := range artifacts {
		if err := t.add(a); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *tree) add(a artifact.Artifact) error {
	if a.Append == nil {
		return fmt.Errorf("artifact %q has no content", a.Path)
	}
	if err := portable.Check(a.Path); err != nil {
		return fmt.Errorf("artifact %q: %w", a.Path, err)
	}
	if manifest.Reserved(a.Path) {
		return fmt.Errorf("artifact %q: the name is reserved for the build's own manifest", a.Path)
	}
	dir, err := t.directory(path.Dir(a.Path), a.Path)
	if err != nil {
		return err
	}
	f := &file{Artifact: a, dir: dir}
	key := portable.Fold(a.Path)
	if other, ok := t.entries[key]; ok {
		return conflict(a.Path, a.Path, other)
	}
	t.entries[key] = entry{file: f}
	t.files = append(t.files, f)
	return nil
}

// directory returns the directory p, which it adds if need be. artifact is the path that errors
// name.
func (t *tree) directory(p, artifact string) (*directory, error) {
	if p == "." {
		return t.root, nil
	}
	key := portable.Fold(p)
	if other, ok := t.entries[key]; ok {
		if other.dir == nil || other.dir.path != p {
			return nil, conflict(artifact, p, other)
		}
		return other.dir, nil
	}
	parent, err := t.directory(path.Dir(p), artifact)
	if err != nil {
		return nil, err
	}
	d := &directory{path: p, parent: parent, depth: parent.depth + 1}
	if d.depth == len(t.levels) {
		t.levels = append(t.levels, nil)
	}
	t.levels[d.depth] = append(t.levels[d.depth], d)
	t.entries[key] = entry{dir: d}
	return d, nil
}

// conflict returns the error for an artifact whose file or directory p conflicts with another
// entry.
func conflict(artifact, p string, other entry) error {
	switch {
	case other.path() != p:
		return fmt.Errorf("artifact %q: %q and %q differ only in case or Unicode form, and many file systems can't keep both", artifact, p, other.path())
	case artifact != p || other.file == nil:
		return fmt.Errorf("artifact %q: %q would be both a file and a directory", artifact, p)
	}
	return fmt.Errorf("artifact %q: there are two artifacts with this path", artifact)
}

// find returns the entry whose path is exactly p.
func (t *tree) find(p string) entry {
	if e := t.entries[portable.Fold(p)]; e.path() == p {
		return e
	}
	return entry{}
}
