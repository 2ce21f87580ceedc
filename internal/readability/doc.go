// Package readability holds the words of a text against what a site asks of its language: sentences that
// aren't too long, a text that isn't too hard to read, links that say where they lead, headings
// with something below them, and abbreviations that are explained.
//
// What is known of a language (how its reading ease is computed, its syllables, the links that say
// nothing, the abbreviations that everybody knows) is in a file for each language. For others there
// is no score and no guess: only sentences and sections are looked at. A language is added by
// adding its file.
package readability
