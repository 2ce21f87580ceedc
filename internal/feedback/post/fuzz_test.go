package post

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkFields checks that fields have known names, and values that are UTF-8 without NUL.
func checkFields(t *testing.T, f Fields) {
	t.Helper()
	for name, value := range f {
		switch name {
		case "page", "lang", "helpful", "comment", "id", "website":
		default:
			t.Errorf("field %q", name)
		}
		if !utf8.ValidString(value) || strings.ContainsRune(value, 0) {
			t.Errorf("%s: %q", name, value)
		}
	}
}

// FuzzForm compares DecodeForm with url.ParseQuery on the forms that it accepts.
func FuzzForm(f *testing.F) {
	for _, s := range []string{
		"page=%2Fxx%2F&lang=xx&helpful=yes", "page=/xx/&lang=xx&helpful=no&comment=a+b%0D%0A&id=&website=", "page", "a=b;c=d", "page=%ff", "page=1&page=2",
		"=", "&", "%70age=x", "page=%00", "page=%", "comment=\xff",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		got, p := DecodeForm(body)
		checkFields(t, got)
		if p != nil {
			return
		}
		want, err := url.ParseQuery(string(body))
		if err != nil && !strings.Contains(string(body), ";") {
			t.Fatalf("%q: %v", body, err)
		}
		if err == nil && len(want) != len(got) {
			t.Fatalf("%q: %q, want %q", body, got, want)
		}
		for name, values := range want {
			if len(values) != 1 || values[0] != got[name] {
				t.Fatalf("%q: %s is %q, want %q", body, name, got[name], values)
			}
		}
	})
}

// FuzzJSON compares DecodeJSON with encoding/json on the objects that it accepts.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{
		`{"page":"/xx/","lang":"xx","helpful":"yes"}`, `{}`, ` { "page" : "\u00e9\ud83d\ude00\n" } `, `{"page":"\ud83d"}`, `{"page":"\\ud83d"}`, `{"page":null}`,
		`{"page":"a","page":"b"}`, `{"page":"a"}{}`, `[{}]`, `{"page":{"a":[1]}}`, `{"comment":"\u0000"}`, "{\"comment\":\"\xff\"}", `{"page":"\u`, `{"page":"\uD800\uDFFF\uDC00"}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		got, p := DecodeJSON(body)
		checkFields(t, got)
		var want map[string]*string
		err := json.Unmarshal(body, &want)
		if p != nil {
			return
		}
		if err != nil || len(want) != len(got) {
			t.Fatalf("%q: %q, want %d fields, %v", body, got, len(want), err)
		}
		for name, value := range want {
			if value == nil || *value != got[name] {
				t.Fatalf("%q: %s is %q", body, name, got[name])
			}
			// encoding/json replaces invalid text by U+FFFD; DecodeJSON refuses it.
			if strings.Count(*value, "\ufffd") > strings.Count(string(body), "\ufffd")+strings.Count(strings.ToLower(string(body)), `\ufffd`) {
				t.Fatalf("%q: %s is %q", body, name, *value)
			}
		}
	})
}
