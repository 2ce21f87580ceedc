package words

import (
	"fmt"
	"strings"
)

// Text returns the document for a terminal.
func (d *Document) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", d.Title)
	d.write(&b, plain{})
	return b.String()
}

// Markdown returns the document as Markdown, such as for a comment on a forge.
func (d *Document) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", escape(d.Title))
	d.write(&b, markdown{})
	return b.String()
}

// style is how parts of a document are written as lines.
type style interface {
	// section and entry return a heading; a name is one from the file.
	section(text string) string
	entry(text, place string, name bool) string
	// sentence returns a line with its result, item an item of a list at a depth.
	sentence(s *Sentence) string
	item(depth int, text string) string
	text(s string) string
}

func (d *Document) write(b *strings.Builder, s style) {
	line := func(text string) { b.WriteString(text + "\n") }
	for i := range d.Sections {
		section := &d.Sections[i]
		b.WriteString("\n")
		line(s.section(section.Heading))
		if section.Lead != "" {
			b.WriteString("\n")
			line(s.text(section.Lead))
		}
		for j := range section.Entries {
			e := &section.Entries[j]
			b.WriteString("\n")
			line(s.entry(e.Title, d.place(e.Anchor, e.Line), e.Name))
			d.entry(b, s, e)
		}
	}
}

// place returns an anchor and its place in the file.
func (d *Document) place(anchor string, line int) string {
	if line == 0 {
		return "#" + anchor
	}
	return fmt.Sprintf("#%s, %s:%d", anchor, d.File, line)
}

func (d *Document) entry(b *strings.Builder, s style, e *Entry) {
	list := func(before string, items []string) {
		if items == nil {
			return
		}
		if before != "" {
			b.WriteString("\n" + s.text(before) + "\n")
		}
		b.WriteString("\n")
		for _, item := range items {
			b.WriteString(item + "\n")
		}
	}
	for i := range e.Sentences {
		b.WriteString("\n" + s.sentence(&e.Sentences[i]) + "\n")
		if parts := e.Sentences[i].Parts; parts != nil {
			b.WriteString("\n")
			nested(b, s, 0, parts)
		}
	}
	if e.Value != "" {
		b.WriteString("\n" + s.text(e.Value) + "\n")
	}
	var answers []string
	for _, a := range e.Answers {
		text := a.Label
		if a.Note != "" {
			text += " (" + a.Note + ")"
		}
		answers = append(answers, s.item(0, s.text(text)))
	}
	list("", answers)
	if e.Parts != nil {
		b.WriteString("\n" + s.text(d.words.Text("WordsParts")) + "\n\n")
		for i := range e.Parts {
			part := &e.Parts[i]
			text := strings.Join(paragraphs(part.Text.In(d.words.Lang())), " ")
			b.WriteString(s.item(0, text+" – "+s.sentence(&part.When)) + "\n")
			nested(b, s, 1, part.When.Parts)
		}
	}
	var grounds []string
	for _, r := range e.Grounds.References {
		grounds = append(grounds, s.item(0, s.text(r.Text)))
	}
	for _, p := range paragraphs(e.Grounds.Prose.In(d.words.Lang())) {
		grounds = append(grounds, s.item(0, p))
	}
	before := d.words.Text("WordsGrounds")
	if e.Title == "" {
		before = ""
	}
	list(before, grounds)
	if e.Counts != nil {
		text := d.words.Text("WordsCounts")
		for i, l := range e.Counts {
			if i > 0 {
				text += ";"
			}
			text += " " + l.Text
		}
		b.WriteString("\n" + s.text(text) + "\n")
	}
}

func nested(b *strings.Builder, s style, depth int, parts []Sentence) {
	for i := range parts {
		b.WriteString(s.item(depth, s.sentence(&parts[i])) + "\n")
		nested(b, s, depth+1, parts[i].Parts)
	}
}

// plain is the style of a terminal.
type plain struct{}

func (plain) section(text string) string { return strings.ToUpper(text) }

func (plain) entry(text, place string, _ bool) string {
	if text == "" {
		return "[" + place + "]"
	}
	return text + " [" + place + "]"
}

func (plain) sentence(s *Sentence) string { return s.Text }

func (plain) item(depth int, text string) string { return strings.Repeat("  ", depth) + "- " + text }

func (plain) text(s string) string { return s }

// markdown is the style of Markdown (CommonMark 0.31).
type markdown struct{}

func (markdown) section(text string) string { return "## " + escape(text) }

func (m markdown) entry(text, place string, name bool) string {
	place = "`" + place + "`"
	switch {
	case text == "":
		return place
	case name:
		return "### `" + text + "`\n\n" + place
	}
	return "### " + escape(text) + "\n\n" + place
}

func (markdown) sentence(s *Sentence) string {
	before, after, found := strings.Cut(s.Text, s.Result)
	if !found || s.Result == "" {
		return escape(s.Text)
	}
	return escape(before) + "**" + escape(s.Result) + "**" + escape(after)
}

func (markdown) item(depth int, text string) string { return strings.Repeat("  ", depth) + "- " + text }

func (markdown) text(s string) string { return escape(s) }

// escape escapes the characters by which Markdown would read a text in another way.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_[]<>&#|~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
