// Package answers is the commands criteria eval and criteria try, which say what comes of answers.
package answers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"baken.example/baken/internal/command"
	"baken.example/baken/internal/command/cliflag"
	"baken.example/baken/internal/command/criteriacommand/sets"
	"baken.example/baken/internal/command/usage"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/explanation"
	"baken.example/baken/internal/diag"
)

// Eval returns the command criteria eval.
func Eval(s *command.State) *cobra.Command {
	format := cliflag.NewChoice("text", "json")
	var flags sets.Flags
	var given []string
	var reasons bool
	cmd := &cobra.Command{
		Use:   "eval [SET]",
		Short: "Say what comes of answers",
		Long: `Eval says what comes of answers, complete or not: the questions that are asked so far with their answers,
the verdict on each criterion, and the outcome (→) or the next question (?). Answers are QUESTION=OPTION, with
+ between the options of a question of several, and QUESTION=VALUE where the answer is a number, an amount or a
date, as conditions have them; those to questions that aren't asked don't count.

With --why it also says which of the answers force the outcome and each verdict, whatever the others are: as few
as possible. Of a criterion that isn't met it says which smallest change of answers would meet it, and of the
outcome which changes would lead to a better one: to another outcome, with more criteria met and none worse.`,
		Example: `  baken criteria eval --answers organisation=partnership,informs=yes
  baken criteria eval subsidy --answers measures=green_roof+paving --format json
  baken criteria eval pension --answers born=1960-04-06,income=31250.50
  baken criteria eval --why --answers organisation=partnership,informs=no`,
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := sets.Find(cmd.Context(), s, args, &flags)
			if err != nil {
				return err
			}
			answers, values, err := parseAnswers(v.Set, given)
			if err != nil {
				return usage.Error{Err: err}
			}
			result := v.Evaluate(answers)
			var why *explanation.Explanation
			if reasons {
				if why, err = explain(cmd.Context(), s, v, answers); err != nil {
					return err
				}
			}
			if format.String() == "json" {
				out, err := evaluationJSON(v.Set, answers, &result, why)
				return s.Result(out, err)
			}
			text, err := evaluation(v, answers, values, &result, why)
			return s.Result([]byte(text), errors.Join(err, v.Words.Err()))
		},
	}
	flags.Add(s, cmd)
	cmd.Flags().StringSliceVar(&given, "answers", nil, "what is answered: question=option,question=option+option,question=value")
	cmd.Flags().BoolVar(&reasons, "why", false, "say which answers the result follows from, and what would change it")
	format.AddFormat(cmd, "how to print the result")
	_ = cmd.RegisterFlagCompletionFunc("answers", completeAnswers(s))
	return cmd
}

// parseAnswers reads QUESTION=OPTION, QUESTION=OPTION+OPTION and QUESTION=VALUE. It returns the
// values by their question, in the units of the scale, beside their intervals.
func parseAnswers(set *criteria.Set, given []string) (criteria.Answers, map[int]int64, error) {
	answers, values := criteria.Answers{}, map[int]int64{}
	for _, part := range given {
		id, options, ok := strings.Cut(part, "=")
		if !ok {
			return nil, nil, fmt.Errorf("%q isn't an answer: write question=option", part)
		}
		q := set.Question(id)
		if q < 0 {
			return nil, nil, fmt.Errorf("%q has no question %q%s", set.ID.V, id, diag.SuggestOrList(id, questionIDs(set)))
		}
		if _, twice := answers[q]; twice {
			return nil, nil, fmt.Errorf("the question %q is answered twice: put + between several options", id)
		}
		question := &set.Questions[q]
		if question.Scale != nil && question.Option(options) < 0 {
			interval, units, err := parseValue(question, options)
			if err != nil {
				return nil, nil, err
			}
			answers[q], values[q] = []int{interval}, units
			continue
		}
		for option := range strings.SplitSeq(options, "+") {
			o := question.Option(option)
			if o < 0 {
				return nil, nil, fmt.Errorf("the question %q has no option %q%s", id, option, diag.SuggestOrList(option, optionIDs(question)))
			}
			if !slices.Contains(answers[q], o) {
				answers[q] = append(answers[q], o)
			}
		}
		if len(answers[q]) > 1 && !question.Many {
			return nil, nil, fmt.Errorf("the question %q takes one option, not %q", id, options)
		}
	}
	return answers, values, nil
}

func questionIDs(set *criteria.Set) []string {
	var ids []string
	for _, q := range set.Questions {
		ids = append(ids, q.ID.V)
	}
	return ids
}

func optionIDs(q *criteria.Question) []string {
	var ids []string
	for _, o := range q.Options {
		ids = append(ids, o.ID.V)
	}
	return ids
}

