package criteria

import (
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
)

// Basis is the legal basis of a set or of a part of one: prose, references or both.
type Basis struct {
	// LegalBasis cites the law in prose: Markdown. It may be nil.
	LegalBasis content.Localized
	// References are the articles of acts that it rests on.
	References []Reference
}

// HasBasis reports whether there is any legal basis.
func (b *Basis) HasBasis() bool { return b.LegalBasis != nil || len(b.References) > 0 }

// Cited returns all references of the set and its parts, in the order of the file.
func (s *Set) Cited() (out []Reference) {
	out = append(out, s.References...)
	for _, q := range s.Questions {
		out = append(out, q.References...)
	}
	for _, c := range s.Criteria {
		out = append(out, c.References...)
	}
	for _, o := range s.Outcomes {
		out = append(out, o.References...)
	}
	return out
}

// Reference is a reference to an act, or to a part of one.
type Reference struct {
	// Pos is the position in the file.
	diag.Pos
	// Name is the name of the act: plain text.
	Name content.Localized
	// Article is the article's number, such as 16, or the part of the act in the act's own words,
	// such as section 3. Paragraph is within the article, Point within the paragraph or the
	// article. All may be empty.
	Article, Paragraph, Point string
	// Identifier is a Juriconnect reference, a BWB id, an ELI or a CELEX number; it may be empty.
	Identifier string
	// URL is an https URL of the text, given or derived from the identifier; it may be empty.
	URL string
}
