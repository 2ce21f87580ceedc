package render

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/site"
)

// check is a self-check without the texts of a language: a criteria set with its page's assets.
type check struct {
	*site.Criteria
	sheet *selector.Sheet
	// styles is the style sheet: the rules of all self-checks followed by those of this sheet.
	styles *asset.File
	// maxQuestions is the largest number of questions that a visitor is asked.
	maxQuestions int
}

// findChecks collects the self-checks of the site's pages, by the id of their set.
func (r *Renderer) findChecks() error {
	r.checks = map[string]*check{}
	asks := false
	for _, p := range r.Site.Pages {
		id := p.Meta.Criteria.V
		set := r.Site.Criteria[id]
		asks = asks || set != nil && r.Site.AsksFeedback(p)
		if set == nil || r.checks[id] != nil {
			continue
		}
		c := &check{Criteria: set, sheet: r.Compiled[set.Set].Sheet}
		css, err := r.concatenated("check/check.css", "check/result.css")
		if err != nil {
			return err
		}
		c.styles = asset.New("check-"+id+".css", append(css, c.sheet.CSS...))
		c.maxQuestions = c.sheet.Most
		r.checks[id] = c
	}
	if len(r.checks) == 0 {
		return nil
	}
	scripts := []string{"check/result.js", "check/check.js"}
	if asks {
		scripts = append(scripts, "feedback/feedback.js")
	}
	var err error
	r.checkScript, err = r.concatenated(scripts...)
	return err
}

// concatenated returns the content of assets one after the other: one file saves requests.
func (r *Renderer) concatenated(names ...string) (b []byte, err error) {
	for _, name := range names {
		if b, err = r.Assets.Get(name).Append(b); err != nil {
			return nil, err
		}
		if !bytes.HasSuffix(b, []byte("\n")) {
			b = append(b, '\n')
		}
	}
	return b, nil
}

// checkViews builds the view of each self-check in each language. Their texts may link to any page.
func (r *Renderer) checkViews(ctx context.Context) error {
	for _, code := range r.Site.Languages {
		l := r.languages[code]
		l.checks = map[string]*layout.CheckView{}
		for _, id := range slices.Sorted(maps.Keys(r.checks)) {
			err := ctx.Err()
			if err != nil {
				return err
			}
			if l.checks[id], err = r.checkView(l, r.checks[id]); err != nil {
				return fmt.Errorf("%s: %w", r.checks[id].File, err)
			}
		}
	}
	return nil
}

// criteriaFiles returns the style sheets and the scripts of the self-checks.
func (r *Renderer) criteriaFiles() []artifact.Artifact {
	var out []artifact.Artifact
	for _, id := range slices.Sorted(maps.Keys(r.checks)) {
		out = append(out, r.checks[id].styles.Artifact)
	}
	for _, code := range r.Site.Languages {
		for _, script := range r.languages[code].checkScripts {
			out = append(out, script.Artifact)
		}
	}
	return out
}

// checkOf returns the self-check of a page, or nil if it has none.
func (r *Renderer) checkOf(p *site.Page) *check { return r.checks[p.Meta.Criteria.V] }

// secondsPerQuestion is the estimated time for a question, including the time to read the result.
const secondsPerQuestion = 25

// minutes returns the estimated time for the self-check.
func (c *check) minutes() int { return (c.maxQuestions*secondsPerQuestion + 59) / 60 }

// checkView builds the view of a self-check in a language.
func (r *Renderer) checkView(l *language, c *check) (*layout.CheckView, error) {
	b := checkBuilder{renderer: r, language: l, check: c, words: phrase.New(c.Set, l.code, l.messages)}
	b.view = layout.CheckView{
		Styles:   layout.AssetLink{URL: r.Site.Address(c.styles.Path), Integrity: c.styles.Integrity},
		Set:      c.ID.V,
		Version:  c.Set.Version(),
		Progress: b.words.Format("CheckProgress", struct{ Number, Most string }{"{n}", "{m}"}),
		Number:   b.words.Format("CheckNumber", struct{ Number string }{"{n}"}),
		Done:     viewSelector(c.sheet.Done),
	}
	for t := range c.Prose() { // A table of Markdown has at least one |.
		b.view.TextTables = b.view.TextTables || strings.Contains(t.In(l.code), "|")
	}
	minutes := c.minutes()
	b.view.Length = b.count("CheckLength", c.maxQuestions, struct{ Questions int }{c.maxQuestions})
	b.view.Time = b.count("CheckTime", minutes, struct{ Minutes int }{minutes})
	for i := range c.Questions {
		b.question(i)
	}
	for i := range c.Outcomes {
		b.outcome(i)
	}
	basis, err := r.basis(l, c.Criteria, -1)
	b.view.Basis = basis
	b.fail(err)
	b.result()
	script := b.script()
	b.view.Script = layout.AssetLink{URL: r.Site.Address(script.Path), Integrity: script.Integrity}
	l.checkScripts = append(l.checkScripts, script)
	b.fail(b.words.Err())
	return &b.view, b.err
}

// viewSelector returns a selector for a view. It is empty for one that always matches.
func viewSelector(selector string) string {
	if selector == "*" {
		return ""
	}
	return selector
}
