// Package langdetect finds texts that are in another language of the site than their page is: a
// paragraph that was pasted and never translated, a table in the wrong file.
//
// A text is told by its short words: articles, pronouns, prepositions, conjunctions and the verbs
// that every sentence needs (N. Ingle, A language identification table, The Incorporated Linguist 15,
// 1976; G. Grefenstette, Comparing two language identification schemes, JADT 1995, where short words
// do as well as trigrams from some ten words on). Names, loan words and terms of a trade, which wander
// from language to language and mislead trigrams, aren't among them and count for nothing.
//
// Each language that is known has a file with its words. What is said is said only of languages of
// the site that have one. A false alarm costs more than a miss, so that whoever reads a finding takes
// it seriously: a text with a word for the page's own language needs many against it.
package langdetect
