package publish

import (
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/changes"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/site"
)

// AppendChanges appends the part of a page that the directive ::changes makes of two versions of a
// set, in a language, with headings of a level and below. It appends nothing where they weren't
// compared. named reports whether the directive names a day: other directives on the page may be
// about other versions of the set.
func (p *Publisher) AppendChanges(b []byte, pair site.Pair, named bool, lang string, level int) ([]byte, error) {
	compared := p.Changes[pair]
	if compared == nil {
		return b, nil
	}
	doc, err := changes.New(compared, lang, p.Messages[lang], p.sources(pair.New.ID.V))
	if err != nil {
		return b, err
	}
	if named {
		doc = doc.Named(pair.Old.Version() + ":" + pair.New.Version())
	}
	return doc.AppendHTML(b, level), nil
}

// sources returns what the changes of a set take from the site. The places in a text that depend on
// other pages stay empty: addresses of links, which the changes leave out, and pictures.
func (p *Publisher) sources(set string) changes.Sources {
	return changes.Sources{
		Body: func(set *criteria.Set, t content.Text) []byte {
			if body := p.Site.Edition(set).Body(t); body != nil {
				return body.HTML
			}
			return nil
		},
		ShownOn: func(text, lang string) (titles []string) {
			for _, page := range p.Site.Pages {
				if page.Lang == lang && slices.ContainsFunc(p.Site.Text(page).Body.Slots, func(s hypertext.Slot) bool { return shows(&s, set, text) }) {
					titles = append(titles, page.Meta.Title.V)
				}
			}
			return titles
		},
	}
}

// shows reports whether a slot is the directive that shows a text of a set.
func shows(s *hypertext.Slot, set, text string) bool {
	if s.Kind != hypertext.SlotDirective || s.Target != directive.Text {
		return false
	}
	of, _ := s.Argument("set")
	id, _ := s.Argument("id")
	return of.Value == set && id.Value == text
}
