package report

import (
	"errors"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/manifest"
)

// Messages has the texts of a report in one language. Their ids begin with Report, except for the
// ids of dates and directions that the site shares.
type Messages interface {
	// Text returns the message with an id.
	Text(id string) (string, error)
	// Format returns the message with an id, its placeholders filled from the fields of data.
	Format(id string, data any) (string, error)
	// Count returns the message with an id in the plural form for a number.
	Count(id string, n int, data any) (string, error)
}

// Language is a language to write a report in.
type Language struct {
	// Code is a BCP 47 tag.
	Code     string
	Messages Messages
	// Titles are the titles of pages by their paths. A page without one is called by its path.
	Titles map[string]string
	// Origin is the scheme and host of the published site, which pages are linked to; or "".
	Origin string
}

// words looks up texts, and accumulates errors until err is called.
type words struct {
	language Language
	printer  *message.Printer
	errs     []error
}

func newWords(l Language) *words {
	tag := language.Make(l.Code)
	// Days and weeks have the digits 0 to 9 in every language.
	if latin, err := tag.SetTypeForKey("nu", "latn"); err == nil {
		tag = latin
	}
	return &words{language: l, printer: message.NewPrinter(tag)}
}

// err returns the accumulated errors: missing messages.
func (w *words) err() error { return errors.Join(w.errs...) }

func (w *words) keep(text string, err error) string {
	if err != nil {
		w.errs = append(w.errs, err)
	}
	return text
}

func (w *words) text(id string) string { return w.keep(w.language.Messages.Text(id)) }

func (w *words) format(id string, data any) string {
	return w.keep(w.language.Messages.Format(id, data))
}

func (w *words) number(n int) string { return w.printer.Sprint(number.Decimal(n)) }

// percent formats a share in whole percents.
func (w *words) percent(share float64) string {
	return w.printer.Sprint(number.Percent(share, number.MaxFractionDigits(0)))
}

func (w *words) votes(n int) string {
	return w.keep(w.language.Messages.Count("ReportVotes", n, struct{ Votes string }{w.number(n)}))
}

func (w *words) comments(n int) string {
	return w.keep(w.language.Messages.Count("ReportComments", n, struct{ Comments string }{w.number(n)}))
}

// pages formats a number of pages, counted in each language.
func (w *words) pages(n int) string {
	return w.keep(w.language.Messages.Count("ReportPages", n, struct{ Pages string }{w.number(n)}))
}

func (w *words) date(d feedback.Day) string {
	year, month, day := d.Time().Date()
	return w.format("DateFormat", struct {
		Day, Year int
		Month     string
	}{day, year, w.text("Month" + strconv.Itoa(int(month)))})
}

func (w *words) period(q Query) string {
	return w.format("ReportPeriod", struct{ From, To string }{w.date(q.From), w.date(q.To)})
}

func (w *words) interval(s Share) string {
	return w.format("ReportRange", struct{ Low, High string }{w.percent(s.Low), w.percent(s.High)})
}

// share returns the cells of a share and its interval, empty without votes.
func (w *words) share(v Votes) (helpful, interval string) {
	s, ok := v.Share()
	if !ok {
		return "", ""
	}
	return w.percent(s.Value), w.interval(s)
}

// summary returns one or two sentences on the totals.
func (w *words) summary(r *Report) []string {
	s, ok := r.Share()
	if !ok {
		text := w.text("ReportNone")
		if n := r.Comments(); n > 0 {
			return []string{text, w.comments(n)}
		}
		return []string{text}
	}
	return []string{
		w.format("ReportReceived", struct{ Votes, Pages, Comments string }{
			w.votes(r.Total()), w.pages(len(r.Pages)), w.comments(r.Comments()),
		}),
		w.format("ReportShare", struct{ Share, Low, High string }{w.percent(s.Value), w.percent(s.Low), w.percent(s.High)}),
	}
}

// said returns the text of the vote that a comment came with.
func (w *words) said(c Comment) string {
	text := w.text("ReportSaidNo")
	if c.Helpful {
		text = w.text("ReportSaidYes")
	}
	if !c.Counts {
		text = w.format("ReportUncounted", struct{ Vote string }{text})
	}
	return text
}

// title returns the title of a page, or its path if it isn't known.
func (w *words) title(path string) string {
	page, result := strings.CutSuffix(path, manifest.ResultPart)
	title, ok := w.language.Titles[page]
	switch {
	case !ok:
		return path
	case result:
		return w.format("ReportResult", struct{ Page string }{title})
	}
	return title
}

// url returns the address of a page, or "" if there is nowhere to link to.
func (w *words) url(path string) string {
	if _, ok := w.language.Titles[strings.TrimSuffix(path, manifest.ResultPart)]; !ok || w.language.Origin == "" {
		return ""
	}
	return w.language.Origin + strings.TrimSuffix(path, manifest.ResultPart)
}
