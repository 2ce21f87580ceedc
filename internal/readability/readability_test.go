package readability_test

import (
	"fmt"
	"strings"
	"testing"

	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/plaintext"
	"baken.example/baken/internal/readability"
)

func TestLint(t *testing.T) {
	long := strings.Repeat("kat ", 9)
	hard := strings.Repeat("Verantwoordelijkheden veronderstellen organisatorische voorbereidingswerkzaamheden. ", 30)
	for _, test := range []struct{ name, lang, text, want string }{
		{"short", "nl", "Een kat zit op de mat. Een hond zit er ook.", ""},
		{"long", "nl", "Kort. De " + long + "mat loopt.", "3:7 sentence-too-long"},
		{"abbreviations", "nl", "Een dier, bijv. Poes of o.a. Minoes, volgens art. 5 van A. Bakker.", "3:1 sentence-too-long"},
		{"English abbreviations", "en", "One animal, e.g. Tom or another one, says Dr. Brown of it.", "3:1 sentence-too-long"},
		{"numbers", "nl", "Dat kost 1.250,50 euro in 2020. Daarna is het weer gratis.", ""},
		{"addresses", "nl", "Kijk op www.voorbeeld.nl voor meer. Daar staat het dan allemaal.", ""},
		{"quotations", "nl", `Hij zei: "Kom je mee? Dan gaan we nu." Zij zei dat ze kwam.`, ""},
		{"code and lang", "nl", "Typ `a b c d e f g` en [one two three four five six]{lang=en} hier.", ""},
		{"quoted", "nl", "> " + long + "mat loopt.", ""},
		{"callout", "nl", "> [!NOTE]\n> " + long + "mat loopt.", "4:3 sentence-too-long"},
		{"hard", "nl", hard, "0:0 hard-to-read"},
		{"hard, unknown language", "sv", hard, ""},
		{"hard, short", "nl", hard[:400], ""},
		{"vague", "nl", "Kijk [hier](https://example.com) of [**klik hier**!](https://example.com).", "3:7 link-text-vague, 3:40 link-text-vague"},
		{"vague elsewhere", "en", "Kijk [hier](https://example.com).", ""},
		{"sections", "fr", "## Un\n\n### Deux\n\nTexte.\n\n## Trois\n\n## Quatre\n\n::contact\n\n## Cinq", "9:4 section-empty, 15:4 section-empty"},
		{"picture", "en", "## One\n\n![A cat](cat.png)", ""},
		{"caption", "nl", "## Een\n\n![Kat](kat.png \"Kort. De " + long + "mat loopt.\")", "5:23 sentence-too-long"},
		{"caption in a link and a list", "nl", "- [![Kat](kat.png '" + long + "mat')](page.md)", "3:20 sentence-too-long"},
		{"caption with an abbreviation", "nl", "![Kat](kat.png \"De ABCD\")", "3:20 abbreviation-undefined"},
		{"title of a picture in a sentence", "nl", "Zie ![Kat](kat.png \"" + long + "mat\") daar.", ""},
		{"caption that isn't a caption", "nl", "| a |\n| - |\n| ![Kat](kat.png \"" + long + "mat\") |", ""},
		{"abbreviation", "nl", "Dat zegt de ABCD. De ABCD zegt meer.", "3:13 abbreviation-undefined"},
		{"explained later", "nl", "Dat zegt de ABCD.\n\nDe A en B (ABCD) is er.", ""},
		{"explained behind", "en", "This is ABCD (a big cat's den).", ""},
		{"known", "nl", "De EU en een PDF, hoofdstuk XII.", ""},
		{"glossary", "nl", "Het NCSC en de NCSC's.", ""},
		{"shouted", "nl", "LET OP: dit is NIET GOED.", ""},
		{"unknown language", "sv", "Alla ABCD är här.", ""},
		{"escapes", "nl", `De kat \& de hond &amp; de ABCD.`, "3:28 abbreviation-undefined"},
	} {
		lint, err := readability.New(readability.Options{Language: test.lang, Levels: readability.Levels{SentenceWords: 8, ReadingEase: 50}, Explained: []string{"NCSC"}})
		if err != nil {
			t.Fatal(err)
		}
		c := markdown.New(markdown.Options{Language: test.lang, Linters: []plaintext.Linter{lint}})
		_, findings := c.Convert(nil, "page.md", []byte(test.text), 3)
		var got []string
		list := findings.WithSeverities(nil)
		for _, f := range list.All() {
			got = append(got, fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Code))
		}
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("%s: %q, want %q", test.name, s, test.want)
		}
	}
}
