package feedback

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzRequest serves a request with any body and headers. The handler must respond, and store valid
// answers only.
func FuzzRequest(f *testing.F) {
	f.Add("page=/xx/&lang=xx&helpful=yes", "application/x-www-form-urlencoded", "text/html", "xx", "192.0.2.1", "192.0.2.1:1", "POST")
	f.Add(`{"page":"/xx/","lang":"xx","helpful":"no","id":"0123456789abcdef"}`, "application/json; charset=UTF-8", "*/*", "zz;q=1, xx", "::1, 10.0.0.1", "[::1]:1", "POST")
	f.Add("page=/xx/&lang=xx&helpful=yes&comment=%F0%9F%98%80", "application/x-www-form-urlencoded;charset=utf-8", "application/json;q=0", "", "x", "@", "GET")
	f.Fuzz(func(t *testing.T, body, contentType, accept, language, forwarded, remote, method string) {
		s := &recorder{}
		h, err := New(Config{
			Store: s, Languages: []string{"xx"},
			Texts:   map[string]Texts{"xx": {Title: "t", Refused: "t", TooLong: "t", TooMany: "t", Unavailable: "t", Comment: "t", Send: "t", Back: "t", Yes: "t", No: "t", Helped: "t", Missing: "t", Optional: "t", Why: "t", SendComment: "t", Trap: "t"}},
			Known:   func(lang, page string) bool { return lang == "xx" && page == "/xx/" },
			Thanks:  func(a Answer) string { return "/xx/thanks/#" + a.ID },
			Proxies: []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("::/0")},
			Clock:   func() time.Time { return time.Unix(1e9, 0) }, Random: strings.NewReader(strings.Repeat("r", 1000)), Logger: slog.New(slog.DiscardHandler),
		})
		if err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, &http.Request{
			Method: method, URL: &url.URL{Path: "/api/feedback"}, Host: "x", RemoteAddr: remote, Body: io.NopCloser(strings.NewReader(body)), ContentLength: -1,
			Header: http.Header{"Content-Type": {contentType}, "Accept": {accept}, "Accept-Language": {language}, "X-Forwarded-For": {forwarded}},
		})
		switch w.Code {
		case 201, 303:
			if len(s.got) > 1 || len(s.got) == 0 && !strings.Contains(body, "w") {
				t.Errorf("%d, stored %+v", w.Code, s.got)
			}
		case 400, 405, 413, 415, 422:
			if len(s.got) > 0 {
				t.Errorf("%d, stored %+v", w.Code, s.got)
			}
		default:
			t.Errorf("status %d", w.Code)
		}
		for _, sub := range s.got {
			if sub.Page != "/xx/" || sub.Lang != "xx" || !validID(sub.ID) || !utf8.ValidString(sub.Comment) || utf8.RuneCountInString(sub.Comment) > 4*maxComment {
				t.Errorf("%+v", sub)
			}
		}
		if mediaType := w.Header().Get("Content-Type"); w.Code >= 400 && mediaType != "application/problem+json" && mediaType != "text/html; charset=utf-8" {
			t.Errorf("%d as %q", w.Code, mediaType)
		}
	})
}

// recorder is a store that records submissions.
type recorder struct {
	Store
	got []Submission
}

func (r *recorder) Put(_ context.Context, s Submission) (Receipt, error) {
	r.got = append(r.got, s)
	return Receipt{Stored, s.ID}, nil
}

func (r *recorder) Salt(_ context.Context, s Salt) (Salt, error) { return s, nil }

func (r *recorder) Lease(_ context.Context, _ int64, want, _ int) (int, error) { return want, nil }

func (r *recorder) Forget(context.Context, Day) error { return nil }

func (r *recorder) Purge(context.Context, Day) (int, error) { return 0, nil }

func (r *recorder) Allot(_ context.Context, _ Day, want, _ int) (int, error) { return want, nil }

func (r *recorder) See(_ context.Context, d Day, _ bool) ([]Day, error) { return []Day{d}, nil }
