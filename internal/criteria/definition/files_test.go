package definition_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/criteria/definition"
)

// version is a set with an id and dates, YYYY-MM-DD, each of which may be empty.
func version(id, from, to string) string {
	var dates string
	if from != "" {
		dates = "valid_from: " + from + "\n"
	}
	if to != "" {
		dates += "valid_to: " + to + "\n"
	}
	return strings.NewReplacer("id: test", "id: "+id, "valid_from: 2020-01-01\n", dates).Replace(placed(nil))
}

func TestVersions(t *testing.T) {
	for name, c := range map[string]struct {
		files      map[string]string
		sets, want []string
	}{
		"one after the other": {
			map[string]string{
				"z.yaml":     version("a", "2018-01-01", "2019-12-31"),
				"a.yaml":     version("a", "2020-01-01", "2020-02-29"),
				"sub/b.yaml": version("a", "2020-03-01", ""),
				"b.yaml":     version("b", "2019-01-01", ""),
			},
			[]string{"a z.yaml", "a a.yaml", "a sub/b.yaml", "b b.yaml"}, nil,
		},
		"overlap": {
			map[string]string{"1.yaml": version("a", "2018-01-01", "2020-01-01"), "2.yaml": version("a", "2020-01-01", "")},
			[]string{"a 1.yaml"},
			[]string{"2.yaml:2:13: this version begins when that of content/criteria/1.yaml is in force, which lasts until 2020-01-01 [criteria-version] | let this version begin later, or that one end earlier"},
		},
		"two within one": {
			map[string]string{
				"1.yaml": version("a", "2018-01-01", "2020-12-31"), "2.yaml": version("a", "2019-01-01", "2019-06-30"),
				"3.yaml": version("a", "2020-01-01", "2021-12-31"), "4.yaml": version("a", "2022-01-01", ""),
			},
			[]string{"a 1.yaml", "a 4.yaml"},
			[]string{
				"2.yaml:2:13: this version begins when that of content/criteria/1.yaml is in force, which lasts until 2020-12-31 [criteria-version] | let this version begin later, or that one end earlier",
				"3.yaml:2:13: this version begins when that of content/criteria/1.yaml is in force, which lasts until 2020-12-31 [criteria-version] | let this version begin later, or that one end earlier",
			},
		},
		"the same day": {
			map[string]string{"1.yaml": version("a", "2018-01-01", ""), "2.yaml": version("a", "2018-01-01", "")},
			[]string{"a 1.yaml"},
			[]string{`2.yaml:2:13: content/criteria/1.yaml has a version of "a" from the same day [criteria-version] | give each version days of its own, or each set an id of its own`},
		},
		"a first version without a first day": {
			map[string]string{"1.yaml": version("a", "2020-01-01", ""), "2.yaml": version("a", "", "2019-12-31")},
			[]string{"a 2.yaml", "a 1.yaml"}, nil,
		},
		"a gap after a version without a first day": {
			map[string]string{"1.yaml": version("a", "2020-01-02", ""), "2.yaml": version("a", "", "2019-12-31")},
			[]string{"a 2.yaml"},
			[]string{`1.yaml:2:13: no version of "a" is in force on 2020-01-01 [criteria-version] | let a version begin on the day after the one before it ends`},
		},
		"two without a first day": {
			map[string]string{"1.yaml": version("a", "", "2018-12-31"), "2.yaml": version("a", "", "2019-12-31")},
			[]string{"a 1.yaml"},
			[]string{`2.yaml:2:11: content/criteria/1.yaml has a version of "a" without a first day too [criteria-version] | give all but the first version a valid_from`},
		},
		"a later one without a first day": {
			map[string]string{"1.yaml": version("a", "2018-01-01", "2018-12-31"), "2.yaml": version("a", "", "2019-12-31")},
			[]string{"a 2.yaml"},
			[]string{`1.yaml:2:13: this version begins when that of content/criteria/2.yaml is in force, which lasts until 2019-12-31 [criteria-version] | let this version begin later, or that one end earlier`},
		},
		"no day at all": {
			map[string]string{"1.yaml": version("a", "", "")},
			nil, []string{`1.yaml:1:1: valid_from is missing [yaml-missing-key] | add a line valid_from: …`},
		},
		"no last day": {
			map[string]string{"1.yaml": version("a", "2018-01-01", ""), "2.yaml": version("a", "2020-01-01", "")},
			[]string{"a 2.yaml"},
			[]string{`1.yaml:2:13: this version has no last day, but that of content/criteria/2.yaml begins on 2020-01-01 [criteria-version] | add valid_to: 2019-12-31`},
		},
		"gap": {
			map[string]string{"1.yaml": version("a", "2018-01-01", "2019-12-30"), "2.yaml": version("a", "2020-01-01", "")},
			[]string{"a 1.yaml"},
			[]string{`2.yaml:2:13: no version of "a" is in force on 2019-12-31 [criteria-version] | let a version begin on the day after the one before it ends`},
		},
		"ends before it begins": {
			map[string]string{"1.yaml": version("a", "2018-01-02", "2018-01-01"), "2.yaml": version("a", "2018-01-03", "2018-01-03")},
			[]string{"a 2.yaml"},
			[]string{`1.yaml:3:11: the version ends before 2018-01-02, its first day [criteria-version] | valid_to is the last day on which the version holds`},
		},
		"a gap that an unreadable file may fill": {
			map[string]string{"1.yaml": version("a", "2018-01-01", "2018-12-31"), "2.yaml": "id: [", "3.yaml": version("a", "2020-01-01", "")},
			[]string{"a 1.yaml", "a 3.yaml"},
			[]string{"2.yaml:1:5: not YAML: the [ that opens here is never closed [yaml-syntax] | put , between items and ] after the last one"},
		},
		"a flawed version is no gap": {
			map[string]string{
				"1.yaml": version("a", "2018-01-01", "2018-12-31"), "3.yaml": version("a", "2020-01-01", ""),
				"2.yaml": strings.Replace(version("a", "2019-01-01", "2019-12-31"), "title: {en: Likely}", "title: {}", 1),
			},
			[]string{"a 1.yaml", "a 3.yaml"},
			[]string{`2.yaml:33:12: title is empty [yaml-missing-key] | write one`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			sets, list := load(t, c.files)
			var got []string
			for _, s := range sets {
				got = append(got, s.ID.V+" "+strings.TrimPrefix(s.File, "content/criteria/"))
			}
			if diff := cmp.Diff(c.sets, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.want, said(list)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFiles(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"good.yaml": placed(nil), "other.yml": placed(nil), "note.txt": "", ".draft.yaml": "x", ".git/x.yaml": "x", "README.md": "# Sets",
		"old/README.md": "", "latin.yaml": "id: \xe9", "empty.yaml": "", "two.YAML": "",
	} {
		fsys["content/criteria/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	fsys["content/criteria/link.yaml"] = &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte("nowhere")}
	fsys["content/criteria/pipe.yaml"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	sets, list, err := definition.Load(t.Context(), fsys, []string{"en"})
	if err != nil || len(sets) != 1 || sets[0].ID.V != "test" {
		t.Error(sets, err)
	}
	want := []string{
		"empty.yaml:1:1: id is missing [yaml-missing-key] | add a line id: …",
		"empty.yaml:1:1: outcomes is missing [yaml-missing-key] | add a line outcomes: …",
		"empty.yaml:1:1: questions is missing [yaml-missing-key] | add a line questions: …",
		"empty.yaml:1:1: valid_from is missing [yaml-missing-key] | add a line valid_from: …",
		"latin.yaml:1:5: byte 0xE9 isn't UTF-8 [file-encoding] | save the file as UTF-8 text",
		"link.yaml: this symbolic link doesn't lead to a file of the site [file-link] | copy what it points to into the site",
		`other.yml: nothing reads "other.yml" here [file-name] | end its name with .yaml if it is a set of criteria, or move it elsewhere`,
		"pipe.yaml: this isn't an ordinary file [file-unreadable] | take it out of the site",
		`two.YAML: nothing reads "two.YAML" here [file-name] | end its name with .yaml if it is a set of criteria, or move it elsewhere`,
	}
	if diff := cmp.Diff(want, said(list)); diff != "" {
		t.Error(diff)
	}
	if sets, list, err := definition.Load(t.Context(), fstest.MapFS{}, []string{"en"}); len(sets) > 0 || list.Len() > 0 || err != nil {
		t.Error(sets, said(list), err)
	}
}

func TestLimits(t *testing.T) {
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for _, c := range []struct{ old, new, want string }{
		{
			"      - {id: other, label: {en: Other}}\n", "      - {id: other, label: {en: Other}}\n" + many(28, "      - {id: o%d, label: {en: O}}\n"),
			`s.yaml:4:9: the question "kind" has 31 options, and nobody reads more than 30 [criteria-size] | take related options together, and ask further`,
		},
		{"      - {id: other, label: {en: Other}}\n", "      - {id: other, label: {en: Other}}\n" + many(27, "      - {id: o%d, label: {en: O}}\n"), ""},
		{
			"criteria:\n", many(198, "  - {id: q%d, text: {en: Q}, options: [{id: a, label: {en: A}}, {id: b, label: {en: B}}]}\n") + "criteria:\n",
			`s.yaml:1:5: the set has 201 questions; 200 is the most [criteria-size] | divide it into sets`,
		},
		{
			"outcomes:\n", many(199, "  - {id: c%d, title: {en: C}, met: answered(kind), unmet: not answered(kind)}\n") + "outcomes:\n",
			`s.yaml:1:5: the set has 201 criteria; 200 is the most [criteria-size] | divide it into sets`,
		},
		{
			"  - id: contact\n", many(199, "  - {id: o%d, title: {en: O}}\n") + "  - id: contact\n",
			`s.yaml:1:5: the set has 201 outcomes; 200 is the most [criteria-size] | divide it into sets`,
		},
	} {
		file := placed(nil)
		if strings.Count(file, c.old) != 1 {
			t.Fatal(c.old)
		}
		_, list := load(t, map[string]string{"s.yaml": strings.Replace(file, c.old, c.new, 1)})
		if got := strings.Join(said(list), "\n"); got != c.want {
			t.Errorf("got %s\nwant %s", got, c.want)
		}
	}
}
