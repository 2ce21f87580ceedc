package feedback_test

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/limit"
)

// TestBadInput sends invalid requests, and checks the status, the code, and that nothing is stored.
func TestBadInput(t *testing.T) {
	const good = "page=/xx/contact/&lang=xx&helpful=yes"
	const goodJSON = `"page":"/xx/contact/","lang":"xx","helpful":"yes"`
	s := serve(t, nil)
	for _, tt := range []struct {
		name, sent, body string
		status           int
		code             string
	}{
		{"empty", formType, "", 400, "unreadable"},
		{"no pairs", formType, "page", 400, "unreadable"},
		{"empty pair", formType, good + "&", 400, "unreadable"},
		{"bad escape", formType, good + "&comment=%zz", 400, "unreadable"},
		{"cut escape", formType, good + "&comment=%", 400, "unreadable"},
		{"bad escape in a name", formType, good + "&com%ment=x", 400, "unreadable"},
		{"no page", formType, "lang=xx&helpful=yes", 400, "missing-field"},
		{"no lang", formType, "page=/xx/contact/&helpful=yes", 400, "missing-field"},
		{"no helpful", formType, "page=/xx/contact/&lang=xx", 400, "missing-field"},
		{"unknown field", formType, good + "&colour=red", 400, "unknown-field"},
		{"case", formType, good + "&Comment=x", 400, "unknown-field"},
		{"no name", formType, good + "&=x", 400, "unknown-field"},
		{"repeated", formType, good + "&helpful=no", 400, "repeated-field"},
		{"repeated alike", formType, good + "&helpful=yes", 400, "repeated-field"},
		{"repeated comment", formType, good + "&comment=a&comment=b", 400, "repeated-field"},
		{"UTF-8", formType, good + "&comment=%ff", 400, "not-text"},
		{"raw UTF-8", formType, good + "&comment=\xc3\x28", 400, "not-text"},
		{"surrogate", formType, good + "&comment=%ed%a0%80", 400, "not-text"},
		{"NUL", formType, good + "&comment=a%00b", 400, "not-text"},
		{"NUL in page", formType, "page=/xx/contact/%00&lang=xx&helpful=yes", 400, "not-text"},
		{"helpful", formType, "page=/xx/contact/&lang=xx&helpful=maybe", 422, "wrong-value"},
		{"helpful case", formType, "page=/xx/contact/&lang=xx&helpful=Yes", 422, "wrong-value"},
		{"helpful empty", formType, "page=/xx/contact/&lang=xx&helpful=", 422, "wrong-value"},
		{"lang", formType, "page=/xx/contact/&lang=zz&helpful=yes", 422, "wrong-value"},
		{"page", formType, "page=/xx/nowhere/&lang=xx&helpful=yes", 422, "unknown-page"},
		{"page of another language", formType, "page=/yy/contact/&lang=xx&helpful=yes", 422, "unknown-page"},
		{"address", formType, "page=https://example.org/xx/contact/&lang=xx&helpful=yes", 422, "unknown-page"},
		{"short id", formType, good + "&id=0123456789abcde", 422, "wrong-value"},
		{"long id", formType, good + "&id=" + strings.Repeat("a", 65), 422, "wrong-value"},
		{"id", formType, good + "&id=0123456789abcde%20", 422, "wrong-value"},
		{"id in other letters", formType, good + "&id=0123456789abcd%c3%a9", 422, "wrong-value"},
		{"comment", formType, good + "&comment=" + strings.Repeat("a", 2001), 422, "long-comment"},
		{"comment in other letters", formType, good + "&comment=" + strings.Repeat("é", 2001), 422, "long-comment"},
		{"body", formType, good + "&comment=" + strings.Repeat("a", 32<<10), 413, "too-large"},
		{"comment in Chinese", formType, good + "&comment=" + strings.Repeat("%E4%BD%A0", 2001), 422, "long-comment"},
		{"huge", formType, good + "&comment=" + strings.Repeat("a", 4<<20), 413, "too-large"},

		{"empty JSON", jsonType, "", 400, "unreadable"},
		{"null", jsonType, "null", 400, "unreadable"},
		{"array", jsonType, "[]", 400, "unreadable"},
		{"array of one", jsonType, "[{" + goodJSON + "}]", 400, "unreadable"},
		{"string", jsonType, `"page"`, 400, "unreadable"},
		{"number", jsonType, "1", 400, "unreadable"},
		{"cut", jsonType, "{" + goodJSON, 400, "unreadable"},
		{"cut in a string", jsonType, `{"page":"/xx`, 400, "unreadable"},
		{"no comma", jsonType, `{"page":"/xx/" "lang":"xx"}`, 400, "unreadable"},
		{"comma", jsonType, "{" + goodJSON + ",}", 400, "unreadable"},
		{"two", jsonType, "{" + goodJSON + "}{}", 400, "unreadable"},
		{"rest", jsonType, "{" + goodJSON + "} x", 400, "unreadable"},
		{"BOM", jsonType, "\ufeff{" + goodJSON + "}", 400, "unreadable"},
		{"boolean", jsonType, `{"page":"/xx/contact/","lang":"xx","helpful":true}`, 400, "unreadable"},
		{"null comment", jsonType, "{" + goodJSON + `,"comment":null}`, 400, "unreadable"},
		{"number id", jsonType, "{" + goodJSON + `,"id":1234567890123456}`, 400, "unreadable"},
		{"array comment", jsonType, "{" + goodJSON + `,"comment":["a"]}`, 400, "unreadable"},
		{"object comment", jsonType, "{" + goodJSON + `,"comment":{"a":"b"}}`, 400, "unreadable"},
		{"deep", jsonType, "{" + goodJSON + `,"comment":` + strings.Repeat("[", 8000) + "}", 400, "unreadable"},
		{"form as JSON", jsonType, good, 400, "unreadable"},
		{"no helpful in JSON", jsonType, `{"page":"/xx/contact/","lang":"xx"}`, 400, "missing-field"},
		{"empty object", jsonType, `{}`, 400, "missing-field"},
		{"unknown in JSON", jsonType, "{" + goodJSON + `,"colour":"red"}`, 400, "unknown-field"},
		{"case in JSON", jsonType, "{" + goodJSON + `,"Helpful":"no"}`, 400, "unknown-field"},
		{"repeated in JSON", jsonType, "{" + goodJSON + `,"helpful":"no"}`, 400, "repeated-field"},
		{"repeated by escape", jsonType, "{" + goodJSON + `,"help\u0066ul":"no"}`, 400, "repeated-field"},
		{"UTF-8 in JSON", jsonType, "{" + goodJSON + ",\"comment\":\"\xff\"}", 400, "not-text"},
		{"half a pair", jsonType, "{" + goodJSON + `,"comment":"\ud83d"}`, 400, "not-text"},
		{"half a pair and more", jsonType, "{" + goodJSON + `,"comment":"\ud83d\u0041"}`, 400, "not-text"},
		{"other half", jsonType, "{" + goodJSON + `,"comment":"\ude00\ud83d"}`, 400, "not-text"},
		{"NUL in JSON", jsonType, "{" + goodJSON + `,"comment":"\u0000"}`, 400, "not-text"},
		{"raw NUL in JSON", jsonType, "{" + goodJSON + ",\"comment\":\"\x00\"}", 400, "unreadable"},
		{"helpful in JSON", jsonType, `{"page":"/xx/contact/","lang":"xx","helpful":"true"}`, 422, "wrong-value"},
		{"page in JSON", jsonType, `{"page":"","lang":"xx","helpful":"yes"}`, 422, "unknown-page"},
		{"comment in JSON", jsonType, "{" + goodJSON + `,"comment":"` + strings.Repeat("a", 2001) + `"}`, 422, "long-comment"},
		{"body in JSON", jsonType, "{" + goodJSON + `,"comment":"` + strings.Repeat("a", 32<<10) + `"}`, 413, "too-large"},

		{"multipart", "multipart/form-data; boundary=x", "--x--", 415, "content-type"},
		{"text", "text/plain", good, 415, "content-type"},
		{"no type", "", good, 415, "content-type"},
		{"bad type", "form/;", good, 415, "content-type"},
		{"charset", formType + "; charset=iso-8859-1", good, 415, "content-type"},
		{"parameter", jsonType + "; version=1", "{" + goodJSON + "}", 415, "content-type"},
		{"like JSON", "application/problem+json", "{" + goodJSON + "}", 415, "content-type"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s.t = t
			var headers []string
			if tt.sent != "" {
				headers = []string{"Content-Type", tt.sent}
			}
			r := s.do("POST", "/api/feedback", tt.body, headers...)
			if r.StatusCode != tt.status || !strings.Contains(r.body, fmt.Sprintf("%q:%q", "code", tt.code)) {
				t.Errorf("%d %s, want %d %s", r.StatusCode, r.body, tt.status, tt.code)
			}
			if r.Header.Get("Content-Type") != "application/problem+json" || r.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%v", r.Header)
			}
			if got := s.answers(); len(got) != 0 {
				t.Errorf("stored %+v", got)
			}
			// A browser gets the same status, without an error text of Go.
			r = s.do("POST", "/api/feedback", tt.body, append(headers, "Accept", "text/html")...)
			if r.StatusCode != tt.status || !strings.HasPrefix(tt.sent, jsonType) && !strings.Contains(r.body, "<h1>xx-title</h1>") {
				t.Errorf("for a person: %d %s", r.StatusCode, r.body)
			}
		})
	}
}

