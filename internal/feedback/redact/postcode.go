package redact

import (
	"slices"
	"strings"

	"baken.example/baken/internal/lazyregexp"
)

// A Dutch postcode identifies half a street, and together with a house number an address.
var (
	// numberAfter matches a postcode and the house number after it: "1234 AB 12", "1234AB, nr.
	// 12-3", "1234 AB huisnummer 12a".
	numberAfter = lazyregexp.New(`^([1-9]\d{3})( ?)([A-Za-z]{2})(?:[ ,/:;-]{1,3}|\n)(?:(?i:huisnummer|huisnr|nummer|nr|no)\.?:? ?)?#?(\d{1,5})(?:(?: ?[A-Za-z]|[- /]\d{1,4}[A-Za-z]?| ?(?i:bis|hs|huis))\b)?`)
	// postcodeOnly matches a postcode, whose digits aren't a house number.
	postcodeOnly = lazyregexp.New(`^[1-9]\d{3} ?[A-Z]{2}\b`)
	// numberBefore matches a house number and the postcode after it, as in "Dorpsstraat 12, 1234
	// AB".
	numberBefore = lazyregexp.New(`^\d{1,5}(?:[ -]?(?i:bis|hs)| ?[A-Za-z]|-\d{1,4})?(?: ?, ?| {1,2}| ?\n)([1-9]\d{3})( ?)([A-Za-z]{2})`)
)

// postcode matches a postcode with a house number at an offset. A postcode alone isn't personal
// data.
func postcode(s string, i int) (span, bool) {
	if !isDigit(s[i]) || letterBefore(s, i) || followsNumber(s, i, ".,-/:") {
		return span{}, false
	}
	const mostDigits = 5 // of a house number, which is longer than the digits of a postcode
	rest := s[i:min(len(s), i+maxAddress)]
	if n := len(rest) - len(strings.TrimLeft(rest, "0123456789")); n > mostDigits {
		return span{}, false
	}
	if m := numberAfter().FindStringSubmatchIndex(rest); m != nil && !isNumbering(s, i) && isLetters(rest, m) && !postcodeOnly().MatchString(rest[m[8]:]) && !letterAt(s, i+m[1]) && !continues(s, i+m[1], ".,-/:") {
		return span{i, i + m[1]}, true
	}
	if m := numberBefore().FindStringSubmatchIndex(rest); m != nil && isLetters(rest, m) && !letterAt(s, i+m[1]) && isStreet(s[:i]) {
		return span{i, i + m[1]}, true
	}
	return span{}, false
}

// unused are the letters that no postcode has. notLetters are letters that after a number are more
// often a unit, a word, or the body or collection that a year precedes.
var (
	unused     = []string{"SA", "SD", "SS"}
	notLetters = []string{
		"MB", "GB", "KB", "TB", "KG", "KM", "CM", "MM", "ML", "CL", "MS", "PX", "PT", "KW", "MW", "HZ", "PK", "BC", "AD", "AM", "PM",
		"EU", "EG", "VN", "NL", "EN", "OF", "IN", "IS", "OP", "DE", "TE", "OM", "TO", "OR", "AT", "AS", "IF", "BY", "ON", "ST", "ND", "RD", "TH", "AB", "JB", "NJ",
	}
)

// isLetters reports whether the letters of a match are those of a postcode. Lower case is accepted
// only next to the digits, and not for words and units.
func isLetters(s string, m []int) bool {
	digits, gap, found := s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]]
	upper := strings.ToUpper(found)
	if slices.Contains(unused, upper) || found != upper && (gap != "" || found != strings.ToLower(found)) {
		return false
	}
	if !slices.Contains(notLetters, upper) {
		return true
	}
	// "1234 AB 12" is a postcode; "2024 AB 12" more likely a year and a journal.
	return upper == "AB" && !isYear(digits)
}

// streetWords matches the end of most street names.
var streetWords = lazyregexp.New(`(?i)(?:straat|str\.?|laan|weg|plein|kade|gracht|singel|dijk|steeg|pad|hof|park|dreef|plantsoen|ring|markt|baan|wal|haven|poort|allee|boulevard|plaats|erf|veld|akker|kamp|burg|berg|dam|brug|oord|zoom|rode|street|road|lane|avenue|huisnummer|nummer|nr\.?|adres:?) $`)

// isStreet reports whether a street name precedes a house number.
func isStreet(before string) bool {
	const enough = 32
	return streetWords().MatchString(before[max(0, len(before)-enough):])
}
