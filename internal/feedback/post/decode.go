package post

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The names of the fields.
const (
	Page    = "page"
	Lang    = "lang"
	Helpful = "helpful"
	Comment = "comment"
	ID      = "id"
	Website = "website"
	Query   = "query"
)

// Fields are the values of a body's fields by name. Those of a refused body are the ones that could
// be read.
type Fields map[string]string

// add adds a field, or returns why it is refused.
func (f Fields) add(name, value string) *Problem {
	switch name {
	case Page, Lang, Helpful, Comment, ID, Website, Query:
	default:
		return &Problem{Reason: UnknownField, Detail: "there are page, lang, helpful, comment and id"}
	}
	if _, ok := f[name]; ok {
		return &Problem{Reason: RepeatedField, Field: name}
	}
	if !utf8.ValidString(value) {
		return &Problem{Reason: NotText, Field: name, Detail: "it isn't UTF-8"}
	}
	if strings.ContainsRune(value, 0) {
		return &Problem{Reason: NotText, Field: name, Detail: "it has NUL in it"}
	}
	f[name] = value
	return nil
}

// DecodeForm decodes a form (https://url.spec.whatwg.org/#application/x-www-form-urlencoded)
// strictly: it refuses input that the algorithm of that specification would repair.
func DecodeForm(body []byte) (Fields, *Problem) {
	f := Fields{}
	var first *Problem
	for pair := range strings.SplitSeq(string(body), "&") {
		if p := f.addEncoded(pair); p != nil && first == nil {
			first = p
		}
	}
	return f, first
}

func (f Fields) addEncoded(pair string) *Problem {
	name, value, ok := strings.Cut(pair, "=")
	if !ok {
		return &Problem{Reason: Unreadable, Detail: "a field is written name=value"}
	}
	name, err := url.QueryUnescape(name)
	if err != nil {
		return &Problem{Reason: Unreadable, Detail: "the name of a field isn't encoded properly"}
	}
	if value, err = url.QueryUnescape(value); err != nil {
		return &Problem{Reason: Unreadable, Detail: "the value of a field isn't encoded properly"}
	}
	return f.add(name, value)
}

// DecodeJSON decodes an object of strings (RFC 8259). Unlike encoding/json, it refuses invalid
// UTF-8 and unpaired surrogates instead of replacing them.
func DecodeJSON(body []byte) (Fields, *Problem) {
	f := Fields{}
	if !utf8.Valid(body) || !paired(body) {
		return f, &Problem{Reason: NotText, Detail: "it isn't UTF-8"}
	}
	object := &Problem{Reason: Unreadable, Detail: "it must be an object of strings"}
	d := json.NewDecoder(bytes.NewReader(body))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return f, object
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return f, object
		}
		value, err := d.Token()
		if err != nil {
			return f, object
		}
		text, ok := value.(string)
		if !ok {
			return f, &Problem{Reason: Unreadable, Field: fieldName(name), Detail: "every value must be a string"}
		}
		if p := f.add(name.(string), text); p != nil {
			return f, p
		}
	}
	if _, err := d.Token(); err != nil {
		return f, object
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return f, &Problem{Reason: Unreadable, Detail: "something follows the object"}
	}
	return f, nil
}

// fieldName returns the name of a known field, and "" for any other token, so that an answer never
// repeats a client's text.
func fieldName(name json.Token) string {
	switch name {
	case Page, Lang, Helpful, Comment, ID, Website:
		return name.(string)
	}
	return ""
}

// paired reports whether every escaped surrogate in JSON is half of a pair.
func paired(body []byte) bool {
	// JSON has backslashes in strings only.
	for i := bytes.IndexByte(body, '\\'); i >= 0 && i+1 < len(body); {
		size := 2
		if r, ok := escaped(body[i:]); ok {
			size = 6
			if utf16.IsSurrogate(r) {
				low, _ := escaped(body[i+6:])
				if utf16.DecodeRune(r, low) == utf8.RuneError {
					return false
				}
				size = 12
			}
		}
		next := bytes.IndexByte(body[i+size:], '\\')
		if next < 0 {
			break
		}
		i += size + next
	}
	return true
}

// escaped decodes the escape sequence at the start of b, a backslash, u and four hexadecimal digits,
// and reports whether there is one.
func escaped(b []byte) (rune, bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range b[2:6] {
		digit := strings.IndexByte("0123456789abcdef", c|0x20)
		if digit < 0 || c < '0' {
			return 0, false
		}
		r = r<<4 | rune(digit)
	}
	return r, true
}
