package render

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/render/action"
	"baken.example/baken/internal/site"
)

// check is a self-check without the texts of a language: a criteria set with its page's assets.
type check struct {
	*site.Criteria
	sheet *selector.Sheet
	// styles is the style sheet: the rules of all self-checks followed by those of this sheet.
	styles *asset.File
	// name is the name of its files, without extension.
	name string
	// script is its script without the words of a language.
	script []byte
}

// findChecks collects the self-checks of the site's pages, by the version of their set.
func (r *Renderer) findChecks() error {
	r.checks = map[*criteria.Set]*check{}
	asks := false
	for _, p := range r.Site.Pages {
		shown := r.Site.CheckOf(p)
		asks = asks || shown != nil && r.Site.AsksFeedback(p)
		if shown == nil || r.checks[shown.Set] != nil {
			continue
		}
		c := &check{Criteria: shown, sheet: r.Compiled[shown.Set].Sheet, name: "check-" + shown.ID.V}
		if r.Site.Criteria[shown.ID.V] != shown {
			c.name += "-" + shown.Version()
		}
		files := []string{"check/check.css", "check/result.css"}
		if c.hasMore() {
			files = append(files, "check/options.css")
		}
		if typed(shown.Set) {
			files = append(files, "check/value.css")
		}
		css, err := r.concatenated(files...)
		if err != nil {
			return err
		}
		c.styles = asset.New(c.name+".css", append(css, c.sheet.CSS...))
		r.checks[shown.Set] = c
	}
	for _, c := range r.checks {
		scripts := []string{"check/form.js", "check/notes.js", "check/result.js", "check/check.js"}
		if typed(c.Set) {
			scripts = slices.Insert(scripts, 0, "check/value.js")
		}
		if asks {
			scripts = append(scripts, "feedback/feedback.js")
		}
		var err error
		if c.script, err = r.concatenated(scripts...); err != nil {
			return err
		}
	}
	return nil
}

// hasMore reports whether options are in groups, or explained, or outcomes have parts.
func (c *check) hasMore() bool {
	return slices.ContainsFunc(c.Outcomes, func(o criteria.Outcome) bool { return len(o.Items) > 0 }) || slices.ContainsFunc(c.Questions, func(q criteria.Question) bool {
		return len(q.Groups) > 0 || slices.ContainsFunc(q.Options, func(o criteria.Option) bool { return o.Guidance != nil })
	})
}

// concatenated returns the content of assets one after the other: one file saves requests.
func (r *Renderer) concatenated(names ...string) (b []byte, err error) {
	for _, name := range names {
		if b, err = r.Theme.Assets.Get(name).Append(b); err != nil {
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
		l.checks = map[*criteria.Set]*layout.CheckView{}
		for _, c := range r.sortedChecks() {
			err := ctx.Err()
			if err != nil {
				return err
			}
			if l.checks[c.Set], err = r.checkView(l, c); err != nil {
				return fmt.Errorf("%s: %w", c.File, err)
			}
		}
	}
	return nil
}

// criteriaFiles returns the style sheets and the scripts of the self-checks.
func (r *Renderer) criteriaFiles() []artifact.Artifact {
	var out []artifact.Artifact
	for _, c := range r.sortedChecks() {
		out = append(out, c.styles.Artifact)
	}
	for _, code := range r.Site.Languages {
		for _, script := range r.languages[code].checkScripts {
			out = append(out, script.Artifact)
		}
	}
	return out
}

// sortedChecks returns the self-checks, by the names of their files.
func (r *Renderer) sortedChecks() []*check {
	return slices.SortedFunc(maps.Values(r.checks), func(a, b *check) int { return cmp.Compare(a.name, b.name) })
}

// checkView builds the view of a self-check in a language.
func (r *Renderer) checkView(l *language, c *check) (*layout.CheckView, error) {
	b := checkBuilder{renderer: r, language: l.Language, texts: l.texts, check: c, words: phrase.New(c.Set, l.Code, l.Messages)}
	b.view = layout.CheckView{
		Styles:   layout.AssetLink{URL: r.Site.Address(c.styles.Path), Integrity: c.styles.Integrity},
		Set:      c.ID.V,
		Version:  c.Set.Version(),
		Progress: b.words.Format("CheckProgress", struct{ Number, Most string }{"{n}", "{m}"}),
		Number:   b.words.Format("CheckNumber", struct{ Number string }{"{n}"}),
		Done:     viewSelector(c.sheet.Done),
	}
	for t := range c.Prose() { // A table of Markdown has at least one |.
		b.view.TextTables = b.view.TextTables || strings.Contains(t.In(l.Code), "|")
		b.view.Rare = b.view.Rare || rareText.MatchString(t.In(l.Code))
	}
	most, minutes := c.sheet.Most, action.Minutes(c.sheet.Most)
	b.view.Length = b.count("CheckLength", most, struct{ Questions int }{most})
	b.view.Time = b.count("CheckTime", minutes, struct{ Minutes int }{minutes})
	for i := range c.Questions {
		b.question(i)
	}
	for i := range c.Outcomes {
		b.outcome(i)
	}
	basis, err := l.texts.Basis(c.Criteria, -1)
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
