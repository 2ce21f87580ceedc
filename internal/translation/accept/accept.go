// Package accept records in the front matter of translations that they say what their originals say now.
package accept

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"baken.example/baken/internal/atomicfile"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/site"
	"baken.example/baken/internal/translation"
)

// Request names the translations to accept.
type Request struct {
	// Site is the model, drafts included, and Findings are those of loading it.
	Site     *site.Site
	Findings diag.List
	// Dir is the site's directory, as the command line names it: arguments may begin with it.
	Dir string
	// From is the language that the pages were made from; "" leaves it to their notes and the site's languages.
	From string
	// Pages are files, content/start.nl.md, or pages in all their languages, start.
	Pages []string
}

// Result is what was recorded of a translation.
type Result struct {
	File, Original string
	// Changed reports whether the file differs from before.
	Changed bool
}

// A UsageError is a request that names no page that can be accepted.
type UsageError struct{ message string }

func (e *UsageError) Error() string { return e.message }

func usagef(format string, args ...any) error { return &UsageError{fmt.Sprintf(format, args...)} }

// A FileError is a file that can't be accepted because of the errors in Findings.
type FileError struct {
	File     string
	Findings diag.List
}

func (e *FileError) Error() string { return e.File + " has errors: nothing was written" }

// Record writes the notes of the requested translations below root, the site's directory: all of them, or
// none if one can't be made. The error may be a [UsageError] or a [FileError]. Where it is the machine's, on
// writing, the results are of the files that were written before.
func Record(root *os.Root, r Request) ([]Result, error) {
	s := selection{Site: r.Site, dir: r.Dir, from: r.From, broken: map[string]bool{}}
	errs := r.Findings.Errors()
	for _, f := range errs.All() {
		s.broken[f.File] = true
	}
	if err := s.choose(r.Pages); err != nil {
		if broken, ok := errors.AsType[*FileError](err); ok {
			broken.Findings = errs.Filter(func(f diag.Finding) bool { return f.File == broken.File })
		}
		return nil, err
	}
	changes := make([]change, len(s.chosen))
	for i, p := range s.chosen {
		var err error
		if changes[i], err = read(root, p.File); err != nil {
			return nil, err
		}
		note := translation.New(s.Compared(s.originals[i]), s.Compared(p))
		var findings diag.List
		changes[i].after, findings, err = content.SetTranslation(p.File, changes[i].before, note)
		if err == nil && findings.HasErrors() {
			err = &FileError{p.File, findings}
		}
		if err != nil {
			return nil, err
		}
	}
	var results []Result
	for i, c := range changes {
		result := Result{File: c.name, Original: s.originals[i].File, Changed: !bytes.Equal(c.before, c.after)}
		if result.Changed {
			if err := atomicfile.Write(root, c.name, c.after, c.mode); err != nil {
				return results, err
			}
		}
		results = append(results, result)
	}
	return results, nil
}

// change is a file of the site and its new content.
type change struct {
	name          string
	before, after []byte
	mode          fs.FileMode
}

// read reads a file that may be written. The root keeps symbolic links from leading out of the site.
func read(root *os.Root, name string) (change, error) {
	c := change{name: name}
	info, err := root.Lstat(name)
	if err != nil {
		return c, err
	}
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return c, fmt.Errorf("%s is a symbolic link: nothing was written; name the file that it leads to", name)
	case !info.Mode().IsRegular():
		return c, fmt.Errorf("%s isn't an ordinary file: nothing was written", name)
	case info.Mode().Perm()&0o200 == 0:
		return c, fmt.Errorf("%s is read-only: nothing was written", name)
	}
	c.mode = info.Mode().Perm()
	c.before, err = root.ReadFile(name)
	return c, err
}
