package sets

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/criteria/symbolic"
	"baken.example/baken/internal/criteria/wording"
	"baken.example/baken/internal/message"
)

// Flags select a version of a set, and a language.
type Flags struct {
	date cliflag.Date
	lang string
}

// Add adds the flags to a command, whose argument, which may be left out, is the id of a set.
func (f *Flags) Add(s *command.State, cmd *cobra.Command) {
	cmd.Flags().Var(&f.date, "date", "take the version in force on this day (default today, UTC)")
	cmd.Flags().StringVar(&f.lang, "lang", "", "language of the texts, as its code (default the site's first)")
	_ = cmd.RegisterFlagCompletionFunc("lang", CompleteLanguage(s))
	cmd.Args = usage.AtMostOneArgument
	cmd.ValidArgsFunction = Complete(s)
}

// Version is a version of a set, with its phrases.
type Version struct {
	*criteria.Set
	Words *phrase.Words
	// Messages are the UI strings of the language.
	Messages *message.Localizer
}

// Find reads the site's criteria and finds the version that a command is about. Where a file has
// errors they are printed: the versions can't be judged without it.
func Find(ctx context.Context, s *command.State, args []string, f *Flags) (*Version, error) {
	c, err := Read(ctx, s)
	if err != nil {
		return nil, err
	}
	if c.Findings.HasErrors() {
		return nil, s.Misread(c.Findings)
	}
	id, err := c.Choose(args)
	if err != nil {
		return nil, err
	}
	lang, err := c.Language(f.lang)
	if err != nil {
		return nil, err
	}
	set, err := c.InForce(id, s.Day(f.date.Date))
	if err != nil {
		return nil, fmt.Errorf("%w; name a day with --date", err)
	}
	messages, err := c.Messages(ctx, s)
	if err != nil {
		return nil, err
	}
	in := func(lang string) quantity.Strings { return messages.In(lang) }
	if err := quantity.Label([]*criteria.Set{set}, c.Languages, in); err != nil {
		return nil, err
	}
	if err := wording.Insert([]*criteria.Set{set}, c.Values, c.Languages, in); err != nil {
		return nil, err
	}
	localizer := messages.In(lang)
	return &Version{set, phrase.New(set, lang, localizer), localizer}, nil
}

// Prove proves the version. Where it has flaws they are printed instead: what is made of a set
// holds for every set of answers, and that of a set with a gap or a contradiction doesn't.
func (v *Version) Prove(ctx context.Context, s *command.State) (*proof.Set, error) {
	proven, findings, err := proof.Check(ctx, v.Set)
	if err != nil {
		return nil, err
	}
	if proven == nil {
		return nil, s.Misread(findings)
	}
	return proven, nil
}

// TooLarge explains an error if that is that the set is too large for a computation.
func (v *Version) TooLarge(err error) error {
	var large *symbolic.TooLargeError
	if errors.As(err, &large) {
		return fmt.Errorf("%s: the set is too large for this: %w", v.File, err)
	}
	return err
}
