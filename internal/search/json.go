package search

import (
	"encoding/json"
	"errors"
)

// manifest has the fields of a [Manifest] that are written as they are.
type manifest Manifest

// bounds are those of the shards of a manifest, whose names follow from their order.
type bounds struct {
	*manifest
	Stops   []string `json:"stops"`
	Terms   []string `json:"terms"`
	Endings []string `json:"endings"`
}

// MarshalJSON writes shards by their bounds.
func (m *Manifest) MarshalJSON() ([]byte, error) {
	of := func(shards []Shard) []string {
		out := make([]string, len(shards))
		for i, s := range shards {
			out[i] = s.Bound
		}
		return out
	}
	return json.Marshal(bounds{(*manifest)(m), of(m.Stops), of(m.Terms), of(m.Endings)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (m *Manifest) UnmarshalJSON(b []byte) error {
	in := bounds{manifest: (*manifest)(m)}
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	n := 0
	of := func(bounds []string) []Shard {
		out := make([]Shard, len(bounds))
		for i, bound := range bounds {
			out[i] = Shard{bound, FileName(m.Shards, n)}
			n++
		}
		return out
	}
	m.Stops, m.Terms, m.Endings = of(in.Stops), of(in.Terms), of(in.Endings)
	return nil
}

// UnmarshalJSON reads what [Page.AppendUnit] writes.
func (s *TextSection) UnmarshalJSON(b []byte) error {
	var items [3]string
	err := json.Unmarshal(b, &items)
	s.Anchor, s.Heading, s.Text = items[0], items[1], items[2]
	return err
}

// AppendUnit appends sections of a page as a [TextUnit], in JSON. It is faster than package json by
// a factor of ten, and a site writes all of its texts.
func (p *Page) AppendUnit(b []byte, sections []Section) []byte {
	b = append(b, '[')
	for _, s := range []string{p.URL, p.Title, p.Description} {
		b = append(appendString(b, s), ',')
	}
	b = append(b, '[')
	for i, s := range sections {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '[')
		b = append(appendString(b, s.Anchor), ',')
		b = append(appendString(b, s.Heading), ',')
		b = append(appendString(b, p.Text[s.Start:s.End]), ']')
	}
	return append(b, "]]"...)
}

// appendString appends a string in JSON.
func appendString[T string | []byte](b []byte, s T) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	start := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, `\n`...)
		default:
			b = append(b, `\u00`...)
			b = append(b, hex[c>>4], hex[c&15])
		}
	}
	return append(append(b, s[start:]...), '"')
}

var errUnit = errors.New("a unit isn't an array of an address, a title, a description and sections")

// UnmarshalJSON reads what [Page.AppendUnit] writes.
func (u *TextUnit) UnmarshalJSON(b []byte) error {
	var items []json.RawMessage
	if err := json.Unmarshal(b, &items); err != nil {
		return err
	}
	if len(items) != 4 {
		return errUnit
	}
	for i, into := range []any{&u.URL, &u.Title, &u.Description, &u.Sections} {
		if err := json.Unmarshal(items[i], into); err != nil {
			return err
		}
	}
	return nil
}

// Term is a class of words in a term shard: forms of one word, and where they occur.
type Term struct {
	// Forms are separated by spaces.
	Forms string
	// Postings are in the encoding of [AppendPostings]: those of the class, and behind a space each
	// those of forms that have some of their own, in the order of the forms, down to the last.
	Postings string
}

// Append appends a term as two items of an array, in JSON.
func (t *Term) Append(b []byte) []byte {
	b = append(appendString(append(b, '['), t.Forms), ',')
	return append(appendString(b, t.Postings), ']')
}

// UnmarshalJSON reads what [Term.Append] writes.
func (t *Term) UnmarshalJSON(b []byte) error {
	var pair [2]string
	err := json.Unmarshal(b, &pair)
	t.Forms, t.Postings = pair[0], pair[1]
	return err
}

// MarshalJSON writes the differences.
func (n Increasing) MarshalJSON() ([]byte, error) {
	out, before := make([]int, len(n)), 0
	for i, v := range n {
		out[i], before = v-before, v
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (n *Increasing) UnmarshalJSON(b []byte) error {
	var steps []int
	if err := json.Unmarshal(b, &steps); err != nil {
		return err
	}
	for i := 1; i < len(steps); i++ {
		steps[i] += steps[i-1]
	}
	*n = steps
	return nil
}
