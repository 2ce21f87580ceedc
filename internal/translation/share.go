package translation

// Share is the number of pages that are in step in a language, of the number of pages in any
// language.
type Share struct{ InStep, Of int }

// Count counts a page with its status.
func (s *Share) Count(state State) {
	s.Of++
	if state.Good() {
		s.InStep++
	}
}

// Percent returns the share in percent, rounded down; 100 if there are no pages.
func (s Share) Percent() int {
	if s.Of == 0 {
		return 100
	}
	return 100 * s.InStep / s.Of
}

// Below reports whether the share is less than a percentage, without rounding.
func (s Share) Below(percent int) bool { return 100*s.InStep < percent*s.Of }
