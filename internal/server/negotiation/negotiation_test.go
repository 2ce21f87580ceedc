package negotiation

import (
	"net/http"
	"testing"
)

func TestCoding(t *testing.T) {
	tests := []struct{ accept, want string }{
		{"", ""},
		{"gzip", "gzip"},
		{"br", "br"},
		{"gzip, deflate, br, zstd", "br"},
		{"GZIP ; Q=1.000", "gzip"},
		{"x-gzip", "gzip"},
		{"deflate, zstd", ""},
		{"br;q=0.5, gzip;q=0.8", "gzip"},
		{"br;q=0.8, gzip;q=0.8", "br"},
		{"br;q=0, gzip", "gzip"},
		{"br;q=0, gzip;q=0.000", ""},
		{"*", "br"},
		{"*;q=0.5, br;q=0.1", "gzip"},
		{"*, br;q=0", "gzip"},
		{"gzip, *;q=0", "gzip"},
		{"*;q=0", ""},
		{"identity, gzip;q=0.5", ""},
		{"identity;q=0.5, gzip;q=0.5", "gzip"},
		{"identity;q=0, gzip;q=0.1", "gzip"},
		{"identity;q=0", ""},
		{"gzip;q=2", ""},
		{"gzip;q=-1", ""},
		{"gzip;q=NaN", ""},
		{"gzip;q", ""},
		{"gzip;level=9", ""},
		{",,;q=1,=,gzip", "gzip"},
	}
	for _, test := range tests {
		if got := Coding(http.Header{"Accept-Encoding": {test.accept}}); got != test.want {
			t.Errorf("%q: %q, want %q", test.accept, got, test.want)
		}
	}
	if got := Coding(http.Header{"Accept-Encoding": {"gzip", "br;q=0.5"}}); got != "gzip" {
		t.Errorf("two headers: %q", got)
	}
}
