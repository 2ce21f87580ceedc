package typography

import "testing"

// set returns a text with all replacements.
func set(text string, q *Quotes) string {
	s := State{Src: []byte(text), End: len(text)}
	var out []byte
	for i := 0; i < len(text); {
		c := text[i]
		if c == '"' || c == '\'' || c == '-' || c == '.' {
			if r, n := s.Replace(i, len(text), q); n > 0 {
				out = append(out, r...)
				i += n
				continue
			}
		}
		n := 1
		for c == '-' || c == '.' {
			if i+n == len(text) || text[i+n] != c {
				break
			}
			n++
		}
		for i+n < len(text) && text[i+n]&0xc0 == 0x80 {
			n++
		}
		out = append(out, text[i:i+n]...)
		s.Last = []rune(text[i : i+n])[0]
		i += n
	}
	return string(out)
}

func TestReplace(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`"a"`, `„a“`},
		{`"A b," she said. "C."`, `„A b,“ she said. „C.“`},
		{`("a") ["b"] —"c"— /"d"/`, `(„a“) [„b“] —„c“— /„d“/`},
		{`he said,"a"`, `he said,„a“`},
		{`""`, `„“`},
		{`a "`, `a "`},
		{`5" and "5"`, `5" and „5“`},
		{`a"b`, `a"b`},
		{`'a' 'B c' 'I am' 'a good idea'`, `‚a‘ ‚B c‘ ‚I am‘ ‚a good idea‘`},
		{`don't, d'accord, l'été, é't`, `don’t, d’accord, l’été, é’t`},
		{`'s avonds 't is 'k 'n 'm 'r`, `’s avonds ’t is ’k ’n ’m ’r`},
		{`'s-Hertogenbosch`, `’s-Hertogenbosch`},
		{`the '90s, '24 and '1234'`, `the ’90s, ’24 and ‚1234‘`},
		{`the boys' own`, `the boys’ own`},
		{`'em all, 'tis 'good'`, `’em all, ’tis ‚good‘`},
		{`"'a', b"`, `„‚a‘, b“`},
		{`'"a", b'`, `‚„a“, b‘`},
		{`'it's'`, `‚it’s‘`},
		{`a ' b`, `a ' b`},
		{`'`, `'`},
		{`a--b a---b a -- b a----b`, `a–b a—b a – b a----b`},
		{`--a (--b --- c`, `--a (--b — c`},
		{`a... a.. a.... ...`, `a… a.. a.... …`},
		{`-a .5 -`, `-a .5 -`},
	} {
		q := Quotes{OpenDouble: "„", CloseDouble: "“", OpenSingle: "‚", CloseSingle: "‘", Apostrophe: "’"}
		if got := set(c.text, &q); got != c.want {
			t.Errorf("%s becomes %s, want %s", c.text, got, c.want)
		}
	}
}

func TestEmptyQuotes(t *testing.T) {
	const text = `"a" 'b' c's`
	if got := set(text, &Quotes{}); got != text {
		t.Errorf("%s becomes %s", text, got)
	}
	if got, want := set(text, &Quotes{Apostrophe: "’"}), `"a" 'b' c’s`; got != want {
		t.Errorf("%s becomes %s, want %s", text, got, want)
	}
}

func TestEscaped(t *testing.T) {
	if got := (Quotes{OpenDouble: `"`, Apostrophe: "<&"}).Escaped(); got != (Quotes{OpenDouble: "&quot;", Apostrophe: "&lt;&amp;"}) {
		t.Errorf("%+v", got)
	}
}
