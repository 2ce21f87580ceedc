package content

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/s2"

	"golang.org/x/text/unicode/norm"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/source"
)

// Page is one file of a page: its text in one language.
type Page struct {
	// File is the path from the site directory: content/collaborate/conditions.en.md.
	File string
	// Key names the page in all its languages: collaborate/conditions. It is in Unicode's form NFC,
	// whatever form the file system keeps names in.
	Key string
	// Lang is the code of its language.
	Lang string
	Meta *Meta
	// Body is the text without its HTML, which [Page.AppendHTML] gives.
	Body *markdown.Body
	// html is the HTML, compressed with S2: the texts of all pages are most of what a build holds
	// in memory, and each is needed once.
	html []byte
}

// AppendHTML appends the HTML of the page's text, without what belongs in its slots, to b.
func (p *Page) AppendHTML(b []byte) ([]byte, error) {
	size, err := s2.DecodedLen(p.html)
	if err != nil {
		return b, err
	}
	b = slices.Grow(b, size)
	html, err := s2.Decode(b[len(b):len(b)+size], p.html)
	return append(b, html...), err
}

// Documents is everything below content/ but the settings and the criteria.
type Documents struct {
	// Pages are sorted by file.
	Pages []*Page
	// Files are the paths, from the site directory, of what isn't a page, sorted.
	Files []string
}

const root = "content"

// Load reads the pages with a Markdown converter for each language. The error is the machine's:
// a directory that can't be listed.
func Load(fsys fs.FS, languages []string, converters map[string]*markdown.Converter) (*Documents, diag.List, error) {
	var docs Documents
	var pages []*Page
	w := walker{fsys: fsys, languages: languages}
	if err := fs.WalkDir(fsys, root, w.visit); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, w.findings, err
	}
	docs.Files = w.files
	pages = w.pages
	findings := make([]diag.List, len(pages))
	pool := sync.Pool{New: newScratch}
	inParallel(len(pages), func(i int) {
		s := pool.Get().(*scratch)
		defer pool.Put(s)
		findings[i] = pages[i].load(fsys, s, converters[pages[i].Lang])
	})
	for _, f := range findings {
		w.findings.Join(f)
	}
	docs.Pages = slices.DeleteFunc(pages, func(p *Page) bool { return p.Meta == nil })
	return &docs, w.findings, nil
}

// inParallel calls f for 0 to n-1 on as many goroutines as can run at once.
func inParallel(n int, f func(i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				f(i)
			}
		})
	}
	group.Wait()
}

// load reads the page's file. Meta stays nil when there is nothing to make a page of.
func (p *Page) load(fsys fs.FS, s *scratch, converter *markdown.Converter) diag.List {
	src, list, err := source.TextInto(s.src, fsys, p.File)
	if err != nil {
		list.Add(p.File, diag.Pos{}, diag.FileUnreadable, "look at its name and its permissions", "can't read the file: %v", cause(err))
	}
	if list.HasErrors() {
		return list
	}
	s.src = src
	meta, body, line, findings, ok := s.parse(p.File, src)
	list.Join(findings)
	if !ok {
		return list
	}
	p.Meta = meta
	p.Body, findings = converter.Convert(s.html, p.File, body, line)
	s.packed = s2.Encode(s.packed[:cap(s.packed)], p.Body.HTML)
	p.html = bytes.Clone(s.packed)
	s.html, p.Body.HTML = p.Body.HTML, nil
	list.Join(findings)
	return list
}

type walker struct {
	fsys      fs.FS
	languages []string
	pages     []*Page
	files     []string
	findings  diag.List
}

func (w *walker) visit(name string, d fs.DirEntry, err error) error {
	if err != nil {
		if name == root {
			return err
		}
		w.findings.Add(name, diag.Pos{}, diag.FileUnreadable, "look at its name and its permissions", "can't read this: %v", cause(err))
		return nil
	}
	base := path.Base(name)
	if strings.HasPrefix(base, ".") && name != root {
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	}
	if d.IsDir() {
		if name == root+"/criteria" {
			return fs.SkipDir
		}
		return nil
	}
	switch kind := d.Type(); {
	case kind&fs.ModeSymlink != 0:
		if !w.followable(name) {
			return nil
		}
	case !kind.IsRegular():
		w.findings.Add(name, diag.Pos{}, diag.FileUnreadable, "take it out of the site", "this isn't an ordinary file")
		return nil
	}
	switch ext := path.Ext(base); {
	case name == ConfigFile, name == GlossaryFile, base == "README.md":
	case ext == ".md":
		w.page(name, base)
	case strings.EqualFold(ext, ".md"), strings.EqualFold(ext, ".markdown"):
		w.findings.Add(name, diag.Pos{}, diag.FileName, "end its name with .md", "%q isn't the extension of a page", ext)
	case name == root+"/site.yml", name == root+"/glossary.yml":
		w.findings.Add(name, diag.Pos{}, diag.FileName, "end its name with .yaml", "nothing reads %q", base)
	default:
		w.files = append(w.files, name)
	}
	return nil
}

// followable tells whether a symbolic link leads to a file of the site. The file system refuses
// those that lead out of it.
func (w *walker) followable(name string) bool {
	info, err := fs.Stat(w.fsys, name)
	if err != nil || !info.Mode().IsRegular() {
		w.findings.Add(name, diag.Pos{}, diag.FileLink, source.LinkHint, source.LinkMessage)
		return false
	}
	return true
}

func (w *walker) page(name, base string) {
	stem := strings.TrimSuffix(base, ".md")
	dot := strings.LastIndexByte(stem, '.')
	if dot <= 0 {
		w.findings.Add(name, diag.Pos{}, diag.FileName,
			"the languages are "+strings.Join(w.languages, ", "),
			"%q doesn't say which language it is in; call it %s.LANGUAGE.md", base, stem)
		return
	}
	key, lang := stem[:dot], stem[dot+1:]
	if !slices.Contains(w.languages, lang) {
		w.findings.Add(name, diag.Pos{}, diag.FileLanguage,
			"the languages are "+strings.Join(w.languages, ", ")+"; add others to "+ConfigFile,
			"%q isn't a language of this site%s", lang, diag.DidYouMean(lang, w.languages))
		return
	}
	dir := strings.TrimPrefix(strings.TrimPrefix(path.Dir(name), root), "/")
	w.pages = append(w.pages, &Page{File: name, Key: norm.NFC.String(path.Join(dir, key)), Lang: lang})
}

// cause leaves out the path that an error repeats.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
