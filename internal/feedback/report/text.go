package report

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/spreadsheet"
)

// WriteText writes the report for a terminal.
func (r *Report) WriteText(w io.Writer, l Language) error {
	words := newWords(l)
	t := &text{bufio.NewWriter(w)}
	t.lines(words.text("ReportTitle"), words.period(r.Query))
	if r.Page != "" {
		t.lines(words.format("ReportOnly", struct{ Page string }{words.title(r.Page)}))
	}
	t.lines(words.summary(r)...)
	if r.Total() > 0 {
		t.heading(words.text("ReportPerPage"))
		t.lines(words.text("ReportOrder"))
		t.table("llrrrrrl", r.pageRows(words))
		t.heading(words.text("ReportPerWeek"))
		t.table("lrrrrr", r.weekRows(words))
	}
	if len(r.Searches) > 0 {
		t.heading(words.text("ReportSearches"))
		t.lines(words.text("ReportSearchesLead"))
		t.table("rll", r.searchRows(words))
	}
	if r.Comments() > 0 {
		t.heading(words.text("ReportCommentsHeading"))
		for _, p := range r.Pages {
			t.comments(words, p)
		}
	}
	if err := words.err(); err != nil {
		return err
	}
	return t.Flush()
}

func (r *Report) pageRows(w *words) [][]string {
	rows := [][]string{{
		w.text("ReportPage"), w.text("ReportLanguage"), w.text("ReportVotesColumn"), w.text("ReportYes"),
		w.text("ReportNo"), w.text("ReportHelped"), w.text("ReportInterval"), w.text("ReportTrend"),
	}}
	for _, p := range r.Pages {
		helped, interval := w.share(p.Votes)
		rows = append(rows, []string{
			w.title(p.Path), p.Lang, w.number(p.Total()), w.number(p.Yes), w.number(p.No), helped, interval, r.bars(p.Weeks),
		})
	}
	return rows
}

func (r *Report) weekRows(w *words) [][]string {
	rows := [][]string{{
		w.text("ReportWeek"), w.text("ReportVotesColumn"), w.text("ReportYes"), w.text("ReportNo"),
		w.text("ReportHelped"), w.text("ReportInterval"),
	}}
	for _, week := range r.Weeks {
		helped, interval := w.share(week.Votes)
		rows = append(rows, []string{
			week.Monday.String(), w.number(week.Total()), w.number(week.Yes), w.number(week.No), helped, interval,
		})
	}
	return rows
}

// maxBars is the number of weeks of a text trend: half a year.
const maxBars = 26

// bars returns the trend with a character for each week's share.
func (r *Report) bars(weeks []Week) string {
	const levels = "▁▂▃▄▅▆▇█"
	var b strings.Builder
	shown := r.Weeks[max(0, len(r.Weeks)-maxBars):]
	for _, all := range shown {
		for len(weeks) > 0 && weeks[0].Monday < all.Monday {
			weeks = weeks[1:]
		}
		if len(weeks) == 0 || weeks[0].Monday > all.Monday {
			b.WriteRune('·')
			continue
		}
		share, _ := weeks[0].Share()
		b.WriteRune([]rune(levels)[min(int(share.Value*8), 7)])
	}
	return b.String()
}

// text writes lines. Flush returns the first error.
type text struct{ *bufio.Writer }

func (t *text) lines(lines ...string) {
	for _, l := range lines {
		t.WriteString(strings.TrimRight(spreadsheet.Printable(l), " ") + "\n")
	}
}

func (t *text) heading(s string) { t.lines("", s) }

// table writes rows. align has the alignment of each column: left (l) or right (r).
func (t *text) table(align string, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			row[i] = spreadsheet.Printable(cell)
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var b strings.Builder
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if align[i] == 'l' {
				b.WriteString("  " + cell + space)
			} else {
				b.WriteString("  " + space + cell)
			}
		}
		t.lines(b.String())
	}
}

func (t *text) comments(w *words, p Page) {
	if len(p.Comments) > 0 {
		t.lines("", "  "+w.title(p.Path)+" ("+p.Lang+")")
		if url := w.url(p.Path); url != "" {
			t.lines("  " + url)
		}
	}
	for _, c := range p.Comments {
		t.lines("  " + c.Day.String() + ", " + w.said(c))
		for line := range strings.SplitSeq(c.Text, "\n") {
			t.lines("    " + line)
		}
	}
}
