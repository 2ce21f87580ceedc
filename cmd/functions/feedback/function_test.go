package main

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/limit"
	"baken.example/baken/internal/feedback/manifest"
	"baken.example/baken/internal/feedback/postgres"
	"baken.example/baken/internal/feedback/postgres/pgtest"
)

func testSite() *manifest.Site {
	texts := func(lang string) feedback.Texts {
		return feedback.Texts{
			Title: "title " + lang, Refused: "refused", TooLong: "long", TooMany: "many", Unavailable: "away",
			Comment: "comment", Send: "send", Back: "back",
			Yes: "yes", No: "no", Helped: "helped", Missing: "missing", Optional: "optional", Why: "why", SendComment: "send it", Trap: "trap",
		}
	}
	return &manifest.Site{Origin: "https://www.example.org", Stylesheet: "/assets/x.css", Languages: []manifest.Language{
		{Code: "nl", Texts: texts("nl"), Pages: []string{"/nl/a/", "/nl/b/"}},
		{Code: "en", Texts: texts("en"), Pages: []string{"/en/a/"}},
	}}
}

const host = "deploy--example.netlify.app"

// post returns the event of a request.
func post(mediaType, body string) events.APIGatewayProxyRequest {
	return events.APIGatewayProxyRequest{
		Path: "/api/feedback", HTTPMethod: "POST", Body: body,
		Headers: map[string]string{
			"host": host, "content-type": mediaType, "x-nf-client-connection-ip": "192.0.2.7",
			"x-forwarded-for": "192.0.2.7, 192.0.2.200", "x-forwarded-proto": "https", "accept-encoding": "gzip",
		},
	}
}

func with(e events.APIGatewayProxyRequest, change func(*events.APIGatewayProxyRequest)) events.APIGatewayProxyRequest {
	headers := map[string]string{}
	for name, value := range e.Headers {
		headers[name] = value
	}
	e.Headers = headers
	change(&e)
	return e
}

func header(name, value string) func(*events.APIGatewayProxyRequest) {
	return func(e *events.APIGatewayProxyRequest) { e.Headers[name] = value }
}

func encoded(e *events.APIGatewayProxyRequest) {
	e.Body, e.IsBase64Encoded = base64.StdEncoding.EncodeToString([]byte(e.Body)), true
}

func direct(e *events.APIGatewayProxyRequest) { e.Path = "/.netlify/functions/feedback" }

const (
	form     = "application/x-www-form-urlencoded"
	jsonType = "application/json"
	browser  = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
)

