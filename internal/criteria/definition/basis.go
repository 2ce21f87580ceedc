package definition

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/citation"
	"baken.example/baken/internal/criteria/definition/document"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/strictyaml"
)

// basis returns a legal basis. at is a position for findings about a text without one.
func (r *reader) basis(at diag.Pos, d *document.LegalBasis) criteria.Basis {
	b := criteria.Basis{LegalBasis: r.localized("legal_basis", at, d.One)}
	for i := range d.Several {
		if ref := &d.Several[i]; ref.IsSet() || ref.V.Name != nil {
			b.References = append(b.References, r.reference(ref.Pos, &ref.V))
		}
	}
	return b
}

// note adds legal_note to the legal basis of the set: the prose beside its references.
func (r *reader) note() {
	d := &r.doc
	note := r.localized("legal_note", d.ID.Pos, d.LegalNote)
	switch {
	case note == nil:
	case len(r.set.References) > 0 || d.LegalBasis.Line > 0 && d.LegalBasis.One == nil:
		r.set.LegalBasis = note
	default:
		at := slices.MinFunc(slices.Collect(maps.Values(note)), func(a, b content.Text) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) })
		r.add(at.Pos, diag.CriteriaLaw, "write it in legal_basis, which takes a text, or make legal_basis a list of references",
			"legal_note goes with references, and the set has none")
	}
}

// MaxPart is the largest number of characters of an article, a paragraph or a point.
const MaxPart = 60

// reference returns a reference, with its parts and its URL derived from the identifier where they
// are left out. It reports what is malformed or contradictory.
func (r *reader) reference(at diag.Pos, d *document.Reference) criteria.Reference {
	ref := criteria.Reference{
		Pos: at, Name: r.localized("name", at, d.Name),
		Article: r.part("article", d.Article), Paragraph: r.part("paragraph", d.Paragraph), Point: r.part("point", d.Point),
		Identifier: strings.TrimSpace(d.Identifier.V), URL: r.address(d.URL),
	}
	if d.Article.Line == 0 {
		for _, p := range []struct {
			key   string
			value document.Scalar
		}{{"paragraph", d.Paragraph}, {"point", d.Point}} {
			if p.value.IsSet() {
				r.add(p.value.Pos, diag.CriteriaLaw, "add article, or take the "+p.key+" out", "the reference has a %s, but no article that it is in", p.key)
				break
			}
		}
	}
	if !d.Identifier.IsSet() {
		return ref
	}
	id, err := citation.Parse(ref.Identifier)
	if err != nil {
		r.malformed(d.Identifier, err)
		return ref
	}
	r.compareParts(d, id)
	if ref.Article == "" && ref.Paragraph == "" && ref.Point == "" {
		ref.Article, ref.Paragraph, ref.Point = id.Article, id.Paragraph, id.Point
		if id.Book != "" && id.Article != "" {
			ref.Article = id.Book + ":" + id.Article
		}
	}
	if ref.URL == "" {
		ref.URL = id.URL
	}
	return ref
}

func (r *reader) malformed(t content.Text, err error) {
	e := err.(*citation.Error) // Parse promises it.
	offset := e.Offset
	if i := strings.IndexFunc(t.V, func(c rune) bool { return !unicode.IsSpace(c) }); i > 0 {
		offset += i
	}
	r.add(strictyaml.PosIn(r.set.Source, t, offset), diag.CriteriaLaw, e.Remedy, "identifier: %s", e.Message)
}

// part returns an article, a paragraph or a point: one line of text.
func (r *reader) part(key string, d document.Scalar) string {
	s := strings.TrimSpace(string(d.V))
	switch {
	case !d.IsSet():
	case s == "":
		r.add(d.Pos, diag.CriteriaLaw, "write it, or take the key out", "%s is empty", key)
	case len([]rune(s)) > MaxPart, strings.ContainsFunc(s, unicode.IsControl):
		r.add(d.Pos, diag.CriteriaLaw, "write its number or letter, and the rest in a text", "%s isn't a line of at most %d characters", key, MaxPart)
		return ""
	}
	return s
}

// address returns the URL of a reference, or "" if it may not be linked to.
func (r *reader) address(t content.Text) string {
	s := strings.TrimSpace(t.V)
	u, err := url.Parse(s)
	switch {
	case !t.IsSet():
	case err != nil, strings.ContainsAny(s, " \t\r\n\\<>\"`"):
		r.add(t.Pos, diag.CriteriaLaw, "copy it from the address bar of a browser", "url: %q isn't an address", s)
		return ""
	case u.Scheme != "https" || u.Host == "" || u.User != nil:
		r.add(t.Pos, diag.CriteriaLaw, "write the address of the text, beginning with https://", "url: %q isn't an address that begins with https://", s)
		return ""
	}
	return s
}

// compareParts reports an identifier that names another article, paragraph, point or day than the
// reference or the set.
func (r *reader) compareParts(d *document.Reference, id citation.Identifier) {
	const hint = "correct the one that is wrong"
	differ := func(key, written, in, cited string) {
		if written != "" && cited != "" && !samePart(written, cited) && !samePart(written, id.Book+":"+cited) {
			r.add(d.Identifier.Pos, diag.CriteriaLaw, hint, "the identifier has %s=%s, but %s is %s", in, cited, key, written)
		}
	}
	differ("article", string(d.Article.V), "artikel", id.Article)
	differ("paragraph", string(d.Paragraph.V), "lid", id.Paragraph)
	differ("point", string(d.Point.V), "o", id.Point)
	from, to := r.set.ValidFrom, r.set.ValidTo
	switch on := id.Day; {
	case on.IsZero():
	case on.Before(from.Time):
		r.add(d.Identifier.Pos, diag.CriteriaLaw, "name a day on which this version holds", "the identifier has g=%s, but the version begins on %s", day(on), day(from.Time))
	case !to.IsZero() && on.After(to.Time):
		r.add(d.Identifier.Pos, diag.CriteriaLaw, "name a day on which this version holds", "the identifier has g=%s, but the version ends on %s", day(on), day(to.Time))
	}
}

// samePart reports whether two ways to write a part of an act are the same, whatever word stands
// before its number.
func samePart(a, b string) bool {
	a, b = strings.ToLower(strings.TrimSpace(a)), strings.ToLower(strings.TrimSpace(b))
	return a == b || slices.Contains(strings.Fields(a), b)
}
