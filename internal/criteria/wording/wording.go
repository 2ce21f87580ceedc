// Package wording puts values into texts: the constants of a set, into its own texts and those of
// pages, and the named values of the site.
package wording

import (
	"strings"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/markdown/constant"
	"baken.example/baken/internal/named"
)

// Insert puts the values of constants of sets, and the named values of the site, into the texts of
// the sets, in each of some languages. It is called once, before anything else reads the texts.
// Package definition has reported directives that are wrong; they stay.
func Insert(sets []*criteria.Set, site *named.Values, languages []string, in func(lang string) quantity.Strings) error {
	for _, lang := range languages {
		var w *quantity.Words
		for _, set := range sets {
			if len(set.Constants) == 0 && len(set.Named) == 0 {
				continue
			}
			if w == nil {
				w = quantity.New(lang, in(lang))
			}
			if err := insert(set, site, lang, w); err != nil {
				return err
			}
		}
	}
	return nil
}

func insert(set *criteria.Set, site *named.Values, lang string, w *quantity.Words) error {
	for l, markdown := range set.Every() {
		t := l[lang]
		places := constant.Find(t.V, markdown)
		if len(places) == 0 {
			continue
		}
		var out strings.Builder
		done := criteria.Inserted{Written: t.V}
		from := 0
		for _, p := range places {
			if p.Problem != nil {
				continue
			}
			value, err := valueOf(set, site, p.Reference, lang, w)
			if err != nil {
				return err
			}
			if value == "" {
				continue
			}
			if markdown {
				value = escape(value)
			}
			out.WriteString(t.V[from:p.Start])
			done.Places = append(done.Places, criteria.InsertedPlace{At: out.Len(), Size: len(value), From: p.Start, To: p.End})
			out.WriteString(value)
			from = p.End
		}
		l[lang] = content.Text{V: out.String() + t.V[from:], Pos: t.Pos}
		if set.Inserted == nil {
			set.Inserted = map[content.Text]criteria.Inserted{}
		}
		set.Inserted[l[lang]] = done
	}
	return nil
}

// valueOf returns the text that a reference in a text of a set stands for, or "" if there is none.
func valueOf(set *criteria.Set, site *named.Values, r constant.Reference, lang string, w *quantity.Words) (string, error) {
	if i := set.Constant(r.Name); i >= 0 {
		return w.Value(set.Constants[i].Value)
	}
	if v := site.Find(r.Name); v != nil && r.Set == "" {
		return text(v, lang, w)
	}
	return "", nil
}

// text returns the text of a named value in a language.
func text(v *named.Value, lang string, w *quantity.Words) (string, error) {
	if v.Texts != nil {
		return v.Texts.In(lang), nil
	}
	return w.Value(v.Value)
}

// escape keeps Markdown from reading a value as marks: 1. März at the start of a line, and signs in
// a text.
func escape(value string) string {
	var out strings.Builder
	digits := len(value) - len(strings.TrimLeft(value, "0123456789"))
	for i, c := range value {
		first := i == 0 && strings.ContainsRune("-+>=#", c) || i == digits && i > 0 && strings.ContainsRune(".)", c)
		if first || strings.ContainsRune("\\`*_[]<&:|~!'\"", c) {
			out.WriteByte('\\')
		}
		out.WriteRune(c)
	}
	return out.String()
}

// Values returns the named values of the site and those of the constants of sets in a language, as
// seen on a day.
func Values(sets []*criteria.Set, site *named.Values, lang string, strings quantity.Strings, day content.Date) (constant.Values, error) {
	var values constant.Values
	var w *quantity.Words
	for _, v := range site.List() {
		if w == nil {
			w, values = quantity.New(lang, strings), constant.Values{}
		}
		text, err := text(&v, lang, w)
		if err != nil {
			return nil, err
		}
		values[constant.Key("", v.Name.V)] = []constant.Value{{InForce: true, Text: text}}
	}
	inForce := criteria.InForce(sets, day)
	for _, set := range sets {
		for _, c := range set.Constants {
			if w == nil {
				w, values = quantity.New(lang, strings), constant.Values{}
			}
			text, err := w.Value(c.Value)
			if err != nil {
				return nil, err
			}
			key := constant.Key(set.ID.V, c.ID.V)
			values[key] = append(values[key], constant.Value{
				From: iso(set.ValidFrom), Until: iso(set.ValidTo), InForce: inForce[set.ID.V] == set, Text: text,
			})
		}
	}
	return values, nil
}

func iso(day content.Date) string {
	if day.IsZero() {
		return ""
	}
	return day.Format(time.DateOnly)
}
