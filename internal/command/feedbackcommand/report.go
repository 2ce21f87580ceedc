package feedbackcommand

import (
	"context"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/feedbackcommand/database"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/report"
	"baken.example/baken/internal/pipeline"
)

// reportDays is the default period of a report: thirteen weeks, a quarter.
const reportDays = 91

// periodFlags select the answers of a command.
type periodFlags struct {
	from, to cliflag.Date
	days     database.Days
	page     string
}

func (f *periodFlags) add(cmd *cobra.Command, all string) {
	cmd.Flags().Var(&f.from, "from", "the first day"+all)
	cmd.Flags().Var(&f.to, "to", "the last day (default today, UTC)")
	cmd.Flags().Var(&f.days, "days", "how many days, up to the last, instead of --from")
	cmd.Flags().StringVar(&f.page, "page", "", "only the page at this path, such as /LANG/contact/")
}

// query is the selection that the flags describe. It begins so many days before its end unless they
// say otherwise, or with the first answer where that is 0.
func (f *periodFlags) query(s *command.State, days int) (report.Query, error) {
	q := report.Query{Page: f.page, To: feedback.DayOf(s.Day(f.to.Date).Time)}
	switch {
	case f.days > 0 && !f.from.IsZero():
		return q, usage.Errorf("--days and --from both say where the period begins: give one of them")
	case f.days > 0:
		q.From = q.To - feedback.Day(f.days) + 1
	case !f.from.IsZero():
		q.From = feedback.DayOf(f.from.Time)
	case days > 0:
		q.From = q.To - feedback.Day(days) + 1
	default:
		q.From = min(0, q.To) // 1970
	}
	if q.From > q.To {
		return q, usage.Errorf("the period ends before it begins: from %s to %s", q.From, q.To)
	}
	if f.page != "" && !strings.HasPrefix(f.page, "/") {
		return q, usage.Errorf("--page takes the path of a page, such as /LANG/contact/, not %q", f.page)
	}
	return q, nil
}

func reportCommand(s *command.State) *cobra.Command {
	var db database.Flag
	var period periodFlags
	var lang string
	format := cliflag.NewChoice("text", "json", "csv", "html")
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Say which pages help their readers, and what those wrote",
		Long: `Report says for each page and language how many people voted, which share of them it helped and how
sure that is, how that went week by week, and what they wrote. It looks back 91 days, unless told
otherwise. Pages that most surely fail their readers come first. Those who voted with the result of
a self-check in view voted on that: it counts as a page of its own.

As html it is one file with drawings, which needs nothing beside it. In csv no cell can start a
formula; csv and json have the same names in every language.`,
		Example: `  baken feedback report
  baken feedback report --days 28 --format html > report.html
  baken feedback report --from 2026-01-01 --to 2026-03-31 --format csv > quarter.csv`,
		Args: usage.NoArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			q, err := period.query(s, reportDays)
			if err != nil {
				return err
			}
			var words report.Language
			if format.String() == "text" || format.String() == "html" {
				if words, err = reportLanguage(cmd.Context(), s, lang); err != nil {
					return err
				}
			}
			store, err := db.OpenExisting(s)
			if err != nil {
				return err
			}
			defer store.Close()
			r, err := report.New(cmd.Context(), store, q)
			if err != nil {
				return store.Explain(err)
			}
			switch format.String() {
			case "json":
				return r.WriteJSON(s.Stdout)
			case "csv":
				return r.WriteCSV(s.Stdout)
			case "html":
				return r.WriteHTML(s.Stdout, words)
			}
			return r.WriteText(s.Stdout, words)
		},
	}
	db.Add(cmd)
	period.add(cmd, "")
	format.AddFormat(cmd, "how to write the report")
	cmd.Flags().StringVar(&lang, "lang", "", "language of the report, as its code (default the site's first)")
	return cmd
}

// reportLanguage returns a language of the site, with the texts and the titles of pages that a
// report has in it. The site needn't be without errors.
func reportLanguage(ctx context.Context, s *command.State, lang string) (l report.Language, err error) {
	if l.Code, l.Messages, err = s.Language(ctx, lang); err == nil {
		l.Titles, l.Origin, err = titles(ctx, s)
	}
	return l, err
}

// titles returns the titles of the site's pages, as far as it can be read, by their paths, drafts
// and pages outside their dates included, and the site's origin.
func titles(ctx context.Context, s *command.State) (titles map[string]string, origin string, err error) {
	p, err := s.Load(ctx, pipeline.Options{Date: s.Today(), Drafts: true})
	if err != nil || p.Model == nil {
		return nil, "", err
	}
	titles = map[string]string{}
	for _, page := range p.Model.Pages {
		titles[page.URL] = page.Meta.Title.V
	}
	return titles, p.Model.Base().Origin, nil
}

func exportCommand(s *command.State) *cobra.Command {
	var db database.Flag
	var period periodFlags
	format := cliflag.NewChoice("jsonl", "csv")
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write out every answer",
		Long: `Export writes every answer with all that is kept of it: one JSON object a line, or a table for
spreadsheets, in which an apostrophe stands before what could start a formula. An answer that doesn't
count came after too many others from one place, about the same page on the same day; its comment is
kept. The id is a name for the answer, for purge --answer, with which nobody can change it.`,
		Example: `  baken feedback export > answers.jsonl
  baken feedback export --format csv --days 28 > answers.csv`,
		Args: usage.NoArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			q, err := period.query(s, 0)
			if err != nil {
				return err
			}
			store, err := db.OpenExisting(s)
			if err != nil {
				return err
			}
			defer store.Close()
			write := report.ExportJSON
			if format.String() == "csv" {
				write = report.ExportCSV
			}
			return store.Explain(write(s.Stdout, selected(cmd.Context(), store, q)))
		},
	}
	db.Add(cmd)
	period.add(cmd, " (default that of the first answer)")
	format.AddFormat(cmd, "how to write the answers")
	return cmd
}

// selected yields the answers of a query.
func selected(ctx context.Context, s feedback.Store, q report.Query) iter.Seq2[feedback.Answer, error] {
	return func(yield func(feedback.Answer, error) bool) {
		for answer, err := range s.Answers(ctx, q.From, q.To) {
			if err == nil && q.Page != "" && answer.Page != q.Page {
				continue
			}
			if !yield(answer, err) {
				return
			}
		}
	}
}
