// Package rooted finds addresses in a site's own templates, style sheets and scripts that begin at
// the root of the host, where the site itself stands under a path. They lead out of the site.
package rooted

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/lazyregexp"
	"baken.example/baken/internal/source"
)

// kind is a kind of file that has addresses.
type kind struct {
	// comments match the comments, whose addresses nothing follows.
	comments func() *regexp.Regexp
	// address matches an address; its last group that took part is the address itself.
	address func() *regexp.Regexp
	hint    string
}

// address matches an address that begins with one slash, up to what ends it. One that begins with
// two names a host. It is written without the ends of strings, addresses and tags.
const address = "(/(?:[^/\"'`<>\\s()\\\\][^\"'`<>\\s()]*)?)"

// ends matches what may come behind an address.
const ends = "[\"'`>\\s)]"

// attributes are the attributes with addresses (HTML, "Attributes"), and those in which templates
// keep addresses for scripts.
const attributes = `href|src|srcset|imagesrcset|action|formaction|poster|cite|data|ping|data-[\w-]+`

var (
	templates = kind{
		comments: lazyregexp.New(`(?s)<!--.*?-->|\{\{-? ?/\*.*?\*/ ?-?\}\}`),
		address: lazyregexp.New(`(?i)(?:\s(?:` + attributes + `)\s*=\s*["']?\s*` + address + ends +
			`|\scontent\s*=\s*["']?\s*\d+\s*;\s*url\s*=\s*` + address + ends +
			`|\b\d+(?:\.\d+)?[wx]\s*,\s*` + address + ends + `|url\(\s*["']?` + address + ends + `)`),
		hint: `write {{path "%s"}}, or the whole address if it isn't this site's`,
	}
	styles = kind{
		comments: lazyregexp.New(`(?s)/\*.*?\*/`),
		address:  lazyregexp.New(`(?i)(?:url\(\s*["']?` + address + ends + `|@import\s+["']` + address + ends + `)`),
		hint:     "write it relative to the style sheet, which stands in assets/: ..%s",
	}
)

// scripts finds strings that begin like an address of the site itself: any other may be anything.
func scripts(languages []string) kind {
	names := []string{source.AssetsDir, "files", "criteria", "api"}
	for _, code := range languages {
		names = append(names, regexp.QuoteMeta(code))
	}
	own := regexp.MustCompile("[\"'`](/(?:" + strings.Join(names, "|") + ")(?:/[^\"'`\\s\\\\]*)?)[\"'`]")
	return kind{
		comments: lazyregexp.New(`(?s)/\*.*?\*/|(?m)^\s*//[^\n]*`),
		address:  func() *regexp.Regexp { return own },
		hint:     `have a template pass it, as in data-address="{{path "%s"}}"`,
	}
}

// Check returns a finding for each address in the templates, style sheets and scripts below fsys,
// the site's directory, that begins at the root of the host and isn't below base. There are none
// for a site at the root of its host. In a template, text between tags that looks like an attribute
// is taken for one. What can't be read is left to who reads it. The error is the machine's, or the
// context's.
func Check(ctx context.Context, fsys fs.FS, base baseurl.URL, languages []string) (diag.List, error) {
	var list diag.List
	if base.Path == "" {
		return list, nil
	}
	kinds := map[string]kind{
		source.TemplatesDir + "/.html": templates,
		source.AssetsDir + "/.css":     styles,
		source.AssetsDir + "/.js":      scripts(languages),
	}
	for _, dir := range []string{source.TemplatesDir, source.AssetsDir} {
		err := walk(ctx, fsys, dir, func(name string) error {
			k, ok := kinds[dir+"/"+strings.ToLower(path.Ext(name))]
			if !ok {
				return nil
			}
			src, findings, err := source.Text(fsys, name)
			if err != nil || findings.HasErrors() {
				return err
			}
			k.check(name, src, base, &list)
			return nil
		})
		if err != nil {
			return list, err
		}
	}
	return list, nil
}

// walk calls f for the files below a directory, except hidden ones.
func walk(ctx context.Context, fsys fs.FS, dir string, f func(name string) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	entries, _, err := source.Dir(fsys, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			err = walk(ctx, fsys, name, f)
		default:
			err = f(name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// check adds the findings of one file.
func (k kind) check(name string, src []byte, base baseurl.URL, list *diag.List) {
	written := src
	src = k.comments().ReplaceAllFunc(src, blank)
	// Addresses may share what stands between them, so that each search begins behind the last one.
	for from := 0; ; {
		m := k.address().FindSubmatchIndex(src[from:])
		if m == nil {
			return
		}
		last := len(m) - 2
		for m[last] < 0 {
			last -= 2
		}
		start, end := from+m[last], from+m[last+1]
		from = end
		found := string(src[start:end])
		literal, _, computed := strings.Cut(found, "{{")
		if _, ok := base.Within(literal); ok || literal == base.Path {
			continue
		}
		hint := fmt.Sprintf(k.hint, literal)
		if computed {
			hint = fmt.Sprintf(`write {{path "%s"}} for what stands before {{`, literal)
		}
		list.Add(name, position(written, start), diag.BasePathAddress, hint,
			"%q begins at the root of the host, and the site stands under %s/", found, base.Path)
	}
}

// blank returns as many spaces as text has bytes, so that all else stays in its place.
func blank(text []byte) []byte { return bytes.Repeat([]byte{' '}, len(text)) }

func position(src []byte, offset int) diag.Pos {
	before := src[:offset]
	line := bytes.LastIndexByte(before, '\n') + 1
	return diag.Pos{Line: 1 + bytes.Count(before, []byte("\n")), Column: 1 + utf8.RuneCount(before[line:])}
}
