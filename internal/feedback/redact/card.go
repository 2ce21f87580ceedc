package redact

import (
	"slices"
	"strings"
)

const cardSigns = " .-_/"

// card matches the number of a payment card (ISO/IEC 7812-1) at an offset: the prefix and length of
// a scheme, and a valid Luhn check digit.
func card(s string, i int) (span, bool) {
	if s[i] < '2' || s[i] > '6' || i > 0 && isDigit(s[i-1]) || !canBegin(s, i) || followsNumber(s, i, ".,-/_") {
		return span{}, false
	}
	at := digits(s, i, 20, cardSigns+"\n")
	for _, n := range []int{19, 18, 16, 15, 14} {
		if len(at) < n || len(at) > n && at[n] == at[n-1]+1 {
			continue
		}
		if to := at[n-1] + 1; isScheme(number(s, at[:n])) && luhn(number(s, at[:n])) && canEnd(s, to) && !continues(s, to, ".,-/_") && isCardGrouping(s, at[:n]) {
			return span{i, to}, true
		}
	}
	return span{}, false
}

// isScheme reports whether a number has the prefix and length of a payment scheme.
func isScheme(n string) bool {
	switch len(n) {
	case 14:
		return n[:2] == "36" || n[:2] == "38" || n[:2] == "39" || n[:3] >= "300" && n[:3] <= "305" // Diners Club
	case 15:
		return n[:2] == "34" || n[:2] == "37" // American Express
	case 16:
		return n[0] == '4' || n[:2] >= "51" && n[:2] <= "55" || n[:4] >= "2221" && n[:4] <= "2720" || // Visa, Mastercard
			n[:2] == "35" || n[:4] == "6011" || n[:2] == "64" || n[:2] == "65" || n[:2] == "62" || // JCB, Discover, UnionPay
			isMaestro(n)
	case 18, 19:
		return n[0] == '4' || n[:2] == "62" || n[:2] == "65" || isMaestro(n)
	}
	return false
}

// isMaestro reports whether a number has the prefix of a Maestro debit card, as most Dutch cards
// had until 2023.
func isMaestro(n string) bool {
	return n[:2] == "50" || n[:2] >= "56" && n[:2] <= "58" || n[:2] == "67" || n[:4] == "6304"
}

// luhn reports whether a number passes the check of ISO/IEC 7812-1, annex B, which doubles every
// second digit from the end.
func luhn(n string) bool {
	sum := 0
	for i := range len(n) {
		d := int(n[len(n)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// isCardGrouping reports whether digits are grouped as on a card: not at all, in fours, in eights,
// each alone, or as American Express and Diners Club print them, with at most one line break
// anywhere. Any other grouping is a list of numbers.
func isCardGrouping(s string, at []int) bool {
	lengths, _ := groups(s, at)
	if len(lengths) == 1 || slices.Equal(lengths, []int{4, 6, 5}) || slices.Equal(lengths, []int{4, 6, 4}) ||
		slices.Equal(lengths, []int{8, 8}) && !isColumn(s, at) || len(lengths) == len(at) {
		return true
	}
	between := s[at[0] : at[len(at)-1]+1]
	if strings.Count(between, "\n") == 1 && !strings.ContainsAny(between, cardSigns) {
		return !isColumn(s, at)
	}
	for _, n := range lengths[:len(lengths)-1] {
		if n != 4 {
			return false
		}
	}
	return !isColumn(s, at)
}
