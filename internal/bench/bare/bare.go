// Package bare is the least that a generator of sites could do: it reads pages, their front matter
// and their Markdown, puts each into one template, and writes it. It knows no other page, no
// translation, no menu, no check and no earlier output. A site's directory stands in the paths of
// the pages; slugs are left out.
package bare

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"golang.org/x/sync/errgroup"
)

//go:embed page.html
var page string

var layout = template.Must(template.New("page").Parse(page))

type view struct {
	Title       string        `yaml:"title"`
	Description string        `yaml:"description"`
	Language    string        `yaml:"-"`
	Path        string        `yaml:"-"`
	Content     template.HTML `yaml:"-"`
}

// Build builds the pages of a site's directory into another one, and returns how many there are.
func Build(ctx context.Context, site, out string) (int, error) {
	content := filepath.Join(site, "content")
	var pages []string
	err := filepath.WalkDir(content, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && filepath.Ext(name) == ".md" && !strings.HasPrefix(d.Name(), "_") {
			pages = append(pages, name)
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	workers := runtime.GOMAXPROCS(0)
	group, ctx := errgroup.WithContext(ctx)
	for worker := range workers {
		group.Go(func() error {
			markdown := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.DefinitionList, extension.Footnote),
				goldmark.WithParserOptions(parser.WithAutoHeadingID()))
			var text, html bytes.Buffer
			for i := worker; i < len(pages); i += workers {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := one(markdown, content, pages[i], out, &text, &html); err != nil {
					return fmt.Errorf("%s: %w", pages[i], err)
				}
			}
			return nil
		})
	}
	return len(pages), group.Wait()
}

func one(markdown goldmark.Markdown, content, name, out string, text, html *bytes.Buffer) error {
	source, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var v view
	if rest, ok := bytes.CutPrefix(source, []byte("---\n")); ok {
		front, body, ok := bytes.Cut(rest, []byte("\n---\n"))
		if !ok {
			return fmt.Errorf("the front matter has no end")
		}
		if err := yaml.Unmarshal(front, &v); err != nil {
			return err
		}
		source = body
	}
	rel, err := filepath.Rel(content, name)
	if err != nil {
		return err
	}
	rel = strings.TrimSuffix(filepath.ToSlash(rel), ".md")
	if dot := strings.LastIndexByte(rel, '.'); dot >= 0 {
		rel, v.Language = rel[:dot], rel[dot+1:]
	}
	v.Path = v.Language + "/" + strings.TrimSuffix(rel, "index")
	text.Reset()
	if err := markdown.Convert(source, text); err != nil {
		return err
	}
	v.Content = template.HTML(text.String())
	html.Reset()
	if err := layout.Execute(html, v); err != nil {
		return err
	}
	dir := filepath.Join(out, filepath.FromSlash(v.Path))
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "index.html"), html.Bytes(), 0o666)
}
