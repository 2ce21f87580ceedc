// Package cliflag is the flags that several commands have, and the types of their values. A value
// that is wrong is refused when the command line is read.
package cliflag

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/content"
)

// Directory is the name of a directory.
type Directory string

func (d *Directory) Set(s string) error {
	if s == "" {
		return errors.New("no directory is named; leave the flag out for the one that you are in")
	}
	*d = Directory(s)
	return nil
}
func (d *Directory) Type() string   { return "string" }
func (d *Directory) String() string { return string(*d) }

// Date is a day.
type Date struct{ content.Date }

func (d *Date) Set(s string) error { return d.UnmarshalText([]byte(s)) }
func (d *Date) Type() string       { return "YYYY-MM-DD" }
func (d *Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}

// baseURL is the URL that a site is published at.
type baseURL string

func (b *baseURL) Set(s string) error {
	base, err := baseurl.Parse(s)
	*b = baseURL(base.String())
	return err
}
func (b *baseURL) Type() string   { return "URL" }
func (b *baseURL) String() string { return string(*b) }

// Choice is one of a few words.
type Choice struct {
	value   string
	choices []string
}

// NewChoice returns a choice whose default is the first word.
func NewChoice(choices ...string) Choice { return Choice{choices[0], choices} }

func (f *Choice) Set(s string) error {
	if !slices.Contains(f.choices, s) {
		return fmt.Errorf("the formats are %s", strings.Join(f.choices, ", "))
	}
	f.value = s
	return nil
}
func (f *Choice) Type() string   { return strings.Join(f.choices, "|") }
func (f *Choice) String() string { return f.value }

// AddFormat adds the flag --format.
func (f *Choice) AddFormat(cmd *cobra.Command, usage string) {
	cmd.Flags().Var(f, "format", usage)
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(f.choices, cobra.ShellCompDirectiveNoFileComp))
}
