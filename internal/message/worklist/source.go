// Package worklist lists the strings that a language lacks for whoever translates them: each with
// its text in the language that Baken's strings are written in first, and with where it is shown.
// As YAML the list can be appended to the language's file of strings: its lines are comments until
// they are translated.
package worklist

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"baken.example/baken/internal/message"
	"baken.example/baken/internal/source"
)

// file is a file of strings, with its comments.
type file struct {
	language string
	entries  []entry
}

// entry is a string as its file has it.
type entry struct {
	key string
	// section is the comment at the head of the paragraph that it is in, and about is the comment
	// right above it, nil if that is the same or there is none. Both are without comment marks.
	section, about []string
	// lines are the lines of the string.
	lines []string
	// forms are the lines of each plural form, with their indentation; nil if it has none.
	forms map[string][]string
}

var (
	keyLine  = regexp.MustCompile(`^(\w+):`)
	formLine = regexp.MustCompile(`^\s+(zero|one|two|few|many|other):`)
)

// read reads Baken's strings in the language that they are written in first. It goes by lines,
// since the comments are in none of the values: a string begins at the margin, what belongs to it
// is indented, and a blank line ends a paragraph.
func read(defaults fs.FS) (*file, error) {
	language, err := message.Source(defaults)
	if err != nil || language == "" {
		return nil, fmt.Errorf("there is no language that strings are written in first: %w", err)
	}
	src, err := fs.ReadFile(defaults, source.StringsDir+"/active."+language+".yaml")
	if err != nil {
		return nil, err
	}
	f := &file{language: language}
	var section, about []string
	begun, form := false, ""
	for line := range strings.SplitSeq(strings.TrimRight(string(src), "\n"), "\n") {
		key := keyLine.FindStringSubmatch(line)
		comment, isComment := strings.CutPrefix(line, "#")
		switch {
		case strings.TrimSpace(line) == "":
			section, about, begun = nil, nil, false
		case isComment:
			about = append(about, strings.TrimSpace(comment))
		case key != nil:
			if !begun {
				section, about = heading(about)
				begun = true
			}
			f.entries = append(f.entries, entry{key: key[1], section: section, about: about, lines: []string{line}})
			about, form = nil, ""
		case len(f.entries) > 0:
			last := &f.entries[len(f.entries)-1]
			last.lines = append(last.lines, line)
			if m := formLine.FindStringSubmatch(line); m != nil {
				form = m[1]
				if last.forms == nil {
					last.forms = map[string][]string{}
				}
			}
			if form != "" {
				last.forms[form] = append(last.forms[form], line)
			}
		}
	}
	return f, nil
}

// heading divides the comment at the head of a paragraph into its first sentence, on the paragraph,
// and what it says of the first string.
func heading(comment []string) (section, about []string) {
	for i, line := range comment {
		if strings.HasSuffix(line, ".") {
			return comment[:i+1], comment[i+1:]
		}
	}
	return comment, nil
}
