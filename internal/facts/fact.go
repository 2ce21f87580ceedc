package facts

import (
	"math"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/facts/address"
)

// Kind is the kind of a fact.
type Kind uint8

// The kinds of facts.
const (
	// Number is a number without a unit.
	Number Kind = iota + 1
	// Money is an amount, Percent a percentage, and Quantity a number of units.
	Money
	Percent
	Quantity
	// Date is a day, a month of a year, or a year.
	Date
	// Time is a time of the day.
	Time
	// Reference is the number of an article or another part of a text.
	Reference
	// Identifier is a version, an IP address or the number of a law.
	Identifier
	// Phone is a telephone number, Mail a mail address, and URL that of a page.
	Phone
	Mail
	URL
)

// Fact is a fact of a text. A site holds many, so they are small.
type Fact struct {
	Kind Kind
	// Worded reports whether the number is in words.
	Worded bool
	// unit is the currency of an amount, or the unit that a quantity is reckoned in.
	unit string
	// value is the value in that unit. A date is yyyymmdd, with zeros for what isn't known; a time
	// is in minutes.
	value float64
	// other is a second reading of value, and raw the number as written, without its unit.
	other, raw float64
	// key is the normalized form of identifiers and addresses.
	key string
	// Text is the fact as written.
	Text string
	// Line and Column are the position in the file, or 0.
	Line, Column uint32
}

// Pos returns the position of the fact in its file.
func (f *Fact) Pos() diag.Pos { return diag.Pos{Line: int(f.Line), Column: int(f.Column)} }

// equal reports whether two numbers are equal but for rounding.
func equal(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b)) }

// values reports whether any reading of a equals one of b.
func values(a, b *Fact) bool {
	return equal(a.value, b.value) || equal(a.other, b.value) || equal(a.value, b.other) || equal(a.other, b.other)
}

// numeric reports whether a fact is a number, with or without a unit.
func (f *Fact) numeric() bool {
	return f.Kind == Number || f.Kind == Money || f.Kind == Percent || f.Kind == Quantity || f.Kind == Reference
}

// bare reports whether a fact is a number without a unit.
func (f *Fact) bare() bool { return f.Kind == Number || f.Kind == Reference }

// matches reports whether two facts of different languages may be the same.
func (f *Fact) matches(g *Fact) bool {
	if f.Text == g.Text {
		return true
	}
	if f.Kind > g.Kind {
		f, g = g, f
	}
	switch {
	case f.Kind == g.Kind:
		return f.alike(g)
	case (f.bare() || g.bare()) && f.numeric() && g.numeric():
		return equal(f.raw, g.raw) || f.bare() && g.bare() && values(f, g) ||
			f.Kind == Number && equal(f.value, g.value) || f.Kind == Number && equal(f.other, g.raw) || g.bare() && equal(g.other, f.raw)
	case f.Kind == Number && g.Kind == Date:
		return equal(f.value*10000, g.value)
	case f.Kind == Quantity && g.Kind == Time:
		return f.unit == "second" && (equal(f.value, 60*g.value) || equal(f.value, 60*g.other) || equal(f.value+12*3600, 60*g.value))
	}
	return false
}

// alike is matches for facts of the same kind.
func (f *Fact) alike(g *Fact) bool {
	switch f.Kind {
	case Money, Quantity:
		return f.unit == g.unit && values(f, g)
	case Date:
		return agree(f.value, g.value) || agree(f.other, g.value) || agree(f.value, g.other)
	case Identifier, Mail, URL:
		return f.key == g.key
	case Phone:
		return address.PhoneTail(f.key) == address.PhoneTail(g.key)
	}
	return values(f, g)
}

// agree reports whether two dates don't contradict each other.
func agree(a, b float64) bool {
	x, y := int(a), int(b)
	for _, part := range [...]struct{ by, of int }{{10000, 10000}, {100, 100}, {1, 100}} {
		p, q := x/part.by%part.of, y/part.by%part.of
		if p != 0 && q != 0 && p != q {
			return false
		}
	}
	return true
}
