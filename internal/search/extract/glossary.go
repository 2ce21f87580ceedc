package extract

// glossaryTag looks at a tag in a glossary: an element with the id of a term starts the section of
// the term.
func (c *scanner) glossaryTag(t tag) {
	id, ok := t.attribute("id")
	if !ok {
		return
	}
	if name, ok := c.source.terms[string(id)]; ok {
		c.section(string(id), name)
		c.term = true
	}
}
