package browsertest

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"testing"

	"baken.example/baken/internal/feedback"
)

// TestFeedbackAccessible looks with axe at every state but the first, in which all pages of the
// portal are looked at.
func TestFeedbackAccessible(t *testing.T) {
	b, a := startBrowser(t), loadAxe(t)
	s := asking(t, 1000)
	const unlucky = "This can't be stored"
	s.disturbed(func(w http.ResponseWriter, r *http.Request, h http.Handler) {
		body, err := io.ReadAll(r.Body)
		if err != nil || bytes.Contains(body, []byte(unlucky)) {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		h.ServeHTTP(w, r)
	})
	var pages []page
	for _, lang := range []string{"nl", "en"} {
		for _, state := range []string{"yes", "no", "sent", "failed"} {
			pages = append(pages, page{artifact: state, path: "/" + lang + "/page/", lang: lang, status: 200})
		}
	}
	scripted := func(t *tab, p page) error {
		steps := map[string][][2]string{
			"yes": {{"yes"}}, "no": {{"no"}}, "sent": {{"yes"}, {"yes", "Good"}}, "failed": {{"no"}, {"no", unlucky}},
		}[p.artifact]
		for _, step := range steps {
			if _, err := probe[bool](t, "vote", step[0], step[1]); err != nil {
				return err
			}
		}
		return nil
	}
	led := func(t *tab, p page) error {
		_, err := probe[bool](t, "fragment", "feedback:"+p.artifact)
		return err
	}
	t.Run("scripts", func(t *testing.T) { b.holds(t, s.site, pages, a.each(scripted, s.byLanguage(desk, phoneDark))) })
	t.Run("no scripts", func(t *testing.T) {
		pages := slices.DeleteFunc(slices.Clone(pages), func(p page) bool { return p.artifact == "failed" })
		b.holds(t, s.site, pages, unscripted(true, a.each(led, s.byLanguage(deskDark, phone))))
	})
	t.Run("thanks of the service", func(t *testing.T) {
		var pages []page
		for _, lang := range []string{"nl", "en"} {
			for _, helpful := range []bool{true, false} {
				address := feedback.ThanksAddress(feedback.DefaultAction, feedback.Answer{
					ID: "0123456789abcdef", Page: "/" + lang + "/page/", Lang: lang, Helpful: helpful,
				})
				pages = append(pages, page{path: address, lang: lang, status: 200})
			}
		}
		b.holds(t, s.site, pages, unscripted(true, a.each(asItIs, byTurns(pages, desk, phoneDark, deskForced))))
	})
	t.Run("forced colours", func(t *testing.T) { b.holds(t, s.site, pages[4:], a.after(scripted, deskForced)) })
}
