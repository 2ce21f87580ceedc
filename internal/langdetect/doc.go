// Package langdetect finds texts that are in another language of the site than their page is: a
// paragraph that was pasted and never translated, a table in the wrong file.
//
// The language of a text is recognized by its function words: articles, pronouns, prepositions,
// conjunctions and auxiliary verbs (N. Ingle, A language identification table, The Incorporated
// Linguist 15, 1976; G. Grefenstette, Comparing two language identification schemes, JADT 1995,
// where short words do as well as trigrams from some ten words on). Names, loan words and
// technical terms, which are common to languages and mislead trigrams, aren't among them and don't
// count.
//
// Each supported language has a file with its words; only languages of the site that have one are
// detected. False positives cost more than misses, since editors stop reading unreliable findings:
// a single word for the page's own language outweighs several against it.
package langdetect
