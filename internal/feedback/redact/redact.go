// Package redact removes personal data from text: e-mail addresses, telephone numbers (Dutch and
// international), citizen service numbers (BSN), bank account numbers (IBAN), payment card numbers,
// Dutch postcodes with a house number, and IP addresses. Each is replaced by a marker in brackets
// that reads the same in any language.
//
// A text is normalized before it is searched: full-width and other digits become ASCII digits,
// characters without width are dropped, every dash is a hyphen, "(at)", "[.]", "%40" and "&#64;"
// are decoded, and a number may continue on the next line. The context of a number decides whether
// it is redacted: a part of a longer number, of a hash or of an identifier such as CVE-2021-44228
// isn't. Numbers with a check digit (BSN, IBAN, payment cards) are redacted only if it is right.
//
// In doubt, privacy takes precedence over precision: one in eleven numbers of eight or nine digits
// is a possible BSN, and is removed.
package redact

import (
	"slices"
	"strings"
)

// Kind is a kind of personal data.
type Kind int

// The kinds, in the order of the search: a part of a card number can look like a telephone number.
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

// String returns the value of the kind's metric label.
func (k Kind) String() string {
	return [kinds]string{"email", "iban", "ip", "phone", "bsn", "card", "postcode"}[k]
}

// marker returns the replacement of a kind. No marker looks like personal data.
func (k Kind) marker() string {
	return [kinds]string{"[e-mail]", "[IBAN]", "[IP]", "[tel]", "[BSN]", "[card]", "[postcode]"}[k]
}

// Kinds returns all kinds in order.
func Kinds() []Kind { return []Kind{Email, IBAN, IP, Phone, BSN, Card, Postcode} }

// Found counts what was removed, by Kind.
type Found [kinds]int

// span is the part of a text between two byte offsets.
type span struct{ from, to int }

// finding is a part of the original text to redact.
type finding struct {
	span
	kind Kind
}

// Text returns a text with its personal data replaced by markers, and the number of replacements.
// It is idempotent: its result has nothing left to redact.
func Text(text string) (string, Found) {
	var total Found
	// A replacement can expose further data to the search. Every round replaces some, so that the
	// loop terminates.
	for {
		clean, found := redactOnce(text)
		if found == (Found{}) {
			return text, total
		}
		for k, n := range found {
			total[k] += n
		}
		text = clean
	}
}

func redactOnce(text string) (string, Found) {
	seen := fold(text)
	view := []byte(seen.text)
	var list []finding
	for _, look := range []struct {
		kind Kind
		find func(string, int) (span, bool)
	}{{Email, email}, {IBAN, scan(iban)}, {IP, scan(ip)}, {Card, scan(card)}, {Phone, scan(phone)}, {BSN, scan(bsn)}, {Postcode, scan(postcode)}} {
		kind, find := look.kind, look.find
		if !mayContain(kind, seen.text) {
			continue
		}
		if kind == Card || kind == Phone {
			mask(view, identifiers(string(view)))
		}
		rest := string(view)
		for i := 0; ; {
			s, ok := find(rest, i)
			if !ok {
				break
			}
			list = append(list, finding{seen.original(s), kind})
			mask(view, []span{s})
			rest, i = string(view), s.to
		}
	}
	slices.SortFunc(list, func(a, b finding) int { return a.from - b.from })

	var found Found
	var out strings.Builder
	done := 0
	for _, f := range list {
		if f.from < done {
			f.from = done // two findings can share a character of the original, such as "㏂"
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

// scan turns a function that matches at an offset into one that returns the first match at or after
// an offset.
func scan(at func(string, int) (span, bool)) func(string, int) (span, bool) {
	return func(s string, i int) (span, bool) {
		for ; i < len(s); i++ {
			if found, ok := at(s, i); ok {
				return found, true
			}
		}
		return span{}, false
	}
}

// mayContain reports whether a text has the characters that data of a kind requires. Most texts
// don't, and the search takes a hundred times as long.
func mayContain(k Kind, s string) bool {
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

// mask overwrites spans, so that the next search ignores them. The byte is neither a letter nor a
// digit nor a separator of digits.
func mask(view []byte, spans []span) {
	for _, s := range spans {
		for i := s.from; i < s.to; i++ {
			view[i] = masked
		}
	}
}

const masked = 0
