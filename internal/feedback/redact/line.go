package redact

import "strings"

// broken reports whether the line breaks among digits may be those of one number: at most one, with
// no less than three digits on either side of it, and not between numbers that stand alone.
func broken(s string, at []int) bool {
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
	return before >= 2 && len(at)-before >= 3 && !column(s, at)
}

// column reports whether digits that go over a break fill both of their lines, as numbers below each
// other do: each is a number of its own.
func column(s string, at []int) bool {
	from, to := at[0], at[len(at)-1]+1
	if !strings.Contains(s[from:to], "\n") {
		return false
	}
	before := s[strings.LastIndexByte(s[:from], '\n')+1 : from]
	behind, _, _ := strings.Cut(s[to:], "\n")
	return strings.Trim(before, " -*•\t") == "" && strings.Trim(behind, " .,;") == ""
}

// free is digits with whatever line break, where separators are otherwise given.
func free(s string, i, most int, separators string) []int {
	at := digits(s, i, most, separators+"\n")
	if len(at) > 1 && !broken(s, at) {
		return digits(s, i, most, separators)
	}
	return at
}
