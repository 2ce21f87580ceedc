package browsertest

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// document is a page as it came over the wire.
type document struct{ root *html.Node }

// fetch gets an address of the site without following redirects.
func (s *site) fetch(t testing.TB, path string) (status int, header http.Header, body []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.origin+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, err = io.ReadAll(response.Body); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header, body
}

// parse gets a page, whose status must be what is expected of it.
func (s *site) parse(t testing.TB, p page) document {
	t.Helper()
	status, _, body := s.fetch(t, p.path)
	if status != p.status {
		t.Errorf("%s: status %d instead of %d", p.path, status, p.status)
	}
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return document{root}
}

// element is an element of a document.
type element struct {
	tag  string
	attr map[string]string
}

// elements returns all elements in their order.
func (d document) elements() []element {
	var out []element
	for n := range d.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		e := element{n.Data, map[string]string{}}
		for _, a := range n.Attr {
			e.attr[a.Key] = a.Val
		}
		out = append(out, e)
	}
	return out
}

// has reports whether an attribute that is a list of words has one of them.
func (e element) has(attribute, word string) bool {
	for w := range strings.FieldsSeq(e.attr[attribute]) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}
