package message

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"baken.example/baken/internal/diag"
)

// addressForm is the key that says which form of address the texts of a file have. It is no message
// and has no text for readers.
const addressForm = "AddressForm"

// Forms returns the forms of address, by which files are named.
func Forms() []string { return []string{"formal", "informal"} }

// Language is a language of a site.
type Language struct {
	// Code is its BCP 47 tag.
	Code string
	// Form is the form of address that its readers get, one of [Forms]; it is empty for that of
	// the language's file i18n/active.CODE.yaml.
	Form string
	// File and Pos are where the form was chosen.
	File string
	diag.Pos
}

// Languages returns languages in the form of address of their files.
func Languages(codes ...string) []Language {
	out := make([]Language, len(codes))
	for i, code := range codes {
		out[i].Code = code
	}
	return out
}

func codes(languages []Language) []string {
	out := make([]string, len(languages))
	for i, l := range languages {
		out[i] = l.Code
	}
	return out
}

// Named returns the language that a file of messages is named after, and the form of address, which
// is empty for the file of the language as a whole.
func Named(file string) (lang, form string) {
	name := strings.TrimSuffix(strings.TrimPrefix(path.Base(file), "active."), ".yaml")
	lang, form, _ = strings.Cut(name, ".")
	return lang, form
}

func fileOf(lang string) string { return dir + "/active." + lang + ".yaml" }

func formFile(lang, form string) string { return dir + "/active." + lang + "." + form + ".yaml" }

// language lays the messages of a language over each other: Baken's, Baken's in the form of
// address, the site's, and the site's in the form of address.
func (l *loader) language(ctx context.Context, defaults, site fs.FS, lang Language) error {
	own, err := l.owned(site, fileOf(lang.Code))
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	baken := l.parent(lang.Code)
	main := l.mainForm(lang.Code, baken, own)
	form := lang.Form
	if form == "" {
		form = main
	}
	l.chosen[lang.Code] = form
	var ownVariant, variant map[string]entry
	if form != "" {
		variant, err = l.defined(defaults, formFile(baken, form))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if ownVariant, err = l.owned(site, formFile(lang.Code, form)); err != nil {
			return err
		}
	}
	if form != main && variant == nil && ownVariant == nil {
		l.lacksForm(defaults, site, lang, baken, main)
	}
	merged := map[string]entry{}
	for _, entries := range []map[string]entry{l.baken[baken], l.inVariant(variant), own, l.inVariant(ownVariant)} {
		maps.Copy(merged, entries)
	}
	l.byLang[lang.Code] = merged
	if own != nil || ownVariant != nil {
		l.own[lang.Code] = map[string]entry{}
		maps.Copy(l.own[lang.Code], own)
		maps.Copy(l.own[lang.Code], ownVariant)
	}
	return nil
}

// unread reports files of the site for a form of address that isn't the language's, or that there
// isn't: nothing reads them. A copy of Baken's own may be there.
func (l *loader) unread(defaults, site fs.FS, languages []Language) error {
	files, err := fs.Glob(site, dir+"/active.*.*.yaml")
	if err != nil {
		return err
	}
	for _, file := range files {
		lang, form := Named(file)
		i := slices.IndexFunc(languages, func(l Language) bool { return l.Code == lang })
		switch {
		case !slices.Contains(Forms(), form):
			l.findings.Add(file, diag.Pos{}, diag.StringUnknown, "name it "+formFile(lang, Forms()[0])+" or "+formFile(lang, Forms()[1]),
				"nothing reads this file: %q isn't a form of address%s", form, diag.DidYouMean(form, Forms()))
		case i >= 0 && form != l.chosen[lang] && !same(defaults, site, file):
			l.findings.Add(file, diag.Pos{}, diag.StringUnknown, "write address: "+form+" beside the language in content/site.yaml, or take the file out",
				"nothing reads this file: the texts in %q aren't %s", lang, form)
		}
	}
	return nil
}

// same reports whether a file is the same in two directories.
func same(a, b fs.FS, file string) bool {
	inA, errA := fs.ReadFile(a, file)
	inB, errB := fs.ReadFile(b, file)
	return errA == nil && errB == nil && bytes.Equal(inA, inB)
}

// parent returns the language whose messages of Baken's own a language has: itself, or the one that
// it is a regional form of. Where Baken has messages in neither, it is the language itself.
func (l *loader) parent(lang string) string {
	for tag := language.Make(lang); !tag.IsRoot(); tag = tag.Parent() {
		if _, ok := l.baken[tag.String()]; ok {
			return tag.String()
		}
	}
	return lang
}

// mainForm returns the form of address of a language's messages without those of another form. A
// language of the site's own has the one that the site's file says; Baken's messages, those of the
// language baken, have the form that they have.
func (l *loader) mainForm(lang, baken string, own map[string]entry) string {
	at := own[addressForm]
	form, of := addressed(own), l.forms[baken]
	if _, ok := l.baken[baken]; !ok {
		return form
	}
	if form != "" && form != of {
		l.findings.Add(at.file, at.Pos, diag.StringInvalid,
			"take it out; address: "+form+" beside the language in content/site.yaml chooses a form, where the language has it",
			"%s: Baken's texts in %q aren't %s", addressForm, lang, form)
	}
	return of
}

// addressed takes the form of address out of messages; it is empty where they say none.
func addressed(entries map[string]entry) string {
	e, ok := entries[addressForm]
	if !ok {
		return ""
	}
	delete(entries, addressForm)
	return e.message.Other
}

// inVariant reports a form of address in a file that is named after one.
func (l *loader) inVariant(entries map[string]entry) map[string]entry {
	if e, ok := entries[addressForm]; ok {
		l.findings.Add(e.file, e.Pos, diag.StringUnknown, "take it out", "the name of this file says which form of address it has")
		delete(entries, addressForm)
	}
	return entries
}

// lacksForm reports a form of address that a language doesn't have. Its messages of Baken's own are
// those of the language baken, and main is the form that it has without a file for one.
func (l *loader) lacksForm(defaults, site fs.FS, lang Language, baken, main string) {
	var have []string
	for _, form := range Forms() {
		_, err := fs.Stat(defaults, formFile(baken, form))
		_, ownErr := fs.Stat(site, formFile(lang.Code, form))
		if form == main || err == nil || ownErr == nil {
			have = append(have, form)
		}
	}
	file := formFile(lang.Code, lang.Form)
	hint, says := "take address out, or write the texts that differ in "+file, "its texts have one form only"
	if len(have) > 0 {
		hint, says = "write address: "+have[0]+", or write the texts that differ in "+file, "it has "+strings.Join(have, " and ")
	}
	if _, ok := l.baken[baken]; !ok {
		hint = "write " + addressForm + ": " + lang.Form + " in " + fileOf(lang.Code) + " if its texts have that form, or take address out"
	}
	l.findings.Add(lang.File, lang.Pos, diag.SiteLanguage, hint, "address: %q has no %s form of address: %s", lang.Code, lang.Form, says)
}
