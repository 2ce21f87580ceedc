package directive_test

import (
	"fmt"
	"strings"
	"testing"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/dialect/directive"
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
		document, _ := dialect.NewParser().Parse([]byte(c.src))
		n := document.LastChild()
		for n != nil && n.LastChild() != nil {
			n = n.LastChild()
		}
		d, ok := n.(*directive.Node)
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
