package facts

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/facts/numeral"
	"baken.example/baken/internal/facts/vocabulary"
)

// add appends a fact, completed with its text.
func (s *scan) add(f found) *found {
	f.Text = string(s.text[f.start:f.end])
	if f.Kind != Date && f.Kind != Time && f.raw == 0 {
		f.raw = f.value
	}
	if f.other == 0 {
		f.other = f.value
	}
	s.out = append(s.out, f)
	return &s.out[len(s.out)-1]
}

// digits reads the number at i.
func (s *scan) digits(i int) int {
	if i > 0 {
		if c, size := utf8.DecodeLastRune(s.text[:i]); c == '_' || c == '#' || unicode.IsLetter(c) ||
			c == '-' && i > size && func() bool { p, _ := utf8.DecodeLastRune(s.text[:i-size]); return unicode.IsLetter(p) }() {
			return s.alphanumeric(i)
		}
	}
	if end := s.numericDate(i); end > 0 {
		return end
	}
	if s.text[i] == '0' {
		if end := s.phone(i); end > 0 {
			return end
		}
	}
	if end := s.clockTime(i); end > 0 {
		return end
	}
	l := numeral.Read(s.text, i, s.Decimal)
	if l.Key != "" {
		s.add(found{Fact: Fact{Kind: Identifier, key: l.Key}, start: i, end: l.End})
		return s.alphanumeric(l.End)
	}
	return s.number(i, l.End, Fact{Kind: Number, value: l.Value, other: l.Other}, len(l.Parts) == 1)
}

// run returns the end of the digits at i.
func (s *scan) run(i int) int {
	for digitAt(s.text, i) {
		i++
	}
	return i
}

// number adds the number between two offsets with the unit that stands before or after it.
func (s *scan) number(start, end int, f Fact, integer bool) int {
	if integer {
		if stop := s.decade(start, end, f); stop > 0 {
			return stop
		}
	}
	at := found{Fact: f, start: start, end: end}
	at.raw = f.value
	attached := s.letters(end) > end
	e, after := s.suffix(end)
	// 2 million, 2 bn.
	if e != nil && (e.Number >= 100 || e.Multiplier > 0 && s.amount(start, after)) {
		by := max(e.Number, e.Multiplier)
		if e.Number >= 100 {
			by = e.Number
		}
		at.value, at.other, at.end = at.value*by, at.other*by, after
		at.raw = at.value
		attached, integer = false, false
		for e, after = s.suffix(at.end); e != nil && e.Number >= 100; e, after = s.suffix(at.end) {
			at.value, at.other, at.end = at.value*e.Number, at.other*e.Number, after
			at.raw = at.value
		}
		if e == nil { // 2 million d'euros, 2 miljoen aan euro's
			if next, stop := s.lookup(s.spaces(at.end)); next != nil && next.DayOf {
				e, after = s.suffix(stop)
			}
		}
	}
	switch {
	case s.adjacent(s.currency.end, start):
		at.Kind, at.unit, at.start, at.prefixed = Money, s.currency.entry.Currency, s.currency.start, true
		at.round()
		if e != nil && e.Currency != "" {
			at.end = after
		}
	case e != nil && e.Currency != "":
		at.Kind, at.unit, at.end = Money, e.Currency, after
		at.round()
		at.value, at.other = at.value*e.Per, at.other*e.Per
	case e != nil && e.Percent:
		at.Kind, at.end = Percent, after
	case e != nil && e.Clock && integer && f.value < 24 && !f.Worded && s.minutes(after) > 0:
		at.Kind, at.end = Time, s.minutes(after)
		at.value = f.value*60 + numeral.Parse(string(s.text[at.end-2:at.end]), "")
		at.other = at.value
	case e != nil && e.Clock && integer && f.value <= 24 && (e.Unit == "" || e.Hours > 0):
		at.Kind, at.end = Time, after
		at.value = clockMinutes(f.value, 0, e)
		at.other = at.value
	case e != nil && e.Unit != "":
		at.Kind, at.unit, at.end = Quantity, e.Unit, after
		at.value, at.other = at.value*e.Per, at.other*e.Per
	case e != nil && e.Month > 0 && integer && f.value >= 1 && f.value <= 31 && !f.Worded:
		at.Kind = Date
		year, stop := s.year(after)
		at.value, at.other, at.end = date(year, e.Month, int(f.value)), 0, stop
	case e != nil && e.OrdinalEnd && attached:
		at.end = after
		s.ordinal = mention{&vocabulary.Entry{Ordinal: f.value}, after, start}
		at.plain = true
	case s.adjacent(s.reference.end, start):
		at.Kind = Reference
	case attached && !f.Worded:
		return s.alphanumeric(end) // 16a, 4G
	case f.Worded && f.value == 1:
		return 0 // an article
	default:
		at.plain = true
	}
	if at.Kind == Number && at.plain && integer && !f.Worded && end-start == 4 && f.value >= 1900 && f.value < 2100 {
		at.Kind, at.plain = Date, false
		at.value, at.other = date(int(f.value), 0, 0), 0
	}
	s.share(s.add(at))
	return at.end
}

// minutes returns the end of the two digits after the word of a clock, as in 17 h 30, or 0.
func (s *scan) minutes(after int) int {
	at := s.spaces(after)
	if end := s.run(at); end == at+2 && s.text[at] <= '5' && s.letters(end) == end {
		return end
	}
	return 0
}

// round reads an amount with three decimals as thousands: no currency has as many.
func (f *found) round() {
	if f.value != f.other {
		f.value = max(f.value, f.other)
		f.other = f.value
	}
}

