package redact

import (
	"regexp"
	"strings"
)

// phone finds one at an offset.
func phone(s string, i int) (span, bool) {
	to := 0
	switch s[i] {
	case '+':
		to = international(s, i)
	case '0':
		if to = exit(s, i); to == 0 {
			to = national(s, i)
		}
	case '3':
		to = bare(s, i)
	case '(':
		// The bracket goes with the number if its other half does.
		if i+1 < len(s) && s[i+1] != '(' {
			if found, ok := phone(s, i+1); ok && strings.Contains(s[i:found.to], ")") {
				to = found.to
			}
		}
	}
	return span{i, to}, to > 0
}

const (
	// dutch is the country code of the Netherlands, and its numbers have as many digits behind it.
	dutch        = "31"
	dutchDigits  = 9
	leastDigits  = 8  // of an international number; shorter ones exist on small islands only
	mostDigits   = 15 // E.164, section 6.1
	phoneSigns   = " ./()_-"
	phoneSignsNo = " .()_-" // without what parts the number of a law from a date
)

// international finds +CC… (E.123): a country code and a number.
func international(s string, i int) int {
	j := i + 1
	for j < len(s) && j < i+3 && (s[j] == ' ' || s[j] == '(') {
		j++
	}
	if j == len(s) || !isDigit(s[j]) || s[j] == '0' {
		return 0
	}
	if wordEnds(s, i) {
		// The + is part of something, such as 1.0.0-rc+20240101. "T+31" isn't.
		if word, _ := wordBefore(s, i); word == "" || !strings.HasPrefix(s[j:], dutch) {
			return 0
		}
	}
	to := withCountry(s, j, phoneSigns)
	if to > 0 && thousands.MatchString(s[i:to]) && amount(s, i, to) {
		return 0 // +20.000.000 euro
	}
	return to
}

// thousands is a number as it is written out in Dutch, with a sign.
var thousands = regexp.MustCompile(`^\+\d{1,3}(?:\.\d{3})+$`)

// exit finds 00CC…, as it is dialled from most of the world.
func exit(s string, i int) int {
	at := digits(s, i, 3, phoneSignsNo)
	if len(at) < 3 || number(s, at)[:2] != "00" || s[at[2]] == '0' || at[1] != i+1 || !begins(s, i) || within(s, i, "-./:,_") {
		return 0
	}
	return withCountry(s, at[2], phoneSignsNo)
}

// withCountry returns where a number ends whose country code begins at an offset, or 0.
func withCountry(s string, i int, signs string) int {
	at := free(s, i, mostDigits+1, signs)
	n := number(s, at)
	if strings.HasPrefix(n, dutch) {
		want := len(dutch) + dutchDigits
		if len(n) > 2 && n[2] == '0' {
			want++ // the zero that is only dialled at home: +31 (0)6
		}
		if len(n) >= want && (len(at) == want || at[want] > at[want-1]+1) {
			return at[want-1] + 1
		}
	}
	if len(at) > mostDigits {
		// It ran on into another number: up to the last gap.
		k := mostDigits
		for k > 0 && at[k] == at[k-1]+1 {
			k--
		}
		at = at[:k]
	}
	if len(at) < leastDigits {
		return 0
	}
	return at[len(at)-1] + 1
}

// national finds 0AREA NUMBER: ten digits in all, in whatever groups.
func national(s string, i int) int {
	at := free(s, i, 1+dutchDigits, phoneSigns)
	if m := areaCode.FindStringIndex(s[i:min(len(s), i+len("0123 : 456"))]); m != nil {
		at = digits(s, i, 1+dutchDigits, phoneSigns+":")
		if len(at) == 1+dutchDigits && strings.Count(s[i:at[dutchDigits]], ":") > 1 {
			return 0
		}
	}
	if len(at) < 1+dutchDigits || s[at[1]] == '0' || !begins(s, i) || within(s, i, "-./:,_") {
		return 0
	}
	to := at[len(at)-1] + 1
	if !ends(s, to) {
		return 0
	}
	lengths, separator := shape(s, at)
	if lengths[0] == 1 && !strings.HasPrefix(separator, " ") && !strings.Contains(separator, ")") && len(lengths) != len(at) {
		return 0 // 0.123456789 and 0-306-40615-2
	}
	if len(lengths) == len(at) && separator == "." {
		return 0 // 0.1.2.3.4.5.6.7.8.9
	}
	if dated(s, at, lengths) || service(s, at) {
		return 0
	}
	return to
}

// service reports whether a whole number of a service (0800-1234) stands before a line break.
func service(s string, at []int) bool {
	n := number(s, at)
	return (n[:4] == "0800" || n[:3] == "090") && strings.ContainsRune(s[at[7]:at[8]], '\n')
}

// areaCode is an area code that stands before its number as a label does: "06: 12345678". A time has two
// digits behind its colon.
var areaCode = regexp.MustCompile(`^0[1-9]\d{0,2} ?: ?\d{3}`)

// bare finds a Dutch number with its country code and nothing before it, as messengers show it.
func bare(s string, i int) int {
	want := len(dutch) + dutchDigits
	at := free(s, i, want, " -")
	if len(at) < want || !begins(s, i) || within(s, i, "-./:,_") || !ends(s, at[want-1]+1) {
		return 0
	}
	n := number(s, at)
	contiguous := at[want-1] == i+want-1
	if n[:2] != dutch || n[2] == '0' || n[2] != '6' && !contiguous {
		return 0
	}
	if lengths, _ := shape(s, at); dated(s, at, lengths) {
		return 0
	}
	return at[want-1] + 1
}

// dated tells whether digits begin with a date: 01-02-2024 and what follows it.
func dated(s string, at, lengths []int) bool {
	if len(lengths) < 3 {
		return false
	}
	n := number(s, at)
	switch {
	case lengths[0] <= 2 && lengths[1] <= 2 && lengths[2] == 4:
		a, b := lengths[0], lengths[0]+lengths[1]
		return date(n[:a], n[a:b], n[b:b+4])
	case lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2:
		a, b := 4, 4+lengths[1]
		return date(n[b:b+lengths[2]], n[a:b], n[:a])
	}
	return false
}

// date tells whether three numbers can be a date of our time, day and month in any order.
func date(day, month, year string) bool {
	return year >= "1900" && year < "2100" && (small(day, 31) && small(month, 12) || small(day, 12) && small(month, 31))
}

func small(digits string, most int) bool {
	n := 0
	for _, c := range []byte(digits) {
		n = n*10 + int(c-'0')
	}
	return 1 <= n && n <= most
}
