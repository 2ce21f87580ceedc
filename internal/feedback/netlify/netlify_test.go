package netlify_test

import (
	"io"
	"net/http"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/feedback/netlify"
)

// event is an event of Netlify: header names in lower case, with single values and all values.
func event() events.APIGatewayProxyRequest {
	return events.APIGatewayProxyRequest{
		Path: "/api/feedback", HTTPMethod: "POST",
		Headers: map[string]string{
			"host": "www.example.org", "content-type": "text/plain", "accept": "a/a, b/b",
			"x-nf-client-connection-ip": "2001:db8::7", "x-forwarded-for": "2001:db8::7, 192.0.2.1",
		},
		MultiValueHeaders: map[string][]string{
			"host": {"www.example.org"}, "content-type": {"text/plain"}, "accept": {"a/a", "b/b"},
			"x-nf-client-connection-ip": {"2001:db8::7"},
		},
		QueryStringParameters:           map[string]string{"a": "2"},
		MultiValueQueryStringParameters: map[string][]string{"a": {"1", "2"}},
		Body:                            "y=\u00e9",
	}
}

func TestRequest(t *testing.T) {
	encoded := event()
	encoded.Body, encoded.IsBase64Encoded = "eT3DqQ==", true
	single := event()
	single.MultiValueHeaders, single.MultiValueQueryStringParameters = nil, nil
	single.Headers["accept"], single.QueryStringParameters["a"] = "a/a", "1"
	for name, e := range map[string]events.APIGatewayProxyRequest{"plain": event(), "base64": encoded, "single": single} {
		called := false
		_, err := netlify.Handle(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			called = true
			body, err := io.ReadAll(r.Body)
			if err != nil || string(body) != "y=é" || r.ContentLength != 4 {
				t.Errorf("%s: body %q, %d, %v", name, body, r.ContentLength, err)
			}
			if r.Method != "POST" || r.Host != "www.example.org" || r.Header.Get("Host") != "" || r.RemoteAddr != "2001:db8::7" {
				t.Errorf("%s: %s %q %q %q", name, r.Method, r.Host, r.Header.Get("Host"), r.RemoteAddr)
			}
			if r.URL.Path != "/api/feedback" || r.FormValue("a") != "1" || r.RequestURI != r.URL.String() {
				t.Errorf("%s: %s", name, r.RequestURI)
			}
			if r.Header.Get("Accept") != "a/a" || len(r.Header.Values("Content-Type")) != 1 {
				t.Errorf("%s: %v", name, r.Header)
			}
		}))(t.Context(), e)
		if err != nil || !called {
			t.Error(name, err)
		}
	}
	broken := event()
	broken.IsBase64Encoded = true
	if _, err := netlify.Handle(http.NotFoundHandler())(t.Context(), broken); err == nil {
		t.Error("a body that isn't base64 was taken")
	}
}

func TestNobody(t *testing.T) {
	_, err := netlify.Handle(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.RemoteAddr != "" || r.Host != "" {
			t.Errorf("%q %q", r.RemoteAddr, r.Host)
		}
	}))(t.Context(), events.APIGatewayProxyRequest{HTTPMethod: "GET", Path: "/"})
	if err != nil {
		t.Error(err)
	}
}

func TestResponse(t *testing.T) {
	answer := func(h http.HandlerFunc) *events.APIGatewayProxyResponse {
		t.Helper()
		got, err := netlify.Handle(h)(t.Context(), event())
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	got := answer(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "/x")
		w.Header().Add("Vary", "A")
		w.Header().Add("Vary", "B")
		w.WriteHeader(http.StatusEarlyHints)
		w.WriteHeader(http.StatusSeeOther)
		w.WriteHeader(http.StatusOK)
		w.Header().Set("Too", "late")
		io.WriteString(w, "é")
	})
	want := &events.APIGatewayProxyResponse{
		StatusCode: http.StatusSeeOther, Headers: map[string]string{"Location": "/x"},
		MultiValueHeaders: map[string][]string{"Vary": {"A", "B"}}, Body: "é",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	got = answer(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte{0xff}) })
	if got.StatusCode != http.StatusOK || !got.IsBase64Encoded || got.Body != "/w==" {
		t.Errorf("%+v", got)
	}
	if got = answer(func(http.ResponseWriter, *http.Request) {}); got.StatusCode != http.StatusOK || got.Body != "" {
		t.Errorf("%+v", got)
	}
}
