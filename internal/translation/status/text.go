package status

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// WriteText writes the report as a table, with the notes on a page below its row.
func (r *Report) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	head := []string{"page"}
	for _, l := range r.Languages {
		head = append(head, l.Code)
	}
	rows := [][]string{head}
	pages := slices.Concat(r.Pages, r.Texts)
	for _, p := range pages {
		row := []string{p.Key}
		for _, v := range p.Versions {
			row = append(row, v.State.String())
		}
		rows = append(rows, row)
	}
	widths := make([]int, len(head))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for i, row := range rows {
		var line strings.Builder
		for j, cell := range row {
			line.WriteString(cell)
			line.WriteString(strings.Repeat(" ", widths[j]-utf8.RuneCountInString(cell)+2))
		}
		fmt.Fprintln(b, strings.TrimRight(line.String(), " "))
		if i == 0 {
			continue
		}
		for _, v := range pages[i-1].Versions {
			for _, n := range v.Notes {
				fmt.Fprintf(b, "    %s: %s\n", v.Lang, n.Message)
			}
		}
	}
	fmt.Fprintln(b)
	for _, l := range r.Languages {
		fmt.Fprintf(b, "%s: %d of %d pages in step (%d%%)\n", l.Code, l.InStep, l.Of, l.Percent())
	}
	return b.Flush()
}
