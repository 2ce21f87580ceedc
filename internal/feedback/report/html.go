package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"

	"baken.example/baken/internal/spreadsheet"
)

//go:embed report.html
var htmlSource string

//go:embed report.css
var style string

// htmlView is the data of report.html, in the language of the report.
type htmlView struct {
	Lang, Dir string
	// Policy is the Content-Security-Policy, which allows the inline style sheet only.
	Policy string
	Style  template.CSS

	Title, Period, Only string
	Summary             []string
	Order, Reading      string
	Heads               headsView
	PerPage, PerWeek    string
	PagesCaption        string
	Pages               []pageRow
	Trend               *trendView
	Weeks               []weekRow
	Searches            *searchesView
	Details             string
	Sections            []sectionView
}

// headsView has the column headers.
type headsView struct {
	Page, Language, Votes, Yes, No, Helped, Interval, Comments, Drawing, Week string
}

// votesRow has the cells with numbers. Helped and Interval are empty without votes.
type votesRow struct{ Votes, Yes, No, Helped, Interval string }

type pageRow struct {
	// Anchor is the id of the page's section, or "" if it has none. Path is empty where Page is the
	// path, and URL where there is nowhere to link to.
	Anchor, Page, Path, URL, Lang string
	votesRow
	Comments string
	Bar      *barView
}

type weekRow struct {
	Monday, Text string
	votesRow
}

// searchesView is the section of searches without results.
type searchesView struct {
	Title, Lead, Search, Language, Visitors string
	Rows                                    []searchRow
}

type searchRow struct{ Text, Lang, Visitors string }

// searches returns nil if there are none.
func (r *Report) searches(w *words) *searchesView {
	if len(r.Searches) == 0 {
		return nil
	}
	v := &searchesView{
		Title: w.text("ReportSearches"), Lead: w.text("ReportSearchesLead"), Search: w.text("ReportSearch"),
		Language: w.text("ReportLanguage"), Visitors: w.text("ReportVisitors"),
	}
	for _, s := range r.Searches {
		v.Rows = append(v.Rows, searchRow{spreadsheet.Printable(s.Text), s.Lang, w.number(s.Visitors)})
	}
	return v
}

// sectionView is the section of a page.
type sectionView struct {
	ID, Page, Path, URL, Lang, Summary string
	Trend                              *trendView
	Weeks                              []weekRow
	Heads                              headsView
	Comments                           []commentView
}

type commentView struct {
	ISO, Date, Said string
	Lang            string
	Paragraphs      []string
}

// WriteHTML writes the report as a self-contained HTML file whose policy blocks all external
// content.
func (r *Report) WriteHTML(w io.Writer, l Language) error {
	t, err := template.New("report").Parse(htmlSource)
	if err != nil {
		return err
	}
	words := newWords(l)
	v := r.view(words)
	if err := words.err(); err != nil {
		return err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, v); err != nil {
		return err
	}
	_, err = out.WriteTo(w)
	return err
}

func (r *Report) view(w *words) *htmlView {
	hash := sha256.Sum256([]byte(style))
	v := &htmlView{
		Lang: w.language.Code, Dir: w.text("TextDirection"), Style: template.CSS(style),
		Policy: fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'",
			base64.StdEncoding.EncodeToString(hash[:])),
		Title: w.text("ReportTitle"), Period: w.period(r.Query), Summary: w.summary(r),
		Order: w.text("ReportOrder"), Reading: w.text("ReportReading"),
		PerPage: w.text("ReportPerPage"), PerWeek: w.text("ReportPerWeek"), PagesCaption: w.text("ReportChartPages"),
		Details: w.text("ReportDetails"), Searches: r.searches(w),
		Heads: headsView{
			Page: w.text("ReportPage"), Language: w.text("ReportLanguage"), Votes: w.text("ReportVotesColumn"),
			Yes: w.text("ReportYes"), No: w.text("ReportNo"), Helped: w.text("ReportHelped"), Interval: w.text("ReportInterval"),
			Comments: w.text("ReportCommentsHeading"), Drawing: w.text("ReportDrawing"), Week: w.text("ReportWeek"),
		},
	}
	if r.Page != "" {
		v.Only = w.format("ReportOnly", struct{ Page string }{w.title(r.Page)})
	}
	for i, p := range r.Pages {
		row := pageRow{Page: w.title(p.Path), URL: w.url(p.Path), Lang: p.Lang, votesRow: w.row(p.Votes), Comments: w.number(len(p.Comments))}
		if row.Page != p.Path {
			row.Path = p.Path
		}
		if s, ok := p.Share(); ok {
			row.Bar = bar(s)
		}
		if len(p.Comments) > 0 || len(p.Weeks) > 1 {
			row.Anchor = "page-" + strconv.Itoa(i+1)
			v.Sections = append(v.Sections, r.section(w, p, row.Anchor, v.Heads))
		}
		v.Pages = append(v.Pages, row)
	}
	if len(r.Weeks) > 0 {
		v.Trend = w.trend("trend", w.text("ReportChartWeeks"), r.Weeks, r.Weeks)
		v.Weeks = w.weeks(r.Weeks)
	}
	return v
}

func (r *Report) section(w *words, p Page, id string, heads headsView) sectionView {
	s := sectionView{ID: id, Page: w.title(p.Path), URL: w.url(p.Path), Lang: p.Lang, Heads: heads, Summary: w.votes(p.Total())}
	if s.Page != p.Path {
		s.Path = p.Path
	}
	if share, ok := p.Share(); ok {
		s.Summary = w.format("ReportPageSummary", struct{ Votes, Share, Low, High string }{
			w.votes(p.Total()), w.percent(share.Value), w.percent(share.Low), w.percent(share.High),
		})
	}
	if len(p.Weeks) > 1 {
		s.Trend = w.trend(id+"-trend", w.format("ReportChartPageWeeks", struct{ Page string }{w.title(p.Path)}), r.Weeks, p.Weeks)
		s.Weeks = w.weeks(p.Weeks)
	}
	for _, c := range p.Comments {
		s.Comments = append(s.Comments, commentView{
			c.Day.String(), w.date(c.Day), w.said(c), p.Lang, paragraphs(c.Text),
		})
	}
	return s
}

// paragraphs returns the non-empty lines of a comment.
func paragraphs(text string) []string {
	var out []string
	for line := range strings.SplitSeq(spreadsheet.Printable(text), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

func (w *words) row(v Votes) votesRow {
	helped, interval := w.share(v)
	return votesRow{w.number(v.Total()), w.number(v.Yes), w.number(v.No), helped, interval}
}

func (w *words) weeks(weeks []Week) []weekRow {
	var rows []weekRow
	for _, week := range weeks {
		rows = append(rows, weekRow{week.Monday.String(), w.date(week.Monday), w.row(week.Votes)})
	}
	return rows
}
