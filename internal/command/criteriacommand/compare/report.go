package compare

import (
	"context"
	"errors"
	"fmt"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/criteriacommand/sets"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/changes"
	"baken.example/baken/internal/criteria/changes/report"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/criteria/wording"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/named"
)

// compared are the two sides of a comparison and their names. One of them is nil where a set is new
// or gone.
type compared struct {
	diff.Versions
	old, new string
	// oldValues are the named values of the site that the old side is of.
	oldValues *named.Values
}

// reports compares the pairs, in a language.
func reports(ctx context.Context, s *command.State, c *sets.Sets, pairs []compared, lang string) (*report.All, error) {
	messages, err := c.Messages(ctx, s)
	if err != nil {
		return nil, err
	}
	in := func(lang string) quantity.Strings { return messages.In(lang) }
	all := &report.All{Strings: messages.In(lang)}
	prepared := map[*criteria.Set]bool{nil: true} // A version may be in two pairs.
	for _, p := range pairs {
		switch {
		case p.Old == nil:
			all.Added = append(all.Added, p.New)
			continue
		case p.New == nil:
			all.Removed = append(all.Removed, p.Old)
			continue
		}
		for _, side := range []struct {
			set    *criteria.Set
			values *named.Values
		}{{p.Old, p.oldValues}, {p.New, c.Values}} {
			set := side.set
			if one := []*criteria.Set{set}; !prepared[set] {
				if err := errors.Join(quantity.Label(one, c.Languages, in), wording.Insert(one, side.values, c.Languages, in)); err != nil {
					return nil, err
				}
			}
			prepared[set] = true
		}
		comparison, err := compareSides(ctx, s, p)
		if err != nil {
			return nil, err
		}
		if err := quantity.Label([]*criteria.Set{comparison.Union}, c.Languages, in); err != nil {
			return nil, err
		}
		doc, err := changes.New(comparison, lang, messages.In(lang), markdownSources(lang))
		if err != nil {
			return nil, err
		}
		all.Reports = append(all.Reports, &report.Report{Old: p.old, New: p.new, Comparison: comparison, Document: doc, Strings: all.Strings})
	}
	return all, nil
}

// compareSides proves both sides and compares them. Where a side has flaws they are printed
// instead.
func compareSides(ctx context.Context, s *command.State, p compared) (*diff.Comparison, error) {
	var proven [2]*proof.Set
	for i, set := range []*criteria.Set{p.Old, p.New} {
		var findings diag.List
		var err error
		if proven[i], findings, err = proof.Check(ctx, set); err != nil {
			return nil, err
		}
		if proven[i] == nil {
			return nil, s.Misread(sided(findings, []string{p.old, p.new}[i]))
		}
	}
	comparison, err := diff.Compare(ctx, proven[0], proven[1])
	if err != nil && ctx.Err() == nil {
		return nil, fmt.Errorf("compare %s with %s: %w", p.old, p.new, err)
	}
	return comparison, err
}
