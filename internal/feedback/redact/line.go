package redact

import "strings"

// isOneNumber reports whether digits across line breaks may be one number: there is at most one
// break, with two digits or more before it and three or more after it, and not between lines of one
// number each.
func isOneNumber(s string, at []int) bool {
	between := s[at[0] : at[len(at)-1]+1]
	n := strings.IndexByte(between, '\n')
	if n < 0 {
		return true
	}
	if strings.IndexByte(between[n+1:], '\n') >= 0 {
		return false
	}
	before := 0
	for _, p := range at {
		if p < at[0]+n {
			before++
		}
	}
	return before >= 2 && len(at)-before >= 3 && !isColumn(s, at)
}

// isColumn reports whether digits across a line break fill both of their lines, as the numbers of a
// column do. Then each line is a number of its own.
func isColumn(s string, at []int) bool {
	from, to := at[0], at[len(at)-1]+1
	if !strings.Contains(s[from:to], "\n") {
		return false
	}
	before := s[strings.LastIndexByte(s[:from], '\n')+1 : from]
	behind, _, _ := strings.Cut(s[to:], "\n")
	return strings.Trim(before, " -*•\t") == "" && strings.Trim(behind, " .,;") == ""
}

// digitsAcrossLines is like digits, but the number may continue on the next line.
func digitsAcrossLines(s string, i, most int, separators string) []int {
	at := digits(s, i, most, separators+"\n")
	if len(at) > 1 && !isOneNumber(s, at) {
		return digits(s, i, most, separators)
	}
	return at
}
