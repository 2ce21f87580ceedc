package worklist

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"baken.example/baken/internal/message"
)

// List is the strings that a language lacks, in the order of Baken's files.
type List struct {
	// Language is the language that lacks them, Source the one of their texts.
	Language string `json:"language"`
	Source   string `json:"source"`
	// Of is the number of strings that the language needs.
	Of    int    `json:"of"`
	Items []Item `json:"missing"`

	// oneIsOne is whether the language's plural form "one" is for 1 and not for 0.
	oneIsOne bool
}

// Item is a string that a language lacks, or that lacks plural forms.
type Item struct {
	Key string `json:"key"`
	// Text is the text in the source language, for any number where there are plural forms; it is
	// empty for a string of the site's own.
	Text string `json:"text,omitempty"`
	// Where says where it is shown.
	Where string `json:"where,omitempty"`
	// Forms are the plural forms to write; empty if it has none.
	Forms []string `json:"forms,omitempty"`
	// File and Line are where the language has the string without these forms, or where a
	// template uses one of the site's own.
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`

	entry entry
	begun bool
}

// New returns a list of the gaps of a language. The strings of Baken's own are in defaults.
func New(defaults fs.FS, catalog *message.Catalog, lang string) (*List, error) {
	f, err := read(defaults)
	if err != nil {
		return nil, err
	}
	l := &List{Language: lang, Source: f.language, Of: len(f.entries), Items: []Item{}, oneIsOne: message.OneIsOne(lang)}
	gaps := map[string]message.Gap{}
	for _, g := range catalog.Gaps(lang) {
		gaps[g.ID] = g
	}
	for _, e := range f.entries {
		g, ok := gaps[e.key]
		if !ok {
			continue
		}
		delete(gaps, e.key)
		item := Item{Key: e.key, Where: e.where(), File: g.File, Line: g.Line, entry: e, begun: len(g.Forms) > 0}
		if item.Text, err = catalog.Source(e.key); err != nil {
			return nil, err
		}
		switch {
		case item.begun:
			item.Forms = g.Forms
		case e.forms != nil:
			item.Forms = needed(lang)
		}
		l.Items = append(l.Items, item)
	}
	for _, g := range catalog.Gaps(lang) {
		if _, own := gaps[g.ID]; own {
			l.Of++
			l.Items = append(l.Items, Item{Key: g.ID, Forms: g.Forms, File: g.File, Line: g.Line, begun: len(g.Forms) > 0})
		}
	}
	return l, nil
}

// needed returns the plural forms of a string in a language: those of its numbers, and "other", in
// the order of CLDR.
func needed(lang string) (forms []string) {
	has := message.Categories(lang)
	for _, form := range []string{"zero", "one", "two", "few", "many", "other"} {
		if form == "other" || slices.Contains(has, form) {
			forms = append(forms, form)
		}
	}
	return forms
}

// where returns the comments on a string as a text.
func (e *entry) where() string {
	return strings.Join(slices.Concat(e.section, e.about), " ")
}

// WriteJSON writes the list as JSON.
func (l *List) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(l)
}

// WriteYAML writes the list as a part of the language's file of strings. Each line but that of the
// direction of the script is a comment: a string counts once its # was taken away.
func (l *List) WriteYAML(w io.Writer) error {
	var b strings.Builder
	var section []string
	for i, item := range l.Items {
		e := item.entry
		if i == 0 || !slices.Equal(section, e.section) {
			if b.Len() > 0 {
				b.WriteString("\n")
			}
			comment(&b, e.section)
			section = e.section
		}
		comment(&b, e.about)
		l.item(&b, &item)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func comment(b *strings.Builder, lines []string) {
	for _, line := range lines {
		b.WriteString("# " + line + "\n")
	}
}

// item writes the lines of a string.
func (l *List) item(b *strings.Builder, item *Item) {
	if item.begun {
		fmt.Fprintf(b, "# It is in %s, line %d. It lacks these forms, which belong there:\n", item.File, item.Line)
	} else if item.File != "" {
		fmt.Fprintf(b, "# %s uses it, line %d.\n", item.File, item.Line)
	}
	switch {
	case item.Key == message.DirectionKey:
		fmt.Fprintf(b, "%s: %s\n", item.Key, message.Direction(l.Language))
	case item.Forms != nil:
		b.WriteString("#" + item.Key + ":\n")
		for _, form := range item.Forms {
			for _, line := range item.form(form, l.oneIsOne) {
				b.WriteString("#" + line + "\n")
			}
		}
	case item.entry.lines == nil:
		b.WriteString("#" + item.Key + ": …\n")
	default:
		for _, line := range item.entry.lines {
			b.WriteString("#" + line + "\n")
		}
	}
}

// form returns the lines of a plural form: the source language's, or those of its form for any
// number.
func (item *Item) form(form string, oneIsOne bool) []string {
	lines, ok := item.entry.forms[form]
	if ok && (form != "one" || oneIsOne) {
		return lines
	}
	lines = slices.Clone(item.entry.forms["other"])
	if lines == nil {
		return []string{"  " + form + ": …"}
	}
	lines[0] = strings.Replace(lines[0], "other:", form+":", 1)
	return lines
}