func TestBadRequest(t *testing.T) {
	s := serve(t, nil)
	good := vote().Encode()
	for _, tt := range []struct {
		name, method, target string
		headers              []string
		status               int
	}{
		{"GET", "GET", "/api/feedback", nil, 405},
		{"HEAD", "HEAD", "/api/feedback", nil, 405},
		{"PUT", "PUT", "/api/feedback", []string{"Content-Type", formType}, 405},
		{"DELETE", "DELETE", "/api/feedback", nil, 405},
		{"OPTIONS", "OPTIONS", "/api/feedback", nil, 405},
		{"query", "POST", "/api/feedback?" + good, []string{"Content-Type", formType}, 400},
		{"two types", "POST", "/api/feedback", []string{"Content-Type", formType, "Content-Type", jsonType}, 415},
		{"gzip", "POST", "/api/feedback", []string{"Content-Type", formType, "Content-Encoding", "gzip"}, 415},
		{"cross-site", "POST", "/api/feedback", []string{"Content-Type", formType, "Sec-Fetch-Site", "cross-site"}, 403},
		{"same-site", "POST", "/api/feedback", []string{"Content-Type", formType, "Sec-Fetch-Site", "same-site"}, 403},
		{"origin", "POST", "/api/feedback", []string{"Content-Type", formType, "Origin", "https://evil.example"}, 403},
		{"null origin", "POST", "/api/feedback", []string{"Content-Type", formType, "Origin", "null"}, 403},
		{"trusted origin elsewhere", "POST", "/api/feedback", []string{"Content-Type", formType, "Origin", "https://www.example.org"}, 403},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s.t = t
			r := s.do(tt.method, tt.target, good, tt.headers...)
			if r.StatusCode != tt.status {
				t.Errorf("%d %s", r.StatusCode, r.body)
			}
			if (r.Header.Get("Allow") == "POST") != (tt.status == 405) {
				t.Errorf("Allow: %q", r.Header.Get("Allow"))
			}
			if got := s.answers(); len(got) != 0 {
				t.Errorf("stored %+v", got)
			}
		})
	}
	s.t = t
	for _, headers := range [][]string{
		{"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Site", "none"}, {"Origin", s.URL},
	} {
		if r := s.post(vote(), headers...); r.StatusCode != 303 {
			t.Errorf("%v: %d", headers, r.StatusCode)
		}
	}
	trusting := serve(t, func(c *feedback.Config) { c.Origins = []string{"https://www.example.org"} })
	if r := trusting.post(vote(), "Origin", "https://www.example.org", "Sec-Fetch-Site", "cross-site"); r.StatusCode != 303 {
		t.Error(r.StatusCode)
	}
}

