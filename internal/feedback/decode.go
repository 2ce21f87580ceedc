package feedback

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
	fieldPage    = "page"
	fieldLang    = "lang"
	fieldHelpful = "helpful"
	fieldComment = "comment"
	fieldID      = "id"
	fieldWebsite = "website"
)

// fields are what a body says, by name. What could be read of a body that is wrong is there too.
type fields map[string]string

// add adds a field, unless there is something wrong with it.
func (f fields) add(name, value string) *problem {
	switch name {
	case fieldPage, fieldLang, fieldHelpful, fieldComment, fieldID, fieldWebsite:
	default:
		return &problem{kind: unknownField, detail: "there are page, lang, helpful, comment and id"}
	}
	if _, ok := f[name]; ok {
		return &problem{kind: repeatedField, field: name}
	}
	if !utf8.ValidString(value) {
		return &problem{kind: notText, field: name, detail: "it isn't UTF-8"}
	}
	if strings.ContainsRune(value, 0) {
		return &problem{kind: notText, field: name, detail: "it has NUL in it"}
	}
	f[name] = value
	return nil
}

// decodeForm reads a form (https://url.spec.whatwg.org/#application/x-www-form-urlencoded), but
// takes none of the liberties of that algorithm.
func decodeForm(body []byte) (fields, *problem) {
	f := fields{}
	var first *problem
	for pair := range strings.SplitSeq(string(body), "&") {
		if p := f.addEncoded(pair); p != nil && first == nil {
			first = p
		}
	}
	return f, first
}

func (f fields) addEncoded(pair string) *problem {
	name, value, ok := strings.Cut(pair, "=")
	if !ok {
		return &problem{kind: unreadable, detail: "a field is written name=value"}
	}
	name, err := url.QueryUnescape(name)
	if err != nil {
		return &problem{kind: unreadable, detail: "the name of a field isn't encoded properly"}
	}
	if value, err = url.QueryUnescape(value); err != nil {
		return &problem{kind: unreadable, detail: "the value of a field isn't encoded properly"}
	}
	return f.add(name, value)
}

// decodeJSON reads an object of strings (RFC 8259). Unlike the decoder it is built on, it refuses
// what isn't UTF-8 or half a surrogate pair, rather than to put something else in its place.
func decodeJSON(body []byte) (fields, *problem) {
	f := fields{}
	if !utf8.Valid(body) || !paired(body) {
		return f, &problem{kind: notText, detail: "it isn't UTF-8"}
	}
	object := &problem{kind: unreadable, detail: "it must be an object of strings"}
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
			return f, &problem{kind: unreadable, field: known(name), detail: "every value must be a string"}
		}
		if p := f.add(name.(string), text); p != nil {
			return f, p
		}
	}
	if _, err := d.Token(); err != nil {
		return f, object
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return f, &problem{kind: unreadable, detail: "something follows the object"}
	}
	return f, nil
}

// known is a name if it is that of a field, and "" otherwise: what a client made up isn't repeated.
func known(name json.Token) string {
	switch name {
	case fieldPage, fieldLang, fieldHelpful, fieldComment, fieldID, fieldWebsite:
		return name.(string)
	}
	return ""
}

// paired tells whether every escaped surrogate in JSON has its other half.
func paired(body []byte) bool {
	// A backslash stands in strings only.
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

// escaped reads what JSON writes as a backslash, a u and four hexadecimal digits.
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
