package feedbackcommand

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/feedbackcommand/database"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/report"
)

func purgeCommand(s *command.State) *cobra.Command {
	var db database.Flag
	var before cliflag.Date
	var retention database.Days
	var clockIsRight bool
	var answer string
	cmd := &cobra.Command{
		Use:   "purge",
		Short: "Remove old answers for good",
		Long: `Purge removes the answers of the days before a day, or of more than so many days ago (by default more
than 365). It says how many, and asks nothing. It also destroys what told the visitors of days before
today apart. It may run while the service does.

Which days are old follows from this machine's clock. Where that is further ahead of the days on which
the service or purge ran than a pause of two weeks explains, purge removes nothing by it: see that the
clock is right, and say so with --clock-is-right. With --answer it removes one answer, which has the
name that export gives it.`,
		Example: `  baken feedback purge
  baken feedback purge --retention 90
  baken feedback purge --before 2026-01-01
  baken feedback purge --answer hOJ5nkX0WD8zSBRHqOZq6w`,
		Args: usage.NoArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case !before.IsZero() && retention > 0:
				return usage.Errorf("--before and --retention both say what is old: give one of them")
			case answer != "" && (!before.IsZero() || retention > 0):
				return usage.Errorf("--answer names one answer: give it without --before and --retention")
			}
			store, err := db.OpenExisting(s)
			if err != nil {
				return err
			}
			if answer != "" {
				err = purgeAnswer(cmd.Context(), s, store, answer)
			} else {
				err = purgeOld(cmd.Context(), s, store, before, retention, clockIsRight)
			}
			return errors.Join(store.Explain(err), store.Close())
		},
	}
	db.Add(cmd)
	cmd.Flags().Var(&before, "before", "remove the answers of days before this one")
	cmd.Flags().Var(&retention, "retention", "remove the answers of more than so many days ago (default 365)")
	cmd.Flags().BoolVar(&clockIsRight, "clock-is-right", false, "remove by this machine's clock, however far it is ahead of the days seen")
	cmd.Flags().StringVar(&answer, "answer", "", "remove the answer that export calls so")
	return cmd
}

// purgeOld removes the answers of days before a given one or, where before is zero, the answers
// that are more than retention days old, by default [feedback.DefaultRetentionDays]. It also
// destroys the salts and hashes of the visitors of days before today. clockIsRight accepts a clock
// that is implausibly far ahead.
func purgeOld(ctx context.Context, s *command.State, store *database.Answers, before cliflag.Date, retention database.Days, clockIsRight bool) error {
	today := feedback.DayOf(s.Now())
	if err := store.Forget(ctx, today); err != nil {
		return err
	}
	if clockIsRight {
		if _, err := store.See(ctx, today, true); err != nil {
			return err
		}
	}
	var day feedback.Day
	var removed int
	var err error
	days := feedback.DefaultRetentionDays
	if before.IsZero() {
		if retention > 0 {
			days = int(retention)
		}
		day = today - feedback.Day(days)
		removed, err = feedback.Enforce(ctx, store, today, days)
	} else {
		day = feedback.DayOf(before.Time)
		removed, err = store.Purge(ctx, day)
	}
	if leap, ok := errors.AsType[*feedback.LeapError](err); ok {
		day = leap.Last - feedback.Day(days)
		err = fmt.Errorf("%w: if the clock is right, add --clock-is-right", err)
	}
	if err == nil || removed > 0 {
		fmt.Fprintf(s.Stdout, "removed: %s from before %s\n", command.Count(removed, "answer"), day)
	}
	return err
}

// purgeAnswer removes the answer whose name in exports (see [report.Name]) is name.
func purgeAnswer(ctx context.Context, s *command.State, store *database.Answers, name string) error {
	for answer, err := range store.Answers(ctx, 0, maxDay) {
		if err != nil {
			return err
		}
		if report.Name(answer.ID) != name {
			continue
		}
		if _, err := store.Remove(ctx, answer.ID); err != nil {
			return err
		}
		fmt.Fprintf(s.Stdout, "removed: %s of %s about %s\n", command.Count(1, "answer"), answer.Day, answer.Page)
		return nil
	}
	return fmt.Errorf("there is no answer %q: baken feedback export shows which there are", name)
}

// maxDay is 9999-12-31, the last day that databases write in the order of time.
const maxDay = 2932896