// TestLongest sends comments of the maximal length, as browsers count and encode them.
func TestLongest(t *testing.T) {
	s := serve(t, nil)
	for i, comment := range []string{
		strings.Repeat("a", 2000), strings.Repeat("é", 2000), "a" + strings.Repeat("\r\n", 1998) + "b", strings.Repeat("😀", 1000), "  " + strings.Repeat("a", 2000) + "\r\n",
	} {
		if r := s.post(vote("comment", comment, "id", fmt.Sprintf("0123456789abcdeg%d", i))); r.StatusCode != 303 {
			t.Errorf("%d: %d %s", i, r.StatusCode, r.body)
		}
	}
}

// TestSlowBody sends half a body and stalls.
func TestSlowBody(t *testing.T) {
	s := serve(t, func(c *feedback.Config) { c.BodyTimeout = 50 * time.Millisecond })
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(10 * time.Second))
	fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: 100\r\n\r\npage=", formType)
	buffer := make([]byte, 4096)
	n, err := conn.Read(buffer)
	if got := string(buffer[:n]); err != nil || !strings.HasPrefix(got, "HTTP/1.1 408 ") || !strings.Contains(got, "Connection: close") {
		t.Errorf("%v %q", err, got)
	}
	if got := s.answers(); len(got) != 0 {
		t.Errorf("stored %+v", got)
	}
	// The deadline applies to the body, not to later requests of the connection.
	if r := s.post(vote()); r.StatusCode != 303 {
		t.Error(r.StatusCode)
	}
}

