// Package netlify adapts an http.Handler to a function on Netlify, which is an AWS Lambda function
// behind a proxy (https://docs.netlify.com/functions/lambda-compatibility/?fn-language=go).
//
// aws-lambda-go implements Lambda's runtime API and the types of its events. The existing adapters,
// such as aws-lambda-go-api-proxy, read Host and RemoteAddr from fields of Amazon's gateway, which
// Netlify leaves empty: without Host every origin is foreign, and without RemoteAddr all visitors
// are one.
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

// clientAddress is the header with the client's address. Netlify overwrites the values of clients.
const clientAddress = "X-Nf-Client-Connection-Ip"

// Handle returns the handler function of Lambda.
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

// request returns the request that an event stands for.
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

// header returns the headers of an event, with all their values if the event has them.
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

// response is an http.ResponseWriter that buffers the response.
type response struct {
	header http.Header
	// written is the header when it was written; status is 0 before that.
	written http.Header
	status  int
	body    bytes.Buffer
}

func (w *response) Header() http.Header { return w.header }

func (w *response) WriteHeader(status int) {
	if w.status == 0 && status >= 200 { // Lambda can't deliver informational responses
		w.status, w.written = status, w.header.Clone()
	}
}

func (w *response) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(b)
}

func (w *response) event() *events.APIGatewayProxyResponse {
	w.WriteHeader(http.StatusOK)
	out := &events.APIGatewayProxyResponse{StatusCode: w.status, Headers: map[string]string{}}
	for name, values := range w.written {
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
