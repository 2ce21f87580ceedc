package strictyaml

import (
	"fmt"
	"slices"
	"testing"

	"baken.example/baken/internal/diag"
)

// labelled are lines of front matter, settings, a glossary and criteria, in several languages.
// lost lines are published otherwise than their author meant: without what stands behind the #,
// with quotation marks that were to quote, with a tab. The others are as they are meant.
var labelled = []struct {
	lost  bool
	lines []string
}{
	{true, []string{
		"title: C# for beginners #1", "description: Item #5 of the list", "title: Issue #12", "title: Besluit #3 van de raad",
		"menu: item #7", "title: Décision #4", "title: Room # 12", "description: Answer #2 is yes",
		"description: Use the tag #privacy in your message", "title: Hashtag #samenwerken", "title: Chapter #", "title: Rules # Dutch", "title: #5 of the list",
		"  - Item #5", "- Artikel 3 #noot", "en: Ask for form #9", "nl: Vraag formulier #9 aan", "fr: Demandez le formulaire #9",
		"label: Option #2", "text: Press # to go on", "text: Druk op # om door te gaan", "hint: Dial *31# or #31# first",
		"title: “Rules”", "title: ‘Rules’", "title: „Regels”", "title: „Regeln“", "title: «Règles»", "description: ”Regler”", "title: »Regeln«",
		"title: “Zero trust for partnerships”", "nl: “Wat is een samenwerking?”", `title: "C:\temp"`, `description: "Save it in C:\new"`,
		`title: "\\server\tools"`, `text: "one\ttwo"`, `title: "Page" #5`, "title: Wet #2026-187", "description: Meld dit bij #helpdesk of per mail",
	}},
	{false, []string{
		"title: Page", "title: C#", "title: C# for beginners", "title: F#-programming", "title: Page  # the title of the page", "slug: old # keep this one",
		"slug: old #keep", "expires: 2026-12-01 # the end of the year", "weight: 10 # first", "weight: 10 #first", "draft: true # until May",
		"title: Rules # the short one", "# a comment on a line of its own", "  # an indented comment", `title: "Item #5 of the list"`, "title: 'Item #5'", `title: "Rules" # in quotes`,
		"aliases: # old addresses", "aliases: [/a/, /b/] # two", "base_url: https://guide.test # the host", "email: a@guide.test # shared mailbox",
		"edit_url: https://guide.test/edit/#main/", "page: conditions.en.md#mandate", "text: Say “yes” to it", "title: “Yes” and “no”", "title: The “rules”",
		"title: ’s Middags open", "title: it’s", "nl: Wat is ‘delen’?", "fr: « Oui » ou « non »",
		"fr: Attention à «l’ordre»", `title: 'C:\temp'`, `title: C:\temp`, `title: "C:\\temp"`, `text: "two\nlines"`, `text: "say \"yes\""`,
		"- conditions # the page with the four", "id: mandate # the first of three", "ask: kind == \"a\" # only these", "when: answered(q)  # always",
		"valid_from: 2026-08-15 # Stb. 2026, 189", "phone: +31 70 123 45 67  # desk", "languages: [nl, en] # nl first", "title: a#b", "title: 5 %",
		"description: Reach us at guide.test/#contact", `text: "Numbers with a # sign"`,
		"review_every: 6 months  # agreed in 2025", "name: Editors  # the desk", "menu: [home, about] # order", "feedback: false # for now",
		"text: “Delen” is meer dan „sturen”", "title: About “a”",
	}},
}

// TestMisreadLabelled measures yaml-misread on labelled lines: its precision and its recall.
func TestMisreadLabelled(t *testing.T) {
	var right, wrong, missed, lines int
	for _, set := range labelled {
		for _, line := range set.lines {
			lines++
			src := line + "\n"
			if line[0] == ' ' {
				src = "key:\n" + src
			}
			_, list := Parse("f", []byte(src), 1)
			found := slices.ContainsFunc(list.All(), func(f diag.Finding) bool { return f.Code == diag.YAMLMisread })
			if list.HasErrors() {
				t.Errorf("%q isn't YAML: %v", line, reported(list))
			}
			switch {
			case found && set.lost:
				right++
			case found:
				wrong++
				t.Logf("false alarm: %q: %v", line, reported(list))
			case set.lost:
				missed++
				t.Logf("missed: %q", line)
			}
		}
	}
	precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(right+missed)
	t.Logf("%d places: precision %.3f, recall %.3f", lines, precision, recall)
	if precision < 0.95 || recall < 0.95 {
		t.Fail()
	}
}

