package extract

import (
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/site"
)

// resultAnchor is the id of the result in templates/partials/check-result.html.
const resultAnchor = "check:result"

// check adds the sections of a self-check: each question at its first option, and behind them each
// outcome and each criterion at its place in the result. Their conditions in words aren't read:
// they repeat questions and options, and are for readers whose browser shows all outcomes at once.
func (c *scanner) check(of *site.Criteria) {
	lang := c.source.language
	for i := range of.Questions {
		q := &of.Questions[i]
		c.section(selector.ID(i, 0), q.Text.In(lang))
		c.prose(of, q.Hint)
		c.prose(of, q.Why)
		c.basis(of, &q.Basis)
		groups := q.Groups
		for j := range q.Options {
			if len(groups) > 0 && groups[0].First == j {
				c.plain(groups[0].Heading.In(lang))
				groups = groups[1:]
			}
			o := &q.Options[j]
			c.plain(o.Label.In(lang))
			c.prose(of, o.Hint)
			c.prose(of, o.Guidance)
		}
	}
	for i := range of.Outcomes {
		o := &of.Outcomes[i]
		c.later(resultAnchor, o.Title.In(lang))
		c.prose(of, o.Body)
		c.basis(of, &o.Basis)
		for j := range o.Items {
			c.prose(of, o.Items[j].Text)
		}
	}
	for i := range of.Set.Criteria {
		cr := &of.Set.Criteria[i]
		anchor := resultAnchor
		if cr.Guidance != nil || cr.HasBasis() {
			anchor = cr.ID.V + ".about"
		}
		c.later(anchor, cr.Title.In(lang))
		c.prose(of, cr.Guidance)
		c.basis(of, &cr.Basis)
		for _, verdict := range criteria.Verdicts() {
			c.prose(of, cr.Advice[verdict])
		}
	}
	if of.HasBasis() {
		c.later(resultAnchor, "")
		c.basis(of, &of.Basis)
	}
}

// later starts a section of the result.
func (c *scanner) later(anchor, heading string) {
	c.section(anchor, heading)
	c.page.Sections[len(c.page.Sections)-1].Later = true
}

// prose adds a Markdown text of a set.
func (c *scanner) prose(of *site.Criteria, t content.Localized) {
	if body := of.Body(t[c.source.language]); body != nil {
		c.gap = '\n'
		c.text(of.File, body.HTML, body)
	}
}

// basis adds a legal basis. A part of an act that can't be put in words is left out.
func (c *scanner) basis(of *site.Criteria, b *criteria.Basis) {
	for i := range b.References {
		r := &b.References[i]
		name := r.Name.In(c.source.language)
		if c.source.Words != nil {
			if part, err := phrase.Part(c.source.Words, r); err == nil && part != "" {
				name += ", " + part
			}
		}
		c.plain(name)
	}
	c.prose(of, b.LegalBasis)
}

// plain adds a block of text that isn't HTML.
func (c *scanner) plain(text string) {
	c.gap = '\n'
	for word := range strings.FieldsSeq(text) {
		c.separate()
		c.out = append(c.out, word...)
		c.gap = ' '
	}
	c.gap = '\n'
}
