package report

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"baken.example/baken/internal/criteria/changes"
)

// maxMarkdown is the size in bytes above which Markdown leaves out the texts that changed: forges
// refuse comments of more than 65,536 characters.
const maxMarkdown = 60_000

// Markdown returns the report as a comment on a pull request, in GitHub Flavored Markdown: a short
// summary first, then a table of the changes, then the details, folded. Texts of the sets are
// escaped, so that they are neither markup nor mention anybody. The error is that of a missing
// string.
func (r *Report) Markdown() ([]byte, error) {
	l, err := r.labels()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "### %s\n\n%s %s  \n%s %s\n\n**%s**\n", escape(r.Document.Title), escape(l.old+l.colon), escape(r.Old), escape(l.new+l.colon), escape(r.New), escape(r.Document.Headline))
	for _, s := range r.Document.Summary {
		fmt.Fprintf(&b, "%s\n", escape(s))
	}
	for _, s := range r.Document.Sections {
		if len(s.Effects)+len(s.Lists) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n#### %s\n", escape(s.Heading))
		for i := range s.Effects {
			if err := r.markdownEffect(&b, l, &s.Effects[i]); err != nil {
				return nil, err
			}
		}
		for _, items := range s.Lists {
			fmt.Fprintf(&b, "\n%s\n\n", escape(items.Heading))
			for _, item := range items.Items {
				fmt.Fprintf(&b, "- %s\n", escape(item))
			}
		}
	}
	for _, texts := range r.lists(l) {
		var own bytes.Buffer
		for _, t := range texts.texts {
			changed := strings.ReplaceAll(indented("- ", t.old)+indented("+ ", t.new), "\n    ", "\n")
			changed = strings.TrimPrefix(changed, "    ")
			fence := fenceFor(changed)
			fmt.Fprintf(&own, "\n%s (%s)\n\n%sdiff\n%s%s\n", escape(t.key), escape(t.at), fence, changed, fence)
		}
		fmt.Fprintf(&b, "\n<details><summary>%s (%d)</summary>\n", escape(texts.heading), len(texts.texts))
		if b.Len()+own.Len() > maxMarkdown {
			for _, t := range texts.texts {
				if b.Len() > maxMarkdown {
					break
				}
				fmt.Fprintf(&b, "\n- %s (%s)", escape(t.key), escape(t.at))
			}
			b.WriteString("\n")
		} else {
			b.Write(own.Bytes())
		}
		b.WriteString("\n</details>\n")
	}
	return b.Bytes(), nil
}

func (r *Report) markdownEffect(b *bytes.Buffer, l labels, e *changes.Effect) error {
	share, err := r.share(e.Share)
	if err != nil {
		return err
	}
	fmt.Fprintf(b, "\n**%s**  \n%s\n", escape(e.Heading), escape(share))
	if e.Note != "" {
		fmt.Fprintf(b, "%s\n", escape(e.Note))
	}
	c := &e.Cases
	if c.All {
		fmt.Fprintf(b, "%s\n", escape(l.forAll))
	}
	if c.TooMany {
		fmt.Fprintf(b, "%s\n", escape(l.tooMany))
	}
	if c.Common != nil {
		fmt.Fprintf(b, "\n%s\n\n", escape(l.forThese))
		answers(b, c.Common)
	}
	if c.Rows != nil {
		fmt.Fprintf(b, "\n<details><summary>%s</summary>\n\n", escape(rowsLead(l, c)))
		table(b, l, c)
		b.WriteString("\n</details>\n")
	}
	if c.Example != nil {
		fmt.Fprintf(b, "\n%s\n\n", escape(l.example))
		answers(b, c.Example)
	}
	return nil
}

func answers(b *bytes.Buffer, list []changes.Answer) {
	for _, a := range list {
		fmt.Fprintf(b, "- %s %s\n", escape(a.Question), escape(a.Answer))
	}
}

// table writes the rows of cases.
func table(b *bytes.Buffer, l labels, c *changes.Cases) {
	line := func(cells []string) {
		b.WriteString("|")
		for _, cell := range cells {
			if cell == "" {
				cell = l.any
			}
			b.WriteString(" " + escape(cell) + " |")
		}
		b.WriteString("\n")
	}
	line(c.Columns)
	b.WriteString(strings.Repeat("| --- ", len(c.Columns)) + "|\n")
	for _, row := range c.Rows {
		line(row)
	}
}

// escape returns a plain text as Markdown in one line, within a table too. Characters with a
// meaning become character references, and a comment after @ and # keeps forges from mentioning
// people and issues.
func escape(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }), " ")
	var b strings.Builder
	for i, c := range text {
		switch c {
		case '@', '#':
			b.WriteString(string(c) + "<!-- -->")
		case '\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '&', '$':
			fmt.Fprintf(&b, "&#%d;", c)
		case '-', '+', '=', '.', ')':
			list := strings.TrimLeft(text[:i], "0123456789") == "" // Or a line under a heading.
			if link := strings.HasSuffix(strings.ToLower(text[:i]), "www"); list || link {
				fmt.Fprintf(&b, "&#%d;", c)
				continue
			}
			b.WriteRune(c)
		case ':':
			if strings.HasPrefix(text[i:], "://") { // No link.
				b.WriteString("&#58;")
				continue
			}
			b.WriteRune(c)
		default:
			b.WriteString(html.EscapeString(string(c)))
		}
	}
	return b.String()
}

// fenceFor returns a fence longer than any in a text.
func fenceFor(text string) string {
	longest, run := 0, 0
	for _, c := range text {
		if c != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return strings.Repeat("`", max(3, longest+1))
}