func TestMisread(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"title: C# for beginners #1\n", `[7:25: "#1" isn't published: a # behind a space begins a comment [yaml-misread] | put the value between quotes, as in "C# for beginners #1"; a comment that you mean goes on a line of its own]`},
		{"a: “x”\n", `[7:4: the quotation marks “ and ” are published: they don't stand around a value as " does [yaml-misread] | take them out, or write "x"]`},
		{`a: "vous a\u2011t\u2011elle \x41t \u00a0n"`, "[]"},
		{`a: "C:\temp"`, `[7:4: \t between quotation marks is a tab [yaml-misread] | write \\ for a backslash, or put the text between ' and ']`},
		{`a: "a\u2011t\u2011elle"`, "[]"},
		{`a: "de:\u00a0non"`, "[]"},
		{"a: |\n  x #1\nb: y", "[]"},
		{"a: \"x\n  #1\"\nb: y", "[]"},
	} {
		_, list := Parse("f", []byte(c.src), 7)
		if got := fmt.Sprint(reported(list)); got != c.want {
			t.Errorf("%q:\n%s\nwant\n%s", c.src, got, c.want)
		}
	}
}

// TestEmptyBlock checks that what follows an empty block scalar isn't its text, and that text in
// one is.
func TestEmptyBlock(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"a: |\n\n# c\nb: x", "1:1 {a@1:1=1:4 text ; b@4:1=4:4 text x}"},
		{"a: >-\n\n\n# c\n\n# d\nb: x", "1:1 {a@1:1=1:4 text ; b@7:1=7:4 text x}"},
		{"a:\n  b: |\n\n# c\n  d: x", "1:1 {a@1:1=2:3 {b@2:3=2:6 text ; d@5:3=5:6 text x}}"},
		{"- a: |\n\n# c\n- x", "1:1 [1:3 {a@1:3=1:6 text }; 4:3 text x]"},
		{"- |\n\n- x\n- >\n\n", "1:1 [1:3 text ; 3:3 text x; 4:3 text ]"},
		{"a: |\n\n  # t\n\n# c\nb: x", "1:1 {a@1:1=1:4 text \n# t\n; b@6:1=6:4 text x}"},
		{"a: |\n\n# c\nb: |\n  |\n\n  # t", "1:1 {a@1:1=1:4 text ; b@4:1=4:4 text |\n\n# t}"},
	} {
		n, list := Parse("f", []byte(c.src), 1)
		if got := show(n); got != c.want || list.Len() > 0 {
			t.Errorf("%q: %s, want %s; %v", c.src, got, c.want, reported(list))
		}
	}
}

// TestLookalikes checks that what looks like a space is one around keys and hyphens, and is kept in
// texts.
func TestLookalikes(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"a\u00a0: x", "1:1 {a@1:1=1:5 text x}"},
		{"a:\u00a0x", "1:1 {a@1:1=1:4 text x}"},
		{"a: \u00a0x", "1:1 {a@1:1=1:4 text \u00a0x}"},
		{"\u00a0a: x", "1:2 {a@1:2=1:5 text x}"},
		{"a:\n\u00a0\u00a0b: x\n  c: y", "1:1 {a@1:1=2:3 {b@2:3=2:6 text x; c@3:3=3:6 text y}}"},
		{"a:\n-\u00a0x\n- y", "1:1 {a@1:1=2:1 [2:3 text x; 3:3 text y]}"},
		{"-\u00a0a:\u202fx\n  b: y", "1:1 [1:3 {a@1:3=1:6 text x; b@2:3=2:6 text y}]"},
		{"a\u200b: x", "1:1 {a@1:1=1:5 text x}"},
		{"a: |\n  b\u00a0: x\n  -\u00a0y\nc:\u00a0z", "1:1 {a@1:1=1:4 text b\u00a0: x\n-\u00a0y\n; c@4:1=4:4 text z}"},
		{"a: 5\u00a0000", "1:1 {a@1:1=1:4 text 5\u00a0000}"},
	} {
		n, list := Parse("f", []byte(c.src), 1)
		if got := show(n); got != c.want || list.Len() > 0 {
			t.Errorf("%q: %s, want %s; %v", c.src, got, c.want, reported(list))
		}
	}
}

