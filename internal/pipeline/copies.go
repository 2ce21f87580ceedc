package pipeline

import (
	"context"

	"baken.example/baken/internal/content"
)

// judgeCopies reports titles and descriptions that were copied from the page's original and never
// translated.
func (s *Session) judgeCopies(context.Context) error {
	for _, p := range s.model.value.Pages {
		d := s.readers.value.detectors[p.Lang]
		if d == nil || p.Original == nil {
			continue
		}
		body := func() string {
			// A page that can't be read fails when it is rendered.
			text, _ := s.model.value.Text(p).AppendHTML(nil)
			return string(text)
		}
		m, original := p.Meta, p.Original.Meta
		for _, t := range []struct {
			what     string
			own, its content.Text
		}{{"title", m.Title, original.Title}, {"description", m.Description, original.Description}, {"menu", m.Menu, original.Menu}} {
			if t.own.IsSet() && t.own.V == t.its.V {
				d.Copied(p.File, t.own.Pos, t.what, t.own.V, p.Original.Lang, body, &s.findings)
			}
		}
	}
	return nil
}
