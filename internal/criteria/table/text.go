package table

import (
	"fmt"
	"strings"
)

// Text returns the tables for a terminal: for each row the answers that matter and the result.
func (d *Document) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", d.Title)
	for i := range d.Tables {
		t := &d.Tables[i]
		fmt.Fprintf(&b, "\n%s\n", t.Caption)
		if t.Instead != nil {
			fmt.Fprintf(&b, "%s\n", t.TooLarge)
		}
		for i, c := range t.Instead {
			fmt.Fprintf(&b, "\n%3d. → %s\n       %s\n", i+1, c.Result, c.Text)
		}
		for i, r := range t.Rows {
			fmt.Fprintf(&b, "\n%3d. ", i+1)
			for j, c := range r.Cells {
				if c != "" {
					fmt.Fprintf(&b, "%s %s\n     ", t.Heads[j], c)
				}
			}
			fmt.Fprintf(&b, "→ %s\n", r.Result)
		}
	}
	return b.String()
}
