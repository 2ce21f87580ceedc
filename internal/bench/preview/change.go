package preview

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Change is a kind of change. Save saves the n-th one, which shows as a text on a page; number 0 is
// made before the server starts.
type Change struct {
	Name string
	Save func(n int) (page, text string, err error)
}

// Editor changes pages, whose addresses are their paths in the corpus's last language.
type Editor struct {
	// Content is the directory of the pages.
	Content string
	// Index is the name of the file of a directory, without language and extension.
	Index string
}

// Changes returns the kinds of changes of pages: of the text, of a heading, and of a title that
// menus have.
func (e Editor) Changes() []Change {
	return []Change{
		{"content", func(n int) (string, string, error) {
			marker := fmt.Sprint("Addition ", n)
			return e.edit(n, func(text []byte) []byte { return fmt.Appendf(text, "\n%s.\n", marker) }, marker)
		}},
		{"a heading", func(n int) (string, string, error) {
			marker := fmt.Sprint("Heading ", n)
			return e.edit(n+1000, func(text []byte) []byte { return fmt.Appendf(text, "\n## %s\n\nText.\n", marker) }, marker)
		}},
		{"a title in the menus", func(n int) (string, string, error) {
			marker := fmt.Sprint("Title ", n)
			pages, err := e.pages()
			if err != nil {
				return "", "", err
			}
			page := pages[0]
			section := filepath.Join(filepath.Dir(page), e.Index+".en.md")
			return e.URL(page), marker, ReplaceLine(section, "title:", "title: "+marker)
		}},
	}
}

// edit changes the text of a page.
func (e Editor) edit(n int, change func([]byte) []byte, marker string) (url, text string, err error) {
	pages, err := e.pages()
	if err != nil {
		return "", "", err
	}
	page := pages[n*37%len(pages)]
	before, err := os.ReadFile(page)
	if err != nil {
		return "", "", err
	}
	return e.URL(page), marker, Save(page, change(before))
}

// pages are the files of pages that are published, without those of directories.
func (e Editor) pages() ([]string, error) {
	all, err := filepath.Glob(filepath.Join(e.Content, "*", "*", "*.en.md"))
	var out []string
	for _, name := range all {
		if !strings.HasPrefix(filepath.Base(name), e.Index) {
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		err = errors.Join(err, errors.New("no pages to change"))
	}
	return out, err
}

// URL returns the path of a page by its file.
func (e Editor) URL(file string) string {
	name := strings.TrimPrefix(filepath.ToSlash(file), filepath.ToSlash(e.Content))
	return "/en" + strings.TrimSuffix(name, ".en.md") + "/"
}

// ReplaceLine puts a line in the place of the first one that begins as given.
func ReplaceLine(name, begin, line string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	lines := strings.Split(string(text), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, begin) {
			lines[i] = line
			return Save(name, []byte(strings.Join(lines, "\n")))
		}
	}
	return fmt.Errorf("%s: no line begins with %q", name, begin)
}

// Save writes a file as text editors do: another takes its place.
func Save(name string, text []byte) error {
	return errors.Join(
		os.MkdirAll(filepath.Dir(name), 0o777),
		os.WriteFile(name+"~", text, 0o666),
		os.Rename(name+"~", name),
	)
}
