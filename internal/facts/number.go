package facts

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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

// literal is a number in digits.
type literal struct {
	value, other float64
	// parts are the separated groups of digits; plain integers have one.
	parts []string
	// key is set where the digits are no number but a version, a law or the like.
	key string
	end int
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
	l := s.literal(i)
	if l.key != "" {
		s.add(found{Fact: Fact{Kind: Identifier, key: l.key}, start: i, end: l.end})
		return s.alphanumeric(l.end)
	}
	return s.number(i, l.end, Fact{Kind: Number, value: l.value, other: l.other}, len(l.parts) == 1)
}

// group is a separator and the digits after it.
type group struct{ mark, digits string }

// literal parses the digits at i. Digits are grouped by full stops, commas, apostrophes or spaces.
func (s *scan) literal(i int) literal {
	first := s.run(i)
	var groups []group
	for at := first; ; {
		c, size := utf8.DecodeRune(s.text[at:])
		if at >= len(s.text) || !strings.ContainsRune(".,'’ \u00a0\u202f\u2009/", c) || !digitAt(s.text, at+size) {
			break
		}
		next := s.run(at + size)
		space := unicode.IsSpace(c)
		if c == '\'' || c == '’' || space {
			// Such a separator is between thousands only.
			if next-at-size != 3 || first-i > 3 || len(groups) > 0 && groups[0].mark != string(c) || s.text[i] == '0' || s.letters(next) > next {
				break
			}
		}
		if len(groups) > 0 && (c == '/') != (groups[0].mark == "/") {
			break
		}
		groups = append(groups, group{string(c), string(s.text[at+size : next])})
		at = next
		if len(groups) == 8 {
			break
		}
	}
	l := literal{end: first, parts: []string{string(s.text[i:first])}}
	for _, g := range groups {
		l.parts = append(l.parts, g.digits)
		l.end += len(g.mark) + len(g.digits)
	}
	s.interpret(&l, groups)
	return l
}

// interpret sets the values of a literal.
func (s *scan) interpret(l *literal, groups []group) {
	whole, fraction := strings.Join(l.parts, ""), ""
	n := len(groups)
	thousands := len(l.parts[0]) <= 3 && !strings.HasPrefix(l.parts[0], "0") &&
		!slices.ContainsFunc(groups, func(g group) bool { return len(g.digits) != 3 })
	switch {
	case n == 0:
	case groups[0].mark == "/":
		l.key = strings.Join(l.parts, "/")
		return
	case n == 1 && thousands && (groups[0].mark == "." || groups[0].mark == ","):
		// One thousand, or one with three decimals.
		with := parse(l.parts[0], l.parts[1])
		l.value, l.other = parse(whole, ""), with
		if groups[0].mark == s.decimal {
			l.value, l.other = l.other, l.value
		}
		return
	case thousands && alike(groups):
	case n == 1:
		whole, fraction = l.parts[0], l.parts[1]
	case alike(groups[:n-1]) && groups[n-1].mark != groups[0].mark && !slices.ContainsFunc(groups[:n-1], func(g group) bool { return len(g.digits) != 3 }):
		whole, fraction = strings.Join(l.parts[:n], ""), l.parts[n]
	default:
		l.key = strings.Join(l.parts, ".")
		return
	}
	l.value = parse(whole, fraction)
	l.other = l.value
}

// same reports whether all separators are the same.
func alike(groups []group) bool {
	return !slices.ContainsFunc(groups, func(g group) bool { return g.mark != groups[0].mark })
}

