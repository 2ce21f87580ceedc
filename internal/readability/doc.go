// Package readability is a linter for plain language. It reports sentences that are too long,
// texts that are hard to read, links with a vague text, headings without content, and
// abbreviations that aren't explained.
//
// The data of a language (the formula of its reading ease, its syllables, vague link texts,
// commonly known abbreviations) is in a file for each supported language. In other languages only
// the length of sentences and empty sections are checked. Adding a file adds a language.
package readability
