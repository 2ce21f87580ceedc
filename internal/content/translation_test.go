package content_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/content"
)

func translated() *content.Translation {
	return &content.Translation{
		From: content.Text{V: "de"}, Title: 0, Description: 1,
		Sections: []content.SectionFingerprint{{Fingerprint: 2}, {Fingerprint: 3, Anchor: "a-b"}},
	}
}

const (
	keys = "title: T\ndescription: D\n"
	note = "translation:\n  from: de\n  title: kkkkkkkk\n  description: kkkkkkkl\n  sections:\n    - kkkkkkkm\n    - kkkkkkkn a-b\n"
	old  = "translation:\n  from: fr\n  title: zzzzzzzz\n  description: zzzzzzzz\n  sections: [zzzzzzzz]\n"
)

func TestSetTranslation(t *testing.T) {
	for name, c := range map[string]struct{ before, after string }{
		"new":         {"---\n" + keys + "---\nText\n", "---\n" + keys + note + "---\nText\n"},
		"replaced":    {"---\n" + keys + old + "---\nText\n", "---\n" + keys + note + "---\nText\n"},
		"first":       {"---\n" + old + keys + "---\n", "---\n" + note + keys + "---\n"},
		"between":     {"---\ntitle: T\n" + old + "description: D\n---\n", "---\ntitle: T\n" + note + "description: D\n---\n"},
		"comments":    {"---\n# a\n" + keys + "# b\n" + old + "\n# c\nweight: 1 # d\n# e\n---\n", "---\n# a\n" + keys + "# b\n" + note + "\n# c\nweight: 1 # d\n# e\n---\n"},
		"flow":        {"---\n" + keys + "translation: {from: fr, title: zzzzzzzz, description: zzzzzzzz, sections: [zzzzzzzz]}\n---\n", "---\n" + keys + note + "---\n"},
		"indented":    {"---\n  title: T\n  description: D\n---\n", "---\n  title: T\n  description: D\n  " + strings.ReplaceAll(strings.TrimSuffix(note, "\n"), "\n", "\n  ") + "\n---\n"},
		"block":       {"---\ntitle: T\ndescription: >\n  D\n\n---\nText", "---\ntitle: T\ndescription: >\n  D\n\n" + note + "---\nText"},
		"only header": {"---\n" + keys + "---", "---\n" + keys + note + "---"},
		"blank lines": {"\n\n---\n" + keys + "---\n\n\nText  \n\n", "\n\n---\n" + keys + note + "---\n\n\nText  \n\n"},
		"fence":       {"---\n" + keys + "---\n---\ntranslation: x\n---\n", "---\n" + keys + note + "---\n---\ntranslation: x\n---\n"},
	} {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			for _, mark := range []string{"", "\uFEFF"} {
				before, after := mark+strings.ReplaceAll(c.before, "\n", end), mark+strings.ReplaceAll(c.after, "\n", end)
				got, findings, err := content.SetTranslation("p.md", []byte(before), translated())
				if err != nil || findings.HasErrors() {
					t.Errorf("%s: %v %v", name, err, findings.All())
				} else if string(got) != after {
					t.Errorf("%s: %q\nbecame %q\nwant   %q", name, before, got, after)
				}
				if again, _, err := content.SetTranslation("p.md", got, translated()); err != nil || string(again) != string(got) {
					t.Errorf("%s: a second call makes %q of %q: %v", name, again, got, err)
				}
			}
		}
	}
}

func TestSetTranslationErrors(t *testing.T) {
	for src, want := range map[string]string{
		"":                                       "front-matter-missing",
		"Text\n":                                 "front-matter-missing",
		"---\n" + keys:                           "front-matter-unclosed",
		"---\ndescription: D\n---\n":             "yaml-missing-key",
		"---\n" + keys + "x: 1\n---\n":           "yaml-unknown-key",
		"---\n" + keys + "weight: [\n---":        "yaml-syntax",
		"---\n{title: T, description: D}\n---\n": "each on a line of its own",
	} {
		got, findings, err := content.SetTranslation("p.md", []byte(src), translated())
		reported := ""
		for _, f := range findings.All() {
			reported += string(f.Code) + " "
		}
		if err != nil {
			reported += err.Error()
		}
		if got != nil || !strings.Contains(reported, want) {
			t.Errorf("%q: %q, %s", src, got, reported)
		}
	}
}
