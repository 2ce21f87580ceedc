// Package scaffold creates the files of a new page and of a new site. They pass check, except for
// warnings about placeholder texts.
package scaffold

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/content/slug"
)

// File is a file to write: a slash-separated path from the site directory, and its text.
type File struct {
	Path, Text string
}

const page = `---
title: ` + content.Unwritten + `
description: ` + content.Unwritten + `
`

// Page returns the files of a new page, one for each language. The key is the page's path below
// content/ without language and extension; a prefix content/ and a suffix .LANG.md are removed.
// date returns the date of a page by its key, zero for none; it may be nil.
func Page(key string, languages []string, date func(key string) content.Date) ([]File, error) {
	key = strings.TrimPrefix(path.Clean(filepath.ToSlash(key)), "content/")
	key = strings.TrimSuffix(key, ".md")
	for _, lang := range languages {
		key = strings.TrimSuffix(key, "."+lang)
	}
	for _, segment := range strings.Split(key, "/") {
		switch {
		case !slug.Is(segment):
			return nil, fmt.Errorf("%q can't be a segment of a URL: use a-z, 0-9 and -", segment)
		case slug.IsReserved(segment) && segment != "index":
			return nil, fmt.Errorf("%q is a reserved name: choose another", segment)
		}
	}
	text := page
	if date != nil {
		if day := date(key); !day.IsZero() {
			text += "date: " + day.Format(time.DateOnly) + "\n"
		}
	}
	text += "---\n"
	var files []File
	for _, lang := range languages {
		files = append(files, File{content.PageFile(key, lang), text})
	}
	return files, nil
}

// Site returns the files of a new site in the given languages, the first of which is the default,
// without their UI strings; see [Strings].
// Its security.txt expires on the given day.
func Site(languages []string, expires content.Date) ([]File, error) {
	var names, titles, descriptions, contacts strings.Builder
	var home []File
	if len(languages) == 0 {
		return nil, errors.New("a site has at least one language")
	}
	for i, lang := range languages {
		tag, err := language.Parse(lang)
		switch {
		case err != nil || tag.String() != lang:
			return nil, fmt.Errorf("%q isn't a language code (BCP 47), such as en or pt-BR", lang)
		case slices.Contains(languages[:i], lang):
			return nil, fmt.Errorf("language %q is named twice", lang)
		}
		name := siteconfig.OwnName(lang)
		if name == "" {
			name = content.Unwritten
		}
		w, err := wordsIn(lang)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&names, "  - {code: %s, name: %q}\n", lang, name)
		fmt.Fprintf(&titles, "  %s: %s\n", lang, scalar(w.Title))
		fmt.Fprintf(&descriptions, "  %s: %s\n", lang, scalar(w.Description))
		fmt.Fprintf(&contacts, "    %s: %s\n", lang, scalar(w.Contact))
		home = append(home, w.home(lang))
	}
	settings := fmt.Sprintf(`base_url: https://www.example.org
title:
%[1]sdescription:
%[2]slanguages:
%[3]scontact:
  name:
%[4]s  email: contact@example.org
# Who decides on what the site is about, if that isn't you. Questions of substance then go there.
# authority:
#   name: {…}
#   url: https://www.example.org/contact
security:
  contact: mailto:security@example.org
  expires: %[5]s
menu: []
footer: []
# Pages ask if they helped where something receives the answers, such as baken serve. Say true then.
feedback: false
`, titles.String(), descriptions.String(), names.String(), contacts.String(), expires.Format("2006-01-02"))
	return append([]File{
		{content.ConfigFile, settings},
		{".gitignore", "/public/\n/.public.baken-*\n/feedback.db*\n/.netlify/\n"},
	}, home...), nil
}

// Write writes files below a directory, all or none: if one exists already or can't be written, the
// files written before it are removed. The directory may be a symbolic link; links in it that lead
// out of it aren't followed.
func Write(dir string, files []File) (err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	var written []string
	defer func() {
		if err != nil {
			for _, name := range written {
				err = errors.Join(err, root.Remove(name))
			}
		}
	}()
	for _, f := range files {
		name := filepath.FromSlash(f.Path)
		if err := root.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return fmt.Errorf("%s can't be written, so nothing was: %w", filepath.Join(dir, name), err)
		}
		out, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, os.ErrExist) {
			return fmt.Errorf("%s is there already: nothing was written", f.Path)
		}
		if err != nil {
			return err
		}
		written = append(written, name)
		_, err = out.WriteString(f.Text)
		if err = errors.Join(err, out.Close()); err != nil {
			return err
		}
	}
	return nil
}
