package language

import "github.com/blevesearch/snowballstem"

// Snowball returns Snowball's stemmer of a language, for comparison; words are their
// own stems in a language without one.
func Snowball(code string) func(string) string {
	stem, err := snowball(code)
	if err != nil {
		panic(err)
	}
	return func(word string) string {
		if stem == nil {
			return word
		}
		env := snowballstem.NewEnv(word)
		stem(env)
		return env.Current()
	}
}
