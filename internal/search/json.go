package search

import (
	"encoding/json"
	"errors"
)

// MarshalJSON writes a shard as two items of an array.
func (s Shard) MarshalJSON() ([]byte, error) { return json.Marshal([2]string{s.Bound, s.Hash}) }

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Shard) UnmarshalJSON(b []byte) error {
	var pair [2]string
	err := json.Unmarshal(b, &pair)
	s.Bound, s.Hash = pair[0], pair[1]
	return err
}

// MarshalJSON writes a section as the items of an array.
func (s TextSection) MarshalJSON() ([]byte, error) {
	return json.Marshal([3]string{s.Anchor, s.Heading, s.Text})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *TextSection) UnmarshalJSON(b []byte) error {
	var items [3]string
	err := json.Unmarshal(b, &items)
	s.Anchor, s.Heading, s.Text = items[0], items[1], items[2]
	return err
}

// MarshalJSON writes a unit as the items of an array.
func (u TextUnit) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{u.URL, u.Title, u.Description, u.Sections})
}

var errUnit = errors.New("a unit isn't an array of an address, a title, a description and sections")

// UnmarshalJSON reads what MarshalJSON writes.
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
	// Postings are in the encoding of [AppendPostings].
	Postings string
}

// MarshalJSON writes a term as two items of an array.
func (t Term) MarshalJSON() ([]byte, error) { return json.Marshal([2]string{t.Forms, t.Postings}) }

// UnmarshalJSON reads what MarshalJSON writes.
func (t *Term) UnmarshalJSON(b []byte) error {
	var pair [2]string
	err := json.Unmarshal(b, &pair)
	t.Forms, t.Postings = pair[0], pair[1]
	return err
}
