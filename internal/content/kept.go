package content

// Part is a part of [Documents], in which each document is once: what is kept for a later run. The
// documents of another run are put together from its parts by [OfParts].
type Part struct{ entries []entry }

// Parts returns the documents in parts of so many files at most, in their order.
func (d *Documents) Parts(files int) []Part {
	var parts []Part
	for rest := d.entries; len(rest) > 0; {
		n := min(files, len(rest))
		parts, rest = append(parts, Part{rest[:n]}), rest[n:]
	}
	return parts
}

// OfParts returns the documents that have been divided into parts.
func OfParts(parts []Part) *Documents {
	var all []entry
	for _, p := range parts {
		all = append(all, p.entries...)
	}
	return documentsOf(all)
}

// documentsOf returns the documents of sorted entries.
func documentsOf(entries []entry) *Documents {
	d := &Documents{entries: entries}
	for _, e := range entries {
		switch {
		case e.document != nil:
			d.Pages = append(d.Pages, e.document)
		case e.broken != nil:
			d.Broken = append(d.Broken, *e.broken)
		case e.file:
			d.Files = append(d.Files, e.name)
		}
	}
	return d
}
