package message_test

import (
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/strictyaml"
)

// source is the language that the strings of others are compared with.
const source = "en"

// texts are the texts of a message by plural category; a message without plural forms has one text,
// under "".
type texts map[string]string

// own returns the messages in one of Baken's own files.
func own(t *testing.T, file string) map[string]texts {
	t.Helper()
	src, err := fs.ReadFile(baken.Defaults, file)
	if err != nil {
		t.Fatal(err)
	}
	node, list := strictyaml.Parse(file, src, 1)
	if node == nil || list.Len() > 0 {
		t.Fatal(list.All())
	}
	out := map[string]texts{}
	for _, e := range node.Entries {
		out[e.Key] = texts{}
		for _, form := range e.Value.Entries {
			out[e.Key][form.Key] = form.Value.Text
		}
		if e.Value.Kind == strictyaml.String {
			out[e.Key][""] = e.Value.Text
		}
	}
	delete(out, "AddressForm")
	return out
}

// ownFiles returns the files of Baken's own messages.
func ownFiles(t *testing.T) []string {
	t.Helper()
	files, err := fs.Glob(baken.Defaults, "i18n/active.*.yaml")
	if err != nil || len(files) < 3 {
		t.Fatal(files, err)
	}
	return files
}

var placeholder = regexp.MustCompile(`\{\{\.(\w+)\}\}|\{\{if eq \.(\w+) `)

// placeholders returns the placeholders in a text.
func placeholders(text string) map[string]bool {
	names := map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		names[m[1]+m[2]] = true
	}
	return names
}

// numbers are the placeholders that hold the number that a plural form is chosen by. A text for one
// thing may do without it.
var numbers = []string{"Comments", "Count", "Minutes", "Number", "Pages", "Questions", "Strings", "Votes"}

// TestOwnFiles checks that the files of Baken's own messages have the same messages, with the
// placeholders that they have in English, and the plural categories that CLDR has for the language.
func TestOwnFiles(t *testing.T) {
	english := own(t, "i18n/active."+source+".yaml")
	for _, file := range ownFiles(t) {
		lang, form := message.Named(file)
		messages := own(t, file)
		if form == "" {
			for id := range english {
				if _, ok := messages[id]; !ok {
					t.Errorf("%s has no %s", file, id)
				}
			}
		}
		for id, m := range messages {
			if _, ok := english[id]; !ok {
				t.Errorf("%s has %s, which isn't in English", file, id)
				continue
			}
			checkForms(t, file, id, lang, m, english[id])
			checkPlaceholders(t, file, id, m, english[id])
		}
	}
}

// checkForms compares plural categories with CLDR's, of which each language has "other".
func checkForms(t *testing.T, file, id, lang string, m, english texts) {
	want := []string{""}
	if _, plain := english[""]; !plain {
		want = slices.Sorted(maps.Keys(maps.Collect(func(yield func(string, bool) bool) {
			for _, c := range append(message.Categories(lang), "other") {
				if !yield(c, true) {
					return
				}
			}
		})))
	}
	if got := slices.Sorted(maps.Keys(m)); !slices.Equal(got, want) {
		t.Errorf("%s: %s has the forms %q, not %q", file, id, got, want)
	}
}

// checkPlaceholders compares placeholders with those of the English text for many.
func checkPlaceholders(t *testing.T, file, id string, m, english texts) {
	all := map[string]bool{}
	for _, text := range english {
		maps.Copy(all, placeholders(text))
	}
	for category, text := range m {
		if strings.TrimSpace(text) == "" {
			t.Errorf("%s: %s has no text", file, id)
		}
		got := placeholders(text)
		for name := range got {
			if !all[name] {
				t.Errorf("%s: %s %s has {{.%s}}, which isn't in English", file, id, category, name)
			}
		}
		for name := range all {
			if !got[name] && !(category == "one" && slices.Contains(numbers, name)) {
				t.Errorf("%s: %s %s lacks {{.%s}}", file, id, category, name)
			}
		}
	}
}

// TestAddressesOfOwnFiles checks that a file for a form of address belongs to a file in the other
// form, and holds only texts that differ from it.
func TestAddressesOfOwnFiles(t *testing.T) {
	forms := map[string]string{}
	for _, file := range ownFiles(t) {
		if lang, form := message.Named(file); form == "" {
			src, err := fs.ReadFile(baken.Defaults, file)
			if err != nil {
				t.Fatal(err)
			}
			if m := regexp.MustCompile(`(?m)^AddressForm: (\w+)$`).FindSubmatch(src); m != nil {
				forms[lang] = string(m[1])
			}
		}
	}
	for _, file := range ownFiles(t) {
		lang, form := message.Named(file)
		if form == "" {
			continue
		}
		if !slices.Contains(message.Forms(), form) || forms[lang] == "" || forms[lang] == form {
			t.Errorf("%s stands beside texts of the form %q", file, forms[lang])
		}
		main := own(t, "i18n/active."+lang+".yaml")
		for id, m := range own(t, file) {
			if maps.Equal(m, main[id]) {
				t.Errorf("%s: %s is the same as in the other form", file, id)
			}
		}
		delete(forms, lang)
	}
	for lang, form := range forms {
		t.Errorf("%s has texts of the form %q and none of the other", lang, form)
	}
}

// TestNothingUntranslated checks that texts equal to English ones are listed in testdata/same.txt,
// as "LANGUAGE KEY" or "* KEY", and nothing else is.
func TestNothingUntranslated(t *testing.T) {
	src, err := os.ReadFile("testdata/same.txt")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for line := range strings.Lines(string(src)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			listed[line] = true
		}
	}
	letters := regexp.MustCompile(`\pL`)
	english := own(t, "i18n/active."+source+".yaml")
	for _, file := range ownFiles(t) {
		lang, _ := message.Named(file)
		if lang == source {
			continue
		}
		for id, m := range own(t, file) {
			for category, text := range m {
				same, listing := text == english[id][category], lang+" "+id
				if _, ok := listed["* "+id]; ok {
					listing = "* " + id
				}
				_, ok := listed[listing]
				words := letters.MatchString(regexp.MustCompile(`\{\{.*?\}\}`).ReplaceAllString(text, ""))
				if words && same && !ok {
					t.Errorf("%s: %s is in English: %q", file, id, text)
				}
				if same && ok {
					listed[listing] = false
				}
			}
		}
	}
	for line, unused := range listed {
		if unused {
			t.Errorf("testdata/same.txt: %s isn't the same as in English", line)
		}
	}
}

// TestOwnFilesLoad loads each of Baken's languages in each of its forms without findings.
func TestOwnFilesLoad(t *testing.T) {
	for _, file := range ownFiles(t) {
		lang, form := message.Named(file)
		_, list, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{
			Languages: []message.Language{{Code: lang, Form: form, File: "content/site.yaml"}},
		})
		if err != nil || list.Len() > 0 {
			t.Errorf("%s: %v %v", file, list.All(), err)
		}
	}
}
