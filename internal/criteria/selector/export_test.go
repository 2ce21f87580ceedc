package selector

import (
	"context"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/symbolic"
	"baken.example/baken/internal/diag"
)

// CompileFactored compiles a set in the style that [Compile] tries last, however small the set is.
func CompileFactored(ctx context.Context, set *criteria.Set) (*Sheet, error) {
	r, err := symbolic.New(ctx, set)
	if err != nil {
		return nil, err
	}
	c, err := search(ctx, r, factored)
	if err != nil {
		return nil, err
	}
	if len(c.sheet.CSS) > abandonSize {
		c.sheet.CSS = nil // It isn't complete.
	}
	return &c.sheet, nil
}

// ReportSize returns the finding about CSS with the given rules, which criteria cause whose ids are
// letters in alphabetical order.
func ReportSize(set *criteria.Set, rules ...string) diag.List {
	c := &compiler{writer: writer{Functions: &symbolic.Functions{Set: set}}}
	for i, r := range rules {
		from := c.rules.Len()
		c.rules.WriteString(r)
		at := condition{"criterion", string(rune('a' + i)), content.Text{V: r, Pos: diag.Pos{Line: i + 1}}}
		c.costs.add(at, span{from, c.rules.Len()})
	}
	c.sheet.CSS = c.css()
	var findings diag.List
	c.reportSize(&findings)
	return findings
}

// Disjunction returns the selectors of a disjunction of compounds, for a style sheet that appends
// nothing to them.
func Disjunction(compounds ...string) []string {
	f := &formula{kind: disjunction, text: ":not(:not(" + strings.Join(compounds, ",") + "))"}
	for _, text := range compounds {
		f.terms = append(f.terms, &formula{kind: conjunction, text: text})
	}
	return new(writer).selectors(f, 0)
}
