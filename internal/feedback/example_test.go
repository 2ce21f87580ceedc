package feedback_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/sqlite"
)

// exampleHandler returns a handler for a site with one page, on a database in a directory.
func exampleHandler(dir string) (*feedback.Handler, *sqlite.Store, error) {
	store, err := sqlite.Open(filepath.Join(dir, "feedback.db"), sqlite.Options{})
	if err != nil {
		return nil, nil, err
	}
	handler, err := feedback.New(feedback.Config{
		Store:     store,
		Languages: []string{"en"},
		Texts: map[string]feedback.Texts{"en": {
			Title: "Your answer has not been saved", Refused: "This answer can't be accepted.", TooLong: "Your comment is too long.",
			TooMany: "Too many answers came in. Try again later.", Unavailable: "We can't save answers now. Try again later.",
			Comment: "Your comment", Send: "Send again", Back: "Back to the page", Yes: "Thank you. Good to know.",
			No: "Thank you. Now we know.", Helped: "What helped you?", Missing: "What was missing?", Optional: "(optional)",
			Why: "We use your comment to make this page better.", SendComment: "Send comment", Trap: "Leave this field empty:",
		}},
		Known:  func(_, page string) bool { return page == "/en/contact/" },
		Thanks: func(a feedback.Answer) string { return feedback.ThanksAddress(feedback.DefaultAction, a) },
		Clock:  func() time.Time { return time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC) },
		Random: rand.Reader,
		Logger: slog.New(slog.DiscardHandler),
	})
	return handler, store, err
}

// A form gets a redirect to a page that thanks. Personal data in a comment is redacted before the
// answer is stored.
func ExampleHandler() {
	dir, err := os.MkdirTemp("", "feedback")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	handler, store, err := exampleHandler(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()

	form := url.Values{
		"page": {"/en/contact/"}, "lang": {"en"}, "helpful": {"no"},
		"comment": {"Where is the form? Mail me: jan@example.org"},
	}
	r := httptest.NewRequest(http.MethodPost, feedback.DefaultAction, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	fmt.Println(w.Code)

	day := feedback.DayOf(time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC))
	for a, err := range store.Answers(context.Background(), day, day) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(a.Day, a.Page, a.Helpful, a.Comment)
	}
	// Output:
	// 303
	// 2026-11-23 /en/contact/ false Where is the form? Mail me: [e-mail]
}

// An id makes a request idempotent: the retry is acknowledged, and counts once.
func ExampleHandler_retry() {
	dir, err := os.MkdirTemp("", "feedback")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	handler, store, err := exampleHandler(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()

	for range 2 {
		r := httptest.NewRequest(http.MethodPost, feedback.DefaultAction, strings.NewReader(
			`{"page": "/en/contact/", "lang": "en", "helpful": "yes", "id": "0123456789abcdef"}`))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		fmt.Print(w.Code, " ", w.Body)
	}
	for t, err := range store.Tallies(context.Background(), 0, feedback.MaxRetentionDays) {
		fmt.Println(t.Page, t.Yes, t.No, err)
	}
	// Output:
	// 201 {"id":"0123456789abcdef"}
	// 200 {"id":"0123456789abcdef"}
	// /en/contact/ 1 0 <nil>
}

// A vote from a form without a script leads to a page that has a form for a comment on that vote.
func ExampleThanksAddress() {
	fmt.Println(feedback.ThanksAddress(feedback.DefaultAction, feedback.Answer{
		ID: "0123456789abcdef", Page: "/en/contact/", Lang: "en", Helpful: true,
	}))
	// Output:
	// /api/feedback?helpful=yes&id=0123456789abcdef&lang=en&page=%2Fen%2Fcontact%2F#feedback:yes
}

// One implausible day of a clock that leaps ahead is ignored.
func ExampleLast() {
	monday := feedback.DayOf(time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC))
	fmt.Println(feedback.Last([]feedback.Day{monday, monday + 1, monday + 400}))
	// Output:
	// 2026-11-24
}
