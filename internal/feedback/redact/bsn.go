package redact

import (
	"regexp"
	"slices"
	"strings"
)

// vat is a Dutch VAT number, which had the BSN of sole traders in it until 2020.
var vat = regexp.MustCompile(`(?i)^NL[ .]?(\d{9}|\d{3}[ .]\d{3}[ .]\d{3}|\d{4}[ .]\d{2}[ .]\d{3})[ .]?B[ .]?\d{2}\b`)

// bsn finds one at an offset.
func bsn(s string, i int) (span, bool) {
	if s[i] == 'N' || s[i] == 'n' {
		return trader(s, i)
	}
	if !isDigit(s[i]) || i > 0 && isDigit(s[i-1]) {
		return span{}, false
	}
	to := numberOf(s, i, 9)
	if to == 0 {
		to = numberOf(s, i, 8)
	}
	return span{i, to}, to > 0
}

// trader finds a VAT number with a BSN in it.
func trader(s string, i int) (span, bool) {
	m := vat.FindStringSubmatchIndex(s[i:min(len(s), i+longest)])
	if m == nil || wordEnds(s, i) || !eleven(number(s, digits(s, i+m[2], 9, " ."))) {
		return span{}, false
	}
	return span{i, i + m[1]}, true
}

const bsnSigns = " ./_-"

// numberOf returns where a BSN of n digits ends that begins at an offset, or 0.
func numberOf(s string, i, n int) int {
	at := free(s, i, n, bsnSigns)
	if len(at) < n || !begins(s, i) || !eleven(number(s, at)) {
		return 0
	}
	to := at[n-1] + 1
	if !ends(s, to) || amount(s, i, to) {
		return 0
	}
	lengths, separator := shape(s, at)
	if len(lengths) == 1 {
		// It may be part of a reference, not of a decimal number or of a version.
		if within(s, i, ".") || goesOn(s, to, ".") {
			return 0
		}
		return to
	}
	if !uniform(s, at, separator) || years(number(s, at), lengths) || ofYear(number(s, at), lengths, separator) || dated(s, at, lengths) {
		return 0
	}
	part := within(s, i, separator[:1]) || goesOn(s, to, separator[:1])
	if strings.Trim(separator, " \n") == "" {
		if strings.Contains(s[i:to], "\n") && !usual(lengths) && len(lengths) != 2 {
			return 0
		}
		// Among other numbers, only in the groups that people write it in.
		part = part && !usual(lengths)
	} else if strings.Trim(separator, " ") == "." && len(lengths) == n {
		part = true // 1.2.3.4.5.6.7.8 is a section
	}
	if part {
		return 0
	}
	return to
}

// eleven is the eleven-test of the BSN: the digits times 9, 8, … 2 and -1 add up to a multiple of
// eleven. A number of eight digits has a zero before it.
func eleven(digits string) bool {
	if len(digits) == 8 {
		digits = "0" + digits
	}
	sum := 0
	for i, c := range []byte(digits) {
		weight := 9 - i
		if i == 8 {
			weight = -1
		}
		sum += weight * int(c-'0')
	}
	return sum%11 == 0 && strings.Trim(digits, "0") != ""
}

// usual are the groups that a BSN is written in: 123 456 789, 1234 56 789, and with eight digits.
func usual(lengths []int) bool {
	for _, u := range [][]int{{3, 3, 3}, {4, 2, 3}, {3, 2, 4}, {2, 3, 4}, {2, 3, 3}, {3, 3, 2}, {4, 2, 2}, {2, 2, 2, 2}, {2, 2, 2, 3}, {3, 2, 2, 2}} {
		if slices.Equal(lengths, u) {
			return true
		}
	}
	return !slices.ContainsFunc(lengths, func(n int) bool { return n != 1 })
}

// uniform tells whether the same stands between all groups of digits, but for spaces.
func uniform(s string, at []int, separator string) bool {
	for i := 1; i < len(at); i++ {
		if at[i] > at[i-1]+1 && strings.Trim(s[at[i-1]+1:at[i]], " \n") != strings.Trim(separator, " \n") {
			return false
		}
	}
	return true
}

func year(digits string) bool { return digits >= "1900" && digits < "2100" }

// years tells whether digits are a range of years: 2023-2024.
func years(n string, lengths []int) bool {
	return slices.Equal(lengths, []int{4, 4}) && year(n[:4]) && year(n[4:])
}

// ofYear tells whether digits are a year and a number in it, as laws and cases have: 2022/2555.
func ofYear(n string, lengths []int, separator string) bool {
	return len(lengths) == 2 && lengths[0] == 4 && year(n[:4]) && (separator == "/" || separator == "-")
}

var (
	currencyBefore = regexp.MustCompile(`(?i)(?:[€$£]|\b(?:EUR|USD|GBP|euro)) ?$`)
	currencyBehind = regexp.MustCompile(`(?i)^(?:,(?:\d\d?|-)(?:[^\d]|$)| ?(?:[€$£]|(?:EUR|USD|GBP|euro|miljoen|million)\b))`)
)

// amount tells whether a number is a price, by what stands around it.
func amount(s string, from, to int) bool {
	const enough = 8 // bytes for a sign or a word, so that a text full of numbers takes no longer
	return currencyBefore.MatchString(s[max(0, from-enough):from]) || currencyBehind.MatchString(s[to:])
}
