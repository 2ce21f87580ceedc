package alias_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/site/alias"
)

// TestSpellings compares the forms of an alias with those that browsers and other programs send.
func TestSpellings(t *testing.T) {
	for written, want := range map[string][]string{
		"/en/plain/":           {"/en/plain/"},
		"/en/a$b&c+d,e;f=g@h~": {"/en/a$b&c+d,e;f=g@h~"},
		"/en/hi!":              {"/en/hi!", "/en/hi%21"},
		"/en/hi%21":            {"/en/hi!", "/en/hi%21"},
		"/en/it's/":            {"/en/it's/", "/en/it%27s/"},
		"/en/a(1)[2]|3":        {"/en/a(1)[2]|3", "/en/a%281%29%5B2%5D%7C3"},
		"/en/%28a)":            {"/en/(a)", "/en/%28a)", "/en/%28a%29"},
		"/en/a^b":              {"/en/a^b", "/en/a%5Eb"},
		"/en/{a}`b":            {"/en/%7Ba%7D%60b"},
		"/en/%22%3C%3E%23%3F":  {"/en/%22%3C%3E%23%3F"},
		"/en/über/":            {"/en/über/", "/en/%C3%BCber/"},
		"/en/%C3%BCber/":       {"/en/über/", "/en/%C3%BCber/"},
		"/en/%c3%bcber/":       {"/en/über/", "/en/%C3%BCber/", "/en/%c3%bcber/"},
		"/en/über(1)/":         {"/en/über(1)/", "/en/%C3%BCber(1)/", "/en/%C3%BCber%281%29/"},
		"/en/日本/":              {"/en/日本/", "/en/%E6%97%A5%E6%9C%AC/"},
		// White space, invisible characters and invalid UTF-8 are always escaped.
		"/en/a%20é%C2%A0": {"/en/a%20é%C2%A0", "/en/a%20%C3%A9%C2%A0"},
		"/en/%EF%BB%BFé":  {"/en/%EF%BB%BFé", "/en/%EF%BB%BF%C3%A9"},
		"/en/%FFé":        {"/en/%FFé", "/en/%FF%C3%A9"},
		"/en/100%25":      {"/en/100%25"},
	} {
		path, problem := alias.Parse(written)
		if problem != "" {
			t.Errorf("%s %s", written, problem)
			continue
		}
		slices.Sort(want)
		if diff := cmp.Diff(want, alias.Spellings(path, written)); diff != "" {
			t.Errorf("%s: %s", written, diff)
		}
	}
}
