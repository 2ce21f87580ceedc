package constant_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/growthtest"
	"baken.example/baken/internal/markdown/constant"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{":value{a.b} rest", "a b  11"},
		{":value{b}", " b  9"},
		{":value{ my-set.max_2 }", "my-set max_2  22"},
		{":value{a.b on=2027-01-01}", "a b 2027-01-01 25"},
		{`:value{a.b on="2027-01-01"}`, "a b 2027-01-01 27"},
		{":value{}", `   8 0: :value{} doesn't say which constant it is about [directive-argument]`},
		{":value{a.b", `   7 0: :value{: the braces don't end [directive-argument]`},
		{":value{a\n.b}", `   7 0: :value{: the braces don't end [directive-argument]`},
		{":value{A.b}", `   11 7: :value{…}: "A.b" isn't the name of a constant [directive-argument]`},
		{":value{.b}", `   10 7: :value{…}: ".b" isn't the name of a constant [directive-argument]`},
		{":value{a.b-c}", `   13 7: :value{…}: "a.b-c" isn't the name of a constant [directive-argument]`},
		{":value{a.b on=2027-02-29}", `   25 11: on=2027-02-29 isn't a day of the calendar [directive-argument]`},
		{":value{a.b on}", `   14 11: on= isn't a day of the calendar [directive-argument]`},
		{":value{a.b in=2027-02-28}", `   25 11: :value{…}: "in=2027-02-28" isn't an argument [directive-argument]`},
		{":value{a.b on=2027-02-28 on=2027-02-28}", `   39 25: :value{…} has the argument "on" twice [directive-argument]`},
		{":valeu{a.b}", `   7 0: no directive ":valeu" in a line; did you mean ":value"? [directive-unknown]`},
		{":Value{a.b}", `   7 0: no directive ":Value" in a line; did you mean ":value"? [directive-unknown]`},
		{":values{a.b}", `   8 0: no directive ":values" in a line; did you mean ":value"? [directive-unknown]`},
		{":smile{a}", "   0"},
		{":value (a.b)", "   0"},
		{": value{a.b}", "   0"},
		{":{", "   0"},
		{"value{a}", "   0"},
	} {
		r, n, problem := constant.Parse(c.text)
		got := fmt.Sprintf("%s %s %s %d", r.Set, r.Name, r.On, n)
		if problem != nil {
			got += fmt.Sprintf(" %d: %s [%s]", problem.Offset, problem.Message, problem.Code)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text            string
		plain, markdown int
	}{
		{"Up to :value{max}, from :value{min}.", 2, 2},
		{"Write `:value{max}` for :value{max}.", 2, 1},
		{"Write ``a ` :value{max}`` for :value{max}.", 2, 1},
		{"A ` alone, :value{max}", 1, 1},
		{"```\n:value{max}\n```\n:value{min}", 2, 1},
		{`Not \:value{max}`, 1, 0},
		{`A \\:value{max}`, 1, 1},
		{"a:value{max}b", 1, 1},
		{"at 10:30", 0, 0},
	} {
		if got := len(constant.Find(c.text, false)); got != c.plain {
			t.Errorf("%q: %d, want %d", c.text, got, c.plain)
		}
		places := constant.Find(c.text, true)
		if len(places) != c.markdown {
			t.Errorf("%q in Markdown: %d, want %d", c.text, len(places), c.markdown)
		}
		for _, p := range places {
			if s := c.text[p.Start:p.End]; !strings.HasPrefix(s, constant.Open) || !strings.HasSuffix(s, "}") {
				t.Errorf("%q: %q", c.text, s)
			}
		}
	}
}

func TestText(t *testing.T) {
	values := constant.Values{"a.b": {{Until: "2025-12-31", Text: "one"}, {From: "2026-01-01", Until: "2026-12-31", InForce: true, Text: "two"}, {From: "2027-01-01", Text: "three"}}}
	for on, want := range map[string]string{"": "two", "1999-01-01": "one", "2025-12-31": "one", "2026-01-01": "two", "2027-01-01": "three", "2099-01-01": "three"} {
		if got, ok := values.Text(constant.Reference{Set: "a", Name: "b", On: on}); got != want || !ok {
			t.Errorf("on %q: %q", on, got)
		}
	}
	if _, ok := values.Text(constant.Reference{Set: "a", Name: "c"}); ok {
		t.Error("a constant that isn't there has a text")
	}
	got, ok := constant.Values{"a.b": {{From: "2026-01-01", Text: "one"}}}.Text(constant.Reference{Set: "a", Name: "b", On: "2025-12-31"})
	if diff := cmp.Diff("", got); diff != "" || ok {
		t.Error("a day before all versions has a text")
	}
}

// TestGrowth holds that directives are found in linear time.
func TestGrowth(t *testing.T) {
	for _, unit := range []string{":", ":value{", "`", "` ``", ":valeu{", ":value{a.b}", `\`} {
		growthtest.Linear(t, func(size int) string { return strings.Repeat(unit, size/len(unit)) }, func(text string) { constant.Find(text, true) })
	}
}
