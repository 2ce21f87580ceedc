package changes

import (
	"html"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/diff/edits"
	"baken.example/baken/internal/criteria/phrase"
)

// Sources are what a document takes from the site of the sets. Each function may be nil.
type Sources struct {
	// Body renders a Markdown text of one of the sets as HTML. It returns nil for a text that isn't
	// Markdown.
	Body func(set *criteria.Set, t content.Text) []byte
	// ShownOn returns the titles of the pages in a language that show a text, by its id.
	ShownOn func(text, lang string) []string
}

// Texts are the texts of a part that differ.
type Texts struct {
	// Of names the part.
	Of    string
	Texts []Text
}

// Text is a text on both sides, as HTML, without links, with the words that differ marked. Old or
// New is empty where a side doesn't have it.
type Text struct {
	// Key says what the text is for; it may be empty.
	Key      string
	Old, New string
	// Same reports whether both read the same, and differ in links or markup only.
	Same bool
}

// keyBasis is the key of a legal basis in prose.
const keyBasis = "legal_basis"

// key returns the name of a text by its key in the file.
func (b *builder) key(p edits.Place, key string) string {
	id := map[string]string{
		"title": "ChangesKeyTitle", "hint": "ChangesKeyHint", "short": "ChangesKeyShort", "error": "ChangesKeyError", "why": "ChangesKeyWhy",
		"label": "ChangesKeyLabel", "heading": "ChangesKeyHeading", "guidance": "ChangesKeyGuidance", "body": "ChangesKeyBody",
		"advice.met": "ChangesKeyAdviceMet", "advice.unmet": "ChangesKeyAdviceUnmet", "advice.open": "ChangesKeyAdviceOpen",
		"ask": "ChangesKeyAsk", "applies": "ChangesKeyApplies", "met": "ChangesKeyMet", "unmet": "ChangesKeyUnmet", "when": "ChangesKeyWhen",
	}[key]
	switch {
	case key == "text" && p.Kind == edits.PartQuestion:
		id = "ChangesKeyQuestion"
	case key == "text" && p.Kind == edits.PartItem:
		id = "ChangesKeyItem"
	case id == "":
		return ""
	}
	return b.Text(id)
}

// texts returns the section on texts that differ in the language.
func (b *builder) texts() Section {
	s := Section{ID: b.id("texts"), Heading: b.Text("ChangesTexts"), Lead: b.Text("ChangesTextsLead")}
	for _, t := range b.Texts {
		if t.Lang != b.lang || t.Key == keyBasis {
			continue
		}
		if t.Kind == edits.PartText {
			text := b.text(t)
			s.add(b.onPages(t.ID, text), text)
			continue
		}
		s.add(b.of(t.Place), b.text(t))
	}
	for _, p := range b.Parts {
		if p.Kind != edits.PartText {
			continue
		}
		set := b.side(p.Side)
		body := set.Texts[set.Text(p.ID)].Body[b.lang]
		text := Text{}
		if p.Side == edits.OldSide {
			text.Old = b.body(set, body)
		} else {
			text.New = b.body(set, body)
		}
		s.add(b.onPages(p.ID, text), text)
	}
	return s
}

// onPages names a text on pages by their titles or, where no page is known to show it, by its first
// words.
func (b *builder) onPages(id string, t Text) string {
	if b.sources.ShownOn != nil {
		if titles := b.sources.ShownOn(id, b.lang); titles != nil {
			for i := range titles {
				titles[i] = b.Quote(titles[i])
			}
			return b.Format("ChangesOnPage", struct{ Pages string }{b.And(titles)})
		}
	}
	words := strings.Fields(stripped(t.New))
	if t.New == "" {
		words = strings.Fields(stripped(t.Old))
	}
	out := ""
	for i, w := range words {
		if i > 0 && utf8.RuneCountInString(out)+utf8.RuneCountInString(w) > maxExcerpt {
			out = strings.TrimRight(out, ".,;:") + "…"
			break
		}
		out = strings.TrimSpace(out + " " + w)
	}
	return b.Format("ChangesText", struct{ Text string }{b.Quote(out)})
}

