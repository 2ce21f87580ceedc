package content

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"baken.example/baken/internal/content/slug"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/strictyaml"
)

// ValuesFile is the path of the named values, which package named reads.
const ValuesFile = "content/values.yaml"

// GlossaryFile is the path of the glossary.
const GlossaryFile = "content/glossary.yaml"

// Glossary is content/glossary.yaml. The struct tags document the keys; package schema generates
// the JSON Schema from them.
type Glossary struct {
	Terms []Term `yaml:"terms,required" jsonschema:"Words that are explained at their first use on every page."`
	// Values are the values that definitions use, after [Glossary.Insert].
	Values []hypertext.ValueUse
}

// Term is an entry of the glossary.
type Term struct {
	ID         Text              `yaml:"id,required" jsonschema:"The entry's anchor on the glossary page: a-z, 0-9 and hyphens."`
	Term       Localized         `yaml:"term,required,line" jsonschema:"The term as texts use it. One with a capital is found only as it stands here."`
	Forms      map[string][]Text `yaml:"forms,line" jsonschema:"Its other spellings, plurals among them, by language."`
	Name       Localized         `yaml:"name,line" jsonschema:"What an abbreviation stands for."`
	Definition Localized         `yaml:"definition,required,line" jsonschema:"One or two sentences, without Markdown."`
}

// Spellings returns the terms of a language with all their forms, for the Markdown converter.
func (g *Glossary) Spellings(lang string) []markdown.Term {
	terms := make([]markdown.Term, 0, len(g.Terms))
	for _, t := range g.Terms {
		forms := []string{t.Term.In(lang)}
		for _, f := range t.Forms[lang] {
			forms = append(forms, f.V)
		}
		terms = append(terms, markdown.Term{ID: t.ID.V, Forms: forms})
	}
	return terms
}

// LoadGlossary reads content/glossary.yaml of a site with languages, by their codes. Without that
// file the glossary is empty.
func LoadGlossary(fsys fs.FS, languages []string) (*Glossary, diag.List, error) {
	var g Glossary
	src, list, err := source.Text(fsys, GlossaryFile)
	if errors.Is(err, fs.ErrNotExist) {
		return &g, diag.List{}, nil
	}
	if err != nil || list.HasErrors() {
		return &g, list, err
	}
	node, findings := strictyaml.Parse(GlossaryFile, src, 1)
	list.Join(findings)
	if node == nil {
		return &g, list, nil
	}
	list.Join(strictyaml.Decode(GlossaryFile, node, &g))
	g.check(languages, &list)
	return &g, list, nil
}

// Insert returns a glossary with values in the place of the directives in its definitions.
func (g *Glossary) Insert(converters map[string]*markdown.Converter) (*Glossary, diag.List) {
	var list diag.List
	out := &Glossary{Terms: slices.Clone(g.Terms)}
	for i := range out.Terms {
		t := &out.Terms[i]
		t.Definition = maps.Clone(t.Definition)
		for _, lang := range slices.Sorted(maps.Keys(t.Definition)) {
			converter, text := converters[lang], t.Definition[lang]
			if converter == nil {
				continue // It has been reported.
			}
			value, uses := converter.Insert(GlossaryFile, text.Pos, text.V, &list)
			t.Definition[lang] = Text{V: value, Pos: text.Pos}
			out.Values = append(out.Values, uses...)
		}
	}
	return out, list
}

func (g *Glossary) check(codes []string, list *diag.List) {
	ids := map[string]bool{}
	spellings := map[string]bool{}
	for _, t := range g.Terms {
		if t.ID.V != "" && !slug.Is(t.ID.V) {
			list.Add(GlossaryFile, t.ID.Pos, diag.YAMLValue, "use a-z, 0-9 and -", "id %q can't stand in a URL", t.ID.V)
		}
		if ids[t.ID.V] {
			list.Add(GlossaryFile, t.ID.Pos, diag.GlossaryConflict, "give each term its own id", "id %q stands here twice", t.ID.V)
		}
		ids[t.ID.V] = true
		CheckLocalized(GlossaryFile, "term", t.ID.Pos, t.Term, codes, list)
		CheckLocalized(GlossaryFile, "definition", t.ID.Pos, t.Definition, codes, list)
		CheckLocalized(GlossaryFile, "name", t.ID.Pos, t.Name, codes, list)
		for code, forms := range t.Forms {
			if !slices.Contains(codes, code) {
				at := t.ID.Pos
				if len(forms) > 0 {
					at = forms[0].Pos
				}
				list.Add(GlossaryFile, at, diag.YAMLUnknownKey, "the languages are those in "+ConfigFile,
					"forms has spellings in %q, which isn't a language of this site", code)
			}
		}
		for _, code := range codes {
			for _, form := range append([]Text{t.Term[code]}, t.Forms[code]...) {
				if len(form.V) > markdown.MaxForm {
					list.Add(GlossaryFile, form.Pos, diag.YAMLValue, "name the term by its short name, and put the rest into its definition",
						"%.40q… has %d bytes, and a term of more than %d isn't found in texts", form.V, len(form.V), markdown.MaxForm)
				}
				key := code + " " + strings.ToLower(form.V)
				if form.V != "" && spellings[key] {
					list.Add(GlossaryFile, form.Pos, diag.GlossaryConflict, "keep it in one of the two", "%q stands for two terms", form.V)
				}
				spellings[key] = true
			}
		}
	}
}
