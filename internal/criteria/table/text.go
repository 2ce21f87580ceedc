package table

import (
	"fmt"
	"strings"

	"baken.example/baken/internal/criteria/phrase"
)

// Text returns the tables for a terminal: for each row the answers that matter and the result.
func (d *Document) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", d.Title)
	if c := d.Combinations; c != nil {
		fmt.Fprintf(&b, "\n%s\n%s\n", c.Heading, c.Lead)
		for i, r := range c.Rows {
			fmt.Fprintf(&b, "\n%3d. ", i+1)
			for j, v := range r.Verdicts {
				if v != "" {
					fmt.Fprintf(&b, "%s%s %s\n     ", c.Criteria[j], d.labels.colon, v)
				}
			}
			if r.Rest != "" {
				fmt.Fprintf(&b, "%s%s %s\n     ", c.Rest, d.labels.colon, r.Rest)
			}
			fmt.Fprintf(&b, "→ %s\n", d.result(r.Result, false))
		}
	}
	for i := range d.Sections {
		s := &d.Sections[i]
		fmt.Fprintf(&b, "\n%s\n", s.Heading)
		if s.TooLarge != "" {
			fmt.Fprintf(&b, "%s\n", s.TooLarge)
		}
		for i, c := range s.Instead {
			fmt.Fprintf(&b, "\n%3d. → %s\n       %s\n", i+1, c.Result, c.Text)
		}
		if s.Lead != "" {
			fmt.Fprintf(&b, "%s\n", s.Lead)
		}
		for _, p := range s.Parts {
			if p.Title != "" {
				fmt.Fprintf(&b, "\n%s\n", p.Title)
			}
			for _, r := range p.Rows {
				fmt.Fprintf(&b, "\n%3d. ", r.Number)
				for j, c := range r.Cells {
					if c != "" {
						fmt.Fprintf(&b, "%s%s\n     ", phrase.Lead(p.Columns[j].Brief, d.labels.colon), c)
					}
				}
				fmt.Fprintf(&b, "→ %s", d.result(r.Result, s.Verdict))
				if r.Example {
					b.WriteString(" " + mark)
				}
				b.WriteByte('\n')
			}
		}
	}
	if list := d.inFull(); list != nil {
		fmt.Fprintf(&b, "\n%s\n\n", d.labels.full)
		for _, c := range list {
			fmt.Fprintf(&b, "     %s%s\n", phrase.Lead(c.Brief, d.labels.colon), c.Text)
		}
	}
	if d.Covered != "" {
		fmt.Fprintf(&b, "\n%s\n", d.Covered)
	}
	d.writeGroups(&b)
	d.writeGrounds(&b)
	return b.String()
}

// result returns a result with the word for its kind, if it isn't a verdict.
func (d *Document) result(r Result, verdict bool) string {
	if kind := d.labels.kinds[r.Kind]; kind != "" && !verdict {
		return r.Text + " (" + kind + ")"
	}
	return r.Text
}
