package audit

import (
	"bytes"
	"context"
	"html"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/lazyregexp"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/word"
)

// UnusedTerms reports terms of the glossary that no text in a language uses: no page, drafts
// included, no text of criteria, and no page in files, the site's directory, with errors. It reads
// the texts only if some term is marked on no page. The error is the context's.
func UnusedTerms(
	ctx context.Context, files fs.FS, glossary *content.Glossary, codes []string, docs *content.Documents, sets []*criteria.Set,
) (list diag.List, err error) {
	for _, lang := range codes {
		unused := unmarked(glossary, lang, docs)
		if len(unused) == 0 {
			continue
		}
		// A term that isn't marked may still occur in a heading, a link, a title or the criteria.
		for text := range textsIn(files, lang, docs, sets) {
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

// unmarked returns the terms that no page in a language marks; none where the language has no
// pages, which has its own finding.
func unmarked(glossary *content.Glossary, lang string, docs *content.Documents) []content.Term {
	marked := map[string]bool{}
	pages := false
	for _, d := range docs.Pages {
		if d.Lang != lang {
			continue
		}
		pages = true
		for i := range d.Body.Slots {
			if s := &d.Body.Slots[i]; s.Kind == hypertext.SlotTermOpen {
				marked[s.Target] = true
			}
		}
	}
	if !pages {
		return nil
	}
	var unused []content.Term
	for _, t := range glossary.Terms {
		if t.Term.In(lang) != "" && !marked[t.ID.V] {
			unused = append(unused, t)
		}
	}
	return unused
}

// textsIn yields the texts of all pages and criteria in a language. It skips a page that can't be
// read, which fails when it is rendered.
func textsIn(files fs.FS, lang string, docs *content.Documents, sets []*criteria.Set) iter.Seq[string] {
	return func(yield func(string) bool) {
		var text []byte
		for _, d := range docs.Pages {
			if d.Lang != lang {
				continue
			}
			var err error
			if text, err = d.AppendHTML(text[:0]); err != nil {
				continue
			}
			if !yield(withoutTags(text) + "\n" + d.Meta.Title.V + "\n" + d.Meta.Description.V) {
				return
			}
		}
		for _, p := range docs.Broken {
			if p.Lang != lang {
				continue
			}
			if text, err := fs.ReadFile(files, p.File); err == nil && !yield(string(text)) {
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

// inlineTag matches the name of a tag that may stand within a word.
var inlineTag = lazyregexp.New(`^/?(?:a|abbr|b|button|code|del|em|i|span|strong|sub|sup)\b`)

// withoutTags returns the text of HTML that package markdown wrote, where every < begins a tag. The
// texts of two blocks don't make one word.
func withoutTags(text []byte) string {
	var out strings.Builder
	for {
		before, rest, tag := bytes.Cut(text, []byte{'<'})
		out.Write(before)
		if !tag {
			return html.UnescapeString(out.String())
		}
		if !inlineTag().Match(rest) {
			out.WriteByte(' ')
		}
		_, text, _ = bytes.Cut(rest, []byte{'>'})
	}
}

// uses reports whether a text contains a spelling of a term as whole words.
func uses(text string, t content.Term, lang string) bool {
	text = normalize(text)
	lower := ""
	for _, form := range append([]content.Text{t.Term[lang]}, t.Forms[lang]...) {
		spelling, in := normalize(form.V), text
		if spelling == "" {
			continue
		}
		if strings.ToLower(spelling) == spelling {
			if lower == "" {
				lower = strings.ToLower(text)
			}
			in = lower
		}
		if hasWord(in, spelling) {
			return true
		}
	}
	return false
}

// normalize replaces runs of white space by one space and typographic apostrophes by straight ones.
func normalize(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "’", "'")
}

// hasWord reports whether words occur in a text and aren't part of longer words.
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
