package dialect

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/diag"
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"::contact", "contact"},
		{"::contact{ }", "contact"},
		{"::criterion{set=a id=b-c}", "criterion set=a@12 id=b-c@18"},
		{"é\n\n::criterion{  id=\"a =} b\"\tset=é }", "criterion id=a =} b@18 set=é@30"},
		{"> - ::criterion{id=\"\"}", "criterion id=@16"},
		{"::critera{id=a}", `0 directive-unknown no directive "::critera"; did you mean "::criteria"?`},
		{"::criterion{ids=a}", `12 directive-argument ::criterion takes no argument "ids"; did you mean "id"?`},
		{"::criterion{ID=a zzz=b}", `12 directive-argument ::criterion takes no argument "ID"; did you mean "id"?; 17 directive-argument ::criterion takes no argument "zzz"`},
		{"::criterion{id=a id=b}", `17 directive-argument ::criterion has the argument "id" twice`},
		{"::criterion{id=a", "16 directive-argument ::criterion: the arguments don't end"},
		{"::criterion{", "12 directive-argument ::criterion: the arguments don't end"},
		{"::criterion{id}", `12 directive-argument ::criterion: "id}" isn't an argument`},
		{"::criterion{id=}", `12 directive-argument ::criterion: "id=}" isn't an argument`},
		{"::criterion{id=a=b}", `16 directive-argument ::criterion: "=b}" isn't an argument`},
		{"::criterion{id=\"a}", `12 directive-argument ::criterion: "id=\"a}" isn't an argument`},
		{"::criterion{{id=a}}", `12 directive-argument ::criterion: "{id=a}}" isn't an argument`},
		{"::criterion{id=a}}", `17 directive-argument ::criterion{…} is followed by "}"`},
		{"::criterion id=a", `11 directive-argument ::criterion is followed by " id=a"`},
		{"::: contact", ""},
		{"::::contact", "0 directive-argument a directive starts with two colons, not 4"},
		{"::contact!", `0 directive-unknown no directive "::contact!"; did you mean "::contact"?`},
		{"::" + strings.Repeat("x", 200), `0 directive-unknown no directive "::` + strings.Repeat("x", 78) + `"`},
	} {
		document, _ := NewParser().Parse([]byte(c.src))
		n := document.LastChild()
		for n != nil && n.LastChild() != nil {
			n = n.LastChild()
		}
		d, ok := n.(*Directive)
		if !ok {
			if c.want != "" {
				t.Errorf("%q is no directive", c.src)
			}
			continue
		}
		var problems []string
		name, arguments, ok := d.Read([]byte(c.src), func(offset int, code diag.Code, hint, message string) {
			problems = append(problems, fmt.Sprint(offset, " ", code, " ", message))
			if hint == "" {
				t.Errorf("%q: no hint", c.src)
			}
		})
		got := strings.Join(problems, "; ")
		if ok {
			got = name
			for _, a := range arguments {
				got += fmt.Sprintf(" %s=%s@%d", a.Name, a.Value, a.Offset)
			}
		}
		if got != c.want || ok != (len(problems) == 0) {
			t.Errorf("%q: %s, want %s", c.src, got, c.want)
		}
	}
}

func TestHasAddress(t *testing.T) {
	for src, want := range map[string]bool{
		"":                             false,
		"a: b":                         false,
		"[a](https://a.example)":       false,
		"<https://a.example>":          false,
		"[a]: https://www.a.example":   false,
		"[a]:https://a.example":        true,
		"[a](https://www.a.example/b)": false,
		"[a](mailto:b@c.example)":      false,
		"<a.b@c.example>":              false,
		"<a b@c.example>":              true,
		"a\nb@c.example":               true,
		"[a](b) www.c.example":         true,
		"(https://a.example)":          true,
		"[a](b.md) https://a.example":  true,
		"[a](https://b) [c](http://d)": false,
		"www.a.example":                true,
		"a@b.example":                  true,
		"://":                          true,
	} {
		if got := hasAddress([]byte(src)); got != want {
			t.Errorf("%q: %v", src, got)
		}
	}
}

func TestEveryBoundIsReported(t *testing.T) {
	b := newBounds()
	for bound := range boundCount {
		b.Exceed(bound, int(bound))
		b.Exceed(bound, 99)
	}
	exceeded := b.Exceeded()
	for i, e := range exceeded {
		if !e.Code.Known() || e.Message == "" || e.Hint == "" || e.Offset != i || limits[i].max == 0 {
			t.Errorf("bound %d: %+v", i, e)
		}
	}
	if len(exceeded) != int(boundCount) || slices.ContainsFunc(exceeded, func(e Excess) bool { return e.Code.Severity() != diag.Error }) {
		t.Errorf("%+v", exceeded)
	}
}
