package report

import (
	"bufio"
	"encoding/csv"
	"io"
	"strconv"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/spreadsheet"
)

// byteOrderMark makes spreadsheets read a file as UTF-8.
const byteOrderMark = "\ufeff"

// sheet writes CSV (RFC 4180, in UTF-8 with a byte order mark) without formulas.
type sheet struct {
	buffer *bufio.Writer
	csv    *csv.Writer
}

func newSheet(w io.Writer, head ...string) *sheet {
	buffer := bufio.NewWriter(w)
	s := &sheet{buffer, csv.NewWriter(buffer)}
	s.csv.UseCRLF = true
	buffer.WriteString(byteOrderMark) // Flush returns the error.
	s.row(head...)
	return s
}

func (s *sheet) row(cells ...string) {
	for i, c := range cells {
		cells[i] = spreadsheet.Harmless(c)
	}
	_ = s.csv.Write(cells) // Flush returns the error.
}

func (s *sheet) end() error {
	s.csv.Flush()
	if err := s.csv.Error(); err != nil {
		return err
	}
	return s.buffer.Flush()
}

// WriteCSV writes the report as CSV with four kinds of rows, named in the first column: a page over
// the whole period, a page in a week (from Monday to Sunday), a comment, and a search without
// results over the whole period, with a lower bound on its visitors. Shares are from 0 to 1. The
// column names don't depend on a language.
func (r *Report) WriteCSV(w io.Writer) error {
	s := newSheet(w, "row", "page", "lang", "from", "to", "votes", "yes", "no", "share", "low", "high", "comments", "helpful", "comment", "counts", "search", "visitors")
	for _, p := range r.Pages {
		s.row(append(period("page", p, r.From, r.To, p.Votes), strconv.Itoa(len(p.Comments)), "", "", "", "", "")...)
	}
	for _, p := range r.Pages {
		for _, week := range p.Weeks {
			s.row(append(period("week", p, week.Monday, week.Monday+daysPerWeek-1, week.Votes), "", "", "", "", "", "")...)
		}
	}
	for _, p := range r.Pages {
		for _, c := range p.Comments {
			s.row("comment", p.Path, p.Lang, c.Day.String(), c.Day.String(), "", "", "", "", "", "", "", answer(c.Helpful), c.Text, answer(c.Counts), "", "")
		}
	}
	for _, q := range r.Searches {
		s.row("search", "", q.Lang, r.From.String(), r.To.String(), "", "", "", "", "", "", "", "", "", "", q.Text, strconv.Itoa(q.Visitors))
	}
	return s.end()
}

func period(kind string, p Page, from, to feedback.Day, v Votes) []string {
	row := []string{kind, p.Path, p.Lang, from.String(), to.String(), strconv.Itoa(v.Total()), strconv.Itoa(v.Yes), strconv.Itoa(v.No)}
	share, ok := v.Share()
	if !ok {
		return append(row, "", "", "")
	}
	return append(row, decimal(share.Value), decimal(share.Low), decimal(share.High))
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// answer returns the value of the form's field for an answer.
func answer(helpful bool) string {
	if helpful {
		return "yes"
	}
	return "no"
}
