package report

import (
	"bytes"
	"fmt"
	"strings"

	"baken.example/baken/internal/criteria/changes"
)

// Text returns the report for a terminal. The error is that of a missing string.
func (r *Report) Text() ([]byte, error) {
	l, err := r.labels()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n%s %s\n%s %s\n\n%s\n", r.Document.Title, l.old+l.colon, r.Old, l.new+l.colon, r.New, r.Document.Headline)
	for _, s := range r.Document.Summary {
		fmt.Fprintf(&b, "%s\n", s)
	}
	for _, s := range r.Document.Sections {
		if len(s.Effects)+len(s.Lists) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n%s\n", s.Heading)
		for i := range s.Effects {
			if err := r.textEffect(&b, l, &s.Effects[i]); err != nil {
				return nil, err
			}
		}
		for _, items := range s.Lists {
			fmt.Fprintf(&b, "\n  %s\n", items.Heading)
			for _, item := range items.Items {
				fmt.Fprintf(&b, "  - %s\n", item)
			}
		}
	}
	for _, texts := range r.lists(l) {
		fmt.Fprintf(&b, "\n%s\n", texts.heading)
		for _, t := range texts.texts {
			fmt.Fprintf(&b, "\n  %s (%s)\n%s%s", t.key, t.at, indented("- ", t.old), indented("+ ", t.new))
		}
	}
	return b.Bytes(), nil
}

func (r *Report) textEffect(b *bytes.Buffer, l labels, e *changes.Effect) error {
	share, err := r.share(e.Share)
	if err != nil {
		return err
	}
	fmt.Fprintf(b, "\n  %s\n  %s\n", e.Heading, share)
	if e.Note != "" {
		fmt.Fprintf(b, "  %s\n", e.Note)
	}
	c := &e.Cases
	if c.All {
		fmt.Fprintf(b, "  %s\n", l.forAll)
	}
	if c.TooMany {
		fmt.Fprintf(b, "  %s\n", l.tooMany)
	}
	if c.Common != nil {
		fmt.Fprintf(b, "  %s\n", l.forThese)
		for _, a := range c.Common {
			fmt.Fprintf(b, "    %s %s\n", a.Question, a.Answer)
		}
	}
	if c.Rows != nil {
		fmt.Fprintf(b, "  %s\n", rowsLead(l, c))
		for i, row := range c.Rows {
			at := fmt.Sprintf("%5d. ", i+1)
			for j, cell := range row {
				if cell != "" {
					fmt.Fprintf(b, "%s%s %s\n", at, c.Columns[j], cell)
					at = strings.Repeat(" ", len(at))
				}
			}
		}
	}
	if c.Example != nil {
		fmt.Fprintf(b, "  %s\n", l.example)
		for _, a := range c.Example {
			fmt.Fprintf(b, "    %s %s\n", a.Question, a.Answer)
		}
	}
	return nil
}

// rowsLead returns the sentence before a table of rows.
func rowsLead(l labels, c *changes.Cases) string {
	if c.Common != nil {
		return l.forBoth
	}
	return l.forRows
}

// indented returns the lines of a text, each after a mark; "" if there is no text.
func indented(mark, text string) string {
	if text = strings.TrimSpace(text); text == "" {
		return ""
	}
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(strings.TrimRight("    "+mark+line, " ") + "\n")
	}
	return b.String()
}
