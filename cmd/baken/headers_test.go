package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/feedback/limit"
)

// lineWriter sends each line that is written to it.
type lineWriter chan string

func (w lineWriter) Write(b []byte) (int, error) {
	w <- string(b)
	return len(b), nil
}

// TestEveryAnswerHasSecurityHeaders asks baken serve for answers of every kind: each has the full
// set, what isn't a page is sandboxed, and the access log has nothing of a person in it.
func TestEveryAnswerHasSecurityHeaders(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(root, "content"))); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"content/files.en.md": "---\ntitle: Files\ndescription: Files to save.\naliases: [/old/]\n---\n" +
			"[Report](report.pdf) [text](notes.txt) [sheet](sheet.csv) ![A square.](square.svg)\n",
		"content/report.pdf": "%PDF-1.7\n" + strings.Repeat("x", 1000),
		"content/notes.txt":  "Notes.\n",
		"content/sheet.csv":  "a,b\n",
		"content/square.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><style>path{fill:red}</style><path d="M0 0h4v3z"/></svg>`,
	} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	logFile, database := filepath.Join(t.TempDir(), "access.log"), filepath.Join(t.TempDir(), "database")
	if err := os.Mkdir(database, 0o700); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	stdout, done := make(lineWriter, 1), make(chan error, 1)
	logs, logged := io.Pipe()
	metrics := make(chan string, 1)
	go func() {
		found := regexp.MustCompile(`url=(http\S+/metrics)`)
		for s := bufio.NewScanner(logs); s.Scan(); {
			if m := found.FindStringSubmatch(s.Text()); m != nil {
				metrics <- m[1]
			}
		}
	}()
	go func() {
		defer logged.Close()
		done <- run(ctx, []string{"-C", dir, "serve", "--addr", "127.0.0.1:0", "--metrics-addr", "127.0.0.1:0",
			"--db", filepath.Join(database, "feedback.db"), "--access-log", logFile}, stdout, logged, time.Now)
	}()
	var base string
	select {
	case line := <-stdout:
		base = strings.TrimSuffix(strings.TrimSpace(line), "/")
	case err := <-done:
		t.Fatal(err)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	ask := func(method, address, body string, header ...string) (*http.Response, string) {
		t.Helper()
		r, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		answer, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		b, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer, string(b)
	}
	_, page := ask("GET", base+"/en/files/", "")
	linked := func(ext string) string {
		m := regexp.MustCompile(`/(?:assets|files)/[^" ]+\` + ext).FindString(page)
		if m == "" {
			t.Fatalf("no %s in %s", ext, page)
		}
		return m
	}
	home, _ := ask("GET", base+"/en/", "")
	published, err := filepath.Glob(filepath.Join(dir, "content", "criteria", "*.yaml"))
	if err != nil || len(published) == 0 {
		t.Fatal("no criteria", err)
	}
	text, err := os.ReadFile(published[0])
	if err != nil {
		t.Fatal(err)
	}
	_, id, _ := strings.Cut(string(text), "\nid: ")
	id, _, _ = strings.Cut(id, "\n")
	set := "/criteria/" + id
	const (
		form = "application/x-www-form-urlencoded"
		post = "/api/feedback"
		vote = "page=/en/files/&lang=en&helpful=yes"
	)
	check := func(name string, r *http.Response, status int, part, disposition string) {
		t.Helper()
		h := r.Header
		policy := h.Get("Content-Security-Policy")
		if r.StatusCode != status {
			t.Errorf("%s: status %d", name, r.StatusCode)
		}
		parts := []string{part, "default-src 'none'", "frame-ancestors 'none'"}
		// A sandbox sends no forms, and the data of an index has no links: these two would repeat
		// it.
		if !strings.HasPrefix(r.Request.URL.Path, "/search/") || !strings.HasSuffix(r.Request.URL.Path, ".json") {
			parts = append(parts, "form-action ", "base-uri 'none'")
		}
		for _, part := range parts {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: the policy lacks %s: %s", name, part, policy)
			}
		}
		if !strings.Contains(policy, "sandbox") && r.StatusCode < 300 && !strings.Contains(h.Get("Content-Type"), "text/html") &&
			!strings.HasPrefix(h.Get("Content-Type"), "multipart/") && r.Request.URL.Path != post {
			t.Errorf("%s: no page, and not sandboxed: %s", name, policy)
		}
		for field, want := range map[string]string{
			"Strict-Transport-Security": "max-age=31536000", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Content-Disposition": disposition,
		} {
			if h.Get(field) != want {
				t.Errorf("%s: %s is %q", name, field, h.Get(field))
			}
		}
		if !strings.Contains(h.Get("Permissions-Policy"), "usb=()") {
			t.Errorf("%s: Permissions-Policy is %q", name, h.Get("Permissions-Policy"))
		}
	}
	const strict = "sandbox"
	for _, test := range []struct {
		method, path, body string
		header             []string
		status             int
		// policy is a part of the policy, and disposition the Content-Disposition.
		policy, disposition string
	}{
		{"GET", "/", "", nil, 200, "style-src 'self'", ""},
		{"GET", "/", "", []string{"Accept-Language", "en"}, 302, strict, ""},
		{"GET", "/en/", "", nil, 200, "form-action 'self'", ""},
		{"HEAD", "/en/", "", nil, 200, "form-action 'self'", ""},
		{"GET", "/en/", "", []string{"If-None-Match", home.Header.Get("ETag")}, 304, "form-action 'self'", ""},
		{"GET", "/en/", "", []string{"Accept-Encoding", "br"}, 200, "form-action 'self'", ""},
		{"GET", "/en/", "", []string{"Range", "bytes=0-9"}, 206, "form-action 'self'", ""},
		{"GET", "/en/", "", []string{"Range", "bytes=0-9,20-29"}, 206, "form-action 'self'", ""},
		{"GET", "/en/", "", []string{"Range", "bytes=9999999-"}, 416, "frame-ancestors 'none'", ""},
		{"GET", "/en/", "", []string{"Range", "bytes=0-9,5-14"}, 416, "frame-ancestors 'none'", ""},
		{"GET", "/en/", "", []string{"Range", "bytes=0-0,2-2,4-4,6-6,8-8"}, 416, "frame-ancestors 'none'", ""},
		{"GET", "/en", "", nil, 301, strict, ""},
		{"GET", "/old/", "", nil, 301, strict, ""},
		{"GET", "//en/", "", nil, 301, strict, ""},
		{"GET", "/jan.jansen@example.org/0612345678?code=secret", "", nil, 404, "style-src 'self'", ""},
		{"GET", "/en/nowhere/", "", nil, 404, "style-src 'self'", ""},
		{"GET", "/404.html", "", nil, 404, "style-src 'self'", ""},
		{"GET", "/en/404", "", nil, 404, "style-src 'self'", ""},
		{"GET", "/en/%2e%2e/", "", nil, 404, "style-src 'self'", ""},
		{"DELETE", "/en/", "", nil, 405, strict, ""},
		{"GET", "/" + strings.Repeat("a", 9000), "", nil, 414, strict, ""},
		{"GET", linked(".css"), "", nil, 200, strict, ""},
		{"GET", linked(".pdf"), "", nil, 200, strict, "attachment"},
		{"GET", linked(".csv"), "", nil, 200, strict, "attachment"},
		{"GET", linked(".txt"), "", nil, 200, strict, ""},
		{"GET", "/assets/square" + strings.TrimPrefix(regexp.MustCompile(`/assets/square[^" ]+`).FindString(page), "/assets/square"), "", nil, 200, "style-src 'unsafe-inline'", ""},
		{"GET", set + ".json", "", nil, 200, strict, ""},
		{"GET", set + ".en.csv", "", nil, 200, strict, "attachment"},
		{"GET", "/criteria/schema.json", "", nil, 200, strict, ""},
		{"GET", "/search/en.json", "", nil, 200, strict, ""},
		{"GET", "/search/AAAAAAAA.json", "", nil, 404, strict, ""},
		{"GET", "/search/", "", nil, 404, "style-src 'self'", ""},
		{"GET", "/search/some%20words", "", nil, 404, "style-src 'self'", ""},
		{"GET", "/en/search/?q=organisation", "", nil, 200, "form-action 'self'", ""},
		{"GET", "/en/feed.xml", "", nil, 200, strict, ""},
		{"GET", "/sitemap.xml", "", nil, 200, strict, ""},
		{"GET", "/robots.txt", "", nil, 200, strict, ""},
		{"GET", "/.well-known/security.txt", "", nil, 200, strict, ""},
		{"GET", "/healthz", "", nil, 200, strict, ""},
		{"POST", "/healthz", "", nil, 405, strict, ""},
		{"GET", "/readyz", "", nil, 200, strict, ""},
		{"GET", "metrics", "", nil, 200, strict, ""},
		{"PUT", "metrics", "", nil, 405, strict, ""},
		{"POST", post, vote, []string{"Content-Type", form}, 303, "frame-ancestors 'none'", ""},
		{"POST", post, `{"page":"/en/why-work-together/","lang":"en","helpful":"no"}`, []string{"Content-Type", "application/json"}, 201, "frame-ancestors 'none'", ""},
		{"POST", post, "page=/none/&lang=en&helpful=yes", []string{"Content-Type", form, "Accept", "text/html"}, 422, "style-src 'self'", ""},
		{"GET", post, "", nil, 405, "frame-ancestors 'none'", ""},
		{"POST", post, vote, []string{"Content-Type", "text/plain"}, 415, "frame-ancestors 'none'", ""},
		{"POST", post, strings.Repeat("a", 40<<10), []string{"Content-Type", form}, 413, "frame-ancestors 'none'", ""},
		{"POST", post, vote, []string{"Content-Type", form, "Origin", "https://evil.example"}, 403, "frame-ancestors 'none'", ""},
	} {
		name := fmt.Sprintf("%s %.40s %.30s %d", test.method, test.path, test.header, test.status)
		address := base + test.path
		if test.path == "metrics" {
			address = <-metrics
			metrics <- address
		}
		header := test.header
		if test.method == "POST" && !strings.Contains(fmt.Sprint(header), "Origin") {
			header = append([]string{"Origin", base}, header...)
		}
		r, _ := ask(test.method, address, test.body, header...)
		check(name, r, test.status, test.policy, test.disposition)
	}
	send := func() *http.Response {
		r, _ := ask("POST", base+post, vote, "Content-Type", form, "Origin", base)
		return r
	}
	// The rate of one address is bounded in a window of a minute, of which the loop may meet two.
	answer := send()
	for n := 0; answer.StatusCode == http.StatusSeeOther && n < 3*limit.Default().Visitor; n++ {
		answer = send()
	}
	check("the rate is exceeded", answer, http.StatusTooManyRequests, "style-src 'self'", "")
	if runtime.GOOS != "windows" { // which doesn't rename a directory with open files
		if err := os.Rename(database, database+".away"); err != nil {
			t.Fatal(err)
		}
		check("the store is away", send(), http.StatusServiceUnavailable, "style-src 'self'", "")
		if err := os.Rename(database+".away", database); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	log, err := os.ReadFile(logFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, personal := range []string{"127.0.0.1", "jansen", "0612345678", "secret", "Go-http-client"} {
		if strings.Contains(string(log), personal) {
			t.Errorf("the access log has %q in it", personal)
		}
	}
	if line := `"method":"GET","path":"/en/files/","status":200,"bytes":`; !strings.Contains(string(log), line) {
		t.Errorf("the access log lacks %s:\n%s", line, log)
	}
	if line := `"method":"GET","path":"/*/*","status":404,"bytes":`; !strings.Contains(string(log), line) {
		t.Errorf("the access log lacks %s", line)
	}
}
