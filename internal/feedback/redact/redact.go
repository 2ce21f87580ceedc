// Package redact takes personal data out of what people write: e-mail addresses, telephone numbers
// (Dutch ones and international ones), citizen service numbers (BSN), bank account numbers (IBAN),
// payment card numbers, Dutch postcodes with the number of a house, and IP addresses. Each gives way to a marker in brackets that reads the same in any language.
//
// It looks at a text as a person would read it: full-width and other digits count as digits,
// characters of no width aren't there, any dash is a dash, "(at)", "[.]", "%40" and "&#64;" are what
// they stand for, and a number may go on in the next line. What surrounds a number decides whether it is one: a part of a longer number, of a
// hash or of an identifier such as CVE-2021-44228 isn't. The numbers with a check digit (BSN,
// IBAN, payment cards) are only taken for one when it is right.
//
// Where the two can't be told apart, privacy goes before precision: one in eleven numbers of eight
// or nine digits is a possible BSN, and is removed.
package redact

import (
	"slices"
	"strings"
)

// Kind is a kind of personal data.
type Kind int

// The kinds. Cards are looked for before telephone numbers, which could be parts of them.
const (
	Email Kind = iota
	IBAN
	IP
	Phone
	BSN
	Card
	Postcode
	kinds
)

// String is the kind in the words of a metric's label.
func (k Kind) String() string {
	return [kinds]string{"email", "iban", "ip", "phone", "bsn", "card", "postcode"}[k]
}

// marker is what stands in the place of something removed. No marker looks like personal data.
func (k Kind) marker() string {
	return [kinds]string{"[e-mail]", "[IBAN]", "[IP]", "[tel]", "[BSN]", "[card]", "[postcode]"}[k]
}

// Kinds are all kinds, in order.
func Kinds() []Kind { return []Kind{Email, IBAN, IP, Phone, BSN, Card, Postcode} }

// Found counts what was removed, by Kind.
type Found [kinds]int

// span is a part of a text, from a byte offset up to another.
type span struct{ from, to int }

// finding is a part of the original text that is to go.
type finding struct {
	span
	kind Kind
}

// Text returns a text without the personal data that was found in it, and how much that was. What
// it returns has nothing left to find: giving it back changes nothing.
func Text(text string) (string, Found) {
	var total Found
	// What has been removed may have kept something else from being seen. Every round removes
	// something, so that this ends.
	for {
		clean, found := once(text)
		if found == (Found{}) {
			return text, total
		}
		for k, n := range found {
			total[k] += n
		}
		text = clean
	}
}

func once(text string) (string, Found) {
	seen := fold(text)
	view := []byte(seen.text)
	var list []finding
	for _, look := range []struct {
		kind Kind
		find func(string, int) (span, bool)
	}{{Email, email}, {IBAN, first(iban)}, {IP, first(ip)}, {Card, first(card)}, {Phone, first(phone)}, {BSN, first(bsn)}, {Postcode, first(postcode)}} {
		kind, find := look.kind, look.find
		if !possible(kind, seen.text) {
			continue
		}
		if kind == Card || kind == Phone {
			hide(view, identifiers(string(view)))
		}
		rest := string(view)
		for i := 0; ; {
			s, ok := find(rest, i)
			if !ok {
				break
			}
			list = append(list, finding{seen.original(s), kind})
			hide(view, []span{s})
			rest, i = string(view), s.to
		}
	}
	slices.SortFunc(list, func(a, b finding) int { return a.from - b.from })

	var found Found
	var out strings.Builder
	done := 0
	for _, f := range list {
		if f.from < done {
			f.from = done // two that share a character of the original, such as "㏂"
		}
		if f.to <= done {
			continue
		}
		out.WriteString(text[done:f.from])
		out.WriteString(f.kind.marker())
		found[f.kind]++
		done = f.to
	}
	out.WriteString(text[done:])
	return out.String(), found
}

// first makes of what tells whether something begins at an offset, what finds the first at or
// behind one.
func first(at func(string, int) (span, bool)) func(string, int) (span, bool) {
	return func(s string, i int) (span, bool) {
		for ; i < len(s); i++ {
			if found, ok := at(s, i); ok {
				return found, true
			}
		}
		return span{}, false
	}
}

// possible tells whether a text has what something of a kind can't do without. Most texts have
// nothing of it, and looking closer takes a hundred times as long.
func possible(k Kind, s string) bool {
	digits := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			digits++
		}
	}
	switch k {
	case Email:
		return strings.Contains(s, "@") || strings.Contains(strings.ToLower(s), " at ")
	case IP:
		return digits >= 4 || strings.Contains(s, "::")
	case Card:
		return digits >= 14
	case Postcode:
		return digits >= 5
	}
	return digits >= 8
}

// hide makes spans of no interest to what looks next. The byte that takes their place is neither a
// letter, nor a digit, nor anything that may stand between digits.
func hide(view []byte, spans []span) {
	for _, s := range spans {
		for i := s.from; i < s.to; i++ {
			view[i] = hidden
		}
	}
}

const hidden = 0
