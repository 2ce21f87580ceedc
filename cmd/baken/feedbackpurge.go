package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/feedback"
)

func (a *app) feedbackPurgeCommand() *cobra.Command {
	var db database
	var before dateFlag
	var retention daysFlag
	cmd := &cobra.Command{
		Use:   "purge",
		Short: "Remove old answers for good",
		Long: `Purge removes the answers of the days before a day, or of more than so many days ago (by default more
than 365). It says how many, and asks nothing. It also destroys what told the visitors of days before
today apart. It may run while the service does.`,
		Example: `  baken feedback purge
  baken feedback purge --retention 90
  baken feedback purge --before 2026-01-01`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			today := feedback.DayOf(a.now())
			day := today - feedback.DefaultRetentionDays
			switch {
			case !before.IsZero() && retention > 0:
				return usageError{errors.New("--before and --retention both say what is old: give one of them")}
			case !before.IsZero():
				day = feedback.DayOf(before.Time)
			case retention > 0:
				day = today - feedback.Day(retention)
			}
			store, err := a.openExisting(db)
			if err != nil {
				return err
			}
			if err := store.Forget(cmd.Context(), today); err != nil {
				return errors.Join(store.explain(err), store.Close())
			}
			removed, err := store.Purge(cmd.Context(), day)
			if err == nil || removed > 0 {
				fmt.Fprintf(a.stdout, "removed: %s from before %s\n", count(removed, "answer"), day)
			}
			return errors.Join(store.explain(err), store.Close())
		},
	}
	db.add(cmd)
	cmd.Flags().Var(&before, "before", "remove the answers of days before this one")
	cmd.Flags().Var(&retention, "retention", "remove the answers of more than so many days ago (default 365)")
	return cmd
}
