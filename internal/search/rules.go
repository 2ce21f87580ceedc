package search

// Rules are what an evaluator knows of a language. They are part of the manifest, so that a script
// needs no language of its own.
type Rules struct {
	// Stop are the words that a query with any other word ignores, folded and separated by spaces.
	Stop string `json:"stop"`
	// Stem holds pairs of a regular expression and its replacement. A stem is what remains of a
	// folded word when each has been applied once, in this order. The expressions mean the same in
	// RE2 and in ECMAScript.
	Stem [][2]string `json:"stem"`
	// Base holds pairs as Stem does, each for a word that the site doesn't have: what the first
	// that matches makes of it is another form of the word.
	Base [][2]string `json:"base,omitempty"`
	// Linking are the letters that may stand between the parts of a compound, "" among them; none
	// if the language has no compounds.
	Linking []string `json:"linking"`
	// Shortest is the number of letters of the shortest part of a compound.
	Shortest int `json:"shortest"`
}
