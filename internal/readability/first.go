package readability

import "baken.example/baken/internal/markdown/plaintext"

// FirstSentence returns a function that returns the first sentence of a text in a language. In a
// language that isn't supported, abbreviations aren't known. The error is a flaw of the package's
// own data.
func FirstSentence(code string) (func(text string) string, error) {
	l, err := languageOf(code)
	if err != nil {
		return nil, err
	}
	var abbreviations map[string]bool
	if l != nil {
		abbreviations = l.abbreviations
	}
	return func(text string) (first string) {
		sentences([]byte(text), plaintext.Passage{End: len(text)}, abbreviations, func(p plaintext.Passage) {
			if first == "" {
				first = text[p.Start:p.End]
			}
		})
		return first
	}, nil
}