// TestLine checks that the lines of a text that has one line are joined, and that other texts keep
// theirs.
func TestLine(t *testing.T) {
	type lead struct {
		Text Text `yaml:"text,line"`
	}
	type document struct {
		Title Text            `yaml:"title,required,line"`
		Names map[string]Text `yaml:"names,line"`
		Forms []Text          `yaml:"forms,line"`
		Body  Text            `yaml:"body"`
		Lead  lead            `yaml:"lead"`
	}
	const src = "title: |\n\n  Two\n   lines \n\nnames: {nl: \"a\\nb\", en: ' c '}\nforms:\n  - |\n    d\n  - \"\u00a0e\u00a0f \"\nbody: |\n  g\n  h\nlead:\n  text: >\n    i\n    j\n"
	n, list := Parse("f", []byte(src), 1)
	var d document
	list.Join(Decode("f", n, &d))
	got := fmt.Sprintf("%q", []string{d.Title.V, d.Names["nl"].V, d.Names["en"].V, d.Forms[0].V, d.Forms[1].V, d.Body.V, d.Lead.Text.V})
	if want := fmt.Sprintf("%q", []string{"Two lines", "a b", "c", "d", "e\u00a0f", "g\nh\n", "i j"}); got != want || list.Len() > 0 {
		t.Errorf("%s, want %s; %v", got, want, reported(list))
	}
	if d.Title.Pos != (diag.Pos{Line: 1, Column: 8}) {
		t.Error(d.Title.Pos)
	}
	n, _ = Parse("f", []byte("title: |\n\n\nbody: x\n"), 1)
	if list := Decode("f", n, new(document)); fmt.Sprint(reported(list)) != "[1:8: title is empty [yaml-missing-key] | write one]" {
		t.Error(reported(list))
	}
}

// TestNumbers checks that numbers are those of YAML 1.2.
func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		src  string
		want int
	}{
		{"10", 10}, {"010", 10}, {"08", 8}, {"09", 9}, {"0", 0}, {"-08", -8}, {"+7", 7}, {"0o10", 8}, {"0x1F", 31}, {"007", 7}, {"00", 0},
		{"1_000", -1}, {`"08"`, -1}, {"1e3", -1}, {"8.0", -1}, {"1:30", -1}, {"eight", -1}, {"-", -1}, {"99999999999", -1}, {"٣", -1}, {"1 000", -1}, {"08 # c", 8},
	} {
		n, list := Parse("f", []byte("n: "+c.src), 1)
		if n == nil {
			continue // "-" is a list.
		}
		d := struct {
			N int `yaml:"n"`
		}{-1}
		list.Join(Decode("f", n, &d))
		if d.N != c.want || list.HasErrors() != (c.want == -1) {
			t.Errorf("%s: %d, want %d; %v", c.src, d.N, c.want, reported(list))
		}
	}
}

// TestCommaInFlow checks that a text that a comma cuts is reported as such.
func TestCommaInFlow(t *testing.T) {
	type lead struct {
		Page Text `yaml:"page,required"`
		Text Text `yaml:"text"`
	}
	for _, c := range []struct{ src, want string }{
		{"{page: a.md, text: Hello, world}", `[1:27: "world" isn't part of the text before it: between { and } a comma ends a text [yaml-unknown-key] | put the text between quotes: "Hello, world"]`},
		{"{page: a.md, text: Hello, it's: me}", `[1:27: unknown key "it's" [yaml-unknown-key] | the keys are page, text; put a text with a comma in it between quotes]`},
		{`{page: a.md, text: "Hello, world"}`, "[]"},
		{"{page: a.md, text}", "[1:14: text has no value [yaml-type] | give it a value or take the key out]"},
	} {
		n, list := Parse("f", []byte(c.src), 1)
		var l lead
		list.Join(Decode("f", n, &l))
		if got := fmt.Sprint(reported(list)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.src, got, c.want)
		}
	}
}
