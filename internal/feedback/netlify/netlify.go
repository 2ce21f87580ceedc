// Package netlify lets an http.Handler answer as a function on Netlify, which is one of AWS Lambda
// behind a proxy of Netlify's (https://docs.netlify.com/functions/lambda-compatibility/?fn-language=go).
//
// aws-lambda-go is what speaks with Lambda's runtime; it also has the types of the events. The
// adapters that are at hand, such as aws-lambda-go-api-proxy, leave Host and RemoteAddr empty, as
// they read both from where Amazon's gateway puts them: without Host no page is of this site, and
// without RemoteAddr all visitors are one. So this is an adapter of our own.
package netlify

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"unicode/utf8"

	"github.com/aws/aws-lambda-go/events"
)

// clientAddress is the header in which Netlify says who asks. It overwrites what clients put there.
const clientAddress = "X-Nf-Client-Connection-Ip"

// Handle returns what Lambda calls with an event.
func Handle(h http.Handler) func(context.Context, events.APIGatewayProxyRequest) (*events.APIGatewayProxyResponse, error) {
	return func(ctx context.Context, event events.APIGatewayProxyRequest) (*events.APIGatewayProxyResponse, error) {
		r, err := request(ctx, event)
		if err != nil {
			return nil, err
		}
		w := &response{header: http.Header{}}
		h.ServeHTTP(w, r)
		return w.event(), nil
	}
}

// request makes an event the request that a server would have read.
func request(ctx context.Context, event events.APIGatewayProxyRequest) (*http.Request, error) {
	body := []byte(event.Body)
	if event.IsBase64Encoded {
		var err error
		if body, err = base64.StdEncoding.DecodeString(event.Body); err != nil {
			return nil, fmt.Errorf("the event's body: %w", err)
		}
	}
	u := &url.URL{Path: event.Path, RawQuery: query(event).Encode()}
	r := &http.Request{
		Method: event.HTTPMethod, URL: u, RequestURI: u.RequestURI(),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header(event), Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)),
	}
	r.Host = r.Header.Get("Host")
	r.Header.Del("Host")
	if addresses := r.Header.Values(clientAddress); len(addresses) > 0 {
		r.RemoteAddr = addresses[len(addresses)-1]
	}
	return r.WithContext(ctx), nil
}

// header takes the headers with all their values, where the event has those.
func header(event events.APIGatewayProxyRequest) http.Header {
	out := http.Header{}
	for name, values := range event.MultiValueHeaders {
		for _, v := range values {
			out.Add(name, v)
		}
	}
	for name, value := range event.Headers {
		if out.Values(name) == nil {
			out.Set(name, value)
		}
	}
	return out
}

func query(event events.APIGatewayProxyRequest) url.Values {
	out := url.Values{}
	for name, values := range event.MultiValueQueryStringParameters {
		out[name] = values
	}
	for name, value := range event.QueryStringParameters {
		if !out.Has(name) {
			out.Set(name, value)
		}
	}
	return out
}

// response gathers what a handler writes.
type response struct {
	header http.Header
	// sent is the header as it was when it was written; status is 0 until then.
	sent   http.Header
	status int
	body   bytes.Buffer
}

func (w *response) Header() http.Header { return w.header }

func (w *response) WriteHeader(status int) {
	if w.status == 0 && status >= 200 { // there is nobody who would get those before
		w.status, w.sent = status, w.header.Clone()
	}
}

func (w *response) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(b)
}

func (w *response) event() *events.APIGatewayProxyResponse {
	w.WriteHeader(http.StatusOK)
	out := &events.APIGatewayProxyResponse{StatusCode: w.status, Headers: map[string]string{}}
	for name, values := range w.sent {
		if len(values) == 1 {
			out.Headers[name] = values[0]
			continue
		}
		if out.MultiValueHeaders == nil {
			out.MultiValueHeaders = map[string][]string{}
		}
		out.MultiValueHeaders[name] = values
	}
	if utf8.Valid(w.body.Bytes()) {
		out.Body = w.body.String()
	} else {
		out.Body, out.IsBase64Encoded = base64.StdEncoding.EncodeToString(w.body.Bytes()), true
	}
	return out
}
