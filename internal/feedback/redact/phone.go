package redact

import (
	"strings"

	"baken.example/baken/internal/lazyregexp"
)

// phone matches a telephone number at an offset.
func phone(s string, i int) (span, bool) {
	to := 0
	switch s[i] {
	case '+':
		to = international(s, i)
	case '0':
		if to = exitCode(s, i); to == 0 {
			to = national(s, i)
		}
	case '3':
		to = withoutPrefix(s, i)
	case '(':
		// The opening bracket belongs to the number if the closing one does.
		if i+1 < len(s) && s[i+1] != '(' {
			if found, ok := phone(s, i+1); ok && strings.Contains(s[i:found.to], ")") {
				to = found.to
			}
		}
	}
	return span{i, to}, to > 0
}

const (
	// dutch is the country code of the Netherlands, dutchDigits the number of digits after it.
	dutch        = "31"
	dutchDigits  = 9
	leastDigits  = 8  // of an international number; shorter ones exist on small islands only
	mostDigits   = 15 // E.164, section 6.1
	phoneSigns   = " ./()_-"
	phoneSignsNo = " .()_-" // without the slash, which separates the number of a law from a date
)

// international returns the end of +CC… (E.123), a country code and a number, or 0.
func international(s string, i int) int {
	j := i + 1
	for j < len(s) && j < i+3 && (s[j] == ' ' || s[j] == '(') {
		j++
	}
	if j == len(s) || !isDigit(s[j]) || s[j] == '0' {
		return 0
	}
	if letterBefore(s, i) {
		// The + is inside a word, such as 1.0.0-rc+20240101, unless it is a label: "T+31".
		if word, _ := wordBefore(s, i); word == "" || !strings.HasPrefix(s[j:], dutch) {
			return 0
		}
	}
	to := withCountry(s, j, phoneSigns)
	if to > 0 && thousandsPattern().MatchString(s[i:to]) && isAmount(s, i, to) {
		return 0 // +20.000.000 euro
	}
	return to
}

// thousandsPattern matches a signed number with Dutch thousands separators.
var thousandsPattern = lazyregexp.New(`^\+\d{1,3}(?:\.\d{3})+$`)

// exitCode returns the end of 00CC…, an international number as most countries dial it, or 0.
func exitCode(s string, i int) int {
	at := digits(s, i, 3, phoneSignsNo)
	if len(at) < 3 || number(s, at)[:2] != "00" || s[at[2]] == '0' || at[1] != i+1 || !canBegin(s, i) || followsNumber(s, i, "-./:,_") {
		return 0
	}
	return withCountry(s, at[2], phoneSignsNo)
}

// withCountry returns the end of the number whose country code begins at an offset, or 0.
func withCountry(s string, i int, signs string) int {
	at := digitsAcrossLines(s, i, mostDigits+1, signs)
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
		// The digits run into another number: cut at the last gap.
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

// national returns the end of 0AREA NUMBER, ten digits in any groups, or 0.
func national(s string, i int) int {
	at := digitsAcrossLines(s, i, 1+dutchDigits, phoneSigns)
	if m := areaCode().FindStringIndex(s[i:min(len(s), i+len("0123 : 456"))]); m != nil {
		at = digits(s, i, 1+dutchDigits, phoneSigns+":")
		if len(at) == 1+dutchDigits && strings.Count(s[i:at[dutchDigits]], ":") > 1 {
			return 0
		}
	}
	if len(at) < 1+dutchDigits || s[at[1]] == '0' || !canBegin(s, i) || followsNumber(s, i, "-./:,_") {
		return 0
	}
	to := at[len(at)-1] + 1
	if !canEnd(s, to) {
		return 0
	}
	lengths, separator := groups(s, at)
	if lengths[0] == 1 && !strings.HasPrefix(separator, " ") && !strings.Contains(separator, ")") && len(lengths) != len(at) {
		return 0 // 0.123456789 and 0-306-40615-2
	}
	if len(lengths) == len(at) && separator == "." {
		return 0 // 0.1.2.3.4.5.6.7.8.9
	}
	if beginsWithDate(s, at, lengths) || isServiceNumber(s, at) {
		return 0
	}
	return to
}

// isServiceNumber reports whether a complete service number (0800-1234) precedes a line break.
func isServiceNumber(s string, at []int) bool {
	n := number(s, at)
	return (n[:4] == "0800" || n[:3] == "090") && strings.ContainsRune(s[at[7]:at[8]], '\n')
}

// areaCode matches an area code with a colon before the number: "06: 12345678". A time has only two
// digits after its colon.
var areaCode = lazyregexp.New(`^0[1-9]\d{0,2} ?: ?\d{3}`)

// withoutPrefix returns the end of a Dutch number with its country code but no prefix, as
// messengers show it, or 0.
func withoutPrefix(s string, i int) int {
	want := len(dutch) + dutchDigits
	at := digitsAcrossLines(s, i, want, " -")
	if len(at) < want || !canBegin(s, i) || followsNumber(s, i, "-./:,_") || !canEnd(s, at[want-1]+1) {
		return 0
	}
	n := number(s, at)
	contiguous := at[want-1] == i+want-1
	if n[:2] != dutch || n[2] == '0' || n[2] != '6' && !contiguous {
		return 0
	}
	if lengths, _ := groups(s, at); beginsWithDate(s, at, lengths) {
		return 0
	}
	return at[want-1] + 1
}

// beginsWithDate reports whether digits begin with a date, such as 01-02-2024.
func beginsWithDate(s string, at, lengths []int) bool {
	if len(lengths) < 3 {
		return false
	}
	n := number(s, at)
	switch {
	case lengths[0] <= 2 && lengths[1] <= 2 && lengths[2] == 4:
		a, b := lengths[0], lengths[0]+lengths[1]
		return isDate(n[:a], n[a:b], n[b:b+4])
	case lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2:
		a, b := 4, 4+lengths[1]
		return isDate(n[b:b+lengths[2]], n[a:b], n[:a])
	}
	return false
}

// isDate reports whether three numbers can be a date between 1900 and 2099, day and month in any
// order.
func isDate(day, month, year string) bool {
	return year >= "1900" && year < "2100" && (inRange(day, 31) && inRange(month, 12) || inRange(day, 12) && inRange(month, 31))
}

func inRange(digits string, most int) bool {
	n := 0
	for _, c := range []byte(digits) {
		n = n*10 + int(c-'0')
	}
	return 1 <= n && n <= most
}
