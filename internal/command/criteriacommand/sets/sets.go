// Package sets finds the criteria set, and the version of it, that a command line is about.
package sets

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/named"
	"baken.example/baken/internal/source"
)

// Sets are the criteria sets of a site, with what their texts take from it.
type Sets struct {
	// Languages are the codes of the site's languages, the default first.
	Languages []string
	Values    *named.Values
	// Sets are the sets without errors.
	Sets []*criteria.Set
	// Findings are those in the files of sets.
	Findings diag.List
	fsys     fs.FS
	config   *siteconfig.Config
}

// Read reads the settings and the criteria of the site. Errors in the settings are printed.
func Read(ctx context.Context, s *command.State) (*Sets, error) {
	root, err := os.OpenRoot(s.Dir)
	if err != nil {
		return nil, err
	}
	// The root stays open until the process ends.
	c := &Sets{fsys: source.Root(root)}
	var findings diag.List
	if c.config, findings, err = siteconfig.Load(c.fsys); err != nil {
		return nil, err
	}
	if findings = findings.WithSeverities(c.config.Severities()); findings.HasErrors() {
		return nil, s.Misread(findings)
	}
	c.Languages = c.config.Codes()
	if c.Values, findings, err = named.Load(c.fsys, c.Languages); err != nil {
		return nil, err
	}
	if findings = findings.WithSeverities(c.config.Severities()); findings.HasErrors() {
		return nil, s.Misread(findings)
	}
	c.Sets, findings, err = definition.Load(ctx, c.fsys, c.Languages)
	c.Findings = findings.WithSeverities(c.config.Severities())
	return c, err
}

// ids returns the ids of the sets, deduplicated.
func (c *Sets) ids() []string {
	var ids []string
	for _, s := range c.Sets {
		ids = append(ids, s.ID.V)
	}
	return slices.Compact(ids) // They are sorted.
}

// Choose returns the id of the set that the command line names, or of the only set.
func (c *Sets) Choose(args []string) (string, error) {
	ids := c.ids()
	switch {
	case len(args) == 1 && slices.Contains(ids, args[0]):
		return args[0], nil
	case len(args) == 1 && len(ids) > 0:
		return "", usage.Errorf("there is no criteria set %q%s", args[0], diag.SuggestOrList(args[0], ids))
	case len(ids) == 0:
		return "", fmt.Errorf("the site has no criteria: there is no set in %s", definition.Dir)
	case len(ids) > 1:
		return "", usage.Errorf("there are %d criteria sets: name %s", len(ids), strings.Join(ids, " or "))
	}
	return ids[0], nil
}

// Language returns the language with a code or, if that is empty, the site's first.
func (c *Sets) Language(code string) (string, error) {
	if code == "" {
		code = c.Languages[0]
	}
	if !slices.Contains(c.Languages, code) {
		return "", usage.Errorf("the site has no language %q%s", code, diag.SuggestOrList(code, c.Languages))
	}
	return code, nil
}

// InForce returns the version of a set that is in force on a day. The error says on which days
// there is one.
func (c *Sets) InForce(id string, day content.Date) (*criteria.Set, error) {
	if set := criteria.InForce(c.Sets, day)[id]; set != nil {
		return set, nil
	}
	var days []string
	for _, set := range c.Sets {
		if set.ID.V == id {
			days = append(days, set.Days())
		}
	}
	return nil, fmt.Errorf("no version of %q is in force on %s: there is one %s", id, day.Format(time.DateOnly), strings.Join(days, ", and one "))
}

// Messages returns the UI strings of the site's languages, those of templates aside. Errors in them
// are printed.
func (c *Sets) Messages(ctx context.Context, s *command.State) (*message.Catalog, error) {
	return s.Messages(ctx, c.fsys, c.config)
}

// WithSeverities returns findings with the severities that the site gives them.
func (c *Sets) WithSeverities(findings diag.List) diag.List {
	return findings.WithSeverities(c.config.Severities())
}
