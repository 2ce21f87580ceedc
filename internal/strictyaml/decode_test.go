package strictyaml

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/diag"
)

// level is a type whose UnmarshalText fails for most texts.
type level int

func (l *level) UnmarshalText(b []byte) error {
	if string(b) != "high" {
		return errors.New(string(b) + " is no level")
	}
	*l = 3
	return nil
}

// tongue has a short form.
type tongue struct {
	Code Text `yaml:"code,required"`
	Name Text `yaml:"name"`
}

func (t *tongue) SetShort(code Text) { t.Code = code }

type record struct {
	Title   Text                   `yaml:"title,required"`
	Weight  int                    `yaml:"weight"`
	Draft   bool                   `yaml:"draft"`
	Maybe   *bool                  `yaml:"maybe"`
	Level   Value[level]           `yaml:"level"`
	Tags    []Text                 `yaml:"tags"`
	Texts   map[string]Text        `yaml:"texts,required"`
	Tongues []tongue               `yaml:"tongues"`
	Pairs   Pairs[OneOrMore[Text]] `yaml:"pairs"`
}

const complete = `title: T
weight: -0x10
draft: TRUE
maybe: false
level: high
tags: [a, b]
texts: {nl: x}
tongues:
  - en
  - {code: fr, name: F}
pairs:
  z: one
  a: [two, three]
`

func TestDecode(t *testing.T) {
	n, list := Parse("f", []byte(complete), 1)
	var got record
	list.Join(Decode("f", n, &got))
	no := false
	at := func(s string, line, column int) Text { return Text{s, diag.Pos{Line: line, Column: column}} }
	want := record{
		Title: at("T", 1, 8), Weight: -16, Draft: true, Maybe: &no,
		Level:   Value[level]{3, diag.Pos{Line: 5, Column: 8}},
		Tags:    []Text{at("a", 6, 8), at("b", 6, 11)},
		Texts:   map[string]Text{"nl": at("x", 7, 13)},
		Tongues: []tongue{{Code: at("en", 9, 5)}, {at("fr", 10, 12), at("F", 10, 22)}},
		Pairs: Pairs[OneOrMore[Text]]{
			{at("z", 12, 3), OneOrMore[Text]{[]Text{at("one", 12, 6)}, diag.Pos{Line: 12, Column: 6}}},
			{at("a", 13, 3), OneOrMore[Text]{[]Text{at("two", 13, 7), at("three", 13, 12)}, diag.Pos{Line: 13, Column: 6}}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" || list.Len() > 0 {
		t.Error(reported(list), diff)
	}
}

func TestDecodeFindings(t *testing.T) {
	const texts = "texts: {nl: x}\n"
	for _, c := range []struct {
		src  string
		want []string
	}{
		{"", []string{
			"1:1: title is missing [yaml-missing-key] | add a line title: …",
			"1:1: texts is missing [yaml-missing-key] | add a line texts: …",
		}},
		{"title:\ntexts: {}\n", []string{
			"1:1: title is empty [yaml-missing-key] | write one",
			"2:8: texts is empty [yaml-missing-key] | write one",
		}},
		{texts + "title: ' '\n", []string{"2:8: title is empty [yaml-missing-key] | write one"}},
		{texts + "title: 2026\n", []string{`2:8: title takes text, not "2026" [yaml-type] | put it between quotes: "2026"`}},
		{texts + "title: [a]\n", []string{"2:8: title takes text, not a list [yaml-type] | "}},
		{texts + "title: a\nweight: heavy\n", []string{`3:9: weight takes a whole number, not "heavy" [yaml-type] | write a number such as 10, without quotes`}},
		{texts + "title: a\nweight: 99999999999\n", []string{`3:9: weight: "99999999999" isn't a number that can stand here [yaml-type] | write a number such as 10`}},
		{texts + "title: a\ndraft: yes\n", []string{`3:8: draft takes true or false, not "yes" [yaml-type] | write true or false, without quotes`}},
		{texts + "title: a\nmaybe:\n", []string{"3:1: maybe has no value [yaml-type] | give it a value or take the key out"}},
		{texts + "title: a\nlevel: low\n", []string{"3:8: level: low is no level [yaml-value] | "}},
		{texts + "title: a\nlevel: {a: b}\n", []string{"3:9: level takes one value, not a mapping (key: value) [yaml-type] | "}},
		{texts + "title: a\ntags: x\n", []string{`3:7: tags takes a list, not "x" [yaml-type] | write it as a list: [x]`}},
		{texts + "title: a\ntongues: [{name: F}]\n", []string{"3:12: code is missing in tongues [yaml-missing-key] | add a line code: …"}},
		{texts + "titel: a\ntitle: b\n", []string{
			`2:1: unknown key "titel"; did you mean "title"? [yaml-unknown-key] | the keys are title, weight, draft, maybe, level, tags, texts, tongues, pairs`,
		}},
		// A required key that is misspelt isn't missing too.
		{texts + "titel: a\n", []string{
			`2:1: unknown key "titel"; did you mean "title"? [yaml-unknown-key] | the keys are title, weight, draft, maybe, level, tags, texts, tongues, pairs`,
		}},
		{texts + "title: a\npairs: [a]\n", []string{"3:8: pairs takes a mapping (key: value), not a list [yaml-type] | "}},
		{texts + "title: a\npairs: {a: 1, b: [c, 2], c: {d: e}, f: }\n", []string{
			`3:12: a takes text, not "1" [yaml-type] | put it between quotes: "1"`,
			`3:22: b takes text, not "2" [yaml-type] | put it between quotes: "2"`,
			`3:30: c takes text, not a mapping (key: value) [yaml-type] | `,
			`3:37: f has no value [yaml-type] | give it a value or take the key out`,
		}},
		{"- a\n", []string{"1:1: this takes a mapping (key: value), not a list [yaml-type] | "}},
		// A value that Parse reported isn't reported again.
		{texts + "title: *a\n", []string{
			"2:8: YAML anchors (&), aliases (*) and merge keys (<<) aren't read here [yaml-alias] | put text that begins with & or * between quotes; write what an alias stands for out where it is needed",
		}},
	} {
		n, list := Parse("f", []byte(c.src), 1)
		var r record
		list.Join(Decode("f", n, &r))
		if diff := cmp.Diff(c.want, reported(list)); diff != "" {
			t.Errorf("%q:\n%s", c.src, diff)
		}
	}
}

// TestInvalidIsNotSet checks that a reported value isn't set, so that checks of it can be skipped.
func TestInvalidIsNotSet(t *testing.T) {
	n, _ := Parse("f", []byte("title: 3\nlevel: low\n"), 1)
	var r record
	Decode("f", n, &r)
	if r.Title.IsSet() || r.Level.IsSet() {
		t.Error("a value that was reported counts as set")
	}
}
