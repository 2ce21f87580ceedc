package baseline

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Text returns the value with its unit.
func (f Figure) Text() string {
	if f.Unit == "" {
		return fmt.Sprintf("%.3f", f.Value)
	}
	return fmt.Sprintf("%.0f %s", f.Value, f.Unit)
}

// Met reports whether the figure is within its goal.
func (f Figure) Met() bool { return f.AtMost == 0 || f.Value <= f.AtMost }

// Text returns the table as plain text: the first column to the left, the others to the right.
func (t Table) Text() string {
	widths := make([]int, len(t.Header))
	for _, row := range append([][]string{t.Header}, t.Rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	if t.Title != "" {
		fmt.Fprintf(&b, "%s\n", t.Title)
	}
	for _, row := range append([][]string{t.Header}, t.Rows...) {
		var line strings.Builder
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				line.WriteString(cell + space)
			} else {
				line.WriteString("  " + space + cell)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	for _, n := range t.Notes {
		b.WriteString(n + "\n")
	}
	return b.String()
}

// markdown returns the table as Markdown.
func (t Table) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s\n\n", t.Title)
	row := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + strings.ReplaceAll(c, "|", `\|`) + " ")
		}
		b.WriteString("|\n")
	}
	row(t.Header)
	b.WriteString("|---" + strings.Repeat("|---:", len(t.Header)-1) + "|\n")
	for _, r := range t.Rows {
		row(r)
	}
	for _, n := range t.Notes {
		fmt.Fprintf(&b, "\n%s\n", n)
	}
	return b.String()
}

// Goals returns a table of all figures, with their goals.
func (r *Record) Goals() Table {
	t := Table{Title: "All figures", Header: []string{"figure", "median", "least", "most", "goal", "met"}}
	for _, f := range r.Figures {
		row := []string{f.Name, f.Text(), "–", "–", "–", "–"}
		if f.High != 0 {
			row[2], row[3] = Figure{Value: f.Low, Unit: f.Unit}.Text(), Figure{Value: f.High, Unit: f.Unit}.Text()
		}
		if f.AtMost != 0 {
			row[4] = "≤ " + Figure{Value: f.AtMost, Unit: f.Unit}.Text()
			row[5] = map[bool]string{true: "yes", false: "no"}[f.Met()]
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// String says where and how a record came about.
func (r *Record) String() string {
	text := fmt.Sprintf("%d pairs of pages, medians of %d; %s, %d CPUs", r.Method.Pairs, r.Method.Runs, r.Machine.System, r.Machine.CPUs)
	if r.Machine.CPU != "" {
		text += " (" + r.Machine.CPU + ")"
	}
	text += fmt.Sprintf(", %s, revision %s, %s", r.Machine.Go, r.Machine.Revision, r.Machine.Day)
	if r.Machine.Load != "" {
		text += "; load when it began: " + r.Machine.Load
	}
	text += "; on " + r.Method.FileSystem
	if r.Method.Disk != "" {
		text += " and " + r.Method.Disk
	}
	if r.Method.Hugo != "" {
		text += "; Hugo " + r.Method.Hugo
	}
	return text + "."
}

// Markdown returns the record for a page of documentation.
func (r *Record) Markdown() string {
	var b strings.Builder
	b.WriteString(r.String() + "\n")
	for _, t := range append(r.Tables, r.Goals()) {
		b.WriteString("\n" + t.markdown())
	}
	return b.String()
}
