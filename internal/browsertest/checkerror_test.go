package browsertest

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"baken.example/baken/internal/criteria"
)

// mistakeShown is what a question says of a missing answer.
type mistakeShown struct {
	Message                 string
	Between, Described, Why bool
	Times                   int
	Invalid                 []string
	InView, Home            bool
}

// TestCheckMistake goes on without an answer at every question of paths through the portal's set
// and one of check boxes, on a small phone and on a desk: the message stands once, between the
// question and its answers; the button that goes on is in view; the menu and the strips of the page
// are not.
func TestCheckMistake(t *testing.T) {
	t.Parallel()
	s := checks(t)
	b := startBrowser(t)
	small := view{name: "320 × 568", width: 320, height: 568, zoom: 1}
	for _, id := range []string{"collaboration", "boxes"} {
		set := s.set(t, id)
		for _, v := range []view{small, desk} {
			t.Run(id+", "+v.name, func(t *testing.T) {
				j := journeyTo(t, b, s, set)
				j.do(j.tab.look(v))
				j.start()
				seen := map[int]bool{}
				answers := criteria.Answers{}
				for {
					q := set.Evaluate(answers).Next
					if q < 0 {
						break
					}
					seen[q] = true
					question := &set.Questions[q]
					at := j.at("the question "+question.ID.V, asks(question.ID.V))
					j.holds(at.Strips == 0, "no menu and no strip", at)
					look := func(when string) mistakeShown {
						m, err := probe[mistakeShown](j.tab, "mistake-shown")
						j.do(err)
						if !m.InView || !m.Home || !m.Why || !m.Described {
							t.Errorf("%s, %s: %+v", question.ID.V, when, m)
						}
						return m
					}
					if before := look("before"); before.Message != "" || len(before.Invalid) > 0 {
						t.Errorf("%s: a mistake that nobody made: %+v", question.ID.V, before)
					}
					j.script(`document.getElementById('check:go').click()`)
					wrong := j.at("an error", func(c checkStep) bool { return c.Problem != "" })
					j.holds(wrong.FocusID == "check:problem" && mistaken(wrong.Title, "Error: "), "focus on the summary, and Error: in the title", wrong)
					want := "Error: " + question.Error.In("en")
					if question.Error == nil {
						want = "Error: Select "
					}
					marked := []string{"fieldset"}
					if question.Many {
						marked = slices.Repeat([]string{"input"}, len(question.Options))
					}
					m := look("with a mistake")
					if !strings.HasPrefix(m.Message, want) || !m.Between || m.Times != 1 || !slices.Equal(m.Invalid, marked) {
						t.Errorf("%s: %+v, want %q", question.ID.V, m, want)
					}
					j.tabTo("the link to the answers", func(c checkStep) bool { return c.Focus == "a" })
					j.do(j.tab.press(kb.Enter))
					j.at("focus on the first answer", func(c checkStep) bool { return c.FocusName == question.ID.V })
					option := question.Options[0]
					j.script(`document.querySelector('#Check [name=%s][value=%s]').click(); document.getElementById('check:go').click()`, question.ID.V, option.ID.V)
					answers[q] = []int{0}
				}
				if len(seen) < 2 {
					t.Errorf("only %d questions", len(seen))
				}
				end := j.at("the result", func(c checkStep) bool { return len(c.Outcomes) == 1 })
				j.holds(end.Error == "" && end.Problem == "", "no mistake any more", end)
			})
		}
	}
}

// TestCheckGroupNames holds that a group of radios still has the question for its name, though it
// has a role of its own, and is marked as invalid.
func TestCheckGroupNames(t *testing.T) {
	s := checks(t)
	j := journeyTo(t, startBrowser(t), s, s.set(t, "early"))
	j.start()
	j.at("the first question", asks("age"))
	j.script(`document.getElementById('check:go').click()`)
	j.at("an error", func(c checkStep) bool { return c.Problem != "" })
	tree, err := chromedp.Call(j.tab.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	j.do(err)
	for _, n := range tree.Nodes {
		if n.Role == nil || string(n.Role.Value) != `"radiogroup"` {
			continue
		}
		text, err := json.Marshal(n)
		j.do(err)
		properties := string(text)
		if !strings.Contains(properties, "How old?") || !strings.Contains(properties, "Error: Select an answer") || !strings.Contains(properties, `"invalid"`) {
			t.Error(properties)
		}
		return
	}
	t.Error("there is no group of radios")
}
