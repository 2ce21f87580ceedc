package redact

import (
	"slices"
	"strings"

	"baken.example/baken/internal/lazyregexp"
)

// vatPattern matches a Dutch VAT number, which contained the BSN of a sole trader until 2020.
var vatPattern = lazyregexp.New(`(?i)^NL[ .]?(\d{9}|\d{3}[ .]\d{3}[ .]\d{3}|\d{4}[ .]\d{2}[ .]\d{3})[ .]?B[ .]?\d{2}\b`)

// bsn matches a citizen service number at an offset.
func bsn(s string, i int) (span, bool) {
	if s[i] == 'N' || s[i] == 'n' {
		return vatNumber(s, i)
	}
	if !isDigit(s[i]) || i > 0 && isDigit(s[i-1]) {
		return span{}, false
	}
	to := bsnEnd(s, i, 9)
	if to == 0 {
		to = bsnEnd(s, i, 8)
	}
	return span{i, to}, to > 0
}

// vatNumber matches a VAT number that contains a BSN.
func vatNumber(s string, i int) (span, bool) {
	m := vatPattern().FindStringSubmatchIndex(s[i:min(len(s), i+maxAddress)])
	if m == nil || letterBefore(s, i) || !elevenTest(number(s, digits(s, i+m[2], 9, " ."))) {
		return span{}, false
	}
	return span{i, i + m[1]}, true
}

const bsnSigns = " ./_-"

// bsnEnd returns the end of a BSN of n digits at an offset, or 0.
func bsnEnd(s string, i, n int) int {
	at := digitsAcrossLines(s, i, n, bsnSigns)
	if len(at) < n || !canBegin(s, i) || !elevenTest(number(s, at)) {
		return 0
	}
	to := at[n-1] + 1
	if !canEnd(s, to) || isAmount(s, i, to) {
		return 0
	}
	lengths, separator := groups(s, at)
	if len(lengths) == 1 {
		// A reference may contain it; a decimal number or a version may not.
		if followsNumber(s, i, ".") || continues(s, to, ".") {
			return 0
		}
		return to
	}
	if !sameSeparators(s, at, separator) || isYearRange(number(s, at), lengths) || isNumberInYear(number(s, at), lengths, separator) || beginsWithDate(s, at, lengths) {
		return 0
	}
	part := followsNumber(s, i, separator[:1]) || continues(s, to, separator[:1])
	if strings.Trim(separator, " \n") == "" {
		if strings.Contains(s[i:to], "\n") && !isUsualGrouping(lengths) && len(lengths) != 2 {
			return 0
		}
		// Among further numbers, it must have the usual groups.
		part = part && !isUsualGrouping(lengths)
	} else if strings.Trim(separator, " ") == "." && len(lengths) == n {
		part = true // 1.2.3.4.5.6.7.8 is a section
	}
	if part {
		return 0
	}
	return to
}

// elevenTest reports whether a BSN passes its check: the digits times 9, 8, … 2 and -1 add up to a
// multiple of eleven. A number of eight digits has an implicit leading zero.
func elevenTest(digits string) bool {
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

// isUsualGrouping reports whether a BSN is written in groups of these lengths: 123 456 789,
// 1234 56 789, and the like with eight digits.
func isUsualGrouping(lengths []int) bool {
	for _, u := range [][]int{{3, 3, 3}, {4, 2, 3}, {3, 2, 4}, {2, 3, 4}, {2, 3, 3}, {3, 3, 2}, {4, 2, 2}, {2, 2, 2, 2}, {2, 2, 2, 3}, {3, 2, 2, 2}} {
		if slices.Equal(lengths, u) {
			return true
		}
	}
	return !slices.ContainsFunc(lengths, func(n int) bool { return n != 1 })
}

// sameSeparators reports whether all separators between groups of digits are equal, spaces aside.
func sameSeparators(s string, at []int, separator string) bool {
	for i := 1; i < len(at); i++ {
		if at[i] > at[i-1]+1 && strings.Trim(s[at[i-1]+1:at[i]], " \n") != strings.Trim(separator, " \n") {
			return false
		}
	}
	return true
}

func isYear(digits string) bool { return digits >= "1900" && digits < "2100" }

// isYearRange reports whether digits are a range of years: 2023-2024.
func isYearRange(n string, lengths []int) bool {
	return slices.Equal(lengths, []int{4, 4}) && isYear(n[:4]) && isYear(n[4:])
}

// isNumberInYear reports whether digits are the reference of a law or a case: 2022/2555.
func isNumberInYear(n string, lengths []int, separator string) bool {
	return len(lengths) == 2 && lengths[0] == 4 && isYear(n[:4]) && (separator == "/" || separator == "-")
}

var (
	currencyBefore = lazyregexp.New(`(?i)(?:[€$£]|\b(?:EUR|USD|GBP|euro)) ?$`)
	currencyBehind = lazyregexp.New(`(?i)^(?:,(?:\d\d?|-)(?:[^\d]|$)| ?(?:[€$£]|(?:EUR|USD|GBP|euro|miljoen|million)\b))`)
)

// isAmount reports whether a currency stands next to a number.
func isAmount(s string, from, to int) bool {
	const enough = 8 // bytes for a sign or a word; bounds the search in a text full of numbers
	return currencyBefore().MatchString(s[max(0, from-enough):from]) || currencyBehind().MatchString(s[to:])
}