// evaluationJSON writes a result: {"asked": […], "criteria": {"ID": "met"}, "outcome": "ID"|null,
// "items": ["ID"], "next": "QUESTION"|null}, with questions and criteria in the set's order. The
// questions are those whose answers count. Outcomes without items have no "items". An explanation
// that isn't nil is "why", see [whyJSON].
func evaluationJSON(set *criteria.Set, answers criteria.Answers, r *criteria.Result, why *explanation.Explanation) ([]byte, error) {
	asked := []string{}
	for _, q := range r.Asked {
		if set.Questions[q].Answer(answers[q]) != nil {
			asked = append(asked, set.Questions[q].ID.V)
		}
	}
	var verdicts bytes.Buffer
	for i := range r.Verdicts {
		if i > 0 {
			verdicts.WriteByte(',')
		}
		fmt.Fprintf(&verdicts, "%q:%q", set.Criteria[i].ID.V, r.Verdict(i)) // Ids and verdicts are plain ASCII.
	}
	out := struct {
		Asked    []string        `json:"asked"`
		Criteria json.RawMessage `json:"criteria"`
		Outcome  *string         `json:"outcome"`
		Items    []string        `json:"items,omitzero"`
		Next     *string         `json:"next"`
		Why      *whyJSON        `json:"why,omitzero"`
	}{Asked: asked, Criteria: json.RawMessage("{" + verdicts.String() + "}")}
	if r.Outcome >= 0 {
		o := &set.Outcomes[r.Outcome]
		out.Outcome = &o.ID.V
		if len(o.Items) > 0 {
			out.Items = []string{}
		}
		for _, i := range r.Items {
			out.Items = append(out.Items, o.Items[i].ID.V)
		}
	}
	if r.Next >= 0 {
		out.Next = &set.Questions[r.Next].ID.V
	}
	if why != nil {
		var err error
		if out.Why, err = explanationJSON(set, r, why); err != nil {
			return nil, err
		}
	}
	b, err := json.MarshalIndent(out, "", "  ")
	return append(b, '\n'), err
}

// evaluation writes a result for people, with an explanation if that isn't nil. Of answers that
// exclude each other it says so, as the self-check does: they don't count, so the question is still
// to be answered.
func evaluation(v *sets.Version, answers criteria.Answers, values map[int]int64, r *criteria.Result, why *explanation.Explanation) (string, error) {
	var b strings.Builder
	lang := v.Words.Lang()
	for _, i := range r.Asked {
		q := &v.Questions[i]
		fmt.Fprintf(&b, "%s\n", q.Text.In(lang))
		if units, ok := values[i]; ok {
			text, err := valueText(v, i, units)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&b, "  %s\n", text)
		} else {
			for _, o := range answers[i] {
				fmt.Fprintf(&b, "  %s\n", q.Options[o].Label.In(lang))
			}
		}
		switch {
		case len(answers[i]) == 0:
			b.WriteString("  …\n")
		case q.Answer(answers[i]) == nil:
			clash, err := v.Messages.Text("CheckClash")
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&b, "  ! %s\n", clash)
		}
	}
	b.WriteByte('\n')
	for i, verdict := range r.Verdicts {
		text := v.Words.Verdict(verdict)
		if verdict == criteria.Pending && r.Stopped() {
			text = v.Words.Text("VerdictNotAssessed")
		}
		fmt.Fprintf(&b, "%s: %s\n", v.Criteria[i].Title.In(lang), text)
		if why != nil && verdict != criteria.Pending {
			writeNote(&b, because(v, why.Verdicts[i]))
			writeNote(&b, metIf(v, why.Met[i]))
		}
	}
	if len(r.Verdicts) > 0 {
		b.WriteByte('\n')
	}
	if r.Outcome >= 0 {
		fmt.Fprintf(&b, "→ %s\n", v.Words.Outcome(r.Outcome))
		for _, i := range r.Items {
			fmt.Fprintf(&b, "  - %s\n", v.Outcomes[r.Outcome].Items[i].Text.In(lang))
		}
		if why != nil {
			writeNote(&b, because(v, why.Outcome))
			b.WriteString(better(v, why.Better))
		}
	}
	if r.Next >= 0 {
		fmt.Fprintf(&b, "? %s\n", v.Questions[r.Next].Text.In(lang))
	}
	return b.String(), nil
}

// writeNote writes a line below the one that it is about, unless it is empty.
func writeNote(b *strings.Builder, note string) {
	if note != "" {
		fmt.Fprintf(b, "  %s\n", note)
	}
}

// completeAnswers returns the completion of the last of the answers: its question, then its option.
func completeAnswers(s *command.State) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, written string) ([]string, cobra.ShellCompDirective) {
		const keep = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		c := sets.ReadQuietly(cmd.Context(), s)
		if c == nil {
			return nil, keep
		}
		id, err := c.Choose(args)
		if err != nil {
			return nil, keep
		}
		set := criteria.InForce(c.Sets, s.Today())[id]
		if set == nil {
			return nil, keep
		}
		before := written[:strings.LastIndexByte(written, ',')+1]
		last := written[len(before):]
		var out []string
		if question, options, ok := strings.Cut(last, "="); ok {
			if q := set.Question(question); q >= 0 {
				before += question + "=" + options[:strings.LastIndexByte(options, '+')+1]
				for _, o := range optionIDs(&set.Questions[q]) {
					out = append(out, before+o)
				}
			}
			return out, keep
		}
		for _, q := range questionIDs(set) {
			out = append(out, before+q+"=")
		}
		return out, keep
	}
}
