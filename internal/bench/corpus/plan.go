package corpus

import (
	"math"
	"math/rand/v2"
	"slices"
)

// plan lays out the tree: areas with sections, sections with pages, some with a section below.
// Each level lists some 10 to 30 pages.
func (c *Corpus) plan(pairs int) {
	r := c.random(0, streamPlan)
	v := c.vocabulary
	home := c.add(nil, true)
	home.title = v.inOrder(v.Site.Title)
	home.description = v.inOrder(v.Site.Description)
	home.name = "index"
	for pairs > 0 {
		area := c.add(home, true)
		if len(c.menu) < 6 {
			c.menu = append(c.menu, area)
		}
		for range 10 + r.IntN(21) {
			if pairs == 0 {
				break
			}
			pairs -= c.section(r, area, min(pairs, 10+r.IntN(21)))
		}
	}
	for _, fixed := range v.Pages {
		p := c.add(home, false)
		p.name, p.title, p.block = fixed.Key, v.inOrder(fixed.Title), fixed.Block
		p.slugs, p.menu, p.draft = nil, nil, false
		c.footer = append(c.footer, p)
	}
}

// section adds a section of n pages to an area; one in five larger ones keeps some of them in a
// section of its own.
func (c *Corpus) section(r *rand.Rand, area *page, n int) int {
	section := c.add(area, true)
	deeper := 0
	if n >= 20 && r.IntN(5) == 0 {
		deeper = n / 2
	}
	for range n - deeper {
		c.add(section, false)
	}
	if deeper > 0 {
		below := c.add(section, true)
		for range deeper {
			c.add(below, false)
		}
	}
	return n
}

// add draws a page with everything but its text.
func (c *Corpus) add(parent *page, index bool) *page {
	number := len(c.pages)
	p := &page{number: number, parent: parent, index: index}
	c.pages = append(c.pages, p)
	s := &speaker{vocabulary: c.vocabulary, r: c.random(number, streamPage)}
	p.draw(s)
	if parent == nil {
		return p
	}
	c.name(p, s)
	p.weight = 10 * (len(parent.children) + 1)
	parent.children = append(parent.children, p)
	return p
}

// name draws a title until it makes an address that no sibling has.
func (c *Corpus) name(p *page, s *speaker) {
	titles := s.Titles
	if p.index {
		titles = s.Sections
	}
	for {
		p.title = s.one(titles)
		p.slugs = p.slugs[:0]
		for _, t := range p.title {
			p.slugs = append(p.slugs, slug(t))
		}
		// File names are in the last language; the others have slugs.
		name := p.slugs[len(p.slugs)-1]
		if slices.ContainsFunc(p.parent.children, func(q *page) bool { return q.clashes(p) }) {
			continue
		}
		p.dir = p.parent.dir
		p.name = name
		if p.index {
			p.dir += name + "/"
			p.name = "index"
		}
		return
	}
}

// clashes reports whether two siblings would have the same address in some language.
func (p *page) clashes(q *page) bool {
	for i := range p.slugs {
		if p.slugs[i] == q.slugs[i] {
			return true
		}
	}
	return false
}

// size draws the length of a page's file: log-normal, as the lengths of texts are.
func size(r *rand.Rand, median, sigma, least, most float64) int {
	n := median * math.Exp(sigma*r.NormFloat64())
	// Far coarser than the last bit in which machines' exponentials differ.
	return int(math.Round(max(least, min(most, n))/16)) * 16
}
