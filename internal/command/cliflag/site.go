package cliflag

import (
	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/pipeline"
)

// Site is the flags of every command that reads a site.
type Site struct {
	date   Date
	drafts bool
	going  bool
	base   baseURL
}

// Add adds the flag --date.
func (f *Site) Add(cmd *cobra.Command) {
	cmd.Flags().Var(&f.date, "date", "make the site as of this day (default today, UTC)")
}

// AddDrafts adds the flag --drafts.
func (f *Site) AddDrafts(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.drafts, "drafts", false, "take in drafts, and pages outside their dates")
}

// AddPreview adds the flags for a site that isn't published where it says, or not yet.
func (f *Site) AddPreview(cmd *cobra.Command) {
	f.AddDrafts(cmd)
	cmd.Flags().Var(&f.base, "base-url", "the URL of the site, instead of the one in site.yaml")
}

// AddKeepGoing adds the flag for builds that nobody watches.
func (f *Site) AddKeepGoing(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.going, "keep-going", false, "go on without pages and criteria that a date took away, and warn of each")
}

// Options returns the options with which the flags say that the site is loaded.
func (f *Site) Options(s *command.State) pipeline.Options {
	return pipeline.Options{Date: s.Day(f.date.Date), Today: s.Today(), Drafts: f.drafts, KeepGoing: f.going, BaseURL: string(f.base)}
}
