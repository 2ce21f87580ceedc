package site

import (
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/site/link"
)

// addAnnouncement converts the announcement, also one that isn't there yet, so that its mistakes
// are found before its day.
func (b *builder) addAnnouncement() {
	a := b.Config.Announcement
	if a == nil {
		return
	}
	for _, lang := range b.Languages {
		text, converter := a.Text[lang], b.options.Converters[lang]
		if !text.IsSet() || converter == nil {
			continue // It has been reported.
		}
		body, found := converter.Convert(nil, content.ConfigFile, []byte(text.V), text.Line)
		for _, f := range found.All() {
			b.findings.Add(f.File, text.Pos, f.Code, f.Hint, "%s", f.Message)
		}
		line, ok := body.Line()
		if !ok || hasPicture(body) {
			b.findings.Add(content.ConfigFile, text.Pos, diag.YAMLValue, "write a line of text with links and emphasis, and put what needs more on a page",
				"an announcement that isn't a line of text: %.80q", text.V)
			continue
		}
		for i := range body.Values {
			body.Values[i].Pos = text.Pos
		}
		b.announced = append(b.announced, announced{lang, text.Pos, line})
		if a.Shown(b.options.Date) {
			if b.Announcement == nil {
				b.Announcement = map[string]*hypertext.Body{}
			}
			b.Announcement[lang] = line
		}
	}
}

// announced is the announcement in a language, and its place in the settings.
type announced struct {
	lang string
	pos  diag.Pos
	body *hypertext.Body
}

func hasPicture(b *hypertext.Body) bool {
	return slices.ContainsFunc(b.Slots, func(s hypertext.Slot) bool { return s.Kind == hypertext.SlotImage })
}

// checkAnnouncement checks the links and the values of the announcement.
func (b *builder) checkAnnouncement(r *link.References) {
	for _, a := range b.announced {
		b.checkValues(content.ConfigFile, a.body.Values, r)
		for i := range a.body.Slots {
			b.links.Check(content.ConfigFile, a.lang, &a.body.Slots[i], a.pos, r)
		}
	}
}
