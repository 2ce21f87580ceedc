package message

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message/standin"
	"baken.example/baken/internal/strictyaml"
)

// sourceFile names the language that Baken's messages are written in first.
const sourceFile = dir + "/source.yaml"

// Source returns the language that the messages in defaults are written in first, from which those
// of other languages are translated. It is empty if defaults don't say which.
func Source(defaults fs.FS) (string, error) {
	src, err := fs.ReadFile(defaults, sourceFile)
	if err != nil {
		return "", nil
	}
	var settings struct {
		Language string `yaml:"language,required"`
	}
	node, list := strictyaml.Parse(sourceFile, src, 1)
	if node != nil {
		list.Join(strictyaml.Decode(sourceFile, node, &settings))
	}
	if list.Len() > 0 {
		return "", fmt.Errorf("%s", list.All()[0])
	}
	return settings.Language, nil
}

// Gap is a message that a language lacks, or of which it lacks plural forms.
type Gap struct {
	ID string
	// Forms are the plural categories that the language's message lacks; empty if it has no
	// message.
	Forms []string
	// File and Pos are where the language's message is, or where a template uses the one that
	// isn't there; zero for a message of Baken's own that isn't there.
	File string
	diag.Pos
}

// check finds the gaps of each language, and messages of the site that nothing uses.
func (l *loader) check(ctx context.Context, languages []string, o Options) error {
	required := make(map[string]Use, len(l.known)+len(o.Uses))
	for _, u := range o.Uses {
		required[u.ID] = u
	}
	for id := range l.known {
		required[id] = Use{ID: id}
	}
	counted := map[string]bool{}
	for _, entries := range l.byLang {
		for id, e := range entries {
			counted[id] = counted[id] || e.plural
		}
	}
	ids := slices.Sorted(maps.Keys(required))
	known := slices.Sorted(maps.Keys(l.known))
	report := reporter{loader: l, known: known}
	var unknown diag.Speller
	for _, lang := range languages {
		if err := ctx.Err(); err != nil {
			return err
		}
		categories := Categories(lang)
		for _, id := range ids {
			e, ok := l.byLang[lang][id]
			if !ok {
				use := required[id]
				l.gaps[lang] = append(l.gaps[lang], Gap{ID: id, File: use.File, Pos: use.Pos})
			} else if forms := e.lacks(categories); counted[id] && len(forms) > 0 {
				l.gaps[lang] = append(l.gaps[lang], Gap{ID: id, Forms: forms, File: e.file, Pos: e.Pos})
			}
		}
		report.gaps(lang, l.gaps[lang])
		for _, id := range slices.Sorted(maps.Keys(l.own[lang])) {
			e := l.own[lang][id]
			if _, ok := required[id]; !ok {
				l.findings.Add(e.file, e.Pos, diag.StringUnknown, "take it out, or correct the name",
					"no template uses %q%s", id, unknown.DidYouMean(id, ids))
			}
		}
	}
	if o.StandIns {
		l.standIn(languages)
	}
	return nil
}

// lacks returns those of the plural categories that a message doesn't have.
func (e entry) lacks(categories []string) (forms []string) {
	for _, c := range categories {
		if !e.forms[c] {
			forms = append(forms, c)
		}
	}
	return forms
}

// reporter reports gaps.
type reporter struct {
	*loader
	// known are the ids of Baken's own messages.
	known   []string
	speller diag.Speller
}

// gaps reports the gaps of a language: messages of Baken's own that aren't there together, since
// they have one cause, a file that was begun or isn't there, and others where they are.
func (r *reporter) gaps(lang string, gaps []Gap) {
	var missing []string
	for _, g := range gaps {
		switch {
		case len(g.Forms) > 0:
			r.findings.Add(g.File, g.Pos, diag.StringPlural, "add "+strings.Join(g.Forms, ": … and ")+": … to it",
				"%q lacks the plural %s that %q has", g.ID, quoted(g.Forms), lang)
		case g.File != "":
			r.findings.Add(g.File, g.Pos, diag.StringMissing, "add it to "+fileOf(lang),
				"%q has no text in %q%s", g.ID, lang, r.speller.DidYouMean(g.ID, r.known))
		default:
			missing = append(missing, g.ID)
		}
	}
	hint := "baken strings " + lang + " prints what to write in " + fileOf(lang)
	switch {
	case len(missing) == 0:
	case len(missing) == 1:
		r.findings.Add(fileOf(lang), diag.Pos{}, diag.StringMissing, hint, "%q has no text in %q", missing[0], lang)
	default:
		r.findings.Add(fileOf(lang), diag.Pos{}, diag.StringMissing, hint, "%d of %d strings have no text in %q: %s",
			len(missing), len(r.known), lang, some(missing))
	}
}

// quoted returns the word form, or forms, with the names of forms.
func quoted(forms []string) string {
	if len(forms) == 1 {
		return fmt.Sprintf("form %q", forms[0])
	}
	last := len(forms) - 1
	return fmt.Sprintf(`forms "%s" and %q`, strings.Join(forms[:last], `", "`), forms[last])
}

// listed is the number of messages that a finding names.
const listed = 5

// some lists ids, the first few if they are many.
func some(ids []string) string {
	if len(ids) <= listed {
		return strings.Join(ids, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(ids[:listed], ", "), len(ids)-listed)
}

// slugMessage is the message that is a part of an address.
const slugMessage = "SearchSlug"

// standIn closes the gaps of the languages: with messages of the source language or, where that has
// none, of the first language that has, or with the names of messages.
func (l *loader) standIn(languages []string) {
	type gap struct{ lang, id string }
	found := map[gap]entry{}
	for _, lang := range languages {
		numbers := samples(lang)
		for _, g := range l.gaps[lang] {
			of, e := l.elsewhere(g.ID, languages)
			found[gap{lang, g.ID}] = e.standIn(of, lang, numbers)
		}
	}
	for at, e := range found {
		l.byLang[at.lang][at.id] = e
		l.standIns = true
	}
}

// elsewhere returns a message in another language, and the language. It is the name of the message,
// in no language, where it is in none.
func (l *loader) elsewhere(id string, languages []string) (lang string, e entry) {
	for _, lang := range append([]string{l.source}, languages...) {
		if e, ok := l.byLang[lang][id]; ok {
			return lang, e
		}
	}
	return "", entry{message: &i18n.Message{ID: id, Other: id}}
}

// standIn returns a message in the language of that stands in for one in lang, with each plural
// form of lang, of which numbers are the [samples].
func (e entry) standIn(of, lang string, numbers map[string]int) entry {
	m := &i18n.Message{ID: e.message.ID}
	text := func(s string) string {
		switch m.ID {
		case DirectionKey:
			return Direction(lang)
		case slugMessage:
			return s
		}
		return standin.Mark(of, s)
	}
	for name, field := range pluralForms(m) {
		if name == "one" && numbers["one"] == 1 && e.message.One != "" {
			*field = text(e.message.One)
		} else if _, has := numbers[name]; has || name == "other" {
			*field = text(e.message.Other)
		}
	}
	return entry{file: e.file, Pos: e.Pos, message: m, plural: e.plural, borrowed: true}
}