func parse(whole, fraction string) float64 {
	f, err := strconv.ParseFloat(whole+"."+fraction+"0", 64)
	if err != nil {
		return 0
	}
	return f
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
	if e != nil && (e.number >= 100 || e.multiplier > 0 && s.amount(start, after)) {
		by := max(e.number, e.multiplier)
		if e.number >= 100 {
			by = e.number
		}
		at.value, at.other, at.end = at.value*by, at.other*by, after
		at.raw = at.value
		attached, integer = false, false
		for e, after = s.suffix(at.end); e != nil && e.number >= 100; e, after = s.suffix(at.end) {
			at.value, at.other, at.end = at.value*e.number, at.other*e.number, after
			at.raw = at.value
		}
		if e == nil { // 2 million d'euros, 2 miljoen aan euro's
			if next, stop := s.lookup(s.spaces(at.end)); next != nil && next.dayOf {
				e, after = s.suffix(stop)
			}
		}
	}
	switch {
	case s.adjacent(s.currency.end, start):
		at.Kind, at.unit, at.start, at.prefixed = Money, s.currency.entry.currency, s.currency.start, true
		at.round()
		if e != nil && e.currency != "" {
			at.end = after
		}
	case e != nil && e.currency != "":
		at.Kind, at.unit, at.end = Money, e.currency, after
		at.round()
		at.value, at.other = at.value*e.per, at.other*e.per
	case e != nil && e.percent:
		at.Kind, at.end = Percent, after
	case e != nil && e.clock && integer && f.value < 24 && !f.Worded && s.minutes(after) > 0:
		at.Kind, at.end = Time, s.minutes(after)
		at.value = f.value*60 + parse(string(s.text[at.end-2:at.end]), "")
		at.other = at.value
	case e != nil && e.clock && integer && f.value <= 24 && (e.unit == "" || e.hours > 0):
		at.Kind, at.end = Time, after
		at.value, at.other = hours(f.value, 0, e)
	case e != nil && e.unit != "":
		at.Kind, at.unit, at.end = Quantity, e.unit, after
		at.value, at.other = at.value*e.per, at.other*e.per
	case e != nil && e.month > 0 && integer && f.value >= 1 && f.value <= 31 && !f.Worded:
		at.Kind = Date
		year, stop := s.year(after)
		at.value, at.other, at.end = date(year, e.month, int(f.value)), 0, stop
	case e != nil && e.ordinalEnd && attached:
		at.end = after
		s.ordinal = mention{&entry{ordinal: f.value}, after, start}
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
	return e != nil && e.currency != ""
}

// suffix returns the meaning of the sign or word that follows a number, and its end. Between a
// month and its day there may be more.
func (s *scan) suffix(end int) (*entry, int) {
	at := end
	if at < len(s.text) && s.text[at] == '.' { // 15. August
		if next := s.spaces(at + 1); next > at+1 {
			if e, after := s.lookup(next); e != nil && e.month > 0 && (!e.capital || s.capitalized(next)) {
				return e, after
			}
		}
		return nil, end
	}
	if at+1 < len(s.text) && s.text[at] == ',' && s.text[at+1] == '-' { // € 50,-
		at += 2
	}
	n := s.spaces(at)
	var signs []sign
	if n < len(s.text) {
		signs = s.signs[s.text[n]]
	}
	for _, sg := range signs {
		if bytes.HasPrefix(s.text[n:], []byte(sg.text)) && (n == at || !sg.ordinalEnd) {
			stop := n + len(sg.text)
			last, _ := utf8.DecodeLastRuneInString(sg.text)
			if !unicode.IsLetter(last) || s.letters(stop) == stop && !digitAt(s.text, stop) || sg.clock && digitAt(s.text, stop) {
				if sg.ordinalEnd {
					return s.ordinalSuffix(sg.entry, stop)
				}
				if e, long := s.lookup(n); e != nil && long > stop {
					return e, long
				}
				return sg.entry, stop
			}
		}
	}
	next := n
	if next == at && at < len(s.text) && s.text[at] == '-' {
		next = at + 1
	}
	e, after := s.lookup(next)
	if e != nil && e.dayOf {
		if m, stop := s.lookup(s.spaces(after)); m != nil && (m.month > 0 || m.currency != "") {
			return m, stop
		}
	}
	if e != nil && e.month > 0 && e.capital && !s.capitalized(next) {
		return nil, end
	}
	return e, after
}

// ordinalSuffix returns the meaning of what follows the end of an ordinal number: a month, or
// nothing.
func (s *scan) ordinalSuffix(end *entry, at int) (*entry, int) {
	next := s.spaces(at)
	e, after := s.lookup(next)
	if e != nil && e.dayOf {
		e, after = s.lookup(s.spaces(after))
	}
	if e != nil && e.month > 0 {
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
		e := s.words[strings.ToLower(t)]
		return e != nil && e.between
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
		s.add(found{Fact: Fact{Kind: Reference, value: parse(string(s.text[i+1:end]), "")}, start: i + 1, end: end})
		s.out[len(s.out)-1].end++
		return end + 1
	}
	return i + 1
}