// server returns the feedback service of baken serve, on a database of its own.
func server(t *testing.T, address string) (*httptest.Server, *postgres.Store) {
	t.Helper()
	store, err := postgres.Open(address, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	config := feedback.Config{Store: store, Clock: time.Now, Random: rand.Reader, Logger: slog.New(slog.DiscardHandler)}
	testSite().Configure(&config)
	handler, err := feedback.New(config)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	return s, store
}

// asServed sends the request of an event to a server.
func asServed(t *testing.T, url string, e events.APIGatewayProxyRequest) *events.APIGatewayProxyResponse {
	t.Helper()
	body := e.Body
	if e.IsBase64Encoded {
		b, err := base64.StdEncoding.DecodeString(body)
		if err != nil {
			t.Fatal(err)
		}
		body = string(b)
	}
	query := ""
	for name, value := range e.QueryStringParameters {
		query = "?" + name + "=" + value
	}
	r, err := http.NewRequest(e.HTTPMethod, url+"/api/feedback"+query, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("User-Agent", "") // otherwise the client adds its own
	for name, value := range e.Headers {
		r.Header.Set(name, value)
	}
	r.Host = e.Headers["host"]
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	out := &events.APIGatewayProxyResponse{StatusCode: response.StatusCode, Headers: map[string]string{}, Body: string(answer)}
	for name := range response.Header {
		switch name {
		case "Date", "Content-Length", "Connection": // of the connection
		default:
			out.Headers[name] = response.Header.Get(name)
		}
	}
	return out
}

// TestFunction sends events to the compiled function over Lambda's runtime API.
func TestFunction(t *testing.T) {
	database := pgtest.Start(t)
	program := compileFunction(t, testSite())

	t.Run("as the server", func(t *testing.T) {
		ofFunction, ofServer := database.Empty(t), database.Empty(t)
		r := newRuntime(t)
		r.start(t, program, "DATABASE_URL="+ofFunction)
		s, served := server(t, ofServer)
		yes := "page=/nl/a/&lang=nl&helpful=yes&id=form-0123456789abcdef"
		object := `{"page":"/en/a/","lang":"en","helpful":"no","comment":"Ik mis mijn bericht","id":"json-0123456789abcdef"}`
		for name, e := range map[string]events.APIGatewayProxyRequest{
			"1 form":           post(form, yes),
			"2 again":          post(form, yes),
			"3 direct":         with(post(form, yes+"&comment=Een+bericht"), direct),
			"4 base64":         with(post(form, yes), encoded),
			"5 json":           post(jsonType, object),
			"5 json, charset":  post(jsonType+"; charset=UTF-8", object),
			"5 json, base64":   with(with(post(jsonType, object), encoded), direct),
			"5 json of a form": with(post(form, yes), header("accept", jsonType)),
			"6 same origin":    with(with(post(form, yes), header("origin", "https://"+host)), header("sec-fetch-site", "same-origin")),
			"6 the site's":     with(with(post(form, yes), header("origin", "https://www.example.org")), header("sec-fetch-site", "cross-site")),
			"6 another's":      with(with(post(form, yes), header("origin", "https://evil.example")), header("sec-fetch-site", "cross-site")),
			"7 page":           with(post(form, "page=/nl/niets/&lang=nl&helpful=yes"), header("accept", browser)),
			"7 long":           with(post(form, "page=/nl/a/&lang=nl&helpful=yes&id=long-0123456789abcdef&comment="+strings.Repeat("x", 2001)), header("accept", browser)),
			"7 other page":     post(form, strings.Replace(yes, "/nl/a/", "/nl/b/", 1)),
			"7 no language":    with(post(form, "page=/nl/a/&helpful=yes"), header("accept-language", "en-GB,nl;q=0.5")),
			"7 large":          post(form, strings.Repeat("x", 32<<10+1)),
			"7 type":           post("text/plain", yes),
			"7 twice":          post(form, yes+"&lang=en"),
			"7 nothing":        post(form, ""),
			"7 not UTF-8":      with(post(form, yes+"&comment=%ff"), encoded),
			"7 not UTF-8 json": with(post(jsonType, "{\"page\":\"\xff\"}"), encoded),
			"8 get":            with(post(form, ""), func(e *events.APIGatewayProxyRequest) { e.HTTPMethod = "GET" }),
			"8 query":          with(post(form, yes), func(e *events.APIGatewayProxyRequest) { e.QueryStringParameters = map[string]string{"page": "x"} }),
			"9 robot":          post(form, yes+"&website=x"),
		} {
			got, err := r.invoke(t, e)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			want := asServed(t, s.URL, e)
			if got.StatusCode != want.StatusCode || got.Body != want.Body || got.IsBase64Encoded {
				t.Errorf("%s: %d %s, want %d %s", name, got.StatusCode, got.Body, want.StatusCode, want.Body)
			}
			for header, value := range want.Headers {
				if got.Headers[header] != value {
					t.Errorf("%s: %s: %q, want %q", name, header, got.Headers[header], value)
				}
			}
			if want.StatusCode >= http.StatusInternalServerError {
				t.Errorf("%s: %d", name, want.StatusCode)
			}
		}
		own, err := postgres.Open(ofFunction, postgres.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer own.Close()
		got, want := all(t, own), all(t, served)
		if !slices.Equal(got, want) || len(got) != 2 {
			t.Errorf("stored %+v\nwant %+v", got, want)
		}
	})

	t.Run("one id, a thousand times", func(t *testing.T) {
		address := database.Empty(t)
		r := newRuntime(t)
		const instances = 4
		for range instances {
			r.start(t, program, "DATABASE_URL="+address)
		}
		results := make(chan error)
		const times = 1000
		for range times {
			go func() {
				got, err := r.invoke(t, post(form, "page=/nl/a/&lang=nl&helpful=yes&id=same-0123456789abcdef"))
				if err == nil && got.StatusCode != http.StatusSeeOther {
					err = fmt.Errorf("%d %s", got.StatusCode, got.Body)
				}
				results <- err
			}()
		}
		for range times {
			if err := <-results; err != nil {
				t.Error(err)
			}
		}
		store, err := postgres.Open(address, postgres.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		if got := all(t, store); len(got) != 1 {
			t.Errorf("%d answers", len(got))
		}
	})

	t.Run("beside servers", func(t *testing.T) {
		address := database.Empty(t)
		r := newRuntime(t)
		r.start(t, program, "DATABASE_URL="+address)
		first, store := server(t, address)
		second, _ := server(t, address)
		// The visitor has the test's own address, which the servers see.
		local := func(e *events.APIGatewayProxyRequest) { e.Headers["x-nf-client-connection-ip"] = "127.0.0.1" }
		limited := 0
		limit := limit.Default()
		for i := range 3 * limit.Visitor {
			e := with(post(form, fmt.Sprintf("page=/nl/a/&lang=nl&helpful=yes&id=vote-%d-0123456789abcdef", i)), local)
			var status int
			switch i % 3 {
			case 0:
				got, err := r.invoke(t, e)
				if err != nil {
					t.Fatal(err)
				}
				status = got.StatusCode
			case 1:
				status = asServed(t, first.URL, e).StatusCode
			default:
				status = asServed(t, second.URL, e).StatusCode
			}
			switch status {
			case http.StatusTooManyRequests:
				limited++
			case http.StatusSeeOther:
			default:
				t.Fatalf("%d", status)
			}
		}
		// A new window may have begun.
		if limited < limit.Visitor {
			t.Errorf("%d were refused", limited)
		}
		// The function and the servers share the bound of one browser on a day.
		yes := 0
		for tally, err := range store.Tallies(t.Context(), 0, math.MaxInt16) {
			if err != nil {
				t.Fatal(err)
			}
			yes += tally.Yes
			if tally.Yes > limit.PageBrowser {
				t.Errorf("one browser has %d votes on %v", tally.Yes, tally.Day)
			}
		}
		if yes < limit.PageBrowser {
			t.Errorf("one browser has %d votes", yes)
		}
	})

	t.Run("no database", func(t *testing.T) {
		r := newRuntime(t)
		r.start(t, program, "DATABASE_URL=postgres://nobody@127.0.0.1:1/x")
		got, err := r.invoke(t, with(post(form, "page=/nl/a/&lang=nl&helpful=yes&comment=Mijn+bericht"), header("accept", browser)))
		if err != nil || got.StatusCode != http.StatusServiceUnavailable || got.Headers["Retry-After"] == "" || !strings.Contains(got.Body, "Mijn bericht") {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

func all(t *testing.T, s feedback.Store) []feedback.Answer {
	t.Helper()
	var out []feedback.Answer
	for a, err := range s.Answers(t.Context(), 0, math.MaxInt16) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b feedback.Answer) int { return strings.Compare(a.ID, b.ID) })
	return out
}

func TestConfiguration(t *testing.T) {
	var pages strings.Builder
	if err := testSite().Write(&pages); err != nil {
		t.Fatal(err)
	}
	whole := fstest.MapFS{"site/pages.json": &fstest.MapFile{Data: []byte(pages.String())}}
	for want, files := range map[string]fstest.MapFS{
		"compiled without":   {},
		"read what the site": {"site/pages.json": &fstest.MapFile{Data: []byte("{")}},
	} {
		if _, err := newHandler(files, func(string) string { return "" }, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	const broken = "postgres://user:secret@[::1/x"
	for want, env := range map[string]map[string]string{
		"neither " + databaseURL + " nor " + netlifyDatabaseURL + " is set": {},
		retention + " is \\\"a year\\\"":                                    {retention: "a year", databaseURL: "postgres://h/x"},
		retention + " is \\\"0\\\"":                                         {retention: "0", databaseURL: "postgres://h/x"},
		retention + " is \\\"36501\\\"":                                     {retention: "36501", databaseURL: "postgres://h/x"},
		"error=\"" + databaseURL + ": ":                                     {databaseURL: broken, netlifyDatabaseURL: "postgres://h/x"},
		"error=\"" + netlifyDatabaseURL + ": ":                              {netlifyDatabaseURL: broken},
		"":                                                                  {databaseURL: "postgres://h/x", retention: "90"},
	} {
		var log strings.Builder
		handler, err := newHandler(whole, func(name string) string { return env[name] }, slog.New(slog.NewTextHandler(&log, nil)))
		if err != nil || handler == nil {
			t.Errorf("%s: %v", want, err)
		}
		if !strings.Contains(log.String(), want) || want == "" && log.Len() > 0 || strings.Contains(log.String(), "secret") {
			t.Errorf("%s: the log is %s", want, &log)
		}
	}
}

// TestSettings sends events to the compiled function with invalid settings: it answers 503, with
// the input of the reader.
func TestSettings(t *testing.T) {
	program := compileFunction(t, testSite())
	for name, env := range map[string][]string{
		"address":   {"DATABASE_URL=postgres://u:p@[::1/x"},
		"port":      {"DATABASE_URL=postgres://u:p@h:port/x"},
		"none":      nil,
		"words":     {"FEEDBACK_RETENTION_DAYS=a year", "DATABASE_URL=postgres://nobody@127.0.0.1:1/x"},
		"no days":   {"FEEDBACK_RETENTION_DAYS=0", "DATABASE_URL=postgres://nobody@127.0.0.1:1/x"},
		"centuries": {"FEEDBACK_RETENTION_DAYS=99999999999999999999", "DATABASE_URL=postgres://nobody@127.0.0.1:1/x"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRuntime(t)
			r.start(t, program, env...)
			checkRefusal(t, r, "away")
		})
	}
}

// checkRefusal checks that a function answers that it can't store: browsers get a page with their
// input, programs a problem document.
func checkRefusal(t *testing.T, r *runtime, explanation string) {
	t.Helper()
	const fields = "page=/nl/a/&lang=nl&helpful=yes&comment=Mijn+bericht"
	got, err := r.invoke(t, with(post(form, fields), header("accept", browser)))
	if err != nil {
		t.Fatal(err)
	}
	if got.StatusCode != http.StatusServiceUnavailable || got.Headers["Retry-After"] == "" ||
		!strings.Contains(got.Body, "Mijn bericht") || !strings.Contains(got.Body, explanation) {
		t.Errorf("%+v", got)
	}
	got, err = r.invoke(t, with(post(form, fields), header("accept", jsonType)))
	if err != nil {
		t.Fatal(err)
	}
	if got.StatusCode != http.StatusServiceUnavailable || got.Headers["Content-Type"] != "application/problem+json" {
		t.Errorf("%+v", got)
	}
}

// TestPreview checks that answers about a preview aren't stored with those about the published
// site.
func TestPreview(t *testing.T) {
	database := pgtest.Start(t)
	preview := testSite()
	preview.Preview = true
	program := compileFunction(t, preview)
	production, own := database.Empty(t), database.Empty(t)
	count := func(address string) int {
		t.Helper()
		store, err := postgres.Open(address, postgres.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		return len(all(t, store))
	}

	r := newRuntime(t)
	r.start(t, program, "DATABASE_URL="+production, "NETLIFY_DATABASE_URL="+production)
	checkRefusal(t, r, "away")
	if n := count(production); n != 0 {
		t.Errorf("%d answers about a preview are stored", n)
	}

	r = newRuntime(t)
	r.start(t, program, "DATABASE_URL="+production, "FEEDBACK_PREVIEW_DATABASE_URL="+own)
	got, err := r.invoke(t, post(form, "page=/nl/a/&lang=nl&helpful=yes"))
	if err != nil || got.StatusCode != http.StatusSeeOther {
		t.Errorf("%+v, %v", got, err)
	}
	if count(production) != 0 || count(own) != 1 {
		t.Errorf("%d and %d answers", count(production), count(own))
	}

	// Netlify's own database is used if no other is set.
	r = newRuntime(t)
	r.start(t, compileFunction(t, testSite()), "NETLIFY_DATABASE_URL="+production)
	if got, err = r.invoke(t, post(form, "page=/nl/a/&lang=nl&helpful=yes")); err != nil || got.StatusCode != http.StatusSeeOther {
		t.Errorf("%+v, %v", got, err)
	}
	if n := count(production); n != 1 {
		t.Errorf("%d answers", n)
	}
}

// TestImports checks that the function is small: it contains neither the site nor SQLite.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-tags", "lambda.norpc", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	const module = "baken.example/baken"
	small := []string{module + "/internal/lazyregexp", module + "/internal/secureheader"}
	n := 0
	for name := range strings.FieldsSeq(string(out)) {
		n++
		own := strings.HasPrefix(name, module) && !slices.Contains(small, name)
		if own && name != module+"/cmd/functions/feedback" && !strings.HasPrefix(name, module+"/internal/feedback") ||
			strings.Contains(name, "sqlite") || strings.Contains(name, "goldmark") {
			t.Errorf("it imports %s", name)
		}
	}
	if n < 50 {
		t.Errorf("only %d packages", n)
	}
}
