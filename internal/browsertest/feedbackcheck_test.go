package browsertest

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"

	"baken.example/baken/internal/criteria/criteriatest"
)

// TestFeedbackOnResult holds that a vote before the result of a self-check is about its page, and
// one with the result in view, and the comment that follows it, about the result.
func TestFeedbackOnResult(t *testing.T) {
	shapes := criteriatest.Shapes()
	early := shapes[slices.IndexFunc(shapes, func(s criteriatest.Shape) bool { return s.Name == "early" })]
	more := fstest.MapFS{"content/criteria/early.yaml": {Data: []byte(early.YAML)}}
	for _, lang := range []string{"nl", "en"} {
		more["content/check."+lang+".md"] = markdown("Check", "criteria: early\n")
	}
	s := askingWith(t, 100, more)
	b := startBrowser(t)
	for _, test := range []struct {
		name, finish, page string
	}{
		{"introduction", ``, "/en/check/"},
		{"result", `
			for (const [q, o] of [["age", "adult"], ["home", "here"], ["job", "no"]]) {
				document.querySelector("input[name=" + q + "][value=" + o + "]")?.click();
			}
			document.getElementById("check:start").click();
			for (let i = 0; i < 9; i++) { document.getElementById("check:go").click(); }`, "/en/check/#result"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tab, closeTab, err := b.newTab(s.site)
			defer closeTab()
			j := &journeyer{T: t, tab: tab}
			j.do(err, tab.open(page{path: "/en/check/", status: 200}))
			if test.finish != "" { // Else the vote itself has the script loaded, which then sends it.
				j.do(tab.touch())
			}
			click := func(script string) {
				t.Helper()
				_, err := chromedp.Run(tab.ctx, chromedp.Evaluate[bool](`(() => {`+script+`; return true; })()`))
				j.do(err)
			}
			click(test.finish)
			if !tab.becomes(`document.getElementById("check:result").checkVisibility() === ` + strconv.FormatBool(test.finish != "")) {
				t.Fatal("the result is in view, or isn't")
			}
			click(`document.querySelector("#feedback\\:form .ask button[value=no]").click()`)
			if !tab.becomes(`!document.getElementById("feedback:no").hidden`) {
				t.Fatal("no thanks")
			}
			click(`document.getElementById("feedback:comment").value = "Too short";
				document.querySelector("#feedback\\:more button.no").click()`)
			if !tab.becomes(`!document.getElementById("feedback:sent").hidden`) {
				t.Fatal("no thanks for the comment")
			}
			sent := s.received(t)
			if len(sent) != 2 {
				t.Fatalf("%q was sent", sent)
			}
			s.stored(t, test.page, "no Too short")
			for _, body := range sent {
				if !strings.Contains(body, `"page":"`+test.page+`"`) {
					t.Errorf("%s isn't about %s", body, test.page)
				}
			}
		})
	}
}
