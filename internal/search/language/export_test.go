package language

import "github.com/blevesearch/snowballstem"

// Snowball returns Snowball's stemmer of a language, for comparison.
func Snowball(code string) func(string) string {
	stem, err := snowball(code)
	if err != nil {
		panic(err)
	}
	return func(word string) string {
		env := snowballstem.NewEnv(word)
		stem(env)
		return env.Current()
	}
}
