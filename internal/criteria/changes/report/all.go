package report

import (
	"bytes"
	"encoding/json"
	"fmt"

	"baken.example/baken/internal/criteria"
)

// All is what differs between two readings of files.
type All struct {
	Reports []*Report
	// Added and Removed are the versions that have nothing to be compared with.
	Added, Removed []*criteria.Set
	Strings        Strings
}

// Text returns all reports for a terminal. The error is that of a missing string.
func (a *All) Text() ([]byte, error) {
	return a.write((*Report).Text, func(s string) string { return s })
}

// Markdown returns all reports as a comment on a pull request. The error is that of a missing
// string.
func (a *All) Markdown() ([]byte, error) { return a.write((*Report).Markdown, escape) }

func (a *All) write(report func(*Report) ([]byte, error), escape func(string) string) ([]byte, error) {
	var parts [][]byte
	for _, r := range a.Reports {
		text, err := report(r)
		if err != nil {
			return nil, err
		}
		parts = append(parts, text)
	}
	for _, side := range []struct {
		sets []*criteria.Set
		id   string
	}{{a.Added, "ChangesSetNew"}, {a.Removed, "ChangesSetGone"}} {
		for _, s := range side.sets {
			name := s.ID.V + " (" + s.File + ")"
			text, err := a.Strings.Format(side.id, struct{ Set string }{name})
			if err != nil {
				return nil, err
			}
			parts = append(parts, []byte(escape(text)+"\n"))
		}
	}
	if parts == nil {
		text, err := a.Strings.Text("ChangesNoSet")
		if err != nil {
			return nil, err
		}
		parts = append(parts, []byte(escape(text)+"\n"))
	}
	return bytes.Join(parts, []byte("\n")), nil
}

// JSON returns all comparisons for programs.
func (a *All) JSON() ([]byte, error) {
	out := struct {
		Comparisons []json.RawMessage `json:"comparisons"`
		Added       []side            `json:"added"`
		Removed     []side            `json:"removed"`
	}{[]json.RawMessage{}, []side{}, []side{}}
	for _, r := range a.Reports {
		text, err := r.JSON()
		if err != nil {
			return nil, fmt.Errorf("write the comparison: %w", err)
		}
		out.Comparisons = append(out.Comparisons, text)
	}
	for _, s := range a.Added {
		out.Added = append(out.Added, sideOf(s, s.File))
	}
	for _, s := range a.Removed {
		out.Removed = append(out.Removed, sideOf(s, s.File))
	}
	text, err := json.MarshalIndent(out, "", "  ")
	return append(text, '\n'), err
}