// maxExcerpt is the number of characters of the first words of a text.
const maxExcerpt = 60

// text returns both sides of a text.
func (b *builder) text(t edits.TextChange) Text {
	out := Text{Key: b.key(t.Place, t.Key)}
	old, new := "", ""
	if t.Old != "" {
		old = b.body(b.Old, content.Text{V: t.Old, Pos: t.OldPos})
	}
	if t.New != "" {
		new = b.body(b.New, content.Text{V: t.New, Pos: t.NewPos})
	}
	out.Old, out.New = mark(old, new)
	out.Same = old != "" && new != "" && stripped(old) == stripped(new)
	return out
}

// body returns a text as HTML without links.
func (b *builder) body(set *criteria.Set, t content.Text) string {
	if b.sources.Body != nil {
		if body := b.sources.Body(set, t); body != nil {
			return unlinked(string(body))
		}
	}
	if !strings.Contains(t.V, "\n") {
		return html.EscapeString(t.V)
	}
	var out strings.Builder
	for paragraph := range strings.SplitSeq(strings.TrimSpace(t.V), "\n\n") {
		out.WriteString("<p>" + html.EscapeString(paragraph) + "</p>")
	}
	return out.String()
}

// plain returns a text of Markdown in a line.
func (b *builder) plain(side edits.Side, t content.Text) string {
	return strings.Join(strings.Fields(stripped(b.body(b.side(side), t))), " ")
}

// conditions returns the section on conditions that say something else in words. Those that are
// written differently and mean the same are left out.
func (b *builder) conditions() Section {
	s := Section{ID: b.id("conditions"), Heading: b.Text("ChangesConditions")}
	for _, t := range b.Conditions {
		old, new := b.condition(b.Old, b.old, t), b.condition(b.New, b.new, t)
		if old == new {
			continue
		}
		text := Text{Key: b.key(t.Place, t.Key)}
		text.Old, text.New = mark(old, new)
		s.add(b.of(t.Place), text)
	}
	return s
}

// condition returns a condition of a side in words, as HTML; "" if there is none.
func (b *builder) condition(set *criteria.Set, w *phrase.Words, t edits.TextChange) string {
	var c *criteria.Condition
	switch t.Kind {
	case edits.PartSet:
		c = set.Applies
	case edits.PartQuestion:
		c = set.Questions[set.Question(t.ID)].Ask
	case edits.PartDefinition:
		c = set.Definitions[set.Definition(t.ID)].Condition
	case edits.PartCriterion:
		of := &set.Criteria[set.Criterion(t.ID)]
		c = map[string]*criteria.Condition{"applies": of.Applies, "met": of.Met, "unmet": of.Unmet}[t.Key]
		switch {
		case t.Key == "unmet" && of.Otherwise:
			return html.EscapeString(b.Text("ConditionOtherwise"))
		case t.Key != "applies" && c == nil:
			return ""
		}
	case edits.PartOutcome, edits.PartItem:
		id := t.ID
		if t.Kind == edits.PartItem {
			id = t.Owner
		}
		o := &set.Outcomes[set.Outcome(id)]
		c = o.When
		if t.Kind == edits.PartItem {
			for i := range o.Items {
				if o.Items[i].ID.V == t.ID {
					c = o.Items[i].When
				}
			}
		} else if c == nil {
			return html.EscapeString(b.Text("ConditionOtherwise"))
		}
	}
	return w.HTML(c)
}

// references returns the references to laws of a part as a list; "" if it has none.
func (b *builder) references(set *criteria.Set, w *phrase.Words, p edits.Place) string {
	of := basis(set, p)
	if of == nil || len(of.References) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString("<ul>")
	for i := range of.References {
		r := &of.References[i]
		name := html.EscapeString(w.Reference(r))
		if r.URL != "" {
			name = `<a href="` + html.EscapeString(r.URL) + `">` + name + `</a>`
		}
		out.WriteString("<li>" + name + "</li>")
	}
	out.WriteString("</ul>")
	return out.String()
}
