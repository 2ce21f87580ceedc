// Package wording puts the values of constants into texts: of the set that has them, and of pages.
package wording

import (
	"strings"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/markdown/constant"
)

// Insert puts the values of the constants of sets into their texts, in each of some languages. It
// is called once, before anything else reads the texts. Package definition has reported directives
// that are wrong; they stay.
func Insert(sets []*criteria.Set, languages []string, in func(lang string) quantity.Strings) error {
	for _, lang := range languages {
		var w *quantity.Words
		for _, set := range sets {
			if len(set.Constants) == 0 {
				continue
			}
			if w == nil {
				w = quantity.New(lang, in(lang))
			}
			if err := insert(set, lang, w); err != nil {
				return err
			}
		}
	}
	return nil
}

func insert(set *criteria.Set, lang string, w *quantity.Words) error {
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
			i := set.Constant(p.Name)
			if p.Problem != nil || i < 0 {
				continue
			}
			value, err := w.Value(set.Constants[i].Value)
			if err != nil {
				return err
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

// escape keeps Markdown from reading a value at the start of a line as a list or a quote: 1. März.
func escape(value string) string {
	digits := strings.TrimLeft(value, "0123456789")
	switch {
	case digits == "" || digits == value && !strings.ContainsRune("-+*#>=", rune(value[0])):
		return value
	case digits == value:
		return `\` + value
	case digits[0] == '.' || digits[0] == ')':
		return value[:len(value)-len(digits)] + `\` + digits
	}
	return value
}

// Values returns the values of the constants of sets in a language, as seen on a day.
func Values(sets []*criteria.Set, lang string, strings quantity.Strings, day content.Date) (constant.Values, error) {
	var values constant.Values
	var w *quantity.Words
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