// TestCutOff closes the connection in the middle of a body.
func TestCutOff(t *testing.T) {
	s := serve(t, nil)
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	body := vote().Encode()
	fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", formType, len(body)+10, body)
	conn.(*net.TCPConn).CloseWrite()
	conn.SetDeadline(time.Now().Add(10 * time.Second))
	buffer := make([]byte, 4096)
	n, _ := conn.Read(buffer)
	conn.Close()
	if got := string(buffer[:n]); !strings.HasPrefix(got, "HTTP/1.1 400 ") {
		t.Errorf("%q", got)
	}
	if got := s.answers(); len(got) != 0 {
		t.Errorf("stored %+v", got)
	}
}

// TestPage checks the page about a problem.
func TestPage(t *testing.T) {
	s := serve(t, func(c *feedback.Config) {
		c.Stylesheet, c.Limits = "/assets/site.css", limit.Limits{Window: time.Minute, Visitor: 1, All: 100}
	})
	if r := s.post(vote("page", "/yy/contact/", "lang", "yy")); r.StatusCode != 303 {
		t.Fatal(r.StatusCode)
	}
	typed := `<script>alert("x")</script> & more`
	v := vote("page", "/yy/", "lang", "yy", "comment", typed)
	r := s.post(v)
	if r.StatusCode != http.StatusTooManyRequests {
		t.Fatal(r.StatusCode)
	}
	for _, want := range []string{
		`<html lang="yy">`, "<title>yy-title – yy-site</title>", `<div class="brand">yy-site</div>`, ">yy-many</p>", `<link rel="stylesheet" href="/assets/site.css">`, `action="/api/feedback"`,
		`name="page" value="/yy/"`, `name="lang" value="yy"`, `name="helpful" value="yes"`, `&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &amp; more</textarea>`,
		"<button>yy-send</button>", `<a href="/yy/">yy-back</a>`,
	} {
		if !strings.Contains(r.body, want) {
			t.Errorf("no %s in\n%s", want, r.body)
		}
	}
	// The form on the page is accepted after the problem is over, and counts once.
	_, rest, _ := strings.Cut(r.body, `name="id" value="`)
	made, _, _ := strings.Cut(rest, `"`)
	v.Set("id", made)
	s.clock.Add(time.Minute)
	for range 2 {
		if r := s.post(v); r.StatusCode != 303 || !strings.HasSuffix(r.Header.Get("Location"), made) {
			t.Fatal(r.StatusCode, r.Header)
		}
	}
	if got := s.answers(); len(got) != 2 || got[1].Comment != typed {
		t.Errorf("%+v", got)
	}

	// Without a valid language in the form, the page is in the browser's, and has no link.
	r = s.post(url.Values{"page": {"https://evil.example/"}, "helpful": {"yes"}}, "Accept-Language", "zz, YY-be;q=0.9, xx;q=0.8")
	if !strings.Contains(r.body, "yy-refused") || strings.Contains(r.body, "evil") || strings.Contains(r.body, "<form") || strings.Contains(r.body, "<a") {
		t.Error(r.body)
	}
	for header, want := range map[string]string{
		"":                              "xx",
		"zz":                            "xx",
		"yy;q=0, zz":                    "xx",
		"yy; Q=0.0, *":                  "xx",
		"xx;q=0.1, yy;q=0.2":            "yy",
		"zz, yy;q=0.5, xx;q=0.5":        "yy",
		"xx;q=never, yy;q=0.1":          "yy",
		"xx;q=0, YY-be;q=0.001, zz;q=1": "yy",
	} {
		if r := s.post(url.Values{"helpful": {"yes"}}, "Accept-Language", header); !strings.Contains(r.body, want+"-refused") {
			t.Errorf("%s: not in %s: %s", header, want, r.body)
		}
	}
	r = s.post(vote("comment", strings.Repeat("b", 2001)))
	if !strings.Contains(r.body, "xx-long") || !strings.Contains(r.body, strings.Repeat("b", 2001)) || !strings.Contains(r.body, "<form") {
		t.Error(r.body)
	}
}
