package markdown

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"baken.example/baken/internal/markdown/typography"
)

// quotePlaces are labelled texts, written for this test, with the marks of a language of which each
// differs from every other: ‹ and › are the single ones, « and » the double ones.
const quotePlaces = `
law: Het "eerste lid" geldt => Het «eerste lid» geldt
law: "Onze Minister": de minister => «Onze Minister»: de minister
law: onder 'ernstig incident' wordt verstaan => onder ‹ernstig incident› wordt verstaan
law: artikel 3, "tweede lid", en 'derde lid' => artikel 3, «tweede lid», en ‹derde lid›
law: (hierna: "het besluit") => (hierna: «het besluit»)
law: l'article 5 de l'annexe => l’article 5 de l’annexe
emphasis: _'quoted'_ => ‹quoted›
emphasis: _"quoted"_ => «quoted»
emphasis: *'quoted'* => ‹quoted›
emphasis: **"quoted"** => «quoted»
emphasis: __'quoted'__ => ‹quoted›
emphasis: __"two words"__ here => «two words» here
emphasis: _'two words'_ here => ‹two words› here
emphasis: a _'b'_, _"c"_ and _'f e'_. => a ‹b›, «c» and ‹f e›.
emphasis: '_quoted_' => ‹quoted›
emphasis: "_quoted_" => «quoted»
emphasis: "**quoted**" => «quoted»
emphasis: '*two* words' => ‹two words›
emphasis: "_'both'_" => «‹both›»
emphasis: _"a 'b' c"_ => «a ‹b› c»
emphasis: _don't_ do _this_ => don’t do this
emphasis: _editor_'s choice => editor’s choice
emphasis: *editors*' choice => editors’ choice
emphasis: _'s avonds_ => ’s avonds
emphasis: the _'90s_ => the ’90s
link: ["quoted"](https://example.org) => «quoted»
link: "[quoted](https://example.org)" => «quoted»
link: ['quoted'](https://example.org) => ‹quoted›
link: [_'quoted'_](https://example.org) => ‹quoted›
prose: She said "yes". => She said «yes».
prose: "Yes," she said, "of course." => «Yes,» she said, «of course.»
prose: it's the boys' own => it’s the boys’ own
prose: 's Avonds om 8 uur => ’s Avonds om 8 uur
prose: foto's en video's => foto’s en video’s
prose: 'a good idea' => ‹a good idea›
prose: he said 'it's fine' => he said ‹it’s fine›
prose: rock 'n' roll => rock ’n’ roll
prose: the class of '24 => the class of ’24
prose: O'Brien's "plan" => O’Brien’s «plan»
prose: "'Nested' first" => «‹Nested› first»
prose: "last 'nested'" => «last ‹nested›»
prose: a "b"-c => a «b»-c
prose: a "b"/"c" => a «b»/«c»
prose: [see "this"] => [see «this»]
prose: "..." => «…»
table: size 5" => size 5"
table: 19" rack => 19" rack
table: "a" | 'b' => «a» | ‹b›
code: use '--force' => use ‹--force›
code: run "go test" => run «go test»
code: 'snake_case' => ‹snake_case›
code: '_private' and 'b_c' => ‹_private› and ‹b_c›
code: "a_b"_c => «a_b»_c
quotation: "A." "B." => «A.» «B.»
quotation: "What?" 'Who?' => «What?» ‹Who?›
`

var tag = regexp.MustCompile(`<[^>]*>`)

// TestLabelledQuotes measures how many quotation marks come out right.
func TestLabelledQuotes(t *testing.T) {
	o := testOptions()
	o.Quotes = typography.Quotes{OpenDouble: "«", CloseDouble: "»", OpenSingle: "‹", CloseSingle: "›", Apostrophe: "’"}
	o.Strings = testOptions().Strings
	c := New(o)
	places, right := 0, 0
	for line := range strings.Lines(strings.TrimSpace(quotePlaces)) {
		_, rest, _ := strings.Cut(strings.TrimSpace(line), ": ")
		text, want, ok := strings.Cut(rest, " => ")
		if !ok {
			t.Fatal(line)
		}
		places++
		body, _ := c.Convert(nil, "p.md", []byte(text), 1)
		got := strings.TrimSpace(html.UnescapeString(tag.ReplaceAllString(string(body.HTML), "")))
		if got == want {
			right++
			continue
		}
		t.Logf("%s becomes %s, not %s", text, got, want)
	}
	precision := float64(right) / float64(places)
	t.Logf("quotes: %d places, precision %.3f", places, precision)
	if places < 50 || precision < 0.95 {
		t.Errorf("quotes: %d places, precision %.3f; 50 and 0.95 are asked", places, precision)
	}
}

// TestSpacesBesideMarks shows that spaces beside punctuation marks become no-break spaces in text,
// and not in code and addresses.
func TestSpacesBesideMarks(t *testing.T) {
	o := testOptions()
	o.Quotes, o.Colon = typography.Quotes{OpenDouble: "«\u00a0", CloseDouble: "\u00a0»"}, "\u00a0:"
	c := New(o)
	for _, test := range []struct{ text, want string }{
		{"Qui ? Toi : « oui » !", "<p>Qui\u202f? Toi\u00a0: «\u00a0oui\u00a0»\u202f!</p>\n"},
		{"**Qui** ? « **oui** »", "<p><strong>Qui</strong>\u202f? «\u00a0<strong>oui</strong>\u00a0»</p>\n"},
		{"un \"mot\" ; deux", "<p>un «\u00a0mot\u00a0»\u202f; deux</p>\n"},
		{"`a ? b : c`", "<p><code>a ? b : c</code></p>\n"},
		{"[qui ?](https://example.org/a%20?b)", "<p><a href=\"https://example.org/a%20?b\">qui\u202f?</a></p>\n"},
		{"    a ? b : c", "<pre><code>a ? b : c\n</code></pre>\n"},
		{"qui\n? moi", "<p>qui\n? moi</p>\n"},
	} {
		body, _ := c.Convert(nil, "p.md", []byte(test.text), 1)
		if got := string(body.HTML); strings.TrimSpace(got) != strings.TrimSpace(test.want) {
			t.Errorf("%q becomes %q, want %q", test.text, got, test.want)
		}
	}
}
