package redact

import (
	"regexp"
	"slices"
	"strings"
)

// A Dutch postcode stands for half a street, and with the number of a house for one of its doors.
var (
	// behindPostcode is a postcode and the number behind it: "1234 AB 12", "1234AB, nr. 12-3", "1234 AB huisnummer 12a".
	behindPostcode = regexp.MustCompile(`^([1-9]\d{3})( ?)([A-Za-z]{2})(?:[ ,/:;-]{1,3}|\n)(?:(?i:huisnummer|huisnr|nummer|nr|no)\.?:? ?)?#?(\d{1,5})(?:(?: ?[A-Za-z]|[- /]\d{1,4}[A-Za-z]?| ?(?i:bis|hs|huis))\b)?`)
	// another is a postcode, whose digits aren't the number of a house.
	another = regexp.MustCompile(`^[1-9]\d{3} ?[A-Z]{2}\b`)
	// beforePostcode is a street with its number and the postcode: "Dorpsstraat 12, 1234 AB".
	beforePostcode = regexp.MustCompile(`^\d{1,5}(?:[ -]?(?i:bis|hs)| ?[A-Za-z]|-\d{1,4})?(?: ?, ?| {1,2}| ?\n)([1-9]\d{3})( ?)([A-Za-z]{2})`)
)

// postcode finds one with a house number at an offset. A postcode alone is a neighbourhood, and is left.
func postcode(s string, i int) (span, bool) {
	if !isDigit(s[i]) || wordEnds(s, i) || within(s, i, ".,-/:") {
		return span{}, false
	}
	const mostDigits = 5 // of a house number, which is longer than the digits of a postcode
	rest := s[i:min(len(s), i+longest)]
	if n := len(rest) - len(strings.TrimLeft(rest, "0123456789")); n > mostDigits {
		return span{}, false
	}
	if m := behindPostcode.FindStringSubmatchIndex(rest); m != nil && letters(rest, m) && !another.MatchString(rest[m[8]:]) && !wordBegins(s, i+m[1]) && !goesOn(s, i+m[1], ".,-/:") {
		return span{i, i + m[1]}, true
	}
	if m := beforePostcode.FindStringSubmatchIndex(rest); m != nil && letters(rest, m) && !wordBegins(s, i+m[1]) && street(s[:i]) {
		return span{i, i + m[1]}, true
	}
	return span{}, false
}

// unused are the letters that no postcode has, and notLetters those that more often are something else
// behind a number: units, and the bodies and collections that years stand before.
var (
	unused     = []string{"SA", "SD", "SS"}
	notLetters = []string{
		"MB", "GB", "KB", "TB", "KG", "KM", "CM", "MM", "ML", "CL", "MS", "PX", "PT", "KW", "MW", "HZ", "PK", "BC", "AD", "AM", "PM",
		"EU", "EG", "VN", "NL", "EN", "OF", "IN", "IS", "OP", "DE", "TE", "OM", "TO", "OR", "AT", "AS", "IF", "BY", "ON", "ST", "ND", "RD", "TH", "AB", "JB", "NJ",
	}
)

// letters reports whether those of a match are a postcode's. Small ones count where nothing stands
// between them and the digits; words and units then don't.
func letters(s string, m []int) bool {
	digits, gap, found := s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]]
	upper := strings.ToUpper(found)
	if slices.Contains(unused, upper) || found != upper && (gap != "" || found != strings.ToLower(found)) {
		return false
	}
	if !slices.Contains(notLetters, upper) {
		return true
	}
	// "1234 AB 12" is a postcode; "2024 AB 12" more likely a year and a journal.
	return upper == "AB" && !year(digits)
}

// streetWords are the ends of the names of most streets.
var streetWords = regexp.MustCompile(`(?i)(?:straat|str\.?|laan|weg|plein|kade|gracht|singel|dijk|steeg|pad|hof|park|dreef|plantsoen|ring|markt|baan|wal|haven|poort|allee|boulevard|plaats|erf|veld|akker|kamp|burg|berg|dam|brug|oord|zoom|rode|street|road|lane|avenue|huisnummer|nummer|nr\.?|adres:?) $`)

// street reports whether the name of a street stands before the number of a house.
func street(before string) bool {
	const enough = 32
	return streetWords.MatchString(before[max(0, len(before)-enough):])
}
