package publish

import (
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/changes"
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
	doc, err := changes.New(compared, lang, p.Messages[lang], p.bodies)
	if err != nil {
		return b, err
	}
	if named {
		doc = doc.Named(pair.Old.Version() + ":" + pair.New.Version())
	}
	return doc.AppendHTML(b, level), nil
}

// bodies renders a Markdown text. The places that depend on other pages stay empty: addresses of
// links, which the changes leave out, and pictures.
func (p *Publisher) bodies(set *criteria.Set, t content.Text) []byte {
	if body := p.Site.Edition(set).Body(t); body != nil {
		return body.HTML
	}
	return nil
}