// amount reports whether a number is an amount of money: a currency precedes it, or follows at an
// offset.
func (s *scan) amount(start, after int) bool {
	if s.adjacent(s.currency.end, start) {
		return true
	}
	e, _ := s.suffix(after)
	return e != nil && e.Currency != ""
}

// suffix returns the meaning of the sign or word that follows a number, and its end. Between a
// month and its day there may be more.
func (s *scan) suffix(end int) (*vocabulary.Entry, int) {
	at := end
	if at < len(s.text) && s.text[at] == '.' { // 15. August
		if next := s.spaces(at + 1); next > at+1 {
			if e, after := s.lookup(next); e != nil && e.Month > 0 && (!e.Capital || s.capitalized(next)) {
				return e, after
			}
		}
		return nil, end
	}
	if at+1 < len(s.text) && s.text[at] == ',' && s.text[at+1] == '-' { // € 50,-
		at += 2
	}
	n := s.spaces(at)
	var signs []vocabulary.Sign
	if n < len(s.text) {
		signs = s.Signs(s.text[n])
	}
	for _, sg := range signs {
		if bytes.HasPrefix(s.text[n:], []byte(sg.Text)) && (n == at || !sg.OrdinalEnd) {
			stop := n + len(sg.Text)
			last, _ := utf8.DecodeLastRuneInString(sg.Text)
			if !unicode.IsLetter(last) || s.letters(stop) == stop && !digitAt(s.text, stop) || sg.Clock && digitAt(s.text, stop) {
				if sg.OrdinalEnd {
					return s.ordinalSuffix(sg.Entry, stop)
				}
				if e, long := s.lookup(n); e != nil && long > stop {
					return e, long
				}
				return sg.Entry, stop
			}
		}
	}
	next := n
	if next == at && at < len(s.text) && s.text[at] == '-' {
		next = at + 1
	}
	e, after := s.lookup(next)
	if e != nil && e.DayOf {
		if m, stop := s.lookup(s.spaces(after)); m != nil && (m.Month > 0 || m.Currency != "") {
			return m, stop
		}
	}
	if e != nil && e.Month > 0 && e.Capital && !s.capitalized(next) {
		return nil, end
	}
	return e, after
}

// ordinalSuffix returns the meaning of what follows the end of an ordinal number: a month, or
// nothing.
func (s *scan) ordinalSuffix(end *vocabulary.Entry, at int) (*vocabulary.Entry, int) {
	next := s.spaces(at)
	e, after := s.lookup(next)
	if e != nil && e.DayOf {
		e, after = s.lookup(s.spaces(after))
	}
	if e != nil && e.Month > 0 {
		return e, after
	}
	return end, at
}

// share gives the unit of a fact to the numbers before it in the same range, as in 5 to 10 %, and
// to it that of the fact before it, as in €5 to 10.
func (s *scan) share(f *found) {
	last := len(s.out) - 1
	if f.Kind == Number && f.plain && last > 0 {
		p := &s.out[last-1]
		if (p.prefixed && p.Kind == Money || p.Kind == Reference) && s.between(p.end, f.start) {
			f.Kind, f.unit, f.plain, f.prefixed = p.Kind, p.unit, false, p.prefixed
		}
		return
	}
	for i := last - 1; i >= 0; i-- {
		p, next := &s.out[i], &s.out[i+1]
		if !p.plain || p.Kind != Number || !s.between(p.end, next.start) {
			return
		}
		switch f.Kind {
		case Money, Percent:
			p.Kind, p.unit = f.Kind, f.unit
		case Quantity:
			if f.raw == 0 {
				return
			}
			p.Kind, p.unit, p.value, p.other = Quantity, f.unit, p.value*f.value/f.raw, p.other*f.value/f.raw
		case Date:
			if f.value < 10000 && int(f.value)%100 == 0 || int(f.value)%100 == 0 || p.value > 31 || p.value < 1 {
				return
			}
			p.Kind, p.value, p.other = Date, f.value-float64(int(f.value)%100)+p.value, 0
			p.other = p.value
		case Time:
			h, m, ok := parseClock(s.text[p.start:p.end])
			if !ok {
				return
			}
			p.Kind, p.value = Time, float64(h*60+m)
			p.other = p.value
			if h < 12 && f.value >= 12*60 {
				p.other += 12 * 60
			}
		default:
			return
		}
		p.plain = false
	}
}

// between reports whether the text between two numbers makes them a range or a list.
func (s *scan) between(end, start int) bool {
	if start < end || start-end > 16 {
		return false
	}
	switch t := strings.TrimFunc(string(s.text[end:start]), isSpace); t {
	case "-", "–", "—", ",", "/", "":
		return t != ""
	default:
		t = strings.TrimLeft(t, ", ")
		e := s.Word([]byte(strings.ToLower(t)))
		return e != nil && e.Between
	}
}

// afterReference reports whether the parenthesis at i follows a reference.
func (s *scan) afterReference(i int) bool {
	n := len(s.out)
	return n > 0 && s.out[n-1].Kind == Reference && s.out[n-1].end == i && digitAt(s.text, i+1)
}

// subsection reads a number in parentheses, as in article 16(2).
func (s *scan) subsection(i int) int {
	end := s.run(i + 1)
	if end < len(s.text) && s.text[end] == ')' {
		s.add(found{Fact: Fact{Kind: Reference, value: numeral.Parse(string(s.text[i+1:end]), "")}, start: i + 1, end: end})
		s.out[len(s.out)-1].end++
		return end + 1
	}
	return i + 1
}
