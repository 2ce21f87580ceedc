package address_test

import (
	"testing"

	"baken.example/baken/internal/facts/address"
)

func TestParse(t *testing.T) {
	for target, want := range map[string]address.Address{
		"mailto:A@b.example?subject=c": {Kind: address.Mail, Text: "A@b.example", Key: "a@b.example"},
		"tel:+31-70-1234567":           {Kind: address.Phone, Text: "+31-70-1234567", Key: "31701234567"},
		"https://www.A.example/b/#c":   {Kind: address.URL, Text: "https://www.A.example/b/#c", Key: "a.example/b"},
		"HTTP://a.example":             {Kind: address.URL, Text: "HTTP://a.example", Key: "a.example/"},
	} {
		if got, ok := address.Parse(target); !ok || got != want {
			t.Errorf("%q: %+v, want %+v", target, got, want)
		}
	}
	for _, target := range []string{"", "page.md", "ftp://a.example", "mail"} {
		if got, ok := address.Parse(target); ok {
			t.Errorf("%q: %+v", target, got)
		}
	}
}

func TestContradict(t *testing.T) {
	for _, c := range []struct {
		kind address.Kind
		a, b string
		want bool
	}{
		{address.URL, "a.example/law/2016", "a.example/law/2017", true},
		{address.URL, "government.example/a", "goverment.example/a", true},
		{address.URL, "a.example/en/law", "a.example/nl/wet", false},
		{address.URL, "a.example/en/p12", "a.example/nl/p13", false}, // versions of two languages
		{address.URL, "abc.example/a", "xyz.example/a", false},
		{address.Mail, "info@a.example", "info@b.example", true},
		{address.Mail, "en@a.example", "nl@a.example", false},
	} {
		if got := address.Contradict(c.kind, c.a, c.b); got != c.want || address.Contradict(c.kind, c.b, c.a) != got {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
