package vector

import (
	"bytes"
	"strconv"
	"strings"

	"baken.example/baken/internal/diag"
)

// attribute is an attribute with a default value.
type attribute struct{ name, value string }

// doctype reads a document type (XML 1.0, section 2.8). Its external part is never loaded, like in
// browsers.
type doctype struct {
	src []byte
	// i is the offset up to which it is read.
	i        int
	pos      diag.Pos
	entities map[string]string
	defaults map[string][]attribute
}

func (d *doctype) invalid() *Problem {
	return &Problem{Pos: d.pos, Text: "its document type is damaged"}
}

func (d *doctype) parse() *Problem {
	d.i += len("<!DOCTYPE")
	for d.i < len(d.src) {
		switch c := d.src[d.i]; c {
		case '"', '\'':
			if _, ok := d.quoted(); !ok {
				return d.invalid()
			}
		case '[':
			d.i++
			if problem := d.subset(); problem != nil {
				return problem
			}
		case '>':
			d.i++
			return nil
		default:
			d.i++
		}
	}
	return d.invalid()
}

// subset reads the declarations between the brackets.
func (d *doctype) subset() *Problem {
	for d.i < len(d.src) {
		rest := d.src[d.i:]
		switch {
		case isSpace(rest[0]):
			d.i++
		case rest[0] == ']':
			d.i++
			return nil
		case rest[0] == '%':
			return active(d.pos, "a document type with parameter entities")
		case bytes.HasPrefix(rest, []byte("<!--")):
			d.i += 4 + after(rest[4:], "-->")
		case bytes.HasPrefix(rest, []byte("<?")):
			d.i += after(rest, "?>")
		case bytes.HasPrefix(rest, []byte("<!")):
			if problem := d.declaration(); problem != nil {
				return problem
			}
		default:
			return d.invalid()
		}
	}
	return d.invalid()
}

// declaration reads a declaration of an entity, an attribute list or something else.
func (d *doctype) declaration() *Problem {
	tokens, ok := d.tokens()
	if !ok {
		return d.invalid()
	}
	switch tokens[0].text {
	case "<!ENTITY":
		switch {
		case len(tokens) > 1 && tokens[1].text == "%":
			return active(d.pos, "a document type with parameter entities")
		case len(tokens) > 2 && !tokens[2].quoted:
			return active(d.pos, "an entity from another file")
		case len(tokens) != 3:
			return d.invalid()
		}
		name, value := tokens[1].text, tokens[2].text
		if _, ok := d.entities[name]; !ok { // The first one counts.
			if strings.Contains(value, "%") && strings.Contains(value[strings.IndexByte(value, '%'):], ";") && !plainPercent(value) {
				return active(d.pos, "a document type with parameter entities")
			}
			text, ok := characters(value)
			if !ok {
				return d.invalid()
			}
			d.entities[name] = text
		}
	case "<!ATTLIST":
		d.attributes(tokens[1:])
	}
	return nil
}

// plainPercent reports whether no percent sign in an entity's value begins a reference.
func plainPercent(value string) bool {
	for i := range len(value) {
		if value[i] == '%' && i+1 < len(value) && !isSpace(value[i+1]) && (value[i+1] < '0' || value[i+1] > '9') && value[i+1] != ';' {
			return false
		}
	}
	return true
}

// maxDefaults bounds the attributes of an element that have default values. Each tag is compared
// with all of them.
const maxDefaults = 64

// attributes reads the default values in an attribute list.
func (d *doctype) attributes(tokens []token) {
	if len(tokens) == 0 {
		return
	}
	element := tokens[0].text
	name := ""
	for _, t := range tokens[1:] {
		switch {
		case t.quoted:
			if text, ok := characters(t.text); ok && name != "" && len(d.defaults[element]) < maxDefaults {
				d.defaults[element] = append(d.defaults[element], attribute{name, text})
			}
			name = ""
		case t.text == "#REQUIRED", t.text == "#IMPLIED":
			name = ""
		case name == "":
			name = t.text
		}
	}
}

// token is a part of a declaration.
type token struct {
	text   string
	quoted bool
}

// tokens reads a declaration up to its end. Enumerations in parentheses are one token.
func (d *doctype) tokens() ([]token, bool) {
	var out []token
	for d.i < len(d.src) {
		switch c := d.src[d.i]; {
		case isSpace(c):
			d.i++
		case c == '>':
			d.i++
			return out, len(out) > 0
		case c == '"' || c == '\'':
			text, ok := d.quoted()
			if !ok {
				return nil, false
			}
			out = append(out, token{text, true})
		case c == '(':
			d.i += after(d.src[d.i:], ")")
			out = append(out, token{"()", false})
		default:
			from := d.i
			for d.i++; d.i < len(d.src) && !isSpace(d.src[d.i]) && !strings.ContainsRune(`>"'(`, rune(d.src[d.i])); d.i++ {
			}
			out = append(out, token{string(d.src[from:d.i]), false})
		}
	}
	return nil, false
}

// quoted reads a quoted text.
func (d *doctype) quoted() (string, bool) {
	n := bytes.IndexByte(d.src[d.i+1:], d.src[d.i])
	if n < 0 {
		return "", false
	}
	text := string(d.src[d.i+1 : d.i+1+n])
	d.i += n + 2
	return text, true
}

// characters replaces the references to characters in the text of an entity.
func characters(s string) (string, bool) {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "&#")
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		number, rest, found := strings.Cut(rest, ";")
		base := 10
		if hex, ok := strings.CutPrefix(number, "x"); ok {
			number, base = hex, 16
		}
		n, err := strconv.ParseUint(number, base, 21)
		if !found || err != nil || n == 0 {
			return "", false
		}
		b.WriteRune(rune(n))
		s = rest
	}
}
