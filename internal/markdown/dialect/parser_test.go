package dialect

import "testing"

func TestHasAddress(t *testing.T) {
	for src, want := range map[string]bool{
		"":                             false,
		"a: b":                         false,
		"[a](https://a.example)":       false,
		"<https://a.example>":          false,
		"[a]: https://www.a.example":   false,
		"[a]:https://a.example":        true,
		"[a](https://www.a.example/b)": false,
		"[a](mailto:b@c.example)":      false,
		"<a.b@c.example>":              false,
		"<a b@c.example>":              true,
		"a\nb@c.example":               true,
		"[a](b) www.c.example":         true,
		"(https://a.example)":          true,
		"[a](b.md) https://a.example":  true,
		"[a](https://b) [c](http://d)": false,
		"www.a.example":                true,
		"a@b.example":                  true,
		"://":                          true,
	} {
		if got := hasAddress([]byte(src)); got != want {
			t.Errorf("%q: %v", src, got)
		}
	}
}
