// Package selfcheck makes the self-checks of a site: the forms that readers fill in, with the
// results that they may get, and the style sheets and scripts that evaluate them.
package selfcheck

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/compiled"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/render/action"
	"baken.example/baken/internal/render/locale"
	"baken.example/baken/internal/render/slot"
	"baken.example/baken/internal/site"
)

// Input holds what self-checks are made from.
type Input struct {
	Site *site.Site
	// Assets has the parts of their style sheets and scripts.
	Assets *asset.Set
	// Compiled are the criteria sets, in all their versions.
	Compiled  map[*criteria.Set]*compiled.Set
	Languages []Language
}

// Language is a language of the site, with what fills the texts of criteria in it.
type Language struct {
	*locale.Language
	Texts *slot.Filler
}

// Checks are the self-checks of a site. They are immutable, and depend on no text of a page.
type Checks struct {
	// views are by language, and by the version of their set.
	views map[string]map[*criteria.Set]*layout.CheckView
	files []artifact.Artifact
}

// New makes the self-checks of the pages of a site, in all its languages. The error may be the
// context's.
func New(ctx context.Context, in Input) (*Checks, error) {
	found, err := find(in)
	if err != nil {
		return nil, err
	}
	checks := &Checks{views: map[string]map[*criteria.Set]*layout.CheckView{}}
	for _, c := range found {
		checks.files = append(checks.files, c.styles.Artifact)
	}
	for _, l := range in.Languages {
		views := map[*criteria.Set]*layout.CheckView{}
		for _, c := range found {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			view, script, err := in.view(l, c)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.File, err)
			}
			views[c.Set] = view
			checks.files = append(checks.files, script.Artifact)
		}
		checks.views[l.Code] = views
	}
	return checks, nil
}

// View returns the view of the self-check of a version of a set in a language; nil if no page is
// the self-check of it.
func (c *Checks) View(lang string, set *criteria.Set) *layout.CheckView { return c.views[lang][set] }

// Artifacts returns the style sheets and the scripts of the self-checks.
func (c *Checks) Artifacts() []artifact.Artifact { return c.files }

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

// find returns the self-checks of the site's pages, by the names of their files.
func find(in Input) ([]*check, error) {
	found := map[*criteria.Set]*check{}
	asks := false
	for _, p := range in.Site.Pages {
		shown := in.Site.CheckOf(p)
		asks = asks || shown != nil && in.Site.AsksFeedback(p)
		if shown == nil || found[shown.Set] != nil {
			continue
		}
		c := &check{Criteria: shown, sheet: in.Compiled[shown.Set].Sheet, name: "check-" + shown.ID.V}
		if in.Site.Criteria[shown.ID.V] != shown {
			c.name += "-" + shown.Version()
		}
		files := []string{"check/check.css", "check/result.css"}
		if c.hasMore() {
			files = append(files, "check/options.css")
		}
		if typed(shown.Set) {
			files = append(files, "check/value.css")
		}
		css, err := in.Assets.Concat(files...)
		if err != nil {
			return nil, err
		}
		c.styles = asset.New(c.name+".css", append(css, c.sheet.CSS...))
		found[shown.Set] = c
	}
	for _, c := range found {
		scripts := []string{"check/form.js", "check/notes.js", "check/result.js", "check/check.js"}
		if typed(c.Set) {
			scripts = slices.Insert(scripts, 0, "check/value.js")
		}
		if asks {
			scripts = append(scripts, "feedback/feedback.js")
		}
		var err error
		if c.script, err = in.Assets.Concat(scripts...); err != nil {
			return nil, err
		}
	}
	return slices.SortedFunc(maps.Values(found), func(a, b *check) int { return cmp.Compare(a.name, b.name) }), nil
}

// hasMore reports whether options are in groups, or explained, or outcomes have parts.
func (c *check) hasMore() bool {
	return slices.ContainsFunc(c.Outcomes, func(o criteria.Outcome) bool { return len(o.Items) > 0 }) || slices.ContainsFunc(c.Questions, func(q criteria.Question) bool {
		return len(q.Groups) > 0 || slices.ContainsFunc(q.Options, func(o criteria.Option) bool { return o.Guidance != nil })
	})
}

// view returns the view of a self-check in a language, and its script.
func (in *Input) view(l Language, c *check) (*layout.CheckView, *asset.File, error) {
	b := builder{in: in, l: l, check: c, words: phrase.New(c.Set, l.Code, l.Messages)}
	b.view = layout.CheckView{
		Styles:   layout.AssetLink{URL: in.Site.Address(c.styles.Path), Integrity: c.styles.Integrity},
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
	basis, err := l.Texts.Basis(c.Criteria, -1)
	b.view.Basis = basis
	b.fail(err)
	b.result()
	script := b.script()
	b.view.Script = layout.AssetLink{URL: in.Site.Address(script.Path), Integrity: script.Integrity}
	b.fail(b.words.Err())
	return &b.view, script, b.err
}

// rareText matches the Markdown of what text/rare.css is for, and more.
var rareText = regexp.MustCompile("(?m)^[ \\t*+.)\\d-]*>|```|~~~|\\[\\^|\\[[ xX]\\]|^(    |\\t)")

// viewSelector returns a selector for a view. It is empty for one that always matches.
func viewSelector(selector string) string {
	if selector == "*" {
		return ""
	}
	return selector
}
