package include

import (
	"io/fs"
	"path"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"baken.example/baken/internal/diag"
)

// maxCompared is the number of snippets in a directory and a language above which none is suggested
// for a dead include: each dead one would be compared with all of them.
const maxCompared = 5000

// Directories are those that the snippets of a site are in. Each is listed once, and only if an
// include in a page isn't found by its name, so that many dead ones take no more time than the
// directory has files. They are safe for concurrent use, for a site that doesn't change meanwhile.
type Directories struct {
	fsys fs.FS

	mu     sync.Mutex
	listed map[string]*listing
}

// listing is a directory, or an empty one where it can't be read.
type listing struct {
	// composed are the names of the entries as they are stored, by their names in Unicode
	// Normalization Form C.
	composed map[string]string
	// snippets are the names of the snippets by language.
	snippets map[string]*diag.Candidates
}

// NewDirectories returns the directories of a site.
func NewDirectories(fsys fs.FS) *Directories {
	return &Directories{fsys: fsys, listed: map[string]*listing{}}
}

func (d *Directories) list(dir string) *listing {
	d.mu.Lock()
	defer d.mu.Unlock()
	if l := d.listed[dir]; l != nil {
		return l
	}
	l := &listing{map[string]string{}, map[string]*diag.Candidates{}}
	d.listed[dir] = l
	entries, err := fs.ReadDir(d.fsys, dir)
	if err != nil {
		return l
	}
	snippets := map[string][]string{}
	for _, e := range entries {
		name := norm.NFC.String(e.Name())
		if _, twice := l.composed[name]; !twice {
			l.composed[name] = e.Name()
		}
		if lang, ok := Language(e.Name()); ok {
			snippets[lang] = append(snippets[lang], e.Name())
		}
	}
	for lang, names := range snippets {
		if len(names) > maxCompared {
			continue
		}
		l.snippets[lang] = diag.NewCandidates(names)
	}
	return l
}

// stored returns the path under which a file is stored. Some file systems decompose the letters of
// names (Unicode Normalization Form D), which texts compose.
func (d *Directories) stored(file string) string {
	if norm.NFD.IsNormalString(file) && norm.NFC.IsNormalString(file) {
		return file
	}
	if _, err := fs.Stat(d.fsys, file); err == nil {
		return file
	}
	found := "."
	for segment := range strings.SplitSeq(file, "/") {
		name, ok := d.list(found).composed[norm.NFC.String(segment)]
		if !ok {
			return file
		}
		found = path.Join(found, name)
	}
	return found
}

// near returns a hint at a snippet in a language whose name is like a path.
func (d *Directories) near(target, lang string) string {
	candidates := d.list(path.Dir(target)).snippets[lang]
	if candidates == nil {
		return ""
	}
	return candidates.DidYouMean(path.Base(target))
}
