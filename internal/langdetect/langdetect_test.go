package langdetect_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/langdetect"
	"baken.example/baken/internal/markdown"
)

const (
	dutch  = "Wie een kwetsbaarheid vindt, hoeft daarvoor geen toestemming te vragen."
	french = "Personne n'a besoin d'autorisation pour nous signaler une faille dans ses systèmes."
)

func TestLint(t *testing.T) {
	terms := []markdown.Term{{ID: "stay", Forms: []string{"Hij die zich niet meldt is weg", "stay"}}}
	for _, test := range []struct{ name, page, codes, text, want string }{
		{"paragraph", "en", "en nl", dutch, "nl"},
		{"own", "nl", "en nl", dutch, ""},
		{"heading", "en", "nl en", "## " + dutch, "nl"},
		{"item", "en", "nl en", "- Here it is.\n- " + dutch, "nl"},
		{"cell", "en", "nl en", "| a | b |\n|--|--|\n| " + dutch + " | c |", "nl"},
		{"footnote", "en", "nl en", "This.[^1]\n\n[^1]: " + dutch, "nl"},
		{"callout", "en", "nl en", "> [!NOTE]\n> " + dutch, "nl"},
		{"quotation", "en", "nl en", "> " + dutch, "nl"},
		{"caption", "en", "nl en", "![A map](map.png \"" + dutch + "\")", "nl"},
		{"marked", "en", "nl en", "[" + dutch + "]{lang=nl}", ""},
		{"marked, region", "en", "nl en", "[" + dutch + "]{lang=nl-BE}", ""},
		{"marked as the page's", "en", "nl en", "[" + dutch + "]{lang=en}", "nl"},
		{"emphasis", "en", "nl en", "*" + dutch + "*", ""},
		{"strong", "en", "nl en", "**" + dutch + "**", "nl"},
		{"code", "en", "nl en", "`" + dutch + "`", ""},
		{"code block", "en", "nl en", "```\n" + dutch + "\n```", ""},
		{"typographic quotes", "en", "nl en", "“" + dutch + "”", ""},
		{"low quotes", "en", "nl en", "„" + dutch + "”", ""},
		{"apostrophes aren't quotes", "en", "nl en", "'s Avonds is er niemand, en 's ochtends ook niet voor tien uur.", "nl"},
		{"a quote that nothing closes", "en", "nl en", `"` + dutch, "nl"},
		{"quote within", "en", "nl en", `Er staat "the end of it all and what comes next" op een bord, en dat is niet waar voor ons.`, "nl"},
		{"glossary term", "en", "nl en", "Hij die zich niet meldt is weg, hij die zich niet meldt is weg.", ""},
		{"another site language", "en", "nl en fr", french, "fr"},
		{"not a site language", "en", "nl en", french, ""},
		{"typographic apostrophe", "en", "fr en", strings.ReplaceAll(french, "'", "’"), "fr"},
		{"region", "en-GB", "nl-NL en-GB", dutch, "nl-NL"},
		{"two regions of one", "en-GB", "en-GB en-US", dutch, ""},
		{"unknown page language", "sw", "sw nl", dutch, ""},
		{"unknown other language", "en", "en sw", "Kila mtu ana haki ya kuishi na kuwa huru na salama katika nchi yake.", ""},
		{"one language", "en", "en", dutch, ""},
		{"capitals", "en", "nl en", strings.ToUpper(dutch), ""},
		{"seven words", "en", "nl en", "Wie een lek vindt moet dat melden.", ""},
	} {
		got, _ := detect(t, test.page, strings.Fields(test.codes), terms, test.text)
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestText(t *testing.T) {
	d, err := langdetect.New("en", []string{"nl", "en"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var list diag.List
	at := diag.Pos{Line: 3, Column: 8}
	d.Text("page.en.md", at, "A page about this and that and what you can do with it.", &list)
	d.Text("page.en.md", at, dutch, &list)
	if all := list.All(); len(all) != 1 || all[0].Pos != at || all[0].Code != diag.TextLanguage || !strings.Contains(all[0].Message, `"Wie een kwetsbaarheid vindt, hoeft daarvoor …"`) {
		t.Errorf("%v", all)
	}
}

// TestEveryLanguage checks that texts in each supported language are told from texts in each other
// one.
func TestEveryLanguage(t *testing.T) {
	known, err := filepath.Glob("languages/*.yaml")
	if err != nil || len(known) < 3 {
		t.Fatal(err, known)
	}
	src, err := os.ReadFile("testdata/every.txt")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string][]string{}
	for line := range strings.Lines(string(src)) {
		code, text, _ := strings.Cut(strings.TrimSpace(line), ": ")
		texts[code] = append(texts[code], text)
	}
	for _, file := range known {
		a := strings.TrimSuffix(filepath.Base(file), ".yaml")
		if len(texts[a]) < 5 {
			t.Errorf("testdata/every.txt has %d texts in %s", len(texts[a]), a)
		}
		for _, other := range known {
			b := strings.TrimSuffix(filepath.Base(other), ".yaml")
			for _, text := range texts[a] {
				if got, found := detect(t, b, []string{a, b}, nil, text); found != (a != b) {
					t.Errorf("in %s on %s: %q: %s", a, b, got, text)
				}
			}
		}
	}
}
