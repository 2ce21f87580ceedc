package translation

// Share is how many pages in a language are in step, of how many there are in any.
type Share struct{ InStep, Of int }

// Count counts a page.
func (s *Share) Count(state State) {
	s.Of++
	if state.Good() {
		s.InStep++
	}
}

// Percent is the share in percent, rounded down; all of no pages.
func (s Share) Percent() int {
	if s.Of == 0 {
		return 100
	}
	return 100 * s.InStep / s.Of
}

// Below tells whether the share is less than so many percent.
func (s Share) Below(percent int) bool { return 100*s.InStep < percent*s.Of }
