// Package include puts the text of snippets into the text of a page, in the place of
// ::include{file=…}.
//
// A snippet is a file below content/ whose name begins with an underscore: _NAME.LANG.md. It is no
// page. Its links are relative to the snippet itself, so that they work where repositories show it.
package include

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/origin"
	"baken.example/baken/internal/source"
)

// The limits of a page with what it includes.
const (
	// MaxDepth is the number of snippets within each other.
	MaxDepth = 8
	// MaxText is the size of the whole text in bytes, that of a file.
	MaxText = 1 << 20
	// MaxFiles is the number of includes that are followed, those of snippets counted each time: a
	// few short files that include each other many times would take long.
	MaxFiles = 1000
)

// The blank lines around the text of a snippet, whose last line may have no end.
const above, below = "\n", "\n\n"

// Prefix begins the name of a snippet.
const Prefix = "_"

// Text is the text of a page with everything that it includes.
type Text struct {
	Text    []byte
	Origins origin.List
	// Files are the snippets, sorted, with those that can't be read or aren't there.
	Files []string
}

// Expand returns the text of a page in a language with the text of snippets in the place of its
// includes. firstLine is the number of the text's first line in the file. Findings name the page
// and count the lines of the whole text, as its origins do. The text of a page without includes is
// src itself.
func Expand(c *markdown.Converter, from *Directories, file, lang string, src []byte, firstLine int) (Text, diag.List) {
	includes := c.Includes(src)
	if len(includes) == 0 {
		return Text{Text: src}, diag.List{}
	}
	x := expander{converter: c, from: from, page: file, lang: lang, line: firstLine}
	x.add(src, includes, file, firstLine, nil)
	slices.Sort(x.files)
	return Text{x.out.Bytes(), x.origins, slices.Compact(x.files)}, x.findings
}

type expander struct {
	converter  *markdown.Converter
	from       *Directories
	page, lang string

	out bytes.Buffer
	// line is the number of the line that out ends in.
	line     int
	origins  origin.List
	files    []string
	findings diag.List
	// followed is the number of includes that were followed, and pending the size of the text that
	// is still to be written.
	followed, pending int
	// full reports whether the text has reached a limit, which is reported once.
	full bool
}

func (x *expander) write(text []byte) {
	x.out.Write(text)
	x.line += bytes.Count(text, []byte("\n"))
}

// begin records that the lines that follow are those of a file, from one of its lines on.
func (x *expander) begin(file string, line int) {
	x.origins = append(x.origins, origin.Origin{Line: x.line, File: file, At: line})
}

// add adds the text of a file with its includes. within are the snippets around it.
func (x *expander) add(src []byte, includes []markdown.Include, file string, line int, within []string) {
	x.begin(file, line)
	done := 0
	x.pending += len(src)
	for _, in := range includes {
		x.write(src[done:in.Start])
		x.pending -= in.End - done
		line += bytes.Count(src[done:in.Start], []byte("\n"))
		if target, text := x.read(file, &in, within); text != nil {
			x.write([]byte(above))
			x.add(text, x.converter.Includes(text), target, 1, append(slices.Clone(within), target))
			x.write([]byte(below))
		} else {
			x.write([]byte("\n"))
		}
		line, done = line+1, in.End
		x.begin(file, line)
	}
	x.write(src[done:])
	x.pending -= len(src) - done
}

// report adds a finding about an include.
func (x *expander) report(in *markdown.Include, code diag.Code, hint, format string, args ...any) {
	x.findings.Add(x.page, diag.Pos{Line: x.line, Column: in.Column}, code, hint, format, args...)
}

// read returns the snippet that an include in a file stands for, and its text, or nil with a
// finding.
func (x *expander) read(file string, in *markdown.Include, within []string) (target string, text []byte) {
	target = path.Join(path.Dir(file), in.File)
	name := "::include{file=" + diag.Shorten(in.File) + "}"
	snippet := Prefix + "NAME." + x.lang + ".md"
	switch lang, isSnippet := Language(target); {
	case !source.Within(target, source.ContentDir) || path.IsAbs(in.File):
		x.report(in, diag.IncludeFile, "put it into content/, as "+snippet, "%s leads out of the site", name)
		return target, nil
	case !isSnippet:
		x.report(in, diag.IncludeFile, "call it "+snippet+": the underscore says that it is no page", "%s: a file that is included has a name that begins with _ and ends with its language and .md", name)
		return target, nil
	case lang != x.lang:
		x.report(in, diag.IncludeFile, "include the text in this language, "+snippet, "%s is in another language than this text", name)
		return target, nil
	}
	target = x.from.stored(target)
	x.files = append(x.files, target)
	if i := slices.Index(within, target); i >= 0 {
		x.report(in, diag.IncludeCycle, "take one of the lines out", "%s: the file includes itself, by way of %s", name, strings.Join(append(within[i:], target), ", "))
		return target, nil
	}
	if len(within) == MaxDepth {
		x.report(in, diag.IncludeCycle, "include its text where it is needed", "%s: %d files are included within each other; %d is the most", name, len(within)+1, MaxDepth)
		return target, nil
	}
	if x.full {
		return target, nil
	}
	if x.followed++; x.followed > MaxFiles {
		x.full = true
		x.report(in, diag.IncludeText, "divide the page", "with %s the page includes more than %d files", name, MaxFiles)
		return target, nil
	}
	text, findings, err := source.Text(x.from.fsys, target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		x.report(in, diag.IncludeFile, "name it relative to this file, with its language"+x.from.near(target, x.lang), "%s: there is no such file", name)
		return target, nil
	case err != nil:
		x.report(in, diag.IncludeFile, "look at its name and its permissions", "%s: can't read the file: %v", name, source.Cause(err))
		return target, nil
	case findings.HasErrors():
		x.findings.Join(findings) // They name the place in the snippet.
		return target, nil
	case x.out.Len()+x.pending+len(above)+len(text)+len(below) > MaxText:
		x.full = true
		x.report(in, diag.IncludeText, "divide the page", "with %s the page is larger than %s", name, source.Mebibytes(MaxText))
		return target, nil
	case hasFrontMatter(text):
		x.report(in, diag.IncludeText, "take the lines between --- out: they are for pages", "%s: the file has front matter", name)
		return target, nil
	case !x.converter.Ends(text):
		x.report(in, diag.IncludeText, "end it with the marks that it begins with, such as ``` or -->", "%s: a block of code or a comment in the file doesn't end, and would take in the text after it", name)
		return target, nil
	}
	return target, text
}

// frontMatter matches what pages begin with.
var frontMatter = regexp.MustCompile(`^\s*---[ \t]*\n((?s:.*)\n)?---[ \t]*(\n|$)`)

func hasFrontMatter(text []byte) bool { return frontMatter.Match(text) }

// Language returns the language in the name of a snippet, and whether a path is one.
func Language(file string) (lang string, ok bool) {
	stem, isMarkdown := strings.CutSuffix(path.Base(file), ".md")
	lang = strings.TrimPrefix(path.Ext(stem), ".")
	name, hasPrefix := strings.CutPrefix(strings.TrimSuffix(stem, "."+lang), Prefix)
	return lang, isMarkdown && hasPrefix && lang != "" && name != ""
}
