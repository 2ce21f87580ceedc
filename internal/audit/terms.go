package audit

import (
	"bytes"
	"context"
	"html"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/word"
)

// UnusedTerms reports terms of the glossary that nothing in a language uses: no page, drafts included, and no text
// of criteria. It reads all texts, if it has to. The error is the context's.
func UnusedTerms(
	ctx context.Context, glossary *content.Glossary, codes []string, docs *content.Documents, sets []*criteria.Set,
) (list diag.List, err error) {
	for _, lang := range codes {
		unused := unmarked(glossary, lang, docs)
		if len(unused) == 0 {
			continue
		}
		// What isn't marked anywhere may still stand in a heading, a link, a title or the criteria.
		for text := range textsIn(lang, docs, sets) {
			if err := ctx.Err(); err != nil {
				return diag.List{}, err
			}
			unused = slices.DeleteFunc(unused, func(t content.Term) bool { return uses(text, t, lang) })
			if len(unused) == 0 {
				break
			}
		}
		for _, t := range unused {
			list.Add(content.GlossaryFile, t.Term[lang].Pos, diag.GlossaryUnused,
				"take it out, or add the spelling that pages use to its forms", "no page in %q uses the term %q", lang, t.Term.In(lang))
		}
	}
	return list, nil
}

// unmarked returns the terms that no page in a language explains.
func unmarked(glossary *content.Glossary, lang string, docs *content.Documents) []content.Term {
	marked := map[string]bool{}
	pages := false
	for _, d := range docs.Pages {
		if d.Lang != lang {
			continue
		}
		pages = true
		for i := range d.Body.Slots {
			if s := &d.Body.Slots[i]; s.Kind == markdown.SlotTermOpen {
				marked[s.Target] = true
			}
		}
	}
	if !pages {
		return nil // That there is nothing to read in this language has been reported.
	}
	var unused []content.Term
	for _, t := range glossary.Terms {
		if t.Term.In(lang) != "" && !marked[t.ID.V] {
			unused = append(unused, t)
		}
	}
	return unused
}

// textsIn yields every text in a language.
func textsIn(lang string, docs *content.Documents, sets []*criteria.Set) iter.Seq[string] {
	return func(yield func(string) bool) {
		var text []byte
		for _, d := range docs.Pages {
			if d.Lang != lang {
				continue
			}
			var err error
			if text, err = d.AppendHTML(text[:0]); err != nil {
				continue // Rendering the page will say so.
			}
			if !yield(withoutTags(text) + "\n" + d.Meta.Title.V + "\n" + d.Meta.Description.V) {
				return
			}
		}
		for _, set := range sets {
			var all strings.Builder
			for _, l := range slices.Concat(slices.Collect(set.Prose()), set.Labels()) {
				all.WriteString(l.In(lang) + "\n")
			}
			if !yield(all.String()) {
				return
			}
		}
	}
}

// withoutTags returns the text of HTML as package markdown writes it, in which a < begins a tag.
func withoutTags(text []byte) string {
	var out strings.Builder
	for {
		before, rest, tag := bytes.Cut(text, []byte{'<'})
		out.Write(before)
		if !tag {
			return html.UnescapeString(out.String())
		}
		_, text, _ = bytes.Cut(rest, []byte{'>'})
	}
}

// uses tells whether a text has one of the spellings of a term, as words of their own.
func uses(text string, t content.Term, lang string) bool {
	text = plain(text)
	small := ""
	for _, form := range append([]content.Text{t.Term[lang]}, t.Forms[lang]...) {
		spelling, in := plain(form.V), text
		if spelling == "" {
			continue
		}
		if strings.ToLower(spelling) == spelling {
			if small == "" {
				small = strings.ToLower(text)
			}
			in = small
		}
		if hasWord(in, spelling) {
			return true
		}
	}
	return false
}

// plain writes apostrophes and white space in one way.
func plain(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "’", "'")
}

// hasWord tells whether words stand in a text, not as a part of others.
func hasWord(text, words string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return false
		}
		from += i
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		after, _ := utf8.DecodeRuneInString(text[from+len(words):])
		if !word.IsChar(before) && !word.IsChar(after) {
			return true
		}
		from += len(words)
	}
}
