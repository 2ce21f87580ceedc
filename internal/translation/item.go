package translation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/outline"
)

// class groups the kinds of items that are reported as replacing each other, such as a numbered
// list in the place of a plain one.
type class uint8

const (
	listClass class = iota + 1
	tableClass
	codeClass
	quoteClass
	definitionsClass
	footnoteClass
	linkClass
	pictureClass
	directiveClass
	componentClass
	buttonClass
	videoClass
)

// item is an element of a section that its translation is to have as well.
type item struct {
	class class
	// kind is 0 for links within the site, pictures and directives.
	kind    outline.Kind
	count   uint32
	columns uint16
	// name is the target of a link within the site or a picture, or a directive in its written
	// form.
	name string
}

func (i item) compare(j item) int {
	return cmp.Or(
		cmp.Compare(i.class, j.class), cmp.Compare(i.kind, j.kind), cmp.Compare(i.count, j.count),
		cmp.Compare(i.columns, j.columns), cmp.Compare(i.name, j.name),
	)
}

var classes = [...]class{
	outline.List: listClass, outline.NumberedList: listClass, outline.Table: tableClass, outline.Code: codeClass,
	outline.Quote: quoteClass, outline.Note: quoteClass, outline.Tip: quoteClass, outline.Important: quoteClass,
	outline.Warning: quoteClass, outline.Caution: quoteClass, outline.Definitions: definitionsClass,
	outline.FootnoteReference: footnoteClass, outline.WebLink: linkClass, outline.MailLink: linkClass,
	outline.Details: componentClass, outline.Cards: componentClass, outline.Steps: componentClass, outline.Downloads: componentClass,
	outline.Button: buttonClass, outline.Video: videoClass,
}

// items returns the items of a section, sorted. It reuses the memory of buf.
func (t *Text) items(buf []item, section int) []item {
	out := buf[:0]
	for _, p := range t.Body.Outline.Parts(section) {
		out = append(out, item{class: classes[p.Kind], kind: p.Kind, count: p.Count, columns: p.Columns})
	}
	slots := t.slots(section)
	for i := range slots {
		switch s := &slots[i]; s.Kind {
		case hypertext.SlotHref, hypertext.SlotFile:
			out = append(out, item{class: linkClass, name: t.Target(s)})
		case hypertext.SlotImage:
			out = append(out, item{class: pictureClass, name: t.Target(s)})
		case hypertext.SlotDirective:
			out = append(out, item{class: directiveClass, name: directive(s)})
		}
	}
	slices.SortFunc(out, item.compare)
	return out
}

// slots returns the slots of a section.
func (t *Text) slots(section int) []hypertext.Slot {
	sections, to := t.Body.Outline.Sections, len(t.Body.Slots)
	if section+1 < len(sections) {
		to = int(sections[section+1].Slots)
	}
	return t.Body.Slots[sections[section].Slots:to]
}

// directive returns a directive in its written form, with its arguments sorted.
func directive(s *hypertext.Slot) string {
	arguments := make([]string, 0, 2)
	for _, a := range s.Arguments() {
		arguments = append(arguments, a.Name+"="+a.Value)
	}
	if len(arguments) == 0 {
		return "::" + s.Target
	}
	slices.Sort(arguments)
	return "::" + s.Target + "{" + strings.Join(arguments, " ") + "}"
}

// String describes an item in words.
func (i item) String() string {
	switch i.class {
	case linkClass:
		switch i.kind {
		case outline.WebLink:
			return "a link to another site"
		case outline.MailLink:
			return "a link to a mail address or telephone number"
		}
		return fmt.Sprintf("a link to %q", i.name)
	case pictureClass:
		return fmt.Sprintf("a picture %q", i.name)
	case directiveClass:
		return i.name
	case listClass:
		if i.kind == outline.NumberedList {
			return "a numbered list of " + count(i.count, "item")
		}
		return "a list of " + count(i.count, "item")
	case tableClass:
		return "a table of " + count(i.count, "row") + " and " + count(uint32(i.columns), "column")
	case definitionsClass:
		return "a list of " + count(i.count, "definition")
	case codeClass:
		return "a code block"
	case footnoteClass:
		return "a footnote"
	case componentClass:
		return map[outline.Kind]string{
			outline.Details: "a block ::: details", outline.Cards: "a block ::: cards",
			outline.Steps: "a block ::: steps", outline.Downloads: "a block ::: downloads",
		}[i.kind]
	case buttonClass:
		return "a link that looks like a button"
	case videoClass:
		return "a video"
	}
	names := map[outline.Kind]string{
		outline.Note: "NOTE", outline.Tip: "TIP", outline.Important: "IMPORTANT", outline.Warning: "WARNING", outline.Caution: "CAUTION",
	}
	if name := names[i.kind]; name != "" {
		return "a callout [!" + name + "]"
	}
	return "a quotation"
}

// key returns a form of the item for fingerprints. Unlike String's it must never change, since
// fingerprints are recorded in front matter.
func (i item) key() string {
	return fmt.Sprint(i.class, " ", i.kind, " ", i.count, " ", i.columns, " ", i.name)
}

// count returns a number with a noun in the singular or plural.
func count(n uint32, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
