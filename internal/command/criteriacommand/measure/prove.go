// Package measure is the commands that check and measure criteria sets: criteria test, which proves
// them, criteria examples and criteria size.
package measure

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/criteriacommand/sets"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
)

// Test returns the command criteria test.
func Test(s *command.State) *cobra.Command {
	format := cliflag.NewChoice(command.Formats()...)
	var flags cliflag.Site
	cmd := &cobra.Command{
		Use:   "test [SET]",
		Short: "Prove sets and try their examples",
		Long: `Test checks all versions of one set or of all: their files, their examples and, for every possible set of
answers, what they mean. It prints what it finds, as check does, and a line for each version without errors: how
many questions and criteria it has, how many examples hold and what they show (see baken criteria examples), how many rules its table of outcomes has, and how
many bytes of CSS its self-check compiles to.

The exit code is 1 when there are errors.`,
		Example: `  baken criteria test
  baken criteria test collaboration --format github    on a pull request`,
		Args:              usage.AtMostOneArgument,
		ValidArgsFunction: sets.Complete(s),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := sets.Read(cmd.Context(), s)
			if err != nil {
				return err
			}
			// The site's stages check the texts too, and where links in them lead.
			p, err := s.Load(cmd.Context(), flags.Options(s))
			if err != nil {
				return err
			}
			only, err := about(c, args)
			if err != nil {
				return err
			}
			var findings diag.List
			for _, f := range p.Findings.All() {
				if strings.HasPrefix(f.File, definition.Dir+"/") && (only == nil || slices.Contains(only, f.File)) {
					findings.Add(f.File, f.Pos, f.Code, f.Hint, "%s", f.Message)
				}
			}
			findings = c.WithSeverities(findings)
			lines, coverage, err := summaries(cmd.Context(), p, only, &findings)
			if err != nil {
				return err
			}
			if format.String() == "json" {
				err = printTest(s, &findings, coverage)
			} else {
				err = s.Print(&findings, format.String())
			}
			if err != nil {
				return err
			}
			out := s.Stdout
			if format.String() != "text" {
				out = s.Stderr
			}
			if _, err := io.WriteString(out, lines); err != nil {
				return err
			}
			if findings.HasErrors() {
				return command.ErrFindings
			}
			return nil
		},
	}
	flags.Add(cmd)
	format.AddFormat(cmd, "how to print findings")
	return cmd
}

// about returns the files of the set that a command line names, or nil when all count: there is
// none named, or it may be in a file that can't be read.
func about(c *sets.Sets, args []string) ([]string, error) {
	if len(c.Sets) == 0 && !c.Findings.HasErrors() {
		_, err := c.Choose(nil)
		return nil, err
	}
	if len(args) == 0 {
		return nil, nil
	}
	id, err := c.Choose(args)
	if err != nil {
		if c.Findings.HasErrors() {
			return nil, nil
		}
		return nil, err
	}
	var files []string
	for _, s := range c.Sets {
		if s.ID.V == id {
			files = append(files, s.File)
		}
	}
	return files, nil
}

// summaries returns a line for each version without errors, and what its examples show.
func summaries(ctx context.Context, p *pipeline.Result, only []string, findings *diag.List) (lines string, all []coverageJSON, err error) {
	all = []coverageJSON{}
	for _, s := range p.Criteria {
		broken := slices.ContainsFunc(findings.All(), func(f diag.Finding) bool {
			return f.File == s.File && f.Severity == diag.Error
		})
		if broken || p.Compiled[s] == nil || only != nil && !slices.Contains(only, s.File) {
			continue
		}
		line := fmt.Sprintf("%s %s: %s, %s, %s; %s", s.ID.V, firstDay(s),
			command.Count(len(s.Questions), "question"), counted(len(s.Criteria), "criterion", "criteria"),
			command.Count(len(s.Outcomes), "outcome"), holding(len(s.Examples)))
		coverage, err := measured(ctx, s)
		if err != nil {
			return "", nil, err
		}
		line += coverageText(coverage)
		if coverage != nil {
			all = append(all, coverageOf(s, coverage))
		}
		decisions, err := p.Compiled[s].Decisions(ctx)
		if err != nil {
			return "", nil, err
		}
		if d := decisions.Outcome; d == nil || d.Count() == math.MaxInt32 {
			line += "; more rules than can be counted"
		} else {
			line += "; " + command.Count(d.Count(), "rule")
		}
		css := p.Compiled[s].Sheet.CSS
		line += fmt.Sprintf("; %d bytes of CSS, %d compressed", len(css), selector.Compressed(css))
		lines += line + "\n"
	}
	return lines, all, nil
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// holding reports that examples hold: where one fails, the set has errors.
func holding(n int) string {
	switch n {
	case 0:
		return "no examples"
	case 1:
		return "1 example holds"
	default:
		return fmt.Sprintf("%d examples hold", n)
	}
}

// firstDay names a version after its first day or, if it has none, after its last.
func firstDay(s *criteria.Set) string {
	if s.ValidFrom.IsZero() {
		return s.Days()
	}
	return "from " + s.Version()
}
