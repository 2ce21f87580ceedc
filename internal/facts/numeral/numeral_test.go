package numeral_test

import (
	"testing"

	"baken.example/baken/internal/facts/numeral"
)

func TestRead(t *testing.T) {
	for _, c := range []struct {
		text, decimal string
		value, other  float64
		key           string
		rest          string
	}{
		{"12 apples", ".", 12, 12, "", " apples"},
		{"1.234", ",", 1234, 1.234, "", ""},
		{"1.234", ".", 1.234, 1234, "", ""},
		{"1.234,50 euro", ",", 1234.5, 1234.5, "", " euro"},
		{"1,234.50", ",", 1234.5, 1234.5, "", ""},
		{"12.5.", ".", 12.5, 12.5, "", "."},
		{"1 234 567", ",", 1234567, 1234567, "", ""},
		{"1\u202f234", ",", 1234, 1234, "", ""},
		{"1 234a", ",", 1, 1, "", " 234a"},
		{"1 2345", ",", 1, 1, "", " 2345"},
		{"0 123", ",", 0, 0, "", " 123"},
		{"2016/679", ".", 0, 0, "2016/679", ""},
		{"1.2.3", ".", 0, 0, "1.2.3", ""},
		{"1.234.567", ".", 1234567, 1234567, "", ""},
		{"12345678901234567890", ".", 12345678901234567890, 12345678901234567890, "", ""},
	} {
		n := numeral.Read([]byte(c.text), 0, c.decimal)
		if n.Value != c.value || n.Other != c.other || n.Key != c.key || c.text[n.End:] != c.rest {
			t.Errorf("%q: %+v, want %+v", c.text, n, c)
		}
	}
}
